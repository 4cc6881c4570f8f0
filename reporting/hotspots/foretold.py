"""The squares where most is expected, as far as they may be named."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reporting import disclosure
from reporting.hotspots.cells import cell_counts
from reporting.hotspots.forecast import LOOK_BACK_DAYS, Past, mixture, scores
from reporting.hotspots.hit_rate import AREA_SHARE, n_squares

DEPTHS = 5  # each a share of AREA_SHARE of the area


@dataclass(frozen=True)
class Square:
    """easting, northing  south-west corner, metres; depth  5 for the first AREA_SHARE of the area, 4 for the next …

    n_incidents, n_days, n_places  what the twelve months before held
    """

    easting: int
    northing: int
    depth: int
    n_incidents: int
    n_days: int
    n_places: int


@dataclass(frozen=True)
class Foretold:
    """Squares from west to east, then south to north; n_withheld: as high as these, but not to be named."""

    squares: tuple[Square, ...]
    n_withheld: int


def foretold(past: Past, *, before: int) -> Foretold:
    """The quarter of the area where most is expected in the period from a day on.

    A square is named by the same rule as on the officer's map, although coordinators alone read it: a page may be
    carried into a meeting. Raises LookupError where nothing could be learned.
    """
    learned = mixture(past, before=before)
    if learned is None:
        raise LookupError("no closed period to learn from")
    depth = dict(zip(past.squares.corners(), depths(scores(past, learned, before=before)).tolist(), strict=True))
    day = past.incidents.day
    held = past.incidents.where((day >= before - LOOK_BACK_DAYS) & (day < before))
    squares = tuple(
        Square(one.easting, one.northing, deep, one.n_incidents, one.n_days, one.n_places)
        for one in cell_counts(held, cell_m=past.squares.block.cell_m, minimum=disclosure.may_name_cluster).cells
        if (deep := depth.get((one.easting, one.northing), 0))
    )
    return Foretold(squares, sum(deep > 0 for deep in depth.values()) - len(squares))


def depths(expected: NDArray[np.float64]) -> NDArray[np.int64]:
    """5 for the first AREA_SHARE of the squares, 4 for as many after them … 0 for the rest and where nothing is expected.

    Squares of equal score share the deeper of their depths.
    """
    falling = np.sort(expected)[::-1]
    edges = [falling[n_squares(len(expected), AREA_SHARE * number) - 1] for number in range(1, DEPTHS + 1)]
    return sum((expected >= edge).astype(np.int64) for edge in edges) * (expected > 0)
