"""The days a map is about: always whole weeks."""

from datetime import date, timedelta

DAYS = {"28_days": 28, "91_days": 91, "12_months": 365}
MOST_WEEKS_BACK = 104


def whole_weeks(since: date, until: date, *, today: date) -> tuple[date, date]:
    """The weeks, Monday to Sunday, that hold the days; the running week ends today.

    Those who share only their ward share only the week of what happened: figures of single days would tell the day.
    """
    monday = since - timedelta(days=since.weekday())
    return monday, min(until + timedelta(days=6 - until.weekday()), today)


def recent(period: str, *, today: date, weeks_back: int = 0) -> tuple[date, date]:
    """First and last day of a period of DAYS, in whole weeks, that ended so many weeks ago. Raises KeyError for another."""
    last = today - timedelta(weeks=weeks_back)
    return whole_weeks(last - timedelta(days=DAYS[period] - 1), last, today=today)


def beside(period: str, weeks_back: int) -> tuple[int | None, int | None]:
    """Weeks back of the period of the same length before this one and after it; None where there is none to show."""
    length = -(-DAYS[period] // 7)
    earlier, later = weeks_back + length, max(0, weeks_back - length)
    return earlier if earlier <= MOST_WEEKS_BACK else None, later if weeks_back else None
