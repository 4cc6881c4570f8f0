"""The days a map is about: always whole weeks."""

from datetime import date, timedelta

DAYS = {"28_days": 28, "91_days": 91, "12_months": 365}


def whole_weeks(since: date, until: date, *, today: date) -> tuple[date, date]:
    """The weeks, Monday to Sunday, that hold the days; the running week ends today.

    Those who share only their ward share only the week of what happened: figures of single days would tell the day.
    """
    monday = since - timedelta(days=since.weekday())
    return monday, min(until + timedelta(days=6 - until.weekday()), today)


def recent(period: str, *, today: date) -> tuple[date, date]:
    """First and last day of a period of DAYS, in whole weeks. Raises KeyError for another."""
    return whole_weeks(today - timedelta(days=DAYS[period] - 1), today, today=today)
