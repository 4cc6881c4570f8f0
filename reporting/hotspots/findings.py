"""A study of a period as police may read it: clusters, repeat places and near repeats, and how many were withheld."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import shapely

from reporting import clock, disclosure
from reporting.hotspots.alarm import is_alarm
from reporting.hotspots.cells import cell_counts
from reporting.hotspots.incidents import Incidents
from reporting.hotspots.near_repeat import Knox, near_repeat
from reporting.hotspots.repeat_places import RepeatPlace, repeat_places
from reporting.hotspots.scan import WINDOWS, Cluster, scan
from reporting.places import projection
from reporting.places.grid import CELL_M, cell_of

Wards = Sequence[tuple[str, shapely.Geometry]]


@dataclass(frozen=True)
class Circle:
    """A cluster as it may be shown: never under 200 m. lat and lon are its centre's; wards: the most of it first.

    reports, distinct_days   behind the observed incidents; 0 in what was kept before they were
    one_source  share of its incidents that came through the busiest one centre, 0 to 1; 0 where there is only one
    alarm       as ``alarm.is_alarm`` has it: never where most of it came through one centre
    """

    lat: float
    lon: float
    radius_m: int
    days: int
    observed: int
    expected: float
    rr_shrunk: float
    rr_low: float
    rr_high: float
    p: float
    recurrence_days: float
    places: int
    one_source: float
    wards: tuple[str, ...]
    alarm: bool
    reports: int = 0
    distinct_days: int = 0


@dataclass(frozen=True)
class Repeated:
    """A place that comes back, told by its ward and the week of its last day: the place may be one household's.

    lat, lon  the middle of its 250 m square where the square itself may be named, else None
    """

    lat: float | None
    lon: float | None
    wards: tuple[str, ...]
    days: int
    incidents: int
    expected: float
    rr_shrunk: float
    rr_low: float
    rr_high: float
    q: float
    last_week: str


@dataclass(frozen=True)
class Findings:
    """What a study found. ``withheld``: clusters that are there but too small to say where."""

    settings: dict[str, Any]
    n_reports: int
    n_incidents: int
    n_recent: int
    too_few: bool
    clusters: tuple[Circle, ...]
    withheld: int
    repeat_places: tuple[Repeated, ...]
    near_repeat: Knox


def findings(
    incidents: Incidents, *, since: date, until: date, wards: Wards, ward_code: str | None, seed: int, replicates: int
) -> Findings:
    """Studies the days from since to until, the last of which is "today" for the scan.

    wards      code and outline, metres, of today's wards
    ward_code  only what touches this ward is listed, or counted as withheld; the borough is studied as a whole
    Raises ValueError when until is before since.
    """
    baseline_days = (until - since).days + 1
    if baseline_days < 1:
        raise ValueError("the period ends before it begins")
    windows = [days for days in WINDOWS if days <= baseline_days]
    result = scan(
        incidents,
        today=until.toordinal(),
        baseline_days=baseline_days,
        windows=windows,
        seed=seed,
        replicates=replicates,
    )
    found = [(cluster, _wards_touched(wards, cluster)) for cluster in result.clusters]
    found = [(cluster, codes) for cluster, codes in found if ward_code is None or ward_code in codes]
    shown = [(cluster, codes) for cluster, codes in found if _may_name(cluster)]
    settings = {**result.settings, "since": since.isoformat(), "until": until.isoformat(), "ward": ward_code}
    return Findings(
        settings={**settings, "settings_hash": result.settings_hash},
        n_reports=result.n_reports,
        n_incidents=result.n_incidents,
        n_recent=result.n_recent,
        too_few=result.too_few,
        clusters=tuple(_circle(cluster, codes) for cluster, codes in shown),
        withheld=len(found) - len(shown),
        repeat_places=tuple(repeated(incidents, wards, ward_code)),
        near_repeat=near_repeat(incidents),
    )


def _may_name(cluster: Cluster) -> bool:
    return disclosure.may_name_cluster(occurrences=cluster.observed, days=cluster.distinct_days, places=cluster.places)


def _wards_touched(wards: Wards, cluster: Cluster) -> tuple[str, ...]:
    circle = shapely.Point(cluster.easting, cluster.northing).buffer(disclosure.shown_radius_m(cluster.radius_m))
    shared = [(-circle.intersection(outline).area, code) for code, outline in wards]
    return tuple(code for area, code in sorted(shared) if area < 0)


def _circle(cluster: Cluster, codes: tuple[str, ...]) -> Circle:
    lat, lon = projection.position(cluster.easting, cluster.northing)
    return Circle(
        lat=lat,
        lon=lon,
        radius_m=round(disclosure.shown_radius_m(cluster.radius_m)),
        days=cluster.days,
        observed=cluster.observed,
        expected=cluster.expected,
        rr_shrunk=cluster.rr_shrunk,
        rr_low=cluster.rr_low,
        rr_high=cluster.rr_high,
        p=cluster.p,
        recurrence_days=cluster.recurrence_days,
        places=cluster.places,
        one_source=cluster.source_share,
        wards=codes,
        alarm=cluster.alarm and is_alarm(cluster.recurrence_days, one_source=cluster.source_share),
        reports=cluster.reports,
        distinct_days=cluster.distinct_days,
    )


def repeated(incidents: Incidents, wards: Wards, ward_code: str | None = None) -> list[Repeated]:
    """Places that come back, as they may be told, the surest first; ``ward_code``: only those in this ward."""
    counted = cell_counts(incidents, cell_m=CELL_M, minimum=disclosure.may_name_cluster)
    named = {(cell.easting, cell.northing) for cell in counted.cells}
    told = [(place, _ward_of(wards, place)) for place in repeat_places(incidents)]
    return [
        _told(place, code, square=cell_of(place.easting, place.northing), named=named)
        for place, code in told
        if ward_code is None or code == ward_code
    ]


def _ward_of(wards: Wards, place: RepeatPlace) -> str | None:
    point = shapely.Point(place.easting, place.northing)
    return next((code for code, outline in wards if outline.intersects(point)), None)


def _told(place: RepeatPlace, code: str | None, *, square: tuple[int, int], named: set[tuple[int, int]]) -> Repeated:
    middle = projection.position(square[0] + CELL_M / 2, square[1] + CELL_M / 2) if square in named else (None, None)
    return Repeated(
        lat=middle[0],
        lon=middle[1],
        wards=(code,) if code else (),
        days=place.days,
        incidents=place.incidents,
        expected=place.expected,
        rr_shrunk=place.rr_shrunk,
        rr_low=place.rr_low,
        rr_high=place.rr_high,
        q=place.q,
        last_week=clock.iso_week(date.fromordinal(place.last_day)),
    )
