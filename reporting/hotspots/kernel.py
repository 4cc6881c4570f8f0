"""The scan's statistic, and its null: the best score when chance alone decides which incidents are recent.

Two engines draw the same replicates from the same counter-based stream, so the null depends neither on the number of
threads nor on numba being there: the compiled one, and a numpy one about thirty times slower.
Importing this file imports numba, which takes a third of a second: only a scan does so, when it first runs.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

try:
    import numba
except ImportError:
    numba = None  # type: ignore[assignment]

NO_ZONE = -9.0  # the score when no zone qualifies: below every real one, and finite, so that quantiles stay defined
NEVER = np.iinfo(np.int32).max
PILOT = 24
CHUNK = 32

_GAMMA = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_27, _30, _31, _32, _ONE = (np.uint64(n) for n in (27, 30, 31, 32, 1))


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
    """sqrt(2 LLR) - penalty of each zone and window, NO_ZONE where none counts: (draws, zones, windows).

    LLR = c ln(c/E) + (N - c) ln((N - c)/(N - E)) for c > E.
    Source: Kulldorff et al. (2005), PLoS Medicine 2(3), e59; the penalty for scale: Walther (2010), Annals of
    Statistics 38(2), 1010-1033.
    """
    observed = zone_counts(model, place, weight)
    incidents = zone_counts(model, place, np.ones_like(weight)) if model.is_weighted else observed
    counts = (incidents >= model.min_incidents) & (observed > model.expected) & (model.expected < model.total)
    draw, zone, window = np.nonzero(counts)
    c, expected = observed[counts].astype(np.float64), model.expected[zone, window]
    rest = model.total - c
    outside = rest * np.log(np.where(rest > 0, rest, 1.0) / (model.total - expected))
    found = np.full(observed.shape, NO_ZONE)
    llr = np.maximum(c * np.log(c / expected) + np.where(rest > 0, outside, 0.0), 0.0)
    found[draw, zone, window] = np.sqrt(2 * llr) - model.penalty[zone, window]
    return found


def null_maxima(model: NullModel, *, replicates: int, seed: int, threads: int = 2) -> NDArray[np.float64]:
    """The best score of each replicate, (replicates,): dates shuffled among the incidents of each stratum.

    Only which incidents are recent is drawn, so the length of the baseline costs nothing.
    """
    with np.errstate(over="ignore"):
        numbered = np.arange(replicates, dtype=np.uint64) * _GAMMA + np.array([seed % 2**64], dtype=np.uint64)
        keys = _mixed(_mixed(numbered) ^ _MIX_1)
    if numba is None or not replicates:
        return _null_by_numpy(model, keys)
    return _null_by_numba(model, keys, threads)


def _mixed(z):  # type: ignore[no-untyped-def]  # scalars in numba, arrays in numpy
    """splitmix64's finaliser. Source: Steele, Lea and Flood (2014), OOPSLA, figure 14."""
    z = (z ^ (z >> _30)) * _MIX_1
    z = (z ^ (z >> _27)) * _MIX_2
    return z ^ (z >> _31)


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
            bits = _mixed(keys + np.uint64((step + 1) * int(_GAMMA) % 2**64)) >> _32
            there = here + ((bits * np.uint64(end - here)) >> _32).astype(np.int64)
            drawn[:, step] = shuffled[rows, there]
            shuffled[rows, there] = shuffled[:, here]
            step += 1
    return drawn


def _null_by_numba(model: NullModel, keys: NDArray[np.uint64], threads: int) -> NDArray[np.float64]:
    best = np.full(len(keys), NO_ZONE)
    lowest = _critical(model, NO_ZONE)

    # Plain threads: numba's own pool may abort the process when two requests scan at once.
    with ThreadPoolExecutor(threads) as pool:

        def share(start: int, stop: int, critical: NDArray[np.int32], level: float) -> None:
            cuts = np.linspace(start, stop, threads + 1).astype(int)
            parts = [slice(*cut) for cut in zip(cuts[:-1], cuts[1:], strict=True)]
            list(pool.map(lambda part: _maxima(model, critical, level, lowest, keys[part], best[part]), parts))

        # A few replicates tell how high the rest will reach; a count that cannot get there then costs one comparison.
        pilot = min(PILOT, len(keys))
        share(0, pilot, lowest, NO_ZONE)
        level = float(best[:pilot].min())
        share(pilot, len(keys), _critical(model, level), level)
    return best


def _compiled(function):  # type: ignore[no-untyped-def]
    if numba is None:
        return function
    try:
        return numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    except RuntimeError:  # nowhere to keep the machine code: compile it in each process
        return numba.njit(nogil=True, error_model="numpy")(function)


