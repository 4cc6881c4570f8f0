"""The prospective space-time scan: where the last days hold more incidents than the place's own past explains.

Dates are compared only inside a stratum, so a new reporting centre does not look like a cluster; a score is compared
with what zones of its own scale can reach by chance, so small zones do not win merely because there are many of them.
Sources: Kulldorff et al. (2005), PLoS Medicine 2(3), e59; Walther (2010), Annals of Statistics 38(2), 1010-1033.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaincinv

from reporting.hotspots.alarm import MIN_RECENT, is_alarm, recurrence_days
from reporting.hotspots.geometry import EDGE_M, RADII_M, Rings, default_centres, distinct_points, rings
from reporting.hotspots.incidents import Incidents

if TYPE_CHECKING:
    from reporting.hotspots.shuffles import NullModel

WINDOWS = (1, 2, 3, 5, 7, 10, 14, 21, 28)
MAX_CLUSTERS = 10
MAX_SHARE = 0.5  # of the baseline: a larger zone is the borough's ordinary life, not a cluster
PRIOR = 1.5  # incidents expected and seen that pull a ratio towards 1
TIE = 1e-9


@dataclass(frozen=True)
class Cluster:
    """A circle and the days up to today in which more happened than expected.

    easting, northing  centre, metres (EPSG:27700); radius_m; days: length of the window, today included
    observed, expected incidents (not weighted, not reports)
    rr_shrunk          ratio pulled towards 1, with its 95 % range rr_low..rr_high
    p                  chance of a score this high anywhere in the area; recurrence_days: how often that chance falls
    places, distinct_days, reports   among the observed incidents
    source_share       of the observed incidents that came through the one busiest centre, 0..1; 0 where the whole
                       baseline came through one, which then tells nothing
    alarm              chance brings as much once a year or more seldom, and there were enough recent incidents to test
    """

    easting: float
    northing: float
    radius_m: float
    days: int
    observed: int
    expected: float
    rr_shrunk: float
    rr_low: float
    rr_high: float
    p: float
    recurrence_days: float
    places: int
    distinct_days: int
    alarm: bool
    reports: int
    source_share: float
    score: float


@dataclass(frozen=True)
class ScanResult:
    """Clusters that do not overlap, the strongest first, whatever their p.

    null  (replicates,) the best score of each shuffle
    n_reports and n_incidents count the baseline, n_recent the incidents of the longest window.
    """

    settings: dict[str, Any]
    settings_hash: str
    n_reports: int
    n_incidents: int
    n_recent: int
    too_few: bool
    clusters: tuple[Cluster, ...]
    null: NDArray[np.float64]


def scan(
    incidents: Incidents,
    *,
    today: int,
    baseline_days: int = 365,
    windows: Sequence[int] = WINDOWS,
    radii_m: ArrayLike = RADII_M,
    replicates: int = 999,
    seed: int,
    min_incidents: int = 3,
    scale: float = 0.5,
    centres: NDArray[np.float64] | None = None,
    threads: int = 2,
) -> ScanResult:
    """Scan the ``baseline_days`` that end with ``today`` (an ordinal); other incidents are left out.

    windows   ascending lengths in days; radii_m (rings,) ascending, or (n_centres, rings) with ``centres``
    scale     strength of the calibration; 0 with min_incidents=2 orders zones as SaTScan does
    centres   (n_centres, 2) metres; the incidents' own places by default
    threads   changes the time a scan takes and nothing else

    The same incidents, in any order, with the same settings and seed give the same result.
    Raises ValueError for windows or radii that do not ascend, or a baseline shorter than the longest window.
    """
    _check(windows, radii_m, baseline_days, replicates)
    age = today - incidents.day.astype(np.int64)
    held = incidents.where((age >= 0) & (age < baseline_days))
    held = held.where(np.lexsort((held.reports, held.weight, held.xy[:, 1], held.xy[:, 0], held.day, held.stratum)))
    age = today - held.day.astype(np.int64)
    settings = {
        "today": int(today),
        "baseline_days": int(baseline_days),
        "windows": [int(days) for days in windows],
        "radii_m": np.asarray(radii_m, dtype=np.float64).tolist(),
        "replicates": int(replicates),
        "seed": int(seed),
        "min_incidents": int(min_incidents),
        "scale": float(scale),
        "centres": "places" if centres is None else np.asarray(centres, dtype=np.float64).tolist(),
    }
    n_recent = int((age < windows[-1]).sum())
    found: tuple[Cluster, ...] = ()
    null = np.empty(0)
    if n_recent:
        # Imported here: it brings numba, which pages that do not scan should not wait for.
        from reporting.hotspots import shuffles

        places, place = distinct_points(held.xy)
        at = default_centres(places) if centres is None else np.asarray(centres, dtype=np.float64)
        model = _null_model(held, age, place, rings(places, at, radii_m), windows, min_incidents, scale)
        null = shuffles.null_maxima(model, replicates=replicates, seed=seed, threads=threads)
        is_recent = age < windows[-1]
        score = shuffles.scores(model, model.place[None, is_recent], model.weight[None, is_recent])[0]
        peaks = _separate_peaks(score, at, np.asarray(radii_m, dtype=np.float64), shuffles.NO_ZONE)
        found = tuple(
            _cluster(held, age, at[centre], radius, int(windows[k]), value, null, n_recent)
            for centre, radius, k, value in peaks
        )
    return ScanResult(
        settings=settings,
        settings_hash=hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()[:12],
        n_reports=int(held.reports.sum()),
        n_incidents=len(held),
        n_recent=n_recent,
        too_few=n_recent < MIN_RECENT,
        clusters=found,
        null=null,
    )


def shrunken_ratio(observed: float, expected: float) -> tuple[float, float, float]:
    """Observed over expected with a Gamma(PRIOR, PRIOR) prior: posterior mean and 95 % range.

    What stands out today was partly luck, and the ratio of the weeks that follow is lower.
    Source: Clayton and Kaldor (1987), Biometrics 43(3), 671-681.
    """
    shape, rate = observed + PRIOR, expected + PRIOR
    low, high = gammaincinv(shape, (0.025, 0.975)) / rate
    return shape / rate, float(low), float(high)


def _check(windows: Sequence[int], radii_m: ArrayLike, baseline_days: int, replicates: int) -> None:
    radii = np.asarray(radii_m, dtype=np.float64)
    if not len(windows) or windows[0] < 1 or (np.diff(windows) <= 0).any():
        raise ValueError("windows must be ascending numbers of days")
    if not radii.size or radii.min() < 0 or (np.diff(radii, axis=-1) < 0).any():
        raise ValueError("radii must be ascending metres")
    if baseline_days < windows[-1]:
        raise ValueError("the baseline must hold the longest window")
    if replicates < 0:
        raise ValueError("replicates must not be negative")


def _null_model(
    held: Incidents,
    age: NDArray[np.int64],
    place: NDArray[np.intp],
    lies_in: Rings,
    windows: Sequence[int],
    min_incidents: int,
    scale: float,
) -> "NullModel":
    """Margins of the baseline: ``held`` is sorted by stratum; E = sum over strata of C_s(zone) * n_s(window) / N_s."""
    from reporting.hotspots.shuffles import NullModel

    window = np.searchsorted(windows, age, side="right")
    is_recent = window < len(windows)
    starts = np.append(np.flatnonzero(np.diff(held.stratum, prepend=held.stratum[0] - 1)), len(held))
    zone_weight = np.zeros((lies_in.n_centres, lies_in.n_rings))
    expected = np.zeros((*zone_weight.shape, len(windows)))
    for begin, end in zip(starts[:-1], starts[1:], strict=True):
        weight = lies_in.sums(np.bincount(place[begin:end], held.weight[begin:end], minlength=len(lies_in.first) - 1))
        recent = np.bincount(window[begin:end], minlength=len(windows) + 1)[:-1].cumsum()
        zone_weight += weight
        expected += weight[:, :, None] * (recent / (end - begin))
    total = float(held.weight.sum())
    expected[(zone_weight == 0) | (zone_weight > MAX_SHARE * total)] = total
    # A window no incident falls in expects nothing and can hold nothing.
    expected[expected == 0] = total
    by_zone = expected.reshape(-1, len(windows))
    return NullModel(
        first=lies_in.first,
        zone=lies_in.zone,
        n_centres=lies_in.n_centres,
        n_rings=lies_in.n_rings,
        place=place.astype(np.int32),
        weight=held.weight.astype(np.int32),
        strata=starts.astype(np.int64),
        recent=np.append(0, is_recent.cumsum())[starts].astype(np.int64),
        window=window[is_recent].astype(np.int32),
        expected=by_zone,
        penalty=scale * np.sqrt(2 * np.log(np.e * total / by_zone)),
        total=total,
        min_incidents=int(min_incidents),
        is_weighted=bool((held.weight != 1).any()),
    )


def _separate_peaks(
    score: NDArray[np.float64], centres: NDArray[np.float64], radii_m: NDArray[np.float64], no_zone: float
) -> list[tuple[int, float, int, float]]:
    """The best zone of each centre, from the best down, leaving out circles that meet one already taken.

    score    (zones, windows)
    returns  (centre, radius_m, window, score) at most MAX_CLUSTERS times
    """
    by_centre = score.reshape(len(centres), -1)
    best = by_centre.max(axis=1)
    ring, window = np.divmod(by_centre.argmax(axis=1), score.shape[1])
    radius = np.broadcast_to(radii_m, (len(centres), radii_m.shape[-1]))[np.arange(len(centres)), ring]
    taken: list[tuple[int, float, int, float]] = []
    for centre in np.lexsort((radius, -best)):
        if best[centre] <= no_zone or len(taken) == MAX_CLUSTERS:
            break
        gaps = [np.hypot(*(centres[centre] - centres[other])) - reach for other, reach, _, _ in taken]
        if all(gap > radius[centre] + EDGE_M for gap in gaps):
            taken.append((int(centre), float(radius[centre]), int(window[centre]), float(best[centre])))
    return taken


def _cluster(
    held: Incidents,
    age: NDArray[np.int64],
    centre: NDArray[np.float64],
    radius_m: float,
    days: int,
    score: float,
    null: NDArray[np.float64],
    n_recent: int,
) -> Cluster:
    is_near = np.hypot(*(held.xy - centre).T) <= radius_m + EDGE_M
    is_in_window = age < days
    members = held.where(is_near & is_in_window)
    strata, n_held = np.unique(held.stratum, return_counts=True)
    near, in_window = (
        np.bincount(np.searchsorted(strata, held.stratum[rows]), minlength=len(strata))
        for rows in (is_near, is_in_window)
    )
    expected = float((near * in_window / n_held).sum())
    ratio, low, high = shrunken_ratio(len(members), expected)
    n_reached = int((null >= score - TIE).sum())
    recurrence = recurrence_days(n_reached, len(null))
    return Cluster(
        easting=float(centre[0]),
        northing=float(centre[1]),
        radius_m=radius_m,
        days=days,
        observed=len(members),
        expected=expected,
        rr_shrunk=ratio,
        rr_low=low,
        rr_high=high,
        p=(n_reached + 1) / (len(null) + 1),
        recurrence_days=recurrence,
        places=len(np.unique(members.xy, axis=0)),
        distinct_days=len(np.unique(members.day)),
        alarm=is_alarm(recurrence, too_few=n_recent < MIN_RECENT),
        reports=int(members.reports.sum()),
        source_share=_source_share(members, held),
        score=score,
    )


def _source_share(members: Incidents, held: Incidents) -> float:
    if len(np.unique(held.sources)) == 1:
        return 0.0
    return float(np.unique(members.sources, return_counts=True)[1].max() / len(members))
