"""Weighted points -> the nodes of a grid: each weight divided among the four nearest. Two engines, one answer."""

import numpy as np
from numpy.typing import NDArray

from reporting.hotspots import kernel

Array = NDArray[np.float64]


def shared_out(points_m: Array, weight: Array, *, where: tuple[float, float, float], rows: int, cols: int) -> Array:
    """(rows + 2, cols + 2): sums at the cells' centres, with a margin of one cell around.

    points_m  (n, 2) metres; what lies beyond the grid does not count
    weight    (n,)
    where     the grid's south-west corner and the side of a cell, metres
    """
    if kernel.numba is None:
        return _by_numpy(points_m, weight, where, rows, cols)
    shared = np.zeros((rows + 2, cols + 2))
    _fill(points_m, weight, *where, rows, cols, shared)
    return shared


def _by_numpy(points_m: Array, weight: Array, where: tuple[float, float, float], rows: int, cols: int) -> Array:
    x, y = ((points_m - where[:2]) / where[2]).T
    is_inside = (x >= 0) & (x < cols) & (y >= 0) & (y < rows)
    x, y, weight = x[is_inside] + 0.5, y[is_inside] + 0.5, weight[is_inside]
    col, row = x.astype(np.int64), y.astype(np.int64)
    x, y = x - col, y - row
    width = cols + 2
    node = row * width + col
    shared = np.zeros((rows + 2) * width)
    for step, part in ((0, (1 - x) * (1 - y)), (1, x * (1 - y)), (width, (1 - x) * y), (width + 1, x * y)):
        shared += np.bincount(node + step, weights=part * weight, minlength=len(shared))
    return shared.reshape(rows + 2, width)


@kernel.compiled
def _fill(points_m, weight, west, south, cell_m, rows, cols, shared):  # type: ignore[no-untyped-def]
    for i in range(len(points_m)):
        x, y = (points_m[i, 0] - west) / cell_m, (points_m[i, 1] - south) / cell_m
        if not (0 <= x < cols and 0 <= y < rows):
            continue
        x += 0.5
        y += 0.5
        col, row = int(x), int(y)
        right, up = x - col, y - row
        shared[row, col] += (1 - right) * (1 - up) * weight[i]
        shared[row, col + 1] += right * (1 - up) * weight[i]
        shared[row + 1, col] += (1 - right) * up * weight[i]
        shared[row + 1, col + 1] += right * up * weight[i]
