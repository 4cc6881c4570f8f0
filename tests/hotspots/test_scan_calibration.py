"""Under chance alone, p is uniform; and the numbers of SaTScan's own sample."""

import datetime
import os
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import kstest

from reporting.hotspots.alarm import ALARM_P
from reporting.hotspots.incidents import Incidents
from reporting.hotspots.scan import scan
from tests.hotspots.simulated import DAYS, borough

NINE_ZIPS = {"11418", "11415", "11419", "11435", "11416", "11421", "11451", "11375", "11417"}


def p_values(scattered, sets, *, n, replicates, **kind):
    found = (
        scan(scattered(n, seed=1000 + i, **kind), today=364, replicates=replicates, seed=i).clusters
        for i in range(sets)
    )
    return np.array([clusters[0].p if clusters else 1.0 for clusters in found])


@pytest.mark.parametrize("kind", [{}, {"strata": 3, "weighted": True}], ids=["plain", "strata and weights"])
def test_p_is_roughly_uniform_on_null_sets(scattered, kind):
    p = p_values(scattered, 80, n=400, replicates=99, **kind)
    assert kstest(p, "uniform").pvalue > 0.01
    assert 0.0 <= np.mean(p <= 0.05) <= 0.125


@pytest.mark.prove
@pytest.mark.parametrize("n", [500, 3000])
def test_p_is_uniform_on_many_null_sets(proved, n):
    """n reports in three years, so a third of them in the year that is scanned."""
    sets, ground = 2500, borough(7)
    p = np.empty(sets)
    for i in range(sets):
        quiet = ground.quiet(n, np.random.default_rng(7_000_000 + 10_000 * n + i))
        clusters = scan(quiet, today=DAYS - 1, replicates=199, seed=i).clusters
        p[i] = clusters[0].p if clusters else 1.0
    share, uniform = np.mean(p <= 0.05), kstest(p, "uniform").pvalue
    proved(
        what=f"p on null sets, {n:,} reports in 3 years",
        reach="P(p <= .05) in .04 to .065",
        measured=f"{share:.4f} ± {1.96 * np.sqrt(share * (1 - share) / sets):.4f}, P(p <= .02) {np.mean(p <= 0.02):.4f}, "
        f"{sets:,} sets, {np.mean(p == 1):.1%} without any cluster, Kolmogorov-Smirnov p {uniform:.2f}",
        seed=f"7,000,000 + 10,000 x {n} + set",
    )
    assert 0.04 <= share <= 0.065


@pytest.mark.prove
@pytest.mark.parametrize("weighted", [False, True])
def test_p_is_uniform_with_strata_and_weights(proved, scattered, weighted):
    p = p_values(scattered, 400, n=1000, replicates=199, places=300, strata=5, weighted=weighted)
    proved(
        what=f"p on null sets, 1,000 reports in a year, five strata{', weighted' if weighted else ''}",
        reach="P(p <= .05) in .025 to .08",
        measured=f"{np.mean(p <= 0.05):.4f}, 400 sets, Kolmogorov-Smirnov p {kstest(p, 'uniform').pvalue:.2f}",
        seed="1000 + set",
    )
    assert 0.025 <= np.mean(p <= 0.05) <= 0.08
    assert kstest(p, "uniform").pvalue > 0.01


@pytest.mark.prove
def test_a_weekly_scan_raises_about_one_false_alarm_a_year(proved, scattered):
    alarms = []
    for i in range(40):
        year_and_two = scattered(1000, seed=5000 + i, places=300, days=365 + 2 * 365)
        weeks = range(365, 365 + 2 * 364, 7)
        alarms.append([
            scan(year_and_two, today=week, replicates=519, seed=i * 1000 + week).clusters[0].p <= ALARM_P
            for week in weeks
        ])  # fmt: skip
    a_year = np.mean(alarms, axis=1) * 365 / 7
    proved(
        what="false alarms of a weekly digest, 1,000 reports in 3 years",
        reach="0.7 to 1.3 a year",
        measured=f"{a_year.mean():.2f} ± {1.96 * a_year.std(ddof=1) / np.sqrt(40):.2f} a year, 40 x 104 weeks",
        seed="5000 + set",
    )
    assert 0.7 <= a_year.mean() <= 1.3