_mixed_compiled = _compiled(_mixed)


@_compiled
def _score(count, expected, penalty, total):  # type: ignore[no-untyped-def]
    llr = count * np.log(count / expected)
    if count < total:
        llr += (total - count) * np.log((total - count) / (total - expected))
    return np.sqrt(2.0 * max(llr, 0.0)) - penalty


@_compiled
def _critical(model, level):  # type: ignore[no-untyped-def]
    """The smallest count whose score may reach ``level``, (zones, windows) int32; NEVER where none can."""
    critical = np.empty(model.expected.shape, np.int32)
    for zone in range(critical.shape[0]):
        for k in range(critical.shape[1]):
            expected, penalty = model.expected[zone, k], model.penalty[zone, k]
            if expected >= model.total:
                critical[zone, k] = NEVER
                continue
            low = max(model.min_incidents, int(np.floor(expected)) + 1)  # scores rise with the count from here on
            if level > NO_ZONE and low < model.total:
                reach = level - 1e-9
                step = 1
                while low + step < model.total and _score(low + step, expected, penalty, model.total) < reach:
                    step *= 2
                high = min(low + step, int(model.total))
                while low < high:
                    middle = (low + high) // 2
                    if _score(middle, expected, penalty, model.total) < reach:
                        low = middle + 1
                    else:
                        high = middle
            critical[zone, k] = low
    return critical


@_compiled
def _best(model, weights, counts, critical, least, level):  # type: ignore[no-untyped-def]
    """The highest score of at least ``level``, rings and windows summed on the way; NO_ZONE when there is none."""
    n_windows = weights.shape[1]
    in_circle = np.zeros(n_windows, np.int32)
    n_in_circle = np.zeros(n_windows, np.int32)
    best = NO_ZONE
    for zone in range(weights.shape[0]):
        if zone % model.n_rings == 0:
            in_circle[:] = 0
            n_in_circle[:] = 0
        total = np.int32(0)
        for k in range(n_windows):
            in_circle[k] += weights[zone, k]
            total += in_circle[k]
        if model.is_weighted:
            for k in range(n_windows):
                n_in_circle[k] += counts[zone, k]
        if total < least[zone]:
            continue
        c = np.int32(0)
        n = np.int32(0)
        for k in range(n_windows):
            c += in_circle[k]
            n += n_in_circle[k]
            if c >= critical[zone, k] and (not model.is_weighted or n >= model.min_incidents):
                score = _score(c, model.expected[zone, k], model.penalty[zone, k], model.total)
                if score >= level:
                    best = max(best, score)
    return best


@_compiled
def _maxima(model, critical, level, lowest, keys, best):  # type: ignore[no-untyped-def]
    """Write the maximum of each key's replicate into ``best``."""
    weights = np.zeros(model.expected.shape, np.int32)
    counts = np.zeros(model.expected.shape if model.is_weighted else (0, 0), np.int32)
    least = np.empty(len(critical), np.int32)
    for zone in range(len(critical)):
        least[zone] = critical[zone].min()
    shuffled = np.arange(len(model.place))
    swapped = np.empty((len(model.window), 2), np.int64)
    for r in range(len(keys)):
        weights[:] = 0
        counts[:] = 0
        step = 0
        for s in range(len(model.strata) - 1):
            begin, end = model.strata[s], model.strata[s + 1]
            for here in range(begin, begin + model.recent[s + 1] - model.recent[s]):
                bits = _mixed_compiled(keys[r] + np.uint64(step + 1) * _GAMMA) >> _32
                there = here + np.int64((bits * np.uint64(end - here)) >> _32)
                row, shuffled[there] = shuffled[there], shuffled[here]
                shuffled[here] = row
                swapped[step, 0], swapped[step, 1] = here, there
                k = model.window[step]
                for q in range(model.first[model.place[row]], model.first[model.place[row] + 1]):
                    weights[model.zone[q], k] += model.weight[row]
                    if model.is_weighted:
                        counts[model.zone[q], k] += 1
                step += 1
        for undo in range(step - 1, -1, -1):  # each replicate starts from the same order, whichever thread runs it
            here, there = swapped[undo, 0], swapped[undo, 1]
            row, shuffled[there] = shuffled[there], shuffled[here]
            shuffled[here] = row
        best[r] = _best(model, weights, counts, critical, least, level)
        if best[r] == NO_ZONE:
            best[r] = _best(model, weights, counts, lowest, np.zeros_like(least), NO_ZONE)
