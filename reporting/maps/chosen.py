"""What one choice of dates, reason and kind shows beside the counts: worked out anew, told in sentences, never an alarm."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import shapely
from flask_babel import gettext as _
from flask_babel import ngettext

from reporting import clock
from reporting.hotspots.explored import Baseline, Explored, ShownZone, explored
from reporting.hotspots.findings import Repeated, repeated
from reporting.hotspots.incidents import Incidents
from reporting.hotspots.near_repeat import Told as NearRepeat
from reporting.hotspots.surface import Grid
from reporting.i18n import tenths
from reporting.mapping import Area
from reporting.maps.outlines import Outline, in_degrees
from reporting.maps.static_svg import Shape
from reporting.places import projection

REPLICATES = 199
LETTERS = "ABCDEFGHIJ"
LATELY = timedelta(weeks=4)
MANY_DAYS = ((3, 5), (6, 9))  # days on which a place came back, as they are told; more is "10 or more"


class Question:
    """Everything an answer is worked out from. Equal questions have one seed and so the same answer, down to p."""

    def __init__(self, incidents: Incidents, grid: Grid, *, n_days: int, baseline: Baseline | None) -> None:
        self.incidents, self.grid, self.n_days, self.baseline = incidents, grid, n_days, baseline
        made_of = [
            incidents.xy,
            incidents.day,
            incidents.place,
            incidents.reports,
            np.array([grid.west, grid.south, grid.cell_m]),
        ]
        made_of += [baseline.xy, baseline.weight] if baseline else []
        made_of += [] if grid.area is None else [grid.area]
        digest = hashlib.blake2b(f"{n_days} {grid.rows} {grid.cols}".encode(), digest_size=16)
        for part in made_of:
            digest.update(np.ascontiguousarray(part).tobytes())
        self.key = digest.digest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Question) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=16)
def answer(question: Question) -> Explored:
    """The answer; asked again, it is there already."""
    return explored(
        question.incidents,
        area_grid=question.grid,
        period_days=question.n_days,
        baseline=question.baseline,
        replicates=REPLICATES,
        seed=int.from_bytes(question.key[:4], "big"),
    )


@dataclass(frozen=True)
class Chosen:
    """The answer in words, and what of it is drawn: zones as circles with letters. Rows are cells of tables."""

    near_repeat: str
    zones: tuple[str, ...]
    zone_rows: tuple[tuple[str, ...], ...]
    zones_withheld: int
    too_few: bool
    repeat_rows: tuple[tuple[str, ...], ...]
    areas: tuple[Area, ...]
    shapes: tuple[Shape, ...]


def chosen(
    found: Explored,
    incidents: Incidents,
    wards: Sequence[tuple[str, str, Outline]],
    *,
    until: date,
    by_residents: bool,
    is_narrowed: bool,
) -> Chosen:
    """The answer in words.

    wards         code, name and outline of today's
    by_residents  whether zones are held against residents
    is_narrowed   by reason or kind: then no place is told, or what comes back to one household could be read off
    """
    names = {code: name for code, name, _outline in wards}
    is_told = not is_narrowed and not found.too_few
    places = repeated(incidents, [(code, outline.shape) for code, _name, outline in wards]) if is_told else []
    zones = [(letter, zone, _wards_of(zone, wards)) for letter, zone in zip(LETTERS, found.zones, strict=False)]
    circles = [
        shapely.Point(zone.easting, zone.northing).buffer(zone.radius_m, quad_segs=12) for _letter, zone, _w in zones
    ]
    tops = [(zone.easting, zone.northing + zone.radius_m) for _letter, zone, _wards in zones]
    sentences = tuple(_zone(letter, zone, among, by_residents=by_residents) for letter, zone, among in zones)
    return Chosen(
        near_repeat=_near_repeat(found.near_repeat),
        zones=sentences,
        zone_rows=tuple(_zone_row(letter, zone, among) for letter, zone, among in zones),
        zones_withheld=found.zones_withheld,
        too_few=found.too_few,
        repeat_rows=tuple(_come_back(places, names, until=until)),
        areas=tuple(
            Area(geometry, projection.position(*top), letter, sentence, is_strong=True)
            for (letter, _zone, _wards), geometry, top, sentence in zip(
                zones, in_degrees(circles) if circles else (), tops, sentences, strict=True
            )
        ),
        shapes=tuple(
            Shape(circle, top, number=letter, title=sentence, is_strong=True)
            for (letter, _zone, _wards), circle, top, sentence in zip(zones, circles, tops, sentences, strict=True)
        ),
    )


def _wards_of(zone: ShownZone, wards: Sequence[tuple[str, str, Outline]]) -> list[str]:
    """Names of the wards a zone touches, the one most of it lies in first."""
    circle = shapely.Point(zone.easting, zone.northing).buffer(zone.radius_m)
    shared = [(-circle.intersection(outline.shape).area, name) for _code, name, outline in wards]
    return [name for area, name in sorted(shared) if area < 0]


def _near_repeat(told: NearRepeat | None) -> str:
    if told is None:
        return _("Nothing shows that one incident is soon followed by another nearby, or there are too few to tell.")
    when = _("%(first)s to %(last)s days", first=told.first_day, last=told.last_day)
    where = (
        _("at the same place")
        if told.is_same_place
        else _("%(near)s to %(far)s metres away", near=round(told.nearest_m), far=round(told.furthest_m))
    )
    return _(
        "After an incident, %(times)s times as many others as chance would bring followed %(where)s within %(when)s "
        "(%(pairs)s). That is the time and the place to ask how people are.",
        times=tenths(told.ratio), where=where, when=when, pairs=ngettext("%(num)s pair", "%(num)s pairs", told.n_pairs),
    )  # fmt: skip


def _zone(letter: str, zone: ShownZone, wards: Sequence[str], *, by_residents: bool) -> str:
    numbers = {
        "letter": letter,
        "incidents": ngettext("%(num)s incident", "%(num)s incidents", zone.observed),
        "ward": wards[0] if wards else _("no ward of today"),
        "radius": round(zone.radius_m),
        "expected": tenths(zone.expected),
    }
    if by_residents:
        return _(
            "%(letter)s: %(incidents)s in a circle of at most %(radius)s metres around its middle, in %(ward)s; the people "
            "who live there would have %(expected)s, if everyone had the same share.",
            **numbers,
        )
    return _(
        "%(letter)s: %(incidents)s in a circle of at most %(radius)s metres around its middle, in %(ward)s; spread evenly "
        "over the area, %(expected)s would lie there.",
        **numbers,
    )


def _zone_row(letter: str, zone: ShownZone, wards: Sequence[str]) -> tuple[str, ...]:
    times = f"{tenths(zone.rr_shrunk)} ({tenths(zone.rr_low)}–{tenths(zone.rr_high)})"
    return letter, ", ".join(wards), str(zone.observed), tenths(zone.expected), str(round(zone.radius_m)), times


def _come_back(places: Sequence[Repeated], names: Mapping[str, str], *, until: date) -> list[tuple[str, ...]]:
    """Ward, about how many days, and whether one was lately; by ward, so that no order tells which place is which.

    A place may be somebody's home: exact numbers could be matched with those of a square, and so tell where it is.
    """
    lately = clock.iso_week(until - LATELY)
    rows = []
    for place in places:
        ward = ", ".join(names.get(code, code) for code in place.wards) or _("In no ward of today")
        rows.append((ward, _about(place.days), _("Yes") if place.last_week > lately else _("No")))
    return sorted(rows)


def _about(days: int) -> str:
    for fewest, most in MANY_DAYS:
        if fewest <= days <= most:
            return _("%(first)s to %(last)s", first=fewest, last=most)
    return _("%(number)s or more", number=MANY_DAYS[-1][1] + 1)
