"""The ground a surface is drawn on: square cells over today's wards, once per edition."""

from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

import numpy as np
import shapely

from reporting.hotspots.surface import Grid
from reporting.maps.outlines import Outline

BANDWIDTH_M = 250.0
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
