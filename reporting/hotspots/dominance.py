"""How much of what stands behind each cell of a surface may come from one single place. Two engines, one answer."""

import numpy as np
from numpy.typing import NDArray

from reporting.hotspots import kernel
from reporting.hotspots.surface import Grid

REACH = 4.0  # bandwidths: beyond, a place counts for less than 1/2,000 of itself

Array = NDArray[np.float64]


def largest(points_m: Array, weight: Array, *, grid: Grid, bandwidth_m: float) -> Array:
    """The most that any one point adds to the effective number behind each cell, (rows, cols); ``surface.support``.

    points_m (n, 2) metres (EPSG:27700); weight (n,); one on the spot adds its weight.
    """
    east, north = grid.centres()
    found = np.zeros((grid.rows, grid.cols))
    (_fill if kernel.numba is not None else _by_numpy)(points_m, weight, east, north, bandwidth_m, found)
    return found


def _by_numpy(points_m: Array, weight: Array, east: Array, north: Array, bandwidth_m: float, found: Array) -> None:
    for (x, y), times in zip(points_m, weight, strict=True):
        cols = slice(*np.searchsorted(east, (x - REACH * bandwidth_m, x + REACH * bandwidth_m)))
        rows = slice(*np.searchsorted(north, (y - REACH * bandwidth_m, y + REACH * bandwidth_m)))
        across, up = (
            np.exp(-(((axis - at) / bandwidth_m) ** 2) / 2) for axis, at in ((east[cols], x), (north[rows], y))
        )
        np.maximum(found[rows, cols], times * up[:, None] * across, out=found[rows, cols])


@kernel.compiled
def _fill(points_m, weight, east, north, bandwidth_m, found):  # type: ignore[no-untyped-def]
    across = np.empty(len(east))
    for i in range(len(points_m)):
        x, y = points_m[i, 0], points_m[i, 1]
        first, last = np.searchsorted(east, x - REACH * bandwidth_m), np.searchsorted(east, x + REACH * bandwidth_m)
        for col in range(first, last):
            across[col] = np.exp(-(((east[col] - x) / bandwidth_m) ** 2) / 2)
        for row in range(
            np.searchsorted(north, y - REACH * bandwidth_m), np.searchsorted(north, y + REACH * bandwidth_m)
        ):
            up = weight[i] * np.exp(-(((north[row] - y) / bandwidth_m) ** 2) / 2)
            for col in range(first, last):
                found[row, col] = max(found[row, col], up * across[col])
