"""The null of the scan of volume: each incident falls on a place by that place's share of the baseline."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from reporting.hotspots import kernel
from reporting.hotspots.kernel import GAMMA, NO_ZONE, SHIFT_32, best_of_circles, compiled, mixed, mixed_compiled, spread

DRAWN_AT_ONCE = 2**20  # incidents that the numpy engine holds in memory
LOW_32 = np.uint64(2**32 - 1)


class DrawnModel(NamedTuple):
    """What stays fixed over replicates. A zone is ``centre * n_rings + ring``: the whole circle out to that ring.

    first, zone   the rings each place falls in, as in ``geometry.Rings``
    cut, other    (places,) Walker's tables, as in ``alias_tables``
    n_incidents   drawn in each replicate
    expected      (zones, 1) incidents; ``total`` where a zone does not qualify
    penalty       (zones, 1) taken off the score for the zone's scale
    total         n_incidents as a float
    is_weighted   never: an incident is an incident here, whatever its severity
    """

    first: NDArray[np.int64]
    zone: NDArray[np.int32]
    n_centres: int
    n_rings: int
    cut: NDArray[np.uint64]
    other: NDArray[np.int64]
    n_incidents: int
    expected: NDArray[np.float64]
    penalty: NDArray[np.float64]
    total: float
    min_incidents: int
    is_weighted: bool


def alias_tables(baseline: NDArray[np.float64]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Tables to draw places by their baseline in one step: a place picked evenly stays when 32 random bits are under its
    ``cut`` and gives way to ``other`` when they are not.

    baseline  (places,) weights >= 0 with a positive sum; shares are kept to one part in 2^32
    Source: Vose (1991), IEEE Transactions on Software Engineering 17(9), 972-975.
    """
    left = (baseline * (len(baseline) / baseline.sum())).tolist()
    cut, other = np.full(len(left), 2**32, dtype=np.uint64), np.arange(len(left))
    small = [i for i, share in enumerate(left) if share < 1]
    large = [i for i, share in enumerate(left) if share >= 1]
    while small and large:
        poor, rich = small.pop(), large.pop()
        cut[poor], other[poor] = round(left[poor] * 2**32), rich
        left[rich] -= 1 - left[poor]
        (small if left[rich] < 1 else large).append(rich)
    return cut, other


def scores(model: DrawnModel, counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """The score of each zone when its places hold so many: (draws, places) -> (draws, zones)."""
    n_places, n_zones = len(model.first) - 1, len(model.expected)
    lies_in = sparse.csr_matrix((np.ones(len(model.zone), np.int64), model.zone, model.first), (n_places, n_zones))
    in_rings = (counts @ lies_in).reshape(len(counts), model.n_centres, model.n_rings)
    observed = in_rings.cumsum(axis=2).reshape(len(counts), n_zones, 1)
    return kernel.scored(model, observed, observed)[:, :, 0]


def null_maxima(model: DrawnModel, *, replicates: int, seed: int, threads: int = 2) -> NDArray[np.float64]:
    """The best score of each replicate, (replicates,): all incidents drawn anew."""
    keys = kernel.stream_keys(replicates, seed)
    if kernel.numba is None or not replicates:
        return _null_by_numpy(model, keys)
    return kernel.maxima_in_threads(_maxima, model, keys, threads)


def _null_by_numpy(model: DrawnModel, keys: NDArray[np.uint64]) -> NDArray[np.float64]:
    n_places = len(model.first) - 1
    step = max(1, DRAWN_AT_ONCE // (model.n_incidents + len(model.expected)))
    best = np.empty(len(keys))
    for start in range(0, len(keys), step):
        place = _drawn_by_numpy(model, keys[start : start + step])
        numbered = place + np.arange(len(place))[:, None] * n_places
        counts = np.bincount(numbered.ravel(), minlength=len(place) * n_places).reshape(len(place), n_places)
        best[start : start + step] = scores(model, counts).max(axis=1)
    return best


def _drawn_by_numpy(model: DrawnModel, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Places of the incidents of each key's replicate, (keys, n_incidents)."""
    with np.errstate(over="ignore"):
        bits = mixed(keys[:, None] + np.arange(1, model.n_incidents + 1, dtype=np.uint64) * GAMMA)
    place = (((bits >> SHIFT_32) * np.uint64(len(model.cut))) >> SHIFT_32).astype(np.int64)
    return np.where((bits & LOW_32) < model.cut[place], place, model.other[place])


@compiled
def _maxima(model, critical, level, lowest, keys, best):  # type: ignore[no-untyped-def]
    """Write the maximum of each key's replicate into ``best``."""
    weights = np.zeros(model.expected.shape, np.int32)
    no_counts = np.zeros((0, 0), np.int32)
    held = np.zeros((len(model.first) - 1, 1), np.int32)
    least, none = critical[:, 0].copy(), np.zeros(len(critical), np.int32)
    n_places = np.uint64(len(model.cut))
    for r in range(len(keys)):
        held[:] = 0
        weights[:] = 0
        for step in range(model.n_incidents):
            bits = mixed_compiled(keys[r] + np.uint64(step + 1) * GAMMA)
            place = np.int64(((bits >> SHIFT_32) * n_places) >> SHIFT_32)
            if (bits & LOW_32) >= model.cut[place]:
                place = model.other[place]
            held[place, 0] += 1
        spread(model, held, weights)
        best[r] = best_of_circles(model, weights, no_counts, critical, least, level)
        if best[r] == NO_ZONE:
            best[r] = best_of_circles(model, weights, no_counts, lowest, none, NO_ZONE)
