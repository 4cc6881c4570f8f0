"""SaTScan's way, to be compared with: every circle up to 1 km around every place, every window of 1 to 28 days.

The zone with the highest likelihood ratio wins, whatever its size; the same shuffles of dates give p. Places at equal
distance enter together. ``test_power`` holds it against our own scan, which gives SaTScan's figures for SaTScan's sample.
"""

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from reporting.hotspots.incidents import Incidents

LONGEST_M = 1000.0
WINDOWS = 28
FEWEST = 2
MAX_SHARE = 0.5
TIE = 1e-9


@dataclass(frozen=True)
class Best:
    """The zone with the highest log likelihood ratio; metres and days."""

    llr: float
    centre: NDArray[np.float64]
    radius_m: float
    days: int


class EveryCircle:
    """All circles over the year that ends with ``today``, all incidents in one stratum and of weight 1."""

    def __init__(self, incidents: Incidents, *, today: int) -> None:
        age = today - incidents.day.astype(np.int64)
        held = (age >= 0) & (age < 365)
        age = age[held]
        self.xy, self.place = np.unique(incidents.xy[held], axis=0, return_inverse=True)
        self.place = self.place.reshape(-1)
        self.is_recent = age < WINDOWS
        self.window = age[self.is_recent]  # the shortest window that holds it, less one
        self.share = np.bincount(self.window, minlength=WINDOWS).cumsum() / len(age)
        near = cKDTree(self.xy).sparse_distance_matrix(cKDTree(self.xy), LONGEST_M, output_type="ndarray")
        near = near[np.lexsort((near["v"], near["i"]))]
        self.near, self.distance = near["j"], near["v"]
        self.first = np.append(0, np.cumsum(np.bincount(near["i"], minlength=len(self.xy))))
        held_there = np.bincount(self.place, minlength=len(self.xy))[self.near].cumsum().astype(np.float64)
        before = np.append(0.0, held_there)[self.first[:-1]]
        self.held = held_there - np.repeat(before, np.diff(self.first))
        is_last = np.zeros(len(self.near), dtype=bool)
        is_last[self.first[1:] - 1] = True
        self.is_whole = is_last | (np.diff(self.distance, append=np.inf) > TIE)

    def best(self) -> Best | None:
        """None where no zone holds FEWEST recent incidents and more than expected."""
        llr, centre, end, window = self._highest(self.place[self.is_recent], 0.0)
        if centre < 0:
            return None
        return Best(llr, self.xy[centre], float(self.distance[end]), window + 1)

    def p(self, llr: float, *, replicates: int, seed: int, enough: int) -> float:
        """p of a log likelihood ratio; no further shuffles once ``enough`` of them reach it."""
        reached = _reached(
            llr - TIE, self.first, self.near, self.held, self.is_whole, self.distance, self.share, float(len(self.place)),
            self.place.copy(), self.window, replicates, seed, enough,
        )  # fmt: skip
        return (1 + reached) / (replicates + 1)

    def _highest(self, place: NDArray[np.int64], level: float) -> tuple[float, int, int, int]:
        return _highest(
            self.first, self.near, self.held, self.is_whole, self.distance, self.share, float(len(self.place)), place, self.window,
            level, False,
        )  # fmt: skip


@numba.njit
def _limits(level, most):  # type: ignore[no-untyped-def]
    """No zone that expects more than limit[c] can reach the level with c incidents: LLR <= c ln(c / E)."""
    limit = np.empty(most + 1)
    for c in range(1, most + 1):
        limit[c] = c * np.exp(-level / c)
    return limit


@numba.njit
def _highest(first, near, held, is_whole, distance, share, total, place, window, level, any_will_do):  # type: ignore[no-untyped-def]
    """The highest ratio above ``level``: (ratio, centre, end, window), centre -1 where there is none."""
    n_places, n = len(first) - 1, len(place)
    head, following = np.full(n_places, -1), np.empty(n, np.int64)
    for i in range(n):
        following[i] = head[place[i]]
        head[place[i]] = i
    limit = _limits(level, n)
    best = (level, -1, -1, -1)
    counts = np.zeros(len(share), np.int64)
    for centre in range(n_places):
        counts[:] = 0
        inside, is_new = 0, False
        for j in range(first[centre], first[centre + 1]):
            i = head[near[j]]
            while i >= 0:
                counts[window[i]] += 1
                inside += 1
                is_new = True
                i = following[i]
            if not (is_whole[j] and is_new and inside >= FEWEST):
                continue
            is_new = False
            if held[j] > MAX_SHARE * total:
                break
            c = 0
            for k in range(len(share)):
                c += counts[k]
                expected = held[j] * share[k]
                if c < FEWEST or expected > limit[c] or c <= expected:
                    continue
                llr = c * np.log(c / expected)
                if c < total:
                    llr += (total - c) * np.log((total - c) / (total - expected))
                is_tie = best[1] >= 0 and llr == best[0]  # the same incidents around another centre: the smaller circle
                if llr > best[0] or (is_tie and distance[j] < distance[best[2]]):
                    best = (llr, centre, j, k)
                    if any_will_do:
                        return best
                    limit = _limits(llr, n)
    return best


@numba.njit
def _reached(level, first, near, held, is_whole, distance, share, total, place, window, replicates, seed, enough):  # type: ignore[no-untyped-def]
    np.random.seed(seed)
    reached = 0
    for _ in range(replicates):
        for i in range(len(window)):
            other = np.random.randint(i, len(place))
            place[i], place[other] = place[other], place[i]
        found = _highest(first, near, held, is_whole, distance, share, total, place[: len(window)], window, level, True)
        if found[1] >= 0:
            reached += 1
            if reached >= enough:
                break
    return reached
