"""What rises everywhere at once is found against its own year, and a restless or rare strand raises few false alarms."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.hotspots.alarm import ALARM_DAYS
from reporting.hotspots.surges import FEWEST, WEEKS, chance_of, surges

STRANDS = ("race", "religion", "disability", "sexual_orientation", "transgender")


def year(rng, mean: float, *, scatter: float = 1.0) -> list[int]:
    """A year of weeks: Poisson, or with its mean scattered by a gamma of that variance ratio."""
    means = mean * (rng.gamma(1 / (scatter - 1), scatter - 1, WEEKS) if scatter > 1 else np.ones(WEEKS))
    return rng.poisson(means).tolist()


def test_a_week_three_times_as_full_is_found_and_named():
    weekly = {"race": [6, 4, 5, 7, 3] * 10 + [5, 6] + [19], "religion": [2, 1, 3] * 17 + [2] + [2]}
    (first, *_others) = surges(weekly)
    assert (first.strand, first.observed) == ("race", 19)
    assert first.usual == pytest.approx(5, abs=0.2)
    assert first.recurrence_days > 3 * ALARM_DAYS


def test_the_week_before_a_surge_does_not_hide_the_next():
    weekly = {"race": [5] * 50 + [25, 25] + [25]}
    assert surges(weekly)[0].usual == 5


@pytest.mark.parametrize(("mean", "scatter"), [(1.0, 1.0), (8.0, 1.0), (8.0, 1.3)])
def test_false_alarms_are_as_seldom_as_they_say(mean, scatter):
    """One a year of weekly checks over all strands; rare numbers, being whole, raise fewer."""
    rng = np.random.default_rng(2008)
    n_weeks, alarms = 1500, 0
    for _week in range(n_weeks):
        weekly = {strand: year(rng, mean, scatter=scatter) for strand in STRANDS}
        alarms += any(one.recurrence_days >= ALARM_DAYS for one in surges(weekly))
    assert alarms / n_weeks * 52 < 1.9  # nominal 1.0; the mean and scatter of fifty weeks are themselves guessed


@given(st.lists(st.integers(0, 40), min_size=WEEKS, max_size=WEEKS))
def test_more_in_the_last_week_is_never_less_unusual(numbers):
    more = [*numbers[:-1], numbers[-1] + 1]
    assert chance_of(more[-1], more[:-3]) <= chance_of(numbers[-1], numbers[:-3])


def test_two_are_never_a_surge_and_another_number_of_weeks_is_refused():
    assert surges({"race": [0] * (WEEKS - 1) + [FEWEST - 1]}) == []
    with pytest.raises(ValueError, match="53 weeks"):
        surges({"race": [1, 2]})
