"""A surface as a picture: four depths of one hue over the ground, nothing where too little was told to say."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reporting.hotspots.surface import Grid
from reporting.mapping import FILLS, Corners, Overlay, picture_url
from reporting.places import projection

DEPTHS = 4


@dataclass(frozen=True)
class Drawn:
    """The picture and the edges of its depths: depth i is from ``edges[i]`` up to ``edges[i + 1]``, i from 0."""

    overlay: Overlay
    edges: tuple[float, ...]


def drawn(values: NDArray[np.float64], grid: Grid) -> Drawn | None:
    """A surface, (rows, cols) from the south-west on, nan where nothing is to be drawn; None where that is everywhere."""
    known = values[np.isfinite(values)]
    if not len(known) or known.max() <= 0:
        return None
    edges = np.linspace(known.min(), known.max(), DEPTHS + 1)
    depth = np.clip(np.searchsorted(edges, np.where(np.isfinite(values), values, -1.0), side="right"), 0, DEPTHS)
    pixels, bounds, corners = _along_degrees(depth, grid)
    colours = np.array([(0, 0, 0, 0), *((*bytes.fromhex(fill[1:]), 255) for fill in FILLS[1 : DEPTHS + 1])], np.uint8)
    overlay = Overlay(picture_url(colours[pixels]), (grid.cols, grid.rows), bounds, corners)
    return Drawn(overlay, tuple(edges.tolist()))


def _along_degrees(
    depth: NDArray[np.intp], grid: Grid
) -> tuple[NDArray[np.intp], tuple[float, float, float, float], Corners]:
    """The same picture from the north-west on with its sides along degrees, its bounds in degrees and three corners.

    Across a borough the grid is turned against the degrees and hardly bent: a straight line through the corners is
    within a few metres of the truth, less than a cell.
    """
    east_m, north_m = grid.west + grid.cols * grid.cell_m, grid.south + grid.rows * grid.cell_m
    corners_m = np.array([(x, y) for x in (grid.west, east_m) for y in (grid.south, north_m)])
    degrees = np.array([projection.degrees(x, y) for x, y in corners_m])
    (west, south), (east, north) = degrees.min(axis=0), degrees.max(axis=0)
    to_metres = np.linalg.lstsq(np.column_stack((degrees, np.ones(4))), corners_m, rcond=None)[0]
    longitude = west + (east - west) * (np.arange(grid.cols) + 0.5) / grid.cols
    latitude = north - (north - south) * (np.arange(grid.rows) + 0.5) / grid.rows
    across, up = np.meshgrid(longitude, latitude)
    metres = np.stack((across, up, np.ones_like(across)), axis=-1) @ to_metres
    col = np.floor((metres[..., 0] - grid.west) / grid.cell_m).astype(int)
    row = np.floor((metres[..., 1] - grid.south) / grid.cell_m).astype(int)
    is_on = (col >= 0) & (col < grid.cols) & (row >= 0) & (row < grid.rows)
    pixels = np.where(is_on, depth[np.clip(row, 0, grid.rows - 1), np.clip(col, 0, grid.cols - 1)], 0)
    three = np.array([(west, north, 1), (east, north, 1), (west, south, 1)]) @ to_metres
    upper_left, upper_right, lower_left = ((float(x), float(y)) for x, y in three)
    return pixels, (float(west), float(south), float(east), float(north)), (upper_left, upper_right, lower_left)
