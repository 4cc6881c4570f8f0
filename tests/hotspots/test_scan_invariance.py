"""What must not change a scan, and what it says when there is little to scan."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from reporting.hotspots.alarm import ALARM_P
from reporting.hotspots.incidents import Incidents, collapse
from reporting.hotspots.scan import scan, shrunken_ratio

TODAY = 364


def series(xy, days, *, weight=1, stratum=0) -> Incidents:
    n = len(days)
    return collapse(np.broadcast_to(xy, (n, 2)), days, np.arange(n), np.full(n, weight), np.full(n, stratum))


def together(*parts: Incidents) -> Incidents:
    columns = (
        np.concatenate([getattr(p, name) for p in parts]) for name in ("xy", "day", "weight", "stratum", "reports")
    )
    xy, day, weight, stratum, reports = columns
    place = np.unique(xy, axis=0, return_inverse=True)[1].reshape(-1).astype(np.int32)
    return Incidents(xy, day, weight, stratum, place, reports)


@pytest.fixture
def planted(scattered):
    """400 incidents of an ordinary year and ten in the last week at two places 60 m apart."""
    return together(
        scattered(400, seed=2, strata=3),
        series((1500, 1500), [358, 359, 360, 361, 362], stratum=1),
        series((1560, 1500), [358, 360, 361, 363, 364], stratum=2),
    )


def test_a_planted_cluster_is_found_and_raises_the_alarm(planted):
    result = scan(planted, today=TODAY, seed=1)
    first = result.clusters[0]
    assert first.alarm
    assert first.p == pytest.approx(0.001)
    assert first.recurrence_days == pytest.approx(7000)
    assert np.hypot(first.easting - 1530, first.northing - 1500) < first.radius_m
    assert first.observed >= 10
    assert first.places >= 2
    assert first.distinct_days >= 7
    assert 1 < first.rr_low < first.rr_shrunk < first.rr_high
    assert first.rr_shrunk < first.observed / first.expected
    assert (result.n_reports, result.n_incidents, result.too_few) == (410, 410, False)
    assert result.null.shape == (999,)
    assert (result.null < first.score).all()


def test_clusters_do_not_overlap(planted):
    found = scan(planted, today=TODAY, replicates=99, seed=1).clusters
    assert len(found) > 1
    for i, one in enumerate(found):
        assert one.score <= found[max(i - 1, 0)].score
        for other in found[:i]:
            assert np.hypot(one.easting - other.easting, one.northing - other.northing) > one.radius_m + other.radius_m


def test_threads_and_the_order_of_incidents_change_nothing(planted):
    result = scan(planted, today=TODAY, replicates=199, seed=1, threads=1)
    mixed = planted.where(np.random.default_rng(0).permutation(len(planted)))
    for again in (
        scan(planted, today=TODAY, replicates=199, seed=1, threads=3),
        scan(mixed, today=TODAY, replicates=199, seed=1),
    ):
        np.testing.assert_array_equal(result.null, again.null)
        assert result.clusters == again.clusters
    assert not np.array_equal(result.null, scan(planted, today=TODAY, replicates=199, seed=2).null)


def test_a_longer_run_begins_with_the_shorter_one(planted):
    short, long = (scan(planted, today=TODAY, replicates=n, seed=1).null for n in (50, 150))
    np.testing.assert_array_equal(short, long[:50])


def test_moving_the_borough_moves_its_clusters(planted):
    moved = replace(planted, xy=planted.xy + (527000, 181000))
    here, there = (scan(i, today=TODAY, replicates=199, seed=1) for i in (planted, moved))
    np.testing.assert_allclose(here.null, there.null)
    for a, b in zip(here.clusters, there.clusters, strict=True):
        assert (a.easting + 527000, a.northing + 181000, a.p, a.observed) == (b.easting, b.northing, b.p, b.observed)


def test_another_calendar_changes_nothing(planted):
    later = replace(planted, day=planted.day + np.int32(738000))
    here, there = (
        scan(planted, today=TODAY, replicates=99, seed=1),
        scan(later, today=TODAY + 738000, replicates=99, seed=1),
    )
    assert here.clusters == there.clusters
    np.testing.assert_array_equal(here.null, there.null)


def test_the_names_of_places_and_strata_do_not_matter(planted):
    renamed = replace(
        planted, place=(planted.place * 7 + 3).astype(np.int32), stratum=np.array([8, -2, 5], np.int16)[planted.stratum]
    )
    here, there = (scan(i, today=TODAY, replicates=0, seed=1).clusters for i in (planted, renamed))
    assert [(c.easting, c.northing, c.days) for c in here] == [(c.easting, c.northing, c.days) for c in there]
    assert [c.score for c in here] == pytest.approx([c.score for c in there])


def test_only_the_baseline_counts(planted):
    outside = together(planted, series((1500, 1500), [-1, 365, 400]))
    assert (
        scan(outside, today=TODAY, replicates=99, seed=1).clusters
        == scan(planted, today=TODAY, replicates=99, seed=1).clusters
    )


def test_a_new_reporting_centre_is_not_a_cluster(scattered):
    """Its reports are all recent and all near, but dates are only compared with its own."""
    opened = collapse(
        np.random.default_rng(3).integers(1400, 1700, (60, 2)),
        np.arange(60) % 28 + 337,
        np.arange(60),
        np.ones(60),
        np.full(60, 7),
    )
    year = scattered(400, seed=2)
    stratified, plain = together(year, opened), together(year, replace(opened, stratum=np.zeros(60, np.int16)))
    assert scan(plain, today=TODAY, replicates=199, seed=1).clusters[0].p < ALARM_P
    assert scan(stratified, today=TODAY, replicates=199, seed=1).clusters[0].p > 0.05


def test_places_at_the_same_distance_enter_together():
    cross = [(1000, 1100), (1100, 1000), (900, 1000), (1000, 900)]
    recent = together(*(series(at, [360, 362]) for at in cross), series((5000, 5000), list(range(300))))
    centre = np.array([[1000.0, 1000.0]])
    (found,) = scan(recent, today=TODAY, replicates=0, seed=1, centres=centre, radii_m=[100.0]).clusters
    assert (found.observed, found.places, found.radius_m) == (8, 4, 100.0)


def test_severity_does_not_make_one_incident_three(scattered):
    year = scattered(400, seed=6, days=330)
    grave = together(year, series((2900, 50), [363, 364], weight=5))
    found = scan(grave, today=TODAY, replicates=0, seed=1).clusters
    assert all(c.observed >= 3 for c in found)
    assert len(scan(grave, today=TODAY, replicates=0, seed=1, min_incidents=2).clusters) == 1


def test_nothing_to_scan_is_no_cluster_and_no_error():
    for days in ([], [10], [364], [10, 20, 30]):
        result = scan(series((0, 0), days), today=TODAY, replicates=99, seed=1)
        assert result.clusters == ()
        assert result.too_few
        assert (result.n_incidents, result.n_recent) == (len(days), sum(d > 336 for d in days))


def test_one_place_has_nothing_to_be_compared_with():
    result = scan(series((0, 0), list(range(200, 365))), today=TODAY, replicates=99, seed=1)
    assert result.clusters == ()
    assert not result.too_few


def test_a_zone_of_over_half_the_borough_is_no_cluster():
    most = together(series((0, 0), [360] * 60), series((5000, 0), list(range(50))))
    assert scan(most, today=TODAY, replicates=9, seed=1).clusters == ()
    less = together(series((0, 0), [360] * 60), series((5000, 0), list(range(60))))
    assert scan(less, today=TODAY, replicates=9, seed=1).clusters[0].observed == 60


def test_too_few_recent_incidents_never_raise_the_alarm(scattered):
    few = together(scattered(200, seed=1, days=330), series((1500, 1500), [358, 359, 360, 361, 362, 363]))
    result = scan(few, today=TODAY, seed=1)
    assert result.too_few
    assert result.clusters[0].p < ALARM_P
    assert not result.clusters[0].alarm


def test_satscan_s_log_likelihood_ratio_worked_by_hand():
    """4 of the last week's 5 among 10 of 100: E = 10 * 5 / 100 = 0.5."""
    incidents = together(series((0, 0), [360, 361, 362, 363, *range(6)]), series((9000, 0), [359, *range(89)]))
    (found, *_rest) = scan(
        incidents, today=TODAY, replicates=0, seed=1, windows=(7,), min_incidents=2, scale=0
    ).clusters
    assert found.score**2 / 2 == pytest.approx(4 * np.log(4 / 0.5) + 96 * np.log(96 / 99.5))
    assert (found.observed, found.expected) == (4, pytest.approx(0.5))


