"""Near repeats: do incidents follow each other close by and soon after more often than chance would have it?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.spatial import cKDTree
from scipy.special import ndtr, pdtrc

from reporting.hotspots.geometry import distinct_points
from reporting.hotspots.incidents import Incidents

SPACE_M = (0.0, 1.0, 100.0, 200.0, 400.0)  # the first band is "the same place"
TIME_DAYS = (0, 3, 8, 15, 29)
POISSON_UP_TO = 25.0
CHUNK = 256  # places at a time
SIGNIFICANT = 0.05
TOLD_M, TOLD_DAYS = 200.0, 14
MIN_INCIDENTS = 30
MIN_PAIRS = 3  # one pair where almost none is expected would be told as hundreds of times as many
MIN_RATIO = 1.1  # among very many pairs even 1.01 is no chance, and it is no news

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Knox:
    """Pairs of incidents by distance and delay, each array (space bands, time bands); bands are half-open [a, b).

    n_incidents  they are pairs of
    observed  pairs; expected and variance: exact, over all permutations of the days among the incidents
    ratio     observed / expected, nan where nothing is expected
    p         one-sided, for more pairs than expected; p_holm: corrected over all bands
    """

    space_m: tuple[float, ...]
    time_days: tuple[int, ...]
    n_incidents: int
    observed: NDArray[np.int64]
    expected: Array
    variance: Array
    ratio: Array
    p: Array
    p_holm: Array


@dataclass(frozen=True)
class Told:
    """The one sentence about near repeats: after an incident, so near and so soon, how many times as many as by chance.

    nearest_m, furthest_m  from the first to under the second, metres; is_same_place when no distance lies between
    first_day, last_day    days after, both included
    n_pairs                seen; ratio to what chance gives; p_holm
    """

    nearest_m: float
    furthest_m: float
    is_same_place: bool
    first_day: int
    last_day: int
    n_pairs: int
    ratio: float
    p_holm: float


def told(knox: Knox) -> Told | None:
    """The band within TOLD_M and TOLD_DAYS with the highest ratio among those that chance does not explain.

    None when there is no such band, or there are fewer than MIN_INCIDENTS incidents. Pairs, not causes: the numbers
    say nothing of who did what.
    """
    if knox.n_incidents < MIN_INCIDENTS:
        return None
    is_near = np.array(knox.space_m[1:])[:, None] <= TOLD_M
    is_soon = np.array(knox.time_days[1:])[None, :] - 1 <= TOLD_DAYS
    is_news = (knox.p_holm <= SIGNIFICANT) & (knox.observed >= MIN_PAIRS) & (knox.ratio >= MIN_RATIO)
    counts = is_near & is_soon & is_news
    if not counts.any():
        return None
    s, t = np.unravel_index(np.where(counts, knox.ratio, 0.0).argmax(), counts.shape)
    return Told(
        nearest_m=knox.space_m[s],
        furthest_m=knox.space_m[s + 1],
        is_same_place=knox.space_m[s + 1] <= SPACE_M[1],
        first_day=knox.time_days[t],
        last_day=knox.time_days[t + 1] - 1,
        n_pairs=int(knox.observed[s, t]),
        ratio=float(knox.ratio[s, t]),
        p_holm=float(knox.p_holm[s, t]),
    )


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
    observed, neighbours = _near_pairs(incidents.xy, day, np.asarray(space_m, dtype=np.float64), time_days)
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
        n_incidents=n,
        observed=observed,
        expected=expected,
        variance=variance,
        ratio=np.divide(observed, expected, out=np.full(observed.shape, np.nan), where=expected > 0),
        p=p,
        p_holm=_holm(p),
    )


def _near_pairs(
    xy: Array, day: NDArray[np.int64], space_m: Array, time_days: Sequence[int]
) -> tuple[NDArray[np.int64], Array]:
    """Unordered pairs near in both, (s, t), and how many others lie in each space band of each incident, (s, n).

    Many incidents share a place, so places are paired and the days of their incidents are counted: a million reports
    at a few thousand places take seconds and little room.
    """
    n_space = len(space_m) - 1
    observed, neighbours = np.zeros((n_space, len(time_days) - 1)), np.zeros((n_space, len(day)))
    if not len(day):
        return observed.astype(np.int64), neighbours
    points, place = distinct_points(xy)
    since = day - day.min()
    happened = sparse.csr_matrix((np.ones(len(day)), (place, since)), (len(points), int(since.max()) + 1))
    held = np.bincount(place, minlength=len(points)).astype(np.float64)
    near_place = np.zeros((n_space, len(points)))
    for start, band, lies_near in _near_places(points, space_m):
        rows = slice(start, start + lies_near.shape[0])
        is_itself_near = space_m[band] <= 0
        near_place[band, rows] = lies_near @ held - is_itself_near
        own = held[rows].sum() if is_itself_near else 0.0
        observed[band] += _timely_pairs(happened[rows], (lies_near @ happened).tocsr(), time_days, own=own)
    for band in range(n_space):
        neighbours[band] = near_place[band, place]
    return np.rint(observed).astype(np.int64), neighbours


def _timely_pairs(
    its: sparse.csr_matrix, others: sparse.csr_matrix, time_days: Sequence[int], *, own: float
) -> NDArray[np.float64]:
    """Pairs in each time band, (t,), of incidents of some places, ``its``, with those of others near, each pair once.

    its, others  (places, days) incidents; ``own``: how many of ``its`` are among ``others`` as well
    """
    others.sort_indices()
    n_places, n_days = its.shape
    key = np.repeat(np.arange(n_places), np.diff(others.indptr)) * n_days + others.indices
    n_before = np.append(0.0, others.data.cumsum())
    row, day = np.repeat(np.arange(n_places), np.diff(its.indptr)), its.indices.astype(np.int64)

    def up_to(days_earlier: int) -> float:
        """Pairs of an incident with another at least so many days earlier, and a number that is the same for all."""
        return its.data @ n_before[np.searchsorted(key, row * n_days + np.clip(day - days_earlier + 1, 0, n_days))]

    at_edge = [up_to(edge) for edge in time_days]
    pairs = np.array(at_edge[:-1]) - np.array(at_edge[1:])
    for t, (first, last) in enumerate(zip(time_days[:-1], time_days[1:], strict=True)):
        if first <= 0 < last:  # of one day: each pair was met from both ends, and each incident met itself
            pairs[t] -= (up_to(0) - up_to(1) + own) / 2
    return pairs


def _near_places(points: Array, space_m: Array) -> Iterator[tuple[int, int, sparse.csr_matrix]]:
    """Which places lie in a space band of each of CHUNK places: the first of these, the band, (CHUNK, places) ones."""
    tree = cKDTree(points)
    for start in range(0, len(points), CHUNK):
        some = points[start : start + CHUNK]
        near = cKDTree(some).sparse_distance_matrix(tree, space_m[-1], output_type="ndarray")
        band = np.searchsorted(space_m, near["v"], side="right") - 1
        for k in range(len(space_m) - 1):
            at = near[band == k]
            yield start, k, sparse.csr_matrix((np.ones(len(at)), (at["i"], at["j"])), (len(some), len(points)))


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
