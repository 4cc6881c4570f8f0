"""The null of the space-time scan: chance alone decides which incidents of the baseline are recent."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from reporting.hotspots import kernel
from reporting.hotspots.kernel import GAMMA, NO_ZONE, SHIFT_32, best_of_circles, compiled, mixed, mixed_compiled, spread

CHUNK = 32


class NullModel(NamedTuple):
    """What stays fixed over replicates. A zone is ``centre * n_rings + ring``: the whole circle out to that ring.

    first, zone    the rings each place falls in, as in ``geometry.Rings``
    place, weight  (n,) int32, all incidents of the baseline, stratum after stratum
    strata         (s + 1,) int64: stratum i owns rows strata[i]:strata[i + 1] of them
    recent         (s + 1,) int64: and rows recent[i]:recent[i + 1] of ``window``
    window         (n_recent,) int32, index of the shortest window that holds each recent incident
    expected       (zones, windows) weighted incidents; ``total`` where a zone does not qualify
    penalty        (zones, windows) taken off the score for the zone's scale
    total          weight of the whole baseline
    is_weighted    whether any weight differs from 1
    """

    first: NDArray[np.int64]
    zone: NDArray[np.int32]
    n_centres: int
    n_rings: int
    place: NDArray[np.int32]
    weight: NDArray[np.int32]
    strata: NDArray[np.int64]
    recent: NDArray[np.int64]
    window: NDArray[np.int32]
    expected: NDArray[np.float64]
    penalty: NDArray[np.float64]
    total: float
    min_incidents: int
    is_weighted: bool


def zone_counts(model: NullModel, place: NDArray[np.int32], weight: NDArray[np.int32]) -> NDArray[np.int64]:
    """Weight of the recent incidents in each zone and window: (draws, n_recent) twice -> (draws, zones, windows)."""
    n_draws, n_places, (n_zones, n_windows) = len(place), len(model.first) - 1, model.expected.shape
    lies_in = sparse.csr_matrix((np.ones(len(model.zone), np.int64), model.zone, model.first), (n_places, n_zones))
    column = np.arange(n_draws)[:, None] * n_windows + model.window
    happened = sparse.csr_matrix(
        (weight.ravel().astype(np.int64), (place.ravel(), column.ravel())), (n_places, n_draws * n_windows)
    )
    counts = (lies_in.T @ happened).toarray().reshape(model.n_centres, model.n_rings, n_draws, n_windows)
    return counts.cumsum(axis=1).cumsum(axis=3).transpose(2, 0, 1, 3).reshape(n_draws, n_zones, n_windows)


def scores(model: NullModel, place: NDArray[np.int32], weight: NDArray[np.int32]) -> NDArray[np.float64]:
    """The scores when these incidents, (draws, n_recent), are the recent ones: (draws, zones, windows)."""
    observed = zone_counts(model, place, weight)
    incidents = zone_counts(model, place, np.ones_like(weight)) if model.is_weighted else observed
    return kernel.scored(model, observed, incidents)


def null_maxima(model: NullModel, *, replicates: int, seed: int, threads: int = 2) -> NDArray[np.float64]:
    """The best score of each replicate, (replicates,): dates shuffled among the incidents of each stratum.

    Only which incidents are recent is drawn, so the length of the baseline costs nothing.
    """
    keys = kernel.stream_keys(replicates, seed)
    if kernel.numba is None or not replicates:
        return _null_by_numpy(model, keys)
    return kernel.maxima_in_threads(_maxima, model, keys, threads)


def _null_by_numpy(model: NullModel, keys: NDArray[np.uint64]) -> NDArray[np.float64]:
    best = np.empty(len(keys))
    for start in range(0, len(keys), CHUNK):
        drawn = _drawn_by_numpy(model, keys[start : start + CHUNK])
        best[start : start + CHUNK] = scores(model, model.place[drawn], model.weight[drawn]).max(axis=(1, 2))
    return best


def _drawn_by_numpy(model: NullModel, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Partial Fisher-Yates shuffles, one row per key: (keys, n_recent) rows of incidents."""
    rows = np.arange(len(keys))
    shuffled = np.tile(np.arange(len(model.place)), (len(keys), 1))
    drawn = np.empty((len(keys), len(model.window)), dtype=np.int64)
    step = 0
    for begin, end, n in zip(model.strata[:-1], model.strata[1:], np.diff(model.recent), strict=True):
        for here in range(begin, begin + n):
            bits = mixed(keys + np.uint64((step + 1) * int(GAMMA) % 2**64)) >> SHIFT_32
            there = here + ((bits * np.uint64(end - here)) >> SHIFT_32).astype(np.int64)
            drawn[:, step] = shuffled[rows, there]
            shuffled[rows, there] = shuffled[:, here]
            step += 1
    return drawn