def test_the_settings_hash_tells_settings_apart(planted):
    def settings_hash(**change):
        return scan(planted, today=TODAY, replicates=0, **{"seed": 1} | change).settings_hash

    assert settings_hash() == settings_hash()
    assert len({settings_hash(), settings_hash(seed=2), settings_hash(scale=0), settings_hash(windows=(7, 28))}) == 4


@pytest.mark.parametrize(
    "wrong", [{"windows": (7, 3)}, {"windows": ()}, {"radii_m": (200, 100)}, {"baseline_days": 20}, {"replicates": -1}]
)
def test_settings_that_make_no_sense_are_refused(planted, wrong):
    with pytest.raises(ValueError, match="must"):
        scan(planted, today=TODAY, seed=1, **wrong)


def test_a_ratio_is_pulled_towards_one():
    """Six where 1.4 were expected reads as about 2.6."""
    ratio, low, high = shrunken_ratio(6, 1.4)
    assert ratio == pytest.approx(7.5 / 2.9)
    assert (low, high) == pytest.approx((1.080, 4.740), abs=0.002)


def test_only_a_scan_waits_for_numba():
    rooms = "scan, volume, surface, cells, near_repeat, repeat_places, incidents"
    asked = f"import sys\nfrom reporting.hotspots import {rooms}\nprint('numba' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
