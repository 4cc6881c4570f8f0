"""The early warning of the latest week, in finished sentences and as circles to draw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import shapely
from flask_babel import format_decimal, format_percent, ngettext
from flask_babel import gettext as _

from reporting import clock, i18n
from reporting.hotspots.findings import Circle
from reporting.hotspots.surges import Surge
from reporting.hotspots.weekly import queries
from reporting.hotspots.weekly.bands import ALARM_DAYS, Band, is_one_source
from reporting.hotspots.weekly.queries import Warned
from reporting.mapping import Area
from reporting.maps.outlines import in_degrees
from reporting.maps.static_svg import Shape
from reporting.places import projection
from reporting.reports.vocabulary import STRANDS

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
    risen: tuple[str, ...]
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
        risen=tuple(_risen(surge) for surge, _band_of_it in queries.risen(study)),
        areas=tuple(_areas(found, told, outlines)),
        shapes=tuple(_shapes(found, outlines)),
    )


def _areas(found: Sequence[Warned], told: Sequence[Told], outlines: Sequence[shapely.Geometry]) -> list[Area]:
    if not outlines:
        return []
    geometries, fringes = in_degrees(outlines), in_degrees([_fringe(outline) for outline in outlines])
    places = [projection.degrees(*_label_at(outline)) for outline in outlines]
    areas = []
    for one, words, geometry, fringe, place in zip(found, told, geometries, fringes, places, strict=True):
        at = (round(place[1], 5), round(place[0], 5))
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
    its = one.circle
    named = [names.get(code, code) for code in its.wards]
    wards = ", ".join(named)
    incidents = ngettext("%(num)s incident", "%(num)s incidents", its.observed)
    times, low, high = (format_decimal(value, format="0.0") for value in (its.rr_shrunk, its.rr_low, its.rr_high))
    expected = format_decimal(its.expected, format="0.0")
    return Told(
        number=one.number,
        outcome=outcome,
        heading=_("%(number)s: %(band)s, in %(wards)s", number=one.number, band=_band(one.band), wards=named[0] if named else ""),
        sentences=(
            *_one_source(its),
            _(
                "%(incidents)s at %(places)s places within %(radius)s metres in the last %(days)s days; %(expected)s would "
                "be expected from this place’s own past year.",
                incidents=incidents, places=its.places, radius=its.radius_m, days=its.days, expected=expected,
            ),
            _(
                "By chance alone something as strong appears somewhere in the area about once in %(years)s years of weekly "
                "checks.",
                years=format_decimal(one.years, format="0.0"),
            ),
            _(
                "The true increase is probably smaller: %(times)s times as many, between %(low)s and %(high)s.",
                times=times, low=low, high=high,
            ),
        ),
        values=(
            str(one.number), wards, str(its.observed), expected, str(its.days), str(its.radius_m), f"{times} ({low}–{high})",
        ),
    )  # fmt: skip


def _one_source(its: Circle) -> list[str]:
    if not is_one_source(its.one_source):
        return []
    share = format_percent(its.one_source)
    return [_("%(share)s of it came through one centre, so no alarm is raised. Ask that centre first.", share=share)]


def _risen(surge: Surge) -> str:
    return _(
        "%(strand)s: %(incidents)s in the week, %(usual)s are usual. By chance alone as much comes about once in %(years)s "
        "years of weekly checks.",
        strand=STRANDS[surge.strand].label if surge.strand in STRANDS else surge.strand,
        incidents=ngettext("%(num)s incident", "%(num)s incidents", surge.observed),
        usual=format_decimal(surge.usual, format="0.0"),
        years=format_decimal(surge.recurrence_days / ALARM_DAYS, format="0.0"),
    )


def _band(band: Band) -> str:
    return {
        Band.VERY_UNUSUAL: _("very unusual"),
        Band.UNUSUAL: _("unusual"),
        Band.WORTH_A_LOOK: _("worth a look"),
    }[band]
