"""How well a surface foretold: the share of what happened that lies in the squares it put first."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

AREA_SHARE = 0.05

Array = NDArray[np.float64]


class Hit(NamedTuple):
    """hit_rate: share of the incidents, 0 to 1; pai: times as many as in an average square; pei: share of the best possible."""

    hit_rate: float
    pai: float
    pei: float


def evaluate(scores: Array, future: Array, *, share: float = AREA_SHARE) -> Hit:
    """Judges scores (squares,) by the incidents that came, future (squares,), on the given share of the squares.

    Where equal scores meet at the edge of the share, each of their squares counts in part: who sorts them gains nothing.
    Raises ValueError for columns of different length, or where nothing came.
    Sources: Chainey, Tompson and Uhlig (2008), Security Journal 21, 4-28 (PAI = (n/N)/(a/A));
    Hunt (2016), National Institute of Justice forecasting challenge (PEI* = n/n*).
    """
    if len(scores) != len(future):
        raise ValueError("columns of different length")
    total = future.sum()
    if total <= 0:
        raise ValueError("nothing came")
    n_chosen = n_squares(len(scores), share)
    found = chosen_part(scores, n_chosen) @ future
    best = np.sort(future)[::-1][:n_chosen].sum()
    rate = found / total
    return Hit(float(rate), float(rate / (n_chosen / len(scores))), float(found / best))


def n_squares(n: int, share: float) -> int:
    """How many of n squares a share of the area is: at least one."""
    return max(1, round(share * n))


def chosen_part(scores: Array, n_chosen: int) -> Array:
    """How much of each square is among the n_chosen highest scores, 0 to 1, (squares,)."""
    edge = np.sort(scores)[::-1][n_chosen - 1]
    above, level = scores > edge, scores == edge
    return above + level * ((n_chosen - above.sum()) / level.sum())
