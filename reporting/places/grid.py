"""Squares of the British National Grid: the cells that density counts in."""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

CELL_M = 250


def cell_of(easting: float, northing: float, *, cell_m: int = CELL_M) -> tuple[int, int]:
    """South-west corner, metres, of the square that holds a point. A point on an edge is in the north-east square."""
    return math.floor(easting / cell_m) * cell_m, math.floor(northing / cell_m) * cell_m


def square(west_m: int, south_m: int, *, cell_m: int = CELL_M) -> shapely.Polygon:
    """The outline of the cell with this south-west corner, metres."""
    return shapely.box(west_m, south_m, west_m + cell_m, south_m + cell_m)


@dataclass(frozen=True)
class Grid:
    """A block of squares. Arrays over it are (rows, cols); row 0 is the southernmost, column 0 the westernmost.

    west_m, south_m  the block's south-west corner, metres (EPSG:27700), whole multiples of cell_m
    """

    west_m: int
    south_m: int
    cell_m: int
    cols: int
    rows: int

    @classmethod
    def covering(cls, shape: shapely.Geometry, cell_m: int = CELL_M) -> "Grid":
        """The smallest block that holds every point of a shape in metres. Raises ValueError for an empty shape."""
        if shape.is_empty:
            raise ValueError("an empty shape has no grid")
        west, south, east, north = shape.bounds
        west_m, south_m = cell_of(west, south, cell_m=cell_m)
        last_west_m, last_south_m = cell_of(east, north, cell_m=cell_m)
        cols = (last_west_m - west_m) // cell_m + 1
        rows = (last_south_m - south_m) // cell_m + 1
        return cls(west_m, south_m, cell_m, cols, rows)

    def corners(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Eastings and northings, metres, of the south-west corner of every cell, each (rows, cols)."""
        eastings = self.west_m + self.cell_m * np.arange(self.cols)
        northings = self.south_m + self.cell_m * np.arange(self.rows)
        across, up = np.meshgrid(eastings, northings)
        return across, up

    def mask(self, shape: shapely.Geometry) -> NDArray[np.bool_]:
        """(rows, cols): whether the cell touches the shape, so that no point of the shape lies in a masked cell."""
        west, south = self.corners()
        shapely.prepare(shape)
        return shapely.intersects(shapely.box(west, south, west + self.cell_m, south + self.cell_m), shape)

    def position(self, easting: float, northing: float) -> tuple[int, int] | None:
        """Row and column of the cell that holds a point, or None outside the block."""
        west_m, south_m = cell_of(easting, northing, cell_m=self.cell_m)
        row, col = (south_m - self.south_m) // self.cell_m, (west_m - self.west_m) // self.cell_m
        return (row, col) if 0 <= row < self.rows and 0 <= col < self.cols else None
