"""The ground a surface is drawn on: square cells over today's wards, once per edition."""

from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

import numpy as np
import shapely
from numpy.typing import NDArray

from reporting.hotspots.explored import BANDWIDTH_M, Baseline
from reporting.hotspots.surface import Grid
from reporting.maps.outlines import Outline

CELLS_TO_BANDWIDTH = 8
MOST_CELLS = 256  # along the longer side: a large borough gets coarser cells, not a larger picture


def ground(edition_id: UUID, drawn: Sequence[Outline]) -> Grid:
    """The cells over these wards. Editions never change, so a process works each out once."""
    return _ground(edition_id, tuple(drawn))


@lru_cache(maxsize=8)
def _ground(_edition_id: UUID, drawn: tuple[Outline, ...]) -> Grid:
    shapes = [outline.shape for outline in drawn]
    west, south, east, north = shapely.total_bounds(shapes)
    cell_m = max(BANDWIDTH_M / CELLS_TO_BANDWIDTH, max(east - west, north - south) / MOST_CELLS)
    cols, rows = (int(np.ceil(side / cell_m)) for side in (east - west, north - south))
    bare = Grid(float(west), float(south), cell_m, rows, cols)
    across, up = np.meshgrid(*bare.centres())
    whole = shapely.union_all(shapes)
    shapely.prepare(whole)
    return Grid(bare.west, bare.south, cell_m, rows, cols, area=shapely.contains_xy(whole, across, up))


def spread(edition_id: UUID, drawn: Sequence[Outline], residents: Sequence[int]) -> Baseline:
    """The residents of each ward, spread evenly over its cells; worked out once."""
    return _spread(edition_id, tuple(drawn), tuple(residents))


@lru_cache(maxsize=8)
def _spread(edition_id: UUID, drawn: tuple[Outline, ...], residents: tuple[int, ...]) -> Baseline:
    across, up = np.meshgrid(*_ground(edition_id, drawn).centres())
    found: list[tuple[NDArray[np.float64], NDArray[np.float64]]] = []
    for outline, number in zip(drawn, residents, strict=True):
        shapely.prepare(outline.shape)
        inside = shapely.contains_xy(outline.shape, across, up)
        xy = np.column_stack((across[inside], up[inside]))
        found.append((xy, np.full(len(xy), number / max(len(xy), 1))))
    return Baseline(np.concatenate([xy for xy, _weight in found]), np.concatenate([weight for _xy, weight in found]))
