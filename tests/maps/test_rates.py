"""A rate is told only where it means something."""

import pytest

from reporting.maps.rates import rate


def test_a_rate_is_incidents_for_every_thousand_who_live_there():
    assert rate(13, 10_000) == pytest.approx(1.3)


@pytest.mark.parametrize("n_incidents", [0, 1, 2])
def test_one_or_two_incidents_are_too_few_for_a_rate(n_incidents):
    assert rate(n_incidents, 10_000) is None
    assert rate(3, 10_000) == pytest.approx(0.3)


@pytest.mark.parametrize("residents", [None, 0])
def test_without_residents_there_is_no_rate(residents):
    assert rate(50, residents) is None
