"""A centre that opens tells more of what happens around it; more has not happened. The scan must not take it for a cluster."""

from dataclasses import replace

import numpy as np
import pytest

from reporting.hotspots.scan import scan
from tests.hotspots.simulated import DAYS, SIDE_M, borough, both, days

REPORTS = 2000  # in three years
OPENED_DAYS_AGO = 60
ADDED = 0.2  # of all that is told in those days
REACH_M = 450  # one standard deviation of how far a centre's own reports lie from it
ONLINE, ONLINE_SHARE = 9, 0.4
REPLICATES = 519


def false_alarms(sets, *, first_seed, added=ADDED):
    """(sets, 2) True where the scan raised the alarm: by strata, and as if all were told at one place."""
    ground, alarms = borough(7), []
    centres = np.random.default_rng(77).uniform(0, SIDE_M, (6, 2))
    for i in range(sets):
        rng = np.random.default_rng(first_seed + i)
        told = told_at(ground, centres, added, rng)
        plain = replace(told, stratum=np.zeros(len(told), np.int16))
        alarms.append([
            any(one.alarm for one in scan(held, today=DAYS - 1, replicates=REPLICATES, seed=i).clusters)
            for held in (told, plain)
        ])  # fmt: skip
    return np.array(alarms)


def told_at(ground, centres, added, rng):
    """A quiet borough told online or at the nearer of five centres, and what the sixth adds since it opened."""
    points = ground.points(REPORTS, rng)
    away = np.hypot(*(points[:, None] - centres[None, :5]).transpose(2, 0, 1))
    nearest = (away + 600 * rng.gumbel(size=away.shape)).argmin(axis=1)
    stratum = np.where(rng.random(REPORTS) < ONLINE_SHARE, ONLINE, nearest)
    quiet = ground.incidents(points, days(REPORTS, rng), stratum)
    n_new = rng.poisson(added * REPORTS / DAYS * OPENED_DAYS_AGO)
    around = np.clip(centres[5] + rng.normal(size=(n_new, 2)) * REACH_M, 0, SIDE_M)
    return both(quiet, ground.incidents(around, rng.integers(DAYS - OPENED_DAYS_AGO, DAYS, n_new), 5))


def test_a_sample_of_new_centres_raises_no_more_alarms_by_strata_than_without():
    by_strata, plain = false_alarms(24, first_seed=900_000, added=0.6).sum(axis=0)
    assert by_strata <= 2
    assert plain >= by_strata + 3


@pytest.mark.prove
def test_a_new_centre_is_hardly_ever_a_cluster_by_strata_and_often_without(proved):
    sets = 1200
    by_strata, plain = false_alarms(sets, first_seed=999_000).mean(axis=0)
    spread = [1.96 * np.sqrt(share * (1 - share) / sets) for share in (by_strata, plain)]
    proved(
        what="false alarms a scan, a new centre adds 20 % around itself since 60 days",
        reach="at most 3 % by strata, at least 5 % without",
        measured=f"{by_strata:.2%} ± {spread[0]:.2%} by strata, {plain:.2%} ± {spread[1]:.2%} without, {sets:,} sets, "
        f"{REPORTS:,} reports in 3 years",
        seed="999,000 + set",
    )
    assert by_strata <= 0.03
    assert plain >= 0.05
