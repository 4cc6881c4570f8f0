"""Places where incidents come back on more days than their neighbourhood explains."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from scipy.special import betainc

from reporting.hotspots.incidents import Incidents
from reporting.hotspots.scan import shrunken_ratio

NEIGHBOURHOOD_M = 400.0
FALSE_SHARE = 0.10
MIN_DAYS = 3
STEADIEST = 100.0  # days' worth of prior, where places differ less than chance would make them


@dataclass(frozen=True)
class RepeatPlace:
    """A snapped place, metres (EPSG:27700), which may be one household's: not to be shown below the minimum.

    days, incidents, reports  distinct days, occurrences and reports there
    expected                  days, were it like the places within NEIGHBOURHOOD_M
    rr_shrunk                 ratio pulled towards 1, with its 95 % range
    q                         share of false finds if the list is cut here (Benjamini-Hochberg)
    last_day                  ordinal
    """

    easting: int
    northing: int
    place: int
    days: int
    incidents: int
    reports: int
    expected: float
    rr_shrunk: float
    rr_low: float
    rr_high: float
    q: float
    last_day: int


def repeat_places(
    incidents: Incidents, *, min_days: int = MIN_DAYS, false_share: float = FALSE_SHARE
) -> list[RepeatPlace]:
    """Places with at least ``min_days`` distinct days and q <= ``false_share``, the surest first.

    Days count, not reports: five accounts of one evening are no repeat. A place's days are compared with what a
    gamma-Poisson model predicts from its neighbours; the prior is fitted to all places. Only places with an incident
    are known here, so the expectation is on the high side and the list on the short side.
    Sources: Clayton and Kaldor (1987), Biometrics 43(3), 671-681; Benjamini and Hochberg (1995), JRSS B 57(1), 289-300.
    """
    if not len(incidents):
        return []
    labels, first, place = np.unique(incidents.place, return_index=True, return_inverse=True)
    xy = incidents.xy[first]
    dated = np.unique(np.column_stack((place, incidents.day)), axis=0)
    days = np.bincount(dated[:, 0], minlength=len(labels))
    last_day = np.zeros(len(labels), dtype=np.int64)
    np.maximum.at(last_day, place, incidents.day)
    n_incidents = np.bincount(place, minlength=len(labels))
    n_reports = np.bincount(place, weights=incidents.reports, minlength=len(labels)).astype(np.int64)

    shape, rate = _predicted(xy, days)
    expected = shape / rate
    # Days are negative binomial under the prediction: P(at least this many).
    q = _benjamini_hochberg(betainc(days, shape, 1 / (1 + rate)))
    found = []
    for i in np.lexsort((xy[:, 1], xy[:, 0], -days, q)):
        if q[i] > false_share:
            break
        if days[i] < min_days:
            continue
        ratio, low, high = shrunken_ratio(float(days[i]), float(expected[i]))
        found.append(
            RepeatPlace(
                easting=round(xy[i, 0]),
                northing=round(xy[i, 1]),
                place=int(labels[i]),
                days=int(days[i]),
                incidents=int(n_incidents[i]),
                reports=int(n_reports[i]),
                expected=float(expected[i]),
                rr_shrunk=ratio,
                rr_low=low,
                rr_high=high,
                q=float(q[i]),
                last_day=int(last_day[i]),
            )
        )
    return found


def _predicted(xy: NDArray[np.float64], days: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Gamma shape and rate of the days a place should have, from all places and then from its neighbours, itself not.

    The prior has the mean of all places and, by moments, as much spread as they show beyond Poisson.
    """
    mean, spread = days.mean(), days.var()
    strength = mean**2 / max(spread - mean, mean**2 / STEADIEST)
    near = cKDTree(xy).query_pairs(NEIGHBOURHOOD_M, output_type="ndarray")
    n_near = np.bincount(near.ravel(), minlength=len(days))
    days_near = np.bincount(near.ravel(), weights=days[near[:, ::-1]].ravel(), minlength=len(days))
    return strength + days_near, strength / mean + n_near


def _benjamini_hochberg(p: NDArray[np.float64]) -> NDArray[np.float64]:
    order = np.argsort(p)
    steps = p[order] * len(p) / np.arange(1, len(p) + 1)
    q = np.empty(len(p))
    q[order] = np.minimum.accumulate(steps[::-1])[::-1]
    return np.minimum(q, 1.0)