@pytest.fixture(scope="module")
def fever():
    """SaTScan's sample: 194 fever visits in New York by ZIP code, with all ZIP codes' points."""
    folder = Path(os.environ.get("REAL_DATA", "")) / "scan" / "nyc_fever"
    if not os.environ.get("REAL_DATA") or not folder.is_dir():
        pytest.skip("REAL_DATA IS NOT SET: SaTScan's own sample (scan/nyc_fever) was NOT compared")
    points = {code: (float(lat), float(lon)) for code, lat, lon in rows(folder / "NYCfever.geo")}
    codes, xy = list(points), projected(np.radians(list(points.values())))
    visits = [
        (codes.index(code), datetime.date(*map(int, day.split("/"))).toordinal())
        for code, _, day in rows(folder / "NYCfever.cas")
    ]
    at, day = np.array(visits).T
    ones = np.ones(len(at))
    incidents = Incidents(
        xy[at],
        day.astype(np.int32),
        ones.astype(np.int32),
        (ones * 0).astype(np.int16),
        at.astype(np.int32),
        ones.astype(np.int16),
    )
    return codes, xy, incidents


def rows(path):
    return [line.split() for line in path.read_text().splitlines() if line.strip()]


def projected(lat_lon):
    """The sphere's transverse Mercator: distances within a city as on the globe, metres."""
    lat, lon = lat_lon.T
    lon = lon - lon.mean()
    return 6371009 * np.column_stack((np.arctanh(np.cos(lat) * np.sin(lon)), np.arctan2(np.tan(lat), np.cos(lon))))


def every_circle(xy, longest_m):
    """Each point's distances to its neighbours as radii of its own, (n, most neighbours)."""
    distance = np.sort(np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1)), axis=1)
    near = np.where(distance <= longest_m, distance, 0.0)[:, : (distance <= longest_m).sum(axis=1).max()]
    return np.maximum.accumulate(near, axis=1)


def test_satscan_s_sample_gives_satscan_s_answer(fever):
    """SaTScan 10.3.2, prospective space-time permutation, circles to 3 km, windows of 1 to 7 days, 99,999 replicates."""
    codes, xy, incidents = fever
    result = scan(
        incidents,
        today=datetime.date(2001, 11, 24).toordinal(),
        baseline_days=24,
        windows=range(1, 8),
        radii_m=every_circle(xy, 3000),
        centres=xy,
        replicates=99_999,
        seed=20011124,
        min_incidents=2,
        scale=0,
    )
    llr = [c.score**2 / 2 for c in result.clusters]
    first, second, third = result.clusters[:3]
    assert llr[:3] == pytest.approx([3.845418, 3.164201, 2.137259], abs=5e-7)
    assert (first.observed, first.days, round(first.expected, 2)) == (4, 3, 0.67)
    within = np.hypot(*(xy - (first.easting, first.northing)).T) <= first.radius_m
    assert {codes[i] for i in np.flatnonzero(within)} == NINE_ZIPS
    assert (second.observed, second.days, second.radius_m) == (2, 1, 0)
    assert (third.observed, third.days, third.radius_m) == (2, 2, 0)
    assert [c.p for c in (first, second, third)] == pytest.approx([0.20362, 0.49243, 0.95849], abs=0.005)
    # The null moves in steps; each printed percentile must be the step at which it passes that share.
    null = np.maximum(result.null, 0) ** 2 / 2
    for share, step in ((5, 2.137259), (50, 3.137834), (90, 4.468819), (95, 4.752877), (99, 5.887987)):
        assert np.isclose(null, step, atol=5e-7, rtol=0).any()
        assert np.mean(null < step - 1e-6) - 0.005 <= share / 100 <= np.mean(null < step + 1e-6) + 0.005
