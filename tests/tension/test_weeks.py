"""Which week it is, until when it can be told, and when somebody is reminded: on the London clock, at every edge."""

from datetime import UTC, date, datetime, timedelta

import pytest

from reporting import clock
from reporting.tension.returns import weeks


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2026-12-31", "2026-W53"),
        ("2027-01-03", "2026-W53"),
        ("2027-01-04", "2027-W01"),
        ("2024-12-30", "2025-W01"),
        ("2023-01-01", "2022-W52"),
    ],
)
def test_the_year_of_a_week_is_that_of_its_thursday(day, week):
    assert weeks.iso_week(date.fromisoformat(day)) == week
    assert weeks.iso_week(date.fromisoformat(day)) == clock.iso_week(date.fromisoformat(day))
    assert weeks.monday_of(week) == clock.week_days(week)[0]


def test_every_day_of_ten_years_has_one_present_week_and_last_week_until_wednesday():
    day = date(2020, 1, 1)
    while day < date(2030, 1, 1):
        present, *before = weeks.open_weeks(day)
        assert weeks.monday_of(present) <= day <= weeks.monday_of(present) + timedelta(days=6)
        assert before == ([weeks.iso_week(day - timedelta(days=7))] if day.weekday() in {0, 1, 2} else [])
        assert all(day <= weeks.last_day(week) for week in (present, *before))
        day += timedelta(days=1)


def test_last_weeks_wednesday_is_the_last_day():
    assert weeks.last_day("2026-W53") == date(2027, 1, 6)
    assert "2026-W53" in weeks.open_weeks(date(2027, 1, 6))
    assert "2026-W53" not in weeks.open_weeks(date(2027, 1, 7))


def test_thirteen_weeks_are_listed_without_a_gap_across_a_long_year():
    listed = weeks.recent(date(2027, 2, 1))
    assert (len(listed), listed[0], listed[-1]) == (13, "2027-W05", "2026-W46")
    assert "2026-W53" in listed
    mondays = [weeks.monday_of(week) for week in listed]
    assert {one - other for one, other in zip(mondays, mondays[1:], strict=False)} == {timedelta(days=7)}


@pytest.mark.parametrize(
    ("instant", "is_time"),
    [
        ("2026-07-17T10:59:59", False),  # summer: 11:59 in London
        ("2026-07-17T11:00:00", True),
        ("2026-11-20T11:00:00", False),  # winter: 11:00
        ("2026-11-20T12:00:00", True),
        ("2026-03-27T12:00:00", True),  # the last Friday of winter time
        ("2026-04-03T11:00:00", True),  # the first of summer time
        ("2026-10-25T23:59:00", True),  # the long Sunday on which the clocks go back
        ("2026-10-26T00:00:00", False),
    ],
)
def test_friday_noon_is_noon_in_london(instant, is_time):
    moment = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert weeks.is_nearly_over(clock.london(moment)) is is_time