@compiled
def _maxima(model, critical, level, lowest, keys, best):  # type: ignore[no-untyped-def]
    """Write the maximum of each key's replicate into ``best``."""
    n_places, n_windows = len(model.first) - 1, model.expected.shape[1]
    # Where several incidents share a place, its rings are gone through once for all of them.
    is_crowded = len(model.window) > 2 * n_places
    weights = np.zeros(model.expected.shape, np.int32)
    counts = np.zeros(model.expected.shape if model.is_weighted else (0, 0), np.int32)
    held = np.zeros((n_places if is_crowded else 0, n_windows), np.int32)
    n_held = np.zeros(held.shape if model.is_weighted else (0, 0), np.int32)
    least = np.empty(len(critical), np.int32)
    for zone in range(len(critical)):
        least[zone] = critical[zone].min()
    shuffled = np.arange(len(model.place))
    drawn = np.empty(len(model.window), np.int64)
    for r in range(len(keys)):
        weights[:] = 0
        counts[:] = 0
        _draw(model, keys[r], shuffled, drawn)
        if is_crowded:
            held[:] = 0
            n_held[:] = 0
            for step in range(len(drawn)):
                place, k = model.place[drawn[step]], model.window[step]
                held[place, k] += model.weight[drawn[step]]
                if model.is_weighted:
                    n_held[place, k] += 1
            spread(model, held, weights)
            spread(model, n_held, counts)
        else:
            for step in range(len(drawn)):
                place, k, weight = model.place[drawn[step]], model.window[step], model.weight[drawn[step]]
                for q in range(model.first[place], model.first[place + 1]):
                    weights[model.zone[q], k] += weight
                    if model.is_weighted:
                        counts[model.zone[q], k] += 1
        best[r] = best_of_circles(model, weights, counts, critical, least, level)
        if best[r] == NO_ZONE:
            best[r] = best_of_circles(model, weights, counts, lowest, np.zeros_like(least), NO_ZONE)


@compiled
def _draw(model, key, shuffled, drawn):  # type: ignore[no-untyped-def]
    """Partial Fisher-Yates shuffles of one replicate: which rows of incidents are recent, (n_recent,)."""
    swapped = np.empty(len(drawn), np.int64)
    step = 0
    for s in range(len(model.strata) - 1):
        begin, end = model.strata[s], model.strata[s + 1]
        for here in range(begin, begin + model.recent[s + 1] - model.recent[s]):
            bits = mixed_compiled(key + np.uint64(step + 1) * GAMMA) >> SHIFT_32
            there = here + np.int64((bits * np.uint64(end - here)) >> SHIFT_32)
            drawn[step], shuffled[there] = shuffled[there], shuffled[here]
            shuffled[here] = drawn[step]
            swapped[step] = there
            step += 1
    # Each replicate starts from the same order, whichever thread runs it.
    for s in range(len(model.strata) - 2, -1, -1):
        begin = model.strata[s]
        for here in range(begin + model.recent[s + 1] - model.recent[s] - 1, begin - 1, -1):
            step -= 1
            there = swapped[step]
            shuffled[here], shuffled[there] = shuffled[there], shuffled[here]
