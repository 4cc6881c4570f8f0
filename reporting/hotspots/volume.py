"""The spatial scan of volume: where more is reported than a place's share of a baseline explains.

It answers "where is much reported", not "where is it getting more": that is the space-time scan's question.
Sources: Kulldorff (1997), Communications in Statistics 26(6), 1481-1496; Walther (2010), Annals of Statistics 38(2),
1010-1033 (what a zone's score must yield for its scale).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import cKDTree

from reporting.hotspots.geometry import EDGE_M, RADII_M, Rings, rings
from reporting.hotspots.scan import MAX_CLUSTERS, MAX_SHARE, TIE, shrunken_ratio

if TYPE_CHECKING:
    from reporting.hotspots.draws import DrawnModel


@dataclass(frozen=True, eq=False)
class Circles:
    """What a scan of the same places needs each time: they, the circles around centres, and which ring holds which.

    places   (places, 2) and centres (n_centres, 2), metres
    radii_m  (n_centres, n_rings) ascending
    """

    places: NDArray[np.float64]
    centres: NDArray[np.float64]
    radii_m: NDArray[np.float64]
    rings: Rings


@dataclass(frozen=True)
class Zone:
    """A circle that holds more incidents than its share of the baseline.

    easting, northing  centre, metres (EPSG:27700); radius_m
    observed, expected incidents
    rr_shrunk          ratio pulled towards 1, with its 95 % range rr_low..rr_high
    p                  chance of a score this high anywhere in the area
    score              sqrt(2 LLR) less the penalty for scale
    places             indices of the places within
    """

    easting: float
    northing: float
    radius_m: float
    observed: int
    expected: float
    rr_shrunk: float
    rr_low: float
    rr_high: float
    p: float
    score: float
    places: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Volume:
    """Zones that have no place in common, the strongest first, whatever their p; null (replicates,) best scores."""

    n_incidents: int
    zones: tuple[Zone, ...]
    null: NDArray[np.float64]


def circles(
    places: NDArray[np.float64], *, centres: NDArray[np.float64] | None = None, radii_m: ArrayLike = RADII_M
) -> Circles:
    """Circles around centres, by default the places; radii_m (n_rings,) ascending, or (n_centres, n_rings).

    Raises ValueError for radii that do not ascend.
    """
    at = places if centres is None else centres
    radii = np.asarray(radii_m, dtype=np.float64)
    if not radii.size or radii.min() < 0 or (np.diff(radii, axis=-1) < 0).any():
        raise ValueError("radii must be ascending metres")
    return Circles(places, at, np.broadcast_to(radii, (len(at), radii.shape[-1])), rings(places, at, radii))


def volume(
    incidents: ArrayLike,
    baseline: ArrayLike,
    *,
    around: Circles,
    replicates: int = 999,
    seed: int,
    min_incidents: int = 3,
    scale: float = 0.5,
    max_share: float = MAX_SHARE,
    threads: int = 2,
) -> Volume:
    """Scan the incidents at each of the circles' places against a baseline of the same places.

    incidents  (places,) whole numbers
    baseline   (places,) >= 0, whatever incidents would be proportional to if no place stood out: residents, passers-by,
               square metres, the place's own past
    scale      strength of the calibration; with scale=0 and min_incidents=2 the score is sqrt(2 LLR), which orders
               zones as SaTScan's discrete Poisson model does
    max_share  of the baseline: a larger zone is not looked at
    threads    changes the time a scan takes and nothing else

    The null deals the same number of incidents by the baseline alone (multinomial). Each centre gives its best circle;
    of those, from the strongest down, one that shares a place with an earlier one is left out. Their p is against the
    same null and so on the cautious side. Unlike SaTScan, places at the same distance enter a circle together, never
    one by one, and there is no Gumbel approximation: p is at least 1 / (replicates + 1).
    Raises ValueError for columns of another length, incidents where the baseline has nothing, or a negative number.
    """
    counts, weight = np.asarray(incidents, dtype=np.int64), np.asarray(baseline, dtype=np.float64)
    _check(counts, weight, len(around.places), replicates)
    n_incidents = int(counts.sum())
    if not n_incidents:
        return Volume(0, (), np.empty(0))
    # Imported here: it brings numba, which pages that do not scan should not wait for.
    from reporting.hotspots import draws

    model = _model(weight, n_incidents, around.rings, min_incidents, scale, max_share)
    null = draws.null_maxima(model, replicates=replicates, seed=seed, threads=threads)
    score = draws.scores(model, counts[None])[0].reshape(around.radii_m.shape)
    found = _separate_peaks(score, around, draws.NO_ZONE)
    share = weight / weight.sum()
    zones = tuple(_zone(around, *peak, counts, share * n_incidents, null) for peak in found)
    return Volume(n_incidents, zones, null)


def _check(counts: NDArray[np.int64], baseline: NDArray[np.float64], n_places: int, replicates: int) -> None:
    if len(counts) != n_places or len(baseline) != n_places:
        raise ValueError("columns of different length")
    if n_places and (counts.min() < 0 or baseline.min() < 0):
        raise ValueError("incidents and baseline must not be negative")
    if (counts[baseline == 0] > 0).any():
        raise ValueError("incidents must lie where the baseline has something")
    if replicates < 0:
        raise ValueError("replicates must not be negative")


def _model(
    baseline: NDArray[np.float64], n_incidents: int, lies_in: Rings, min_incidents: int, scale: float, max_share: float
) -> "DrawnModel":
    from reporting.hotspots.draws import DrawnModel, alias_tables

    total, everything = float(n_incidents), baseline.sum()
    held = lies_in.sums(baseline).reshape(-1, 1)
    is_out = (held == 0) | (held > max_share * everything * (1 + TIE))
    expected = np.where(is_out, total, total * held / everything)
    cut, other = alias_tables(baseline)
    return DrawnModel(
        first=lies_in.first,
        zone=lies_in.zone,
        n_centres=lies_in.n_centres,
        n_rings=lies_in.n_rings,
        cut=cut,
        other=other,
        n_incidents=n_incidents,
        expected=expected,
        penalty=scale * np.sqrt(2 * np.log(np.e * total / expected)),
        total=total,
        min_incidents=int(min_incidents),
        is_weighted=False,
    )


def _separate_peaks(score: NDArray[np.float64], around: Circles, no_zone: float) -> list[tuple[int, float, float]]:
    """The best circle of each centre, (n_centres, n_rings) scores, less those that share a place with a better one.

    returns  (centre, radius_m, score) at most MAX_CLUSTERS times, from the best down
    """
    best, ring = score.max(axis=1), score.argmax(axis=1)
    radius = around.radii_m[np.arange(len(ring)), ring]
    is_free = best > no_zone
    found: list[tuple[int, float, float]] = []
    for centre in np.lexsort((radius, -best)):
        if len(found) == MAX_CLUSTERS:
            break
        if is_free[centre]:
            found.append((int(centre), float(radius[centre]), float(best[centre])))
            taken = around.places[_within(around, centre, radius[centre])]
            is_free &= cKDTree(taken).query(around.centres)[0] > radius + EDGE_M
    return found


def _within(around: Circles, centre: int, radius_m: float) -> NDArray[np.intp]:
    return np.flatnonzero(np.hypot(*(around.places - around.centres[centre]).T) <= radius_m + EDGE_M)


def _zone(
    around: Circles,
    centre: int,
    radius_m: float,
    score: float,
    counts: NDArray[np.int64],
    expected: NDArray[np.float64],
    null: NDArray[np.float64],
) -> Zone:
    members = _within(around, centre, radius_m)
    observed, by_share = int(counts[members].sum()), float(expected[members].sum())
    ratio, low, high = shrunken_ratio(observed, by_share)
    return Zone(
        easting=float(around.centres[centre, 0]),
        northing=float(around.centres[centre, 1]),
        radius_m=radius_m,
        observed=observed,
        expected=by_share,
        rr_shrunk=ratio,
        rr_low=low,
        rr_high=high,
        p=(1 + int((null >= score - TIE).sum())) / (len(null) + 1),
        score=score,
        places=tuple(members.tolist()),
    )
