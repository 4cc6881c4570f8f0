"""Calendar quarters as whole weeks: those whose Sunday lies in the quarter. Pure.

Early warnings are of weeks, and figures of single days would tell the day of what was shared only by its week.
"""

import re
from datetime import date, timedelta

QUARTER = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)
MONTHS = 3
SUNDAY = 6


def quarter_of(day: date) -> str:
    """The quarter that the week of the day counts in, as 2026-Q4."""
    sunday = _sunday_from(day)
    return f"{sunday.year}-Q{(sunday.month - 1) // MONTHS + 1}"


def days_of(quarter: str) -> tuple[date, date]:
    """Monday of the first and Sunday of the last week of a quarter written 2026-Q4. Raises ValueError for another text."""
    found = QUARTER.fullmatch(quarter)
    if found is None:
        raise ValueError(quarter)
    year, number = int(found[1]), int(found[2])
    first = date(year, MONTHS * (number - 1) + 1, 1)
    following = date(year + number // 4, MONTHS * number % 12 + 1, 1)
    return _sunday_from(first) - timedelta(days=6), _sunday_from(following) - timedelta(days=7)


def listed(since: date, today: date) -> list[str]:
    """The quarters from the one of an earlier day to the present one, the newest first."""
    found = [quarter_of(today)]
    while found[-1] > quarter_of(since):
        monday, _sunday = days_of(found[-1])
        found.append(quarter_of(monday - timedelta(days=1)))
    return found


def _sunday_from(day: date) -> date:
    return day + timedelta(days=SUNDAY - day.weekday())
