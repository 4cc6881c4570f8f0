"""The statistic of both scans, and how a null's replicates are drawn, counted and compared with it.

Two engines draw the same replicates from the same counter-based stream, so a null depends neither on the number of
threads nor on numba being there: the compiled one, and a numpy one about thirty times slower.
Importing this file imports numba, which takes a third of a second: only a scan does so, when it first runs.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

try:
    import numba
except ImportError:
    numba = None  # type: ignore[assignment]

NO_ZONE = -9.0  # the score when no zone qualifies: below every real one, and finite, so that quantiles stay defined
NEVER = np.iinfo(np.int32).max
PILOT = 24

GAMMA = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_27, _30, _31, SHIFT_32 = (np.uint64(n) for n in (27, 30, 31, 32))


class Margins(Protocol):
    """What a score needs to know of each zone and window, whatever its null; ``shuffles.NullModel`` says what they are."""

    @property
    def expected(self) -> NDArray[np.float64]: ...
    @property
    def penalty(self) -> NDArray[np.float64]: ...
    @property
    def total(self) -> float: ...
    @property
    def min_incidents(self) -> int: ...


def scored(model: Margins, observed: NDArray[np.int64], incidents: NDArray[np.int64]) -> NDArray[np.float64]:
    """sqrt(2 LLR) - penalty of each zone and window, NO_ZONE where none counts: (draws, zones, windows).

    observed   (draws, zones, windows) weight; incidents the numbers behind it
    LLR = c ln(c/E) + (N - c) ln((N - c)/(N - E)) for c > E.
    Source: Kulldorff (1997), Communications in Statistics 26(6), 1481-1496; the penalty for scale: Walther (2010),
    Annals of Statistics 38(2), 1010-1033.
    """
    counts = (incidents >= model.min_incidents) & (observed > model.expected) & (model.expected < model.total)
    draw, zone, window = np.nonzero(counts)
    c, expected = observed[counts].astype(np.float64), model.expected[zone, window]
    rest = model.total - c
    outside = rest * np.log(np.where(rest > 0, rest, 1.0) / (model.total - expected))
    found = np.full(observed.shape, NO_ZONE)
    llr = np.maximum(c * np.log(c / expected) + np.where(rest > 0, outside, 0.0), 0.0)
    found[draw, zone, window] = np.sqrt(2 * llr) - model.penalty[zone, window]
    return found


def stream_keys(replicates: int, seed: int) -> NDArray[np.uint64]:
    """Where each replicate's own stream of random bits starts, (replicates,)."""
    with np.errstate(over="ignore"):
        numbered = np.arange(replicates, dtype=np.uint64) * GAMMA + np.array([seed % 2**64], dtype=np.uint64)
        return mixed(mixed(numbered) ^ _MIX_1)


def mixed(z):  # type: ignore[no-untyped-def]  # scalars in numba, arrays in numpy
    """splitmix64's finaliser. Source: Steele, Lea and Flood (2014), OOPSLA, figure 14."""
    z = (z ^ (z >> _30)) * _MIX_1
    z = (z ^ (z >> _27)) * _MIX_2
    return z ^ (z >> _31)


def maxima_in_threads(
    maxima: Callable[..., None], model: Margins, keys: NDArray[np.uint64], threads: int
) -> NDArray[np.float64]:
    """The best score of each key's replicate, (keys,), where the compiled ``maxima`` draws and writes a share of them."""
    best = np.full(len(keys), NO_ZONE)
    lowest = critical_counts(model, NO_ZONE)

    # Plain threads: numba's own pool may abort the process when two requests scan at once.
    with ThreadPoolExecutor(threads) as pool:

        def share(start: int, stop: int, critical: NDArray[np.int32], level: float) -> None:
            cuts = np.linspace(start, stop, threads + 1).astype(int)
            parts = [slice(*cut) for cut in zip(cuts[:-1], cuts[1:], strict=True)]
            list(pool.map(lambda part: maxima(model, critical, level, lowest, keys[part], best[part]), parts))

        # A few replicates tell how high the rest will reach; a count that cannot get there then costs one comparison.
        pilot = min(PILOT, len(keys))
        share(0, pilot, lowest, NO_ZONE)
        level = float(best[:pilot].min())
        share(pilot, len(keys), critical_counts(model, level), level)
    return best


def compiled(function):  # type: ignore[no-untyped-def]
    if numba is None:
        return function
    try:
        return numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    except RuntimeError:  # nowhere to keep the machine code: compile it in each process
        return numba.njit(nogil=True, error_model="numpy")(function)


mixed_compiled = compiled(mixed)


@compiled
def _score(count, expected, penalty, total):  # type: ignore[no-untyped-def]
    llr = count * np.log(count / expected)
    if count < total:
        llr += (total - count) * np.log((total - count) / (total - expected))
    return np.sqrt(2.0 * max(llr, 0.0)) - penalty


@compiled
def critical_counts(model, level):  # type: ignore[no-untyped-def]
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


@compiled
def spread(model, held, into):  # type: ignore[no-untyped-def]
    """Add what each place holds, (places, windows), to the rings it falls in, (zones, windows)."""
    n_windows = held.shape[1]
    for place in range(held.shape[0]):
        if held[place].max() == 0:
            continue
        for q in range(model.first[place], model.first[place + 1]):
            zone = model.zone[q]
            for k in range(n_windows):
                into[zone, k] += held[place, k]


@compiled
def best_of_circles(model, weights, counts, critical, least, level):  # type: ignore[no-untyped-def]
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
