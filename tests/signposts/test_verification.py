"""A check holds for 180 days."""

from datetime import date, timedelta

import pytest

from reporting.signposts.verification import is_due

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(("days", "due"), [(None, True), (0, False), (180, False), (181, True)])
def test_a_service_is_due_when_nobody_ever_rang_it_or_more_than_180_days_ago(days, due):
    verified_on = None if days is None else TODAY - timedelta(days=days)
    assert is_due(verified_on, today=TODAY) is due
