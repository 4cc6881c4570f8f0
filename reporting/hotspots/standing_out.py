"""Squares whose neighbourhood holds more incidents than the area's other squares would give it by chance.

The familiar Gi* of desktop maps, but not their z > 1.96: among hundreds of squares that marks several on every map of
pure chance. Here a square stands out when shuffling the squares hardly ever gives any neighbourhood as high a z.
Sources: Ord and Getis (1995), Geographical Analysis 27(4), 286-306, equation 14; Westfall and Young (1993),
Resampling-Based Multiple Testing (the largest statistic of each permutation).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse
from scipy.spatial import cKDTree

from reporting.hotspots.squares import Squares

MIN_INCIDENTS = 3
NO_SQUARE = -9.0  # z where a neighbourhood holds too few: below every one that counts
QUEEN = 1.5  # sides: reaches the eight squares around
SHUFFLED_AT_ONCE = 2**20
TIE = 1e-9

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class StandingOut:
    """z (squares,); p_fwer (squares,) chance that any square of a shuffled map is as high; null (replicates,) their maxima."""

    z: Array
    p_fwer: Array
    null: Array


def neighbourhoods(squares: Squares) -> sparse.csr_array:
    """Each square with those that touch it, itself included: (squares, squares) of ones and zeros."""
    n = len(squares)
    pairs = cKDTree(squares.steps).query_pairs(QUEEN, output_type="ndarray")
    row = np.concatenate((pairs[:, 0], pairs[:, 1], np.arange(n)))
    column = np.concatenate((pairs[:, 1], pairs[:, 0], np.arange(n)))
    return sparse.csr_array((np.ones(len(row)), (row, column)), shape=(n, n))


def standing_out(counts: ArrayLike, near: sparse.csr_array, *, replicates: int = 999, seed: int) -> StandingOut:
    """Gi* of each square and its family-wise p, from the largest z of each shuffle of the counts among the squares.

    counts  (squares,) incidents, zeros included; near: as ``neighbourhoods`` gives it
    z = (sum of w x - mean * sum of w) / (s * sqrt((n * sum of w^2 - (sum of w)^2) / (n - 1))); 0 where nothing varies

    Neighbourhoods with fewer than MIN_INCIDENTS never stand out, in the shuffles as on the map: their p is 1.
    Raises ValueError for columns of different length.
    """
    x = np.asarray(counts, dtype=np.float64)
    n = len(x)
    if near.shape != (n, n):
        raise ValueError("counts and neighbourhoods must be of the same squares")
    held = near @ x
    width = near.sum(axis=1)
    spread = np.sqrt(np.maximum(n * (near**2).sum(axis=1) - width**2, 0.0) / max(n - 1, 1)) * (x.std() if n else 0.0)
    z = _z(held, x, width, spread)
    null = np.empty(replicates)
    step = max(1, SHUFFLED_AT_ONCE // max(n, 1))
    rng = np.random.default_rng(seed)
    for start in range(0, replicates, step):
        shuffled = np.tile(x, (min(step, replicates - start), 1))
        rng.permuted(shuffled, axis=1, out=shuffled)
        there = near @ shuffled.T
        null[start : start + step] = np.where(
            there >= MIN_INCIDENTS, _z(there, x, width[:, None], spread[:, None]), NO_SQUARE
        ).max(axis=0, initial=NO_SQUARE)
    exceeding = replicates - np.searchsorted(np.sort(null), z - TIE, side="left")
    p_fwer = np.where(held >= MIN_INCIDENTS, (1 + exceeding) / (replicates + 1), 1.0)
    return StandingOut(z, p_fwer, null)


def _z(held: Array, x: Array, width: Array, spread: Array) -> Array:
    over = held - (x.mean() if len(x) else 0.0) * width
    return np.divide(over, spread, out=np.zeros_like(over), where=spread > TIE)
