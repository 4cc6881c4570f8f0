"""The engine against the formula written out in full, on small random sets."""

import numpy as np
import pytest
from scipy.stats import ks_2samp

from reporting.hotspots import kernel
from reporting.hotspots.geometry import RADII_M
from reporting.hotspots.scan import WINDOWS, scan

TODAY = 364


def membership(incidents, radii_m=RADII_M):
    """(zones, n) which incidents each circle around each place holds."""
    centres = np.unique(incidents.xy, axis=0)
    distance = np.hypot(*(centres[:, None] - incidents.xy[None]).transpose(2, 0, 1))
    return (distance[:, None] <= np.asarray(radii_m)[None, :, None] + 1e-6).reshape(-1, len(incidents))


def best_score(incidents, day, inside, *, min_incidents, scale):
    """Every zone and window in turn, as in the formula; None when none qualifies."""
    weight, total = incidents.weight.astype(float), float(incidents.weight.sum())
    small = inside @ weight <= total / 2
    best = None
    for days in WINDOWS:
        recent = TODAY - day < days
        observed, n = inside @ (weight * recent), inside @ recent.astype(float)
        expected = np.zeros(len(inside))
        for label in np.unique(incidents.stratum):
            own = incidents.stratum == label
            expected += (inside[:, own] @ weight[own]) * recent[own].mean()
        for c, e in zip(
            *(a[small & (n >= min_incidents) & (observed > expected)] for a in (observed, expected)), strict=True
        ):
            llr = c * np.log(c / e) + ((total - c) * np.log((total - c) / (total - e)) if c < total else 0.0)
            score = np.sqrt(2 * llr) - scale * np.sqrt(2 * np.log(np.e * total / e))
            best = score if best is None else max(best, score)
    return best


@pytest.mark.parametrize("seed", range(20))
def test_the_best_score_is_that_of_the_formula(scattered, seed):
    incidents = scattered(80 + 20 * seed, seed=seed, places=10 + 2 * seed, strata=1 + seed % 4, weighted=seed % 3 == 0)
    rule = {"min_incidents": 2 + seed % 2, "scale": (0.5, 0.0, 0.85)[seed % 3]}
    expected = best_score(incidents, incidents.day, membership(incidents), **rule)
    result = scan(incidents, today=TODAY, replicates=0, seed=seed, **rule)
    assert expected is not None
    first = result.clusters[0]
    assert first.score == pytest.approx(expected, abs=1e-9)
    if seed % 3 != 0:  # without weights the numbers shown are the numbers scored
        total, c, e = len(incidents), first.observed, first.expected
        llr = c * np.log(c / e) + (total - c) * np.log((total - c) / (total - e))
        penalty = rule["scale"] * np.sqrt(2 * np.log(np.e * total / e))
        assert first.score == pytest.approx(np.sqrt(2 * llr) - penalty, abs=1e-9)


@pytest.mark.parametrize(("strata", "weighted"), [(1, False), (4, False), (3, True)])
def test_the_null_is_that_of_shuffled_dates(scattered, strata, weighted):
    incidents = scattered(150, seed=5, places=25, strata=strata, weighted=weighted)
    inside, rng = membership(incidents), np.random.default_rng(1)
    shuffles = []
    for _ in range(300):
        day = incidents.day.copy()
        for label in range(strata):
            own = np.flatnonzero(incidents.stratum == label)
            day[own] = day[rng.permutation(own)]
        best = best_score(incidents, day, inside, min_incidents=3, scale=0.5)
        shuffles.append(kernel.NO_ZONE if best is None else best)
    null = scan(incidents, today=TODAY, replicates=1999, seed=1).null
    assert ks_2samp(shuffles, null).pvalue > 0.01


@pytest.mark.parametrize(("strata", "weighted"), [(1, False), (3, False), (2, True)])
def test_without_numba_the_result_is_the_same(scattered, monkeypatch, strata, weighted):
    incidents = scattered(400, seed=9, strata=strata, weighted=weighted)
    fast = scan(incidents, today=TODAY, replicates=199, seed=3)
    monkeypatch.setattr(kernel, "numba", None)
    slow = scan(incidents, today=TODAY, replicates=199, seed=3)
    np.testing.assert_allclose(fast.null, slow.null, atol=1e-12)
    assert fast.clusters == slow.clusters


def test_a_scan_compiles_where_nothing_can_be_cached(monkeypatch):
    asked = []

    class Uncached:
        def njit(self, **options):
            asked.append(options.get("cache", False))
            if options.get("cache"):
                raise RuntimeError("cannot cache function: no locator available")
            return lambda function: function

    monkeypatch.setattr(kernel, "numba", Uncached())
    assert kernel.compiled(abs) is abs
    assert asked == [True, False]


@pytest.mark.parametrize("weighted", [False, True])
def test_where_many_share_a_place_the_engines_agree_too(scattered, monkeypatch, weighted):
    incidents = scattered(3000, seed=4, places=20, strata=2, weighted=weighted)
    assert (TODAY - incidents.day < WINDOWS[-1]).sum() > 4 * 20
    fast = scan(incidents, today=TODAY, replicates=49, seed=3)
    monkeypatch.setattr(kernel, "numba", None)
    np.testing.assert_allclose(fast.null, scan(incidents, today=TODAY, replicates=49, seed=3).null, atol=1e-12)
