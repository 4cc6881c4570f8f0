"""Near repeats: do incidents follow each other close by and soon after more often than chance would have it?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from scipy.special import ndtr, pdtrc

from reporting.hotspots.incidents import Incidents

SPACE_M = (0.0, 1.0, 100.0, 200.0, 400.0)  # the first band is "the same place"
TIME_DAYS = (0, 3, 8, 15, 29)
POISSON_UP_TO = 25.0
CHUNK = 2048

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Knox:
    """Pairs of incidents by distance and delay, each array (space bands, time bands); bands are half-open [a, b).

    observed  pairs; expected and variance: exact, over all permutations of the days among the incidents
    ratio     observed / expected, nan where nothing is expected
    p         one-sided, for more pairs than expected; p_holm: corrected over all bands
    """

    space_m: tuple[float, ...]
    time_days: tuple[int, ...]
    observed: NDArray[np.int64]
    expected: Array
    variance: Array
    ratio: Array
    p: Array
    p_holm: Array


def near_repeat(
    incidents: Incidents, *, space_m: Sequence[float] = SPACE_M, time_days: Sequence[int] = TIME_DAYS
) -> Knox:
    """Knox's table of near pairs with the exact moments of its permutation distribution.

    p is Poisson up to POISSON_UP_TO expected pairs and normal above; 1 for fewer than four incidents.
    Raises ValueError for bands that do not ascend.
    Sources: Knox (1964), Applied Statistics 13(1), 25-29; Barton and David (1966), in Research Papers in Statistics,
    259-273; Kulldorff and Hjalmars (1999), Biometrics 55(2), 544-552.
    """
    if (np.diff(space_m) <= 0).any() or (np.diff(time_days) <= 0).any() or len(space_m) < 2 or len(time_days) < 2:
        raise ValueError("bands must ascend")
    n, day = len(incidents), incidents.day.astype(np.int64)
    observed = np.zeros((len(space_m) - 1, len(time_days) - 1), dtype=np.int64)
    neighbours = np.zeros((len(space_m) - 1, n))
    for first, second, band in _near_pairs(incidents.xy, np.asarray(space_m, dtype=np.float64)):
        delay = np.searchsorted(time_days, np.abs(day[first] - day[second]), side="right") - 1
        is_timely = (delay >= 0) & (delay < observed.shape[1])
        np.add.at(observed, (band[is_timely], delay[is_timely]), 1)
        for end in (first, second):
            neighbours += np.bincount(band * n + end, minlength=neighbours.size).reshape(neighbours.shape)
    contemporaries = np.array([_contemporaries(day, a, b) for a, b in zip(time_days[:-1], time_days[1:], strict=True)])
    expected, variance = _permutation_moments(n, neighbours, contemporaries)
    p = np.ones(observed.shape)
    if n > 3:
        with np.errstate(divide="ignore", invalid="ignore"):
            normal = ndtr((expected - observed) / np.sqrt(variance))
        p = np.where(expected <= POISSON_UP_TO, pdtrc(observed - 1.0, expected), normal)
        p[observed == 0] = 1.0
        p[np.isnan(p)] = 1.0  # no variance: every permutation gives the same count
    return Knox(
        space_m=tuple(float(edge) for edge in space_m),
        time_days=tuple(int(edge) for edge in time_days),
        observed=observed,
        expected=expected,
        variance=variance,
        ratio=np.divide(observed, expected, out=np.full(observed.shape, np.nan), where=expected > 0),
        p=p,
        p_holm=_holm(p),
    )


def _near_pairs(xy: Array, space_m: Array) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]:
    """Unordered pairs nearer than the last edge, in chunks: rows, rows, space band."""
    tree = cKDTree(xy) if len(xy) else None
    for start in range(0, len(xy), CHUNK):
        near = cKDTree(xy[start : start + CHUNK]).sparse_distance_matrix(tree, space_m[-1], output_type="ndarray")
        first, second = near["i"] + start, near["j"]
        band = np.searchsorted(space_m, near["v"], side="right") - 1
        is_pair = (first < second) & (band >= 0) & (band < len(space_m) - 1)
        yield first[is_pair], second[is_pair], band[is_pair]


def _contemporaries(day: NDArray[np.int64], shortest: int, longest: int) -> Array:
    """How many others lie ``shortest`` to under ``longest`` days from each incident, (n,)."""
    ordered = np.sort(day)

    def within(days: int) -> NDArray[np.int64]:
        return np.searchsorted(ordered, day + days, side="right") - np.searchsorted(ordered, day - days, side="left")

    nearer = within(shortest - 1) if shortest > 0 else np.ones(len(day), dtype=np.int64)
    return (within(longest - 1) - nearer).astype(np.float64)


def _permutation_moments(n: int, neighbours: Array, contemporaries: Array) -> tuple[Array, Array]:
    """Mean and variance of the number of pairs near in both, from each incident's numbers of near others.

    neighbours (s, n), contemporaries (t, n): returns two (s, t); the variance is nan for n < 4.
    """
    pairs_s, pairs_t = neighbours.sum(axis=1)[:, None] / 2, contemporaries.sum(axis=1)[None, :] / 2
    # Pairs of pairs that share an incident.
    paths_s = (neighbours * (neighbours - 1)).sum(axis=1)[:, None] / 2
    paths_t = (contemporaries * (contemporaries - 1)).sum(axis=1)[None, :] / 2
    expected = pairs_s * pairs_t / max(n * (n - 1) / 2, 1)
    if n < 4:
        return expected, np.full(expected.shape, np.nan)
    triples = float(n) * (n - 1) * (n - 2)
    apart_s, apart_t = pairs_s * (pairs_s - 1) - 2 * paths_s, pairs_t * (pairs_t - 1) - 2 * paths_t
    square = expected + 4 * paths_s * paths_t / triples + 4 * apart_s * apart_t / (triples * (n - 3))
    return expected, np.maximum(square - expected**2, 0.0)


def _holm(p: Array) -> Array:
    """Holm (1979), Scandinavian Journal of Statistics 6(2), 65-70."""
    order = np.argsort(p, axis=None)
    steps = p.ravel()[order] * np.arange(p.size, 0, -1)
    corrected = np.empty(p.size)
    corrected[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return corrected.reshape(p.shape)
