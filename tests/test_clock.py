"""Days are London's, instants are UTC, weeks are ISO's."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from reporting import clock

days = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def test_now_is_aware_in_utc_and_whole_seconds():
    with time_machine.travel(datetime(2026, 7, 1, 12, 0, 5, 999_999, tzinfo=UTC), tick=False):
        assert clock.now() == datetime(2026, 7, 1, 12, 0, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 7, 1, 22, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 23, 1, tzinfo=UTC), date(2026, 7, 2)),  # summer time
        (datetime(2026, 12, 1, 23, 59, tzinfo=UTC), date(2026, 12, 1)),
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), date(2026, 3, 29)),  # the clocks go forward
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25)),  # and back
    ],
)
def test_today_is_the_london_day(instant, day):
    with time_machine.travel(instant, tick=False):
        assert clock.today() == day


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 11, 22), "2026-W47"),
        (date(2027, 1, 1), "2026-W53"),
        (date(2024, 12, 30), "2025-W01"),
        (date(2021, 1, 3), "2020-W53"),
    ],
)
def test_a_week_is_named_as_iso_names_it(day, week):
    assert clock.iso_week(day) == week


@given(days)
def test_every_day_lies_in_the_week_that_bears_its_name(day):
    monday, sunday = clock.week_days(clock.iso_week(day))
    assert monday <= day <= sunday
    assert (monday.isoweekday(), sunday - monday) == (1, timedelta(days=6))


@given(days)
def test_the_last_complete_week_ends_before_the_day_and_within_a_week_of_it(day):
    _monday, sunday = clock.week_days(clock.last_complete_week(day))
    assert timedelta(days=1) <= day - sunday <= timedelta(days=7)


@given(days)
def test_every_day_lies_in_its_month_whose_ends_touch_the_next(day):
    first, last = clock.month_days(f"{day:%Y-%m}")
    assert first <= day <= last
    assert first.day == 1
    assert (last + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-W00", "2026-W54", "2025-W53", "26-W01", "2026-W1", "2026-47", "W47", "2026-Wxx"]
)
def test_what_is_no_week_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011  the text itself says nothing more
        clock.week_days(text)


@pytest.mark.parametrize("text", ["", "2026", "2026-00", "2026-13", "26-01", "2026-1", "2026/01", "2026-xx", "0000-01"])
def test_what_is_no_month_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011  the text itself says nothing more
        clock.month_days(text)


def test_an_instant_is_shown_on_the_london_wall_clock():
    assert clock.london(datetime(2026, 7, 1, 12, tzinfo=UTC)).hour == 13
    assert clock.london(datetime(2026, 1, 1, 12, tzinfo=UTC)).hour == 12
