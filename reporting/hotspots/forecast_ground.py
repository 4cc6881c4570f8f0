"""The squares of a borough, and what gathered in each: counted as it is, or smoothed."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from reporting.hotspots.surface import Grid, density
from reporting.places import grid as national

# The smoothed surface is worked out on squares of this side and summed: on 250 m a bandwidth of 60 m would be lost, on
# 125 m it comes out as 54 m, and matrices stay small enough that the library beneath numpy starts no threads.
FINE_M = 125

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class ForecastGround:
    """The n squares of the National Grid that touch an area, from south to north, then west to east.

    block   the squares around the area; inside (rows, cols): which of them are the n
    fine    the same ground in squares of FINE_M, for the smoothed surface
    """

    block: national.Grid
    inside: NDArray[np.bool_]
    fine: Grid

    @classmethod
    def covering(cls, area: shapely.Geometry, *, cell_m: int = national.CELL_M) -> "ForecastGround":
        """The squares that touch an area in metres (EPSG:27700); cell_m is a multiple of FINE_M.

        Raises ValueError for an empty area.
        """
        block = national.Grid.covering(area, cell_m)
        parts = cell_m // FINE_M
        fine = national.Grid(block.west_m, block.south_m, FINE_M, block.cols * parts, block.rows * parts)
        within = Grid(fine.west_m, fine.south_m, FINE_M, fine.rows, fine.cols, area=fine.mask(area))
        return cls(block, block.mask(area), within)

    def __len__(self) -> int:
        return int(self.inside.sum())

    def corners(self) -> list[tuple[int, int]]:
        """South-west corner of each square, metres."""
        eastings, northings = self.block.corners()
        return list(zip(eastings[self.inside].tolist(), northings[self.inside].tolist(), strict=True))

    def counts(self, xy: Array, weights: Array | None = None) -> Array:
        """Points (n, 2), metres, or their weights, summed in each square; points in no square do not count."""
        block = self.block
        col, row = np.floor((xy - (block.west_m, block.south_m)) / block.cell_m).astype(np.int64).T
        held = (col >= 0) & (col < block.cols) & (row >= 0) & (row < block.rows)
        summed = np.bincount(
            row[held] * block.cols + col[held],
            weights=None if weights is None else weights[held],
            minlength=block.rows * block.cols,
        )
        return summed.astype(np.float64).reshape(block.rows, block.cols)[self.inside]

    def smoothed(self, xy: Array, weights: Array, *, bandwidth_m: float) -> Array:
        """The Gaussian surface of weighted points summed over each square, up to one factor. ``surface.density``."""
        fine = density(xy, weights, grid=self.fine, bandwidth_m=bandwidth_m)
        parts = self.block.cell_m // FINE_M
        return fine.reshape(self.block.rows, parts, self.block.cols, parts).sum(axis=(1, 3))[self.inside]
