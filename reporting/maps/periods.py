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


def beside(period: str, weeks_back: int, *, today: date) -> tuple[int | None, int | None]:
    """Weeks back of the period that ends where this one begins and of the one after it; None where there is none to show.

    A period has as many calendar weeks wherever it is moved, since it ends on the same day of a week.
    """
    since, _until = recent(period, today=today)
    n_weeks = (today - timedelta(days=today.weekday()) - since).days // 7 + 1
    earlier = weeks_back + n_weeks
    return earlier if earlier <= MOST_WEEKS_BACK else None, max(0, weeks_back - n_weeks) if weeks_back else None
