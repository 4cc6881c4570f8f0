"""Which ISO weeks a return can be given for, and when somebody is reminded. Pure: the day and hour come in."""

from datetime import date, datetime, timedelta

N_LISTED = 13
LATE_DAYS = 3  # Monday, Tuesday and Wednesday of the week after
NOON = 12
FRIDAY = 4


def iso_week(day: date) -> str:
    """The ISO week of a day, as 2026-W47."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def monday_of(week: str) -> date:
    """The first day of a week written 2026-W47. Raises ValueError."""
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def week_before(day: date) -> str:
    return iso_week(day - timedelta(days=7))


def open_weeks(today: date) -> list[str]:
    """The weeks a return may be given for, the present one first; last week's until Wednesday."""
    return [iso_week(today), week_before(today)][: 2 if today.weekday() < LATE_DAYS else 1]


def last_day(week: str) -> date:
    """The Wednesday until which the return of a week may be given."""
    return monday_of(week) + timedelta(days=6 + LATE_DAYS)


def recent(today: date) -> list[str]:
    """The last 13 weeks, the present one first."""
    return [iso_week(today - timedelta(days=7 * back)) for back in range(N_LISTED)]


def is_nearly_over(london: datetime) -> bool:
    """Whether Friday noon of the present week has come, on the London clock."""
    return (london.weekday(), london.hour) >= (FRIDAY, NOON)
