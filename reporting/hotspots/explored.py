"""What an officer's map shows of one choice of dates and strands: everything that is worked out anew when it changes.

Looking through many choices finds something sooner or later, so none of these p's raises an alarm: that is for the
scan of the week alone, whose choice was made beforehand.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.spatial import cKDTree

from reporting import disclosure
from reporting.hotspots.alarm import MIN_RECENT
from reporting.hotspots.geometry import SPACING_M, ladder
from reporting.hotspots.incidents import Incidents
from reporting.hotspots.near_repeat import SPACE_M, TIME_DAYS, TOLD_DAYS, TOLD_M, Told, near_repeat, told
from reporting.hotspots.squares import NOWHERE, Squares, squares
from reporting.hotspots.standing_out import neighbourhoods, standing_out
from reporting.hotspots.surface import Grid, density, support
from reporting.hotspots.volume import Circles, Zone, circles, volume
from reporting.places.grid import CELL_M

BANDWIDTH_M = 250.0
LEAST_EVENINGS = 6.0
EVENING_M = 500.0
MOST_OF_ONE_PLACE = 0.5  # where one place makes up as much, nothing is drawn
SIGNIFICANT = 0.05
RATE_DAYS = 30
MAX_PLACES = 1500  # of the scan of volume: a larger area is cut into larger squares

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Baseline:
    """What incidents would be proportional to if no place stood out: points (n, 2) metres and their weights (n,) >= 0.

    Residents, passers-by or the area's own past, at points as fine as they are known: a ward's number belongs on points
    spread over the ward, not on its middle.
    """

    xy: Array
    weight: Array


@dataclass(frozen=True)
class ShownZone:
    """A circle with more incidents than its share explains, as police may see it: its radius_m is never under 200.

    The numbers are those of the circle that was found, which may be smaller.
    """

    easting: float
    northing: float
    radius_m: float
    observed: int
    expected: float
    rr_shrunk: float
    rr_low: float
    rr_high: float
    p: float
    places: int
    days: int


@dataclass(frozen=True)
class ShownSquare:
    """A square whose neighbourhood stands out; easting and northing are its south-west corner, metres (EPSG:27700)."""

    easting: int
    northing: int
    n_incidents: int
    z: float
    p_fwer: float


@dataclass(frozen=True, eq=False)
class Explored:
    """surface  (rows, cols) of the area's grid, incidents per km² and 30 days; nan outside and where too little is behind it
    support     (rows, cols) effective evenings behind each cell: what was told of one day around one place counts once
    zones       from the strongest down, p at most 0.05; squares from west to east, p_fwer at most 0.05
    too_few     incidents for zones and squares to be tested at all
    *_withheld  found, but on too few incidents, days or places to be shown
    """

    n_incidents: int
    n_reports: int
    too_few: bool
    surface: Array
    support: Array
    zones: tuple[ShownZone, ...]
    zones_withheld: int
    squares: tuple[ShownSquare, ...]
    squares_withheld: int
    near_repeat: Told | None


def explored(
    incidents: Incidents,
    *,
    area_grid: Grid,
    period_days: int,
    baseline: Baseline | None = None,
    replicates: int = 199,
    seed: int,
) -> Explored:
    """Surface, zones, squares and near repeats of the incidents of a period, withheld where police may not be shown them.

    area_grid  with the area inside, about 256 cells across; working on the same one again is faster
    baseline   the area itself, evenly, when there is none

    The same incidents, in any order, with the same settings and seed give the same result.
    Raises ValueError for a period that is not positive, or a baseline of which nothing lies in the area.
    """
    if period_days < 1:
        raise ValueError("the period must have a day")
    ground = _ground_of(area_grid)
    behind, is_shown = _behind(incidents, area_grid)
    per_km2 = density(incidents.xy, np.ones(len(incidents)), grid=area_grid, bandwidth_m=BANDWIDTH_M)
    if area_grid.area is not None:
        is_shown &= area_grid.area
    too_few = len(incidents) < MIN_RECENT
    zones, zones_withheld = ((), 0) if too_few else _zones(incidents, ground, baseline, replicates, seed)
    standing, squares_withheld = ((), 0) if too_few else _squares(incidents, ground, replicates, seed)
    return Explored(
        n_incidents=len(incidents),
        n_reports=int(incidents.reports.sum()),
        too_few=too_few,
        surface=np.where(is_shown, per_km2 * RATE_DAYS / period_days, np.nan),
        support=behind,
        zones=zones,
        zones_withheld=zones_withheld,
        squares=standing,
        squares_withheld=squares_withheld,
        near_repeat=told(
            near_repeat(
                incidents,
                space_m=[edge for edge in SPACE_M if edge <= TOLD_M],
                time_days=[edge for edge in TIME_DAYS if edge <= TOLD_DAYS + 1],
            )
        ),
    )


def _behind(incidents: Incidents, grid: Grid) -> tuple[Array, NDArray[np.bool_]]:
    """Effective evenings behind each cell, and whether they are enough and of several places.

    One place of which much is told may be one household's, and much of one day one event: neither shows a surface. All
    of a day within EVENING_M counts as one evening; where four such squares meet, one day is still under LEAST_EVENINGS.
    """
    order = np.lexsort((incidents.xy[:, 1], incidents.xy[:, 0]))
    evening = np.column_stack((np.floor(incidents.xy / EVENING_M), incidents.day))[order]
    dated = order[np.unique(evening, axis=0, return_index=True)[1]]
    evenings = support(incidents.xy[dated], grid=grid, bandwidth_m=BANDWIDTH_M)
    # Days at each place, whatever happened nearby on the same day: what one place may make up of the whole.
    days = np.unique(np.column_stack((incidents.place, incidents.day)), axis=0, return_index=True)[1]
    places, first, n_days = np.unique(incidents.place[days], return_index=True, return_counts=True)
    everything = support(incidents.xy[days], grid=grid, bandwidth_m=BANDWIDTH_M)
    # Imported here: it brings numba, which pages that explore nothing should not wait for.
    from reporting.hotspots.dominance import largest

    heavy = n_days >= LEAST_EVENINGS * MOST_OF_ONE_PLACE  # a lighter one can nowhere be so much of enough
    alone = largest(
        incidents.xy[days][first[heavy]], n_days[heavy].astype(np.float64), grid=grid, bandwidth_m=BANDWIDTH_M
    )
    return evenings, (evenings >= LEAST_EVENINGS) & (alone < MOST_OF_ONE_PLACE * everything)


@dataclass(frozen=True, eq=False)
class _Ground:
    """What depends on the area alone: places of the scan of volume, their circles, squares and their neighbourhoods."""

    places: Squares
    around: Circles
    squares: Squares
    near: sparse.csr_array


def _ground_of(grid: Grid) -> _Ground:
    area = None if grid.area is None else np.packbits(grid.area).tobytes()
    return _ground(grid.west, grid.south, grid.cell_m, grid.rows, grid.cols, area)


@lru_cache(maxsize=4)
def _ground(west: float, south: float, cell_m: float, rows: int, cols: int, area: bytes | None) -> _Ground:
    inside = None
    if area is not None:
        inside = np.unpackbits(np.frombuffer(area, np.uint8), count=rows * cols).reshape(rows, cols).astype(bool)
    grid = Grid(west, south, cell_m, rows, cols, inside)
    n_cells = rows * cols if inside is None else int(inside.sum())
    times = 1
    while n_cells * cell_m**2 / (times * SPACING_M) ** 2 > MAX_PLACES:
        times *= 2
    places = squares(grid, side_m=round(times * SPACING_M))
    around = circles(places.centres(), radii_m=ladder(shortest_m=times * 100.0, longest_m=times * 1000.0))
    familiar = squares(grid, side_m=CELL_M)
    return _Ground(places, around, familiar, neighbourhoods(familiar))


def _zones(
    incidents: Incidents, ground: _Ground, baseline: Baseline | None, replicates: int, seed: int
) -> tuple[tuple[ShownZone, ...], int]:
    weight = ground.places.share if baseline is None else _spread(baseline, ground.places)
    at = ground.places.of(incidents.xy)
    empty = np.flatnonzero(weight == 0)
    if len(empty):
        # Nobody lives in a park, and yet something happens there: it counts where the nearest people are.
        peopled = np.flatnonzero(weight)
        centres = ground.places.centres()
        stand_in = np.arange(len(weight))
        stand_in[empty] = peopled[cKDTree(centres[peopled]).query(centres[empty])[1]]
        at = np.where(at == NOWHERE, NOWHERE, stand_in[at])
    found = volume(ground.places.counts(at), weight, around=ground.around, replicates=replicates, seed=seed)
    high = [_shown_zone(zone, incidents, at) for zone in found.zones if zone.p <= SIGNIFICANT]
    named = tuple(zone for zone in high if _may_name(zone.observed, zone.days, zone.places))
    return named, len(high) - len(named)


def _spread(baseline: Baseline, places: Squares) -> Array:
    at = places.of(baseline.xy)
    weight = np.zeros(len(places))
    np.add.at(weight, at[at != NOWHERE], baseline.weight[at != NOWHERE])
    if not weight.sum() > 0:
        raise ValueError("the baseline must have something in the area")
    return weight


def _shown_zone(zone: Zone, incidents: Incidents, at: NDArray[np.int64]) -> ShownZone:
    inside = np.isin(at, zone.places)
    return ShownZone(
        easting=zone.easting,
        northing=zone.northing,
        radius_m=disclosure.shown_radius_m(zone.radius_m),
        observed=zone.observed,
        expected=zone.expected,
        rr_shrunk=zone.rr_shrunk,
        rr_low=zone.rr_low,
        rr_high=zone.rr_high,
        p=zone.p,
        places=len(np.unique(incidents.place[inside])),
        days=len(np.unique(incidents.day[inside])),
    )


def _squares(incidents: Incidents, ground: _Ground, replicates: int, seed: int) -> tuple[tuple[ShownSquare, ...], int]:
    at = ground.squares.of(incidents.xy)
    counts = ground.squares.counts(at)
    found = standing_out(counts, ground.near, replicates=replicates, seed=seed)
    corners = ground.squares.corners()
    high = np.flatnonzero(found.p_fwer <= SIGNIFICANT)
    named = tuple(
        ShownSquare(
            easting=int(corners[i, 0]),
            northing=int(corners[i, 1]),
            n_incidents=int(counts[i]),
            z=float(found.z[i]),
            p_fwer=float(found.p_fwer[i]),
        )
        for i in high.tolist()
        if _may_name_square(incidents, at == i)
    )
    return named, len(high) - len(named)


def _may_name_square(incidents: Incidents, inside: NDArray[np.bool_]) -> bool:
    days, places = (len(np.unique(column[inside])) for column in (incidents.day, incidents.place))
    return _may_name(int(inside.sum()), days, places)


def _may_name(occurrences: int, days: int, places: int) -> bool:
    return disclosure.may_name_cluster(occurrences=occurrences, days=days, places=places)
