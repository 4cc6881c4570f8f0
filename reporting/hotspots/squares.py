"""The squares of the British National Grid that cover an area, those without any incident included."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from reporting.hotspots.surface import Grid

NOWHERE = -1


@dataclass(frozen=True, eq=False)
class Squares:
    """Squares from west to east, then south to north.

    steps   (squares, 2) int64, south-west corners in whole sides from the grid's origin
    side_m  metres
    share   (squares,) of each that lies in the area, over 0 to 1
    """

    steps: NDArray[np.int64]
    side_m: int
    share: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.steps)

    def corners(self) -> NDArray[np.int64]:
        """South-west corners, (squares, 2) metres (EPSG:27700)."""
        return self.steps * self.side_m

    def centres(self) -> NDArray[np.float64]:
        """(squares, 2) metres (EPSG:27700)."""
        return self.side_m * (self.steps.astype(np.float64) + 0.5)

    def of(self, xy: NDArray[np.float64]) -> NDArray[np.int64]:
        """The square each point (n, 2) counts in, (n,): its own, or beside the area the nearest; NOWHERE farther off."""
        keys = _key(self.steps)
        wanted = _key(np.floor(xy / self.side_m).astype(np.int64))
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        at[keys[at] != wanted] = NOWHERE
        beside = np.flatnonzero(at == NOWHERE)
        if len(beside):
            near = cKDTree(self.centres()).query(xy[beside], distance_upper_bound=1.5 * self.side_m)[1]
            at[beside] = np.where(near < len(keys), near, NOWHERE)
        return at

    def counts(self, at: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many of the points that ``of`` placed fall in each, (squares,)."""
        return np.bincount(at[at != NOWHERE], minlength=len(self))


def squares(grid: Grid, *, side_m: int) -> Squares:
    """The squares that hold the centre of a cell of the grid's area.

    Raises ValueError for a side shorter than the grid's cells, which would leave holes, or an area of no cells.
    """
    if side_m < grid.cell_m:
        raise ValueError("the side of a square must not be shorter than a cell")
    cells = np.stack(np.meshgrid(*grid.centres()), axis=-1)
    inside = cells.reshape(-1, 2) if grid.area is None else cells[grid.area]
    if not len(inside):
        raise ValueError("the area must have cells")
    keys, n_cells = np.unique(_key(np.floor(inside / side_m).astype(np.int64)), return_counts=True)
    steps = np.column_stack((keys >> 32, keys & (2**32 - 1)))
    return Squares(steps, side_m, np.minimum(n_cells * (grid.cell_m / side_m) ** 2, 1.0))


def _key(steps: NDArray[np.int64]) -> NDArray[np.int64]:
    """One number for a square that sorts by easting, then northing; northings south of the origin do not occur."""
    return (steps[:, 0] << 32) | (steps[:, 1] & (2**32 - 1))
