"""The early warning of the latest week, in finished sentences and as circles to draw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import shapely

from reporting import clock, i18n
from reporting.hotspots.events import queries as events
from reporting.hotspots.scan import WINDOWS
from reporting.hotspots.weekly import queries, wording
from reporting.hotspots.weekly.queries import Warned
from reporting.mapping import Area
from reporting.maps.outlines import in_degrees
from reporting.maps.static_svg import Shape
from reporting.places import projection

BEFORE = timedelta(days=max(WINDOWS) - 1)  # what happened while a window was open may be why it holds more
LOCATION_ERROR_M = 100.0  # how far its centre may be off (`hotspots.md` 4)


@dataclass(frozen=True)
class Told:
    """One cluster in words; ``values`` are the same as the cells of a table."""

    number: int
    heading: str
    outcome: str  # a key of OUTCOMES; empty while nobody has said anything
    sentences: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True)
class Explaining:
    """Something that may be why more was told: what kind of thing, in whose words, where (empty: everywhere) and when."""

    label: str
    title: str
    ward: str
    days: str


@dataclass(frozen=True)
class Earlier:
    """An alarm of an earlier week that still waits for an answer; ``until``: the last day that was studied."""

    week: str
    number: int
    heading: str
    until: str


@dataclass(frozen=True)
class EarlyWarning:
    """``until`` is the last day studied. ``is_too_few``: nothing could be tested."""

    week: str
    until: str
    is_too_few: bool
    n_incidents: int
    n_withheld: int
    settings_hash: str
    replicates: int
    told: tuple[Told, ...]
    columns: tuple[str, ...]
    risen: tuple[str, ...]
    explaining: tuple[Explaining, ...]
    earlier: tuple[Earlier, ...]
    areas: tuple[Area, ...]
    shapes: tuple[Shape, ...]


def warning(names: Mapping[str, str]) -> EarlyWarning | None:
    """The latest study; None where no week was studied yet. ``names``: ward names by code."""
    study = queries.latest()
    if study is None:
        return None
    found = queries.warned(study)
    _monday, sunday = clock.week_days(study.week)
    outlines = [
        shapely.Point(projection.metres(one.circle.lon, one.circle.lat)).buffer(one.circle.radius_m, quad_segs=12)
        for one in found
    ]
    said = queries.outcomes(study.week)
    told = tuple(_told(one, names, outcome=said.get(one.number, "")) for one in found)
    return EarlyWarning(
        week=study.week,
        until=i18n.full_date(sunday),
        is_too_few=study.is_too_few,
        n_incidents=study.n_incidents,
        n_withheld=study.n_withheld,
        settings_hash=str(study.settings.get("settings_hash", ""))[:12],
        replicates=int(study.settings.get("replicates", 0)),
        told=told,
        columns=wording.columns(),
        risen=tuple(wording.risen(surge) for surge, _band_of_it in queries.risen(study)),
        explaining=tuple(
            Explaining(one.label, one.title, one.ward, i18n.span(one.first_on, one.last_on))
            for one in events.around(sunday - BEFORE, sunday)
        ),
        earlier=tuple(
            Earlier(one.week, one.number, wording.heading(one, names), i18n.full_date(clock.week_days(one.week)[1]))
            for one in queries.earlier_unanswered(study)
        ),
        areas=tuple(_areas(found, told, outlines)),
        shapes=tuple(_shapes(found, outlines)),
    )


def _areas(found: Sequence[Warned], told: Sequence[Told], outlines: Sequence[shapely.Geometry]) -> list[Area]:
    if not outlines:
        return []
    geometries, fringes = in_degrees(outlines), in_degrees([_fringe(outline) for outline in outlines])
    places = [projection.position(*_label_at(outline)) for outline in outlines]
    areas = []
    for one, words, geometry, fringe, at in zip(found, told, geometries, fringes, places, strict=True):
        areas.append(Area(geometry=fringe, at=at, number=None, text=words.heading, is_fringe=True))
        areas.append(Area(geometry=geometry, at=at, number=one.number, text=words.heading))
    return areas


def _shapes(found: Sequence[Warned], outlines: Sequence[shapely.Geometry]) -> list[Shape]:
    return [
        *(Shape(_fringe(outline), _label_at(outline), number=None, is_fringe=True) for outline in outlines),
        *(Shape(outline, _label_at(outline), number=one.number) for one, outline in zip(found, outlines, strict=True)),
    ]


def _fringe(outline: shapely.Geometry) -> shapely.Geometry:
    """How far off a circle may lie."""
    return outline.buffer(LOCATION_ERROR_M, quad_segs=12)


def _label_at(outline: shapely.Geometry) -> tuple[float, float]:
    """The lowest point of a circle, metres: there its number hides no ward's."""
    _west, south, _east, _north = outline.bounds
    return outline.centroid.x, south


def _told(one: Warned, names: Mapping[str, str], *, outcome: str) -> Told:
    return Told(
        number=one.number,
        outcome=outcome,
        heading=wording.heading(one, names),
        sentences=wording.sentences(one),
        values=wording.values(one, names),
    )
