"""Counts on the squares of the British National Grid."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from reporting.hotspots.geometry import distinct_points
from reporting.hotspots.incidents import Incidents


class Minimum(Protocol):
    """Whether so much may be shown: ``disclosure.may_name_cluster`` is one."""

    def __call__(self, *, occurrences: int, days: int, places: int) -> bool: ...


@dataclass(frozen=True)
class Cell:
    """A square; easting and northing are its south-west corner, metres (EPSG:27700)."""

    easting: int
    northing: int
    n_incidents: int
    n_days: int
    n_places: int


class CellCounts(NamedTuple):
    """Cells from west to east, then south to north, and how many squares hold incidents but too few to be shown."""

    cells: list[Cell]
    withheld: int


def cell_counts(incidents: Incidents, *, cell_m: int = 250, minimum: Minimum | None) -> CellCounts:
    """Occurrences, distinct days and distinct places per square whose corner is a multiple of ``cell_m``.

    minimum  the rule of the profile the counts are for; a square that fails it is only counted in ``withheld``.
             None, for the coordinator, withholds nothing
    Raises ValueError for a side that is not positive.
    """
    if cell_m <= 0:
        raise ValueError("the side of a cell must be positive")
    corners, square = distinct_points(np.floor(incidents.xy / cell_m))
    squares = (corners * cell_m).astype(np.int64).tolist()
    columns = zip(
        squares,
        np.bincount(square, minlength=len(squares)).tolist(),
        _distinct(square, incidents.day, len(squares)),
        _distinct(square, incidents.place, len(squares)),
        strict=True,
    )
    cells = [Cell(easting, northing, n, days, places) for (easting, northing), n, days, places in columns]
    if minimum is None:
        return CellCounts(cells, 0)
    shown = [c for c in cells if minimum(occurrences=c.n_incidents, days=c.n_days, places=c.n_places)]
    return CellCounts(shown, len(cells) - len(shown))


def _distinct(group: np.ndarray, label: np.ndarray, n_groups: int) -> list[int]:
    """How many different labels each group holds."""
    labels, number = np.unique(label, return_inverse=True)
    pairs = np.unique(group * max(len(labels), 1) + number)
    return np.bincount(pairs // max(len(labels), 1), minlength=n_groups).tolist()
