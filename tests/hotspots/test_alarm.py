"""A cluster's alarm and the word said for it are one rule."""

from dataclasses import replace

import numpy as np
import pytest

from reporting.hotspots.alarm import ALARM_P, is_alarm, recurrence_days
from reporting.hotspots.incidents import collapse
from reporting.hotspots.scan import scan
from reporting.hotspots.weekly.bands import Band, band

SENT = {Band.UNUSUAL, Band.VERY_UNUSUAL}


@pytest.mark.parametrize("replicates", [99, 519, 999])
def test_for_every_p_the_alarm_the_band_and_the_level_agree(replicates):
    for n_reached in range(replicates + 1):
        days, p = recurrence_days(n_reached, replicates), (n_reached + 1) / (replicates + 1)
        assert is_alarm(days) == (band(days) in SENT) == (p <= ALARM_P)
        assert days == pytest.approx(7 / p)


def test_one_in_fifty_two_weekly_scans_is_an_alarm_and_anything_more_is_none():
    assert recurrence_days(9, 519) == 364
    assert is_alarm(recurrence_days(9, 519))
    assert not is_alarm(recurrence_days(10, 519))


@pytest.mark.parametrize("reason", [{"too_few": True}, {"one_source": 0.7}])
def test_what_is_no_alarm_is_worth_a_look_at_most(reason):
    assert not is_alarm(7000, **reason)
    assert band(7000, **reason) is Band.WORTH_A_LOOK
    assert band(29, **reason) is None


def test_the_scan_s_flag_is_the_rule_s(scattered):
    year = scattered(500, seed=4)
    near = collapse([(1500, 1500)] * 6, range(359, 365), range(6), [1] * 6, [0] * 6)
    columns = ("xy", "day", "weight", "stratum", "place", "reports")
    planted = replace(year, **{name: np.concatenate((getattr(year, name), getattr(near, name))) for name in columns})
    found = [scan(planted, today=today, replicates=199, seed=today) for today in range(350, 380, 2)]
    clusters = [(one, result.too_few) for result in found for one in result.clusters]
    assert {one.alarm for one, _ in clusters} == {True, False}
    for one, too_few in clusters:
        assert one.alarm == (band(one.recurrence_days, too_few=too_few) in SENT)
        assert one.recurrence_days == pytest.approx(7 / one.p)
