"""The only clock. Everything that needs the moment or the day asks here."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


def now() -> datetime:
    """The present instant, aware, in UTC, to the second: what a database keeps is what we compare with."""
    return datetime.now(UTC).replace(microsecond=0)


def today() -> date:
    """The London day."""
    return now().astimezone(LONDON).date()


def london(moment: datetime) -> datetime:
    """An aware instant on the London wall clock."""
    return moment.astimezone(LONDON)


def iso_week(day: date) -> str:
    """The ISO week of a day, as ``2026-W47``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def week_days(week: str) -> tuple[date, date]:
    """Monday and Sunday of an ISO week written ``2026-W47``. Raises ValueError for anything else."""
    year, number = _numbers(week, WEEK)
    monday = date.fromisocalendar(year, number, 1)
    return monday, monday + timedelta(days=6)


def last_complete_week(day: date) -> str:
    """The ISO week before the one that holds the day."""
    return iso_week(day - timedelta(days=7))


def month_days(month: str) -> tuple[date, date]:
    """First and last day of a month written ``2026-11``. Raises ValueError for anything else."""
    year, number = _numbers(month, MONTH)
    first = date(year, number, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first, following - timedelta(days=1)


def _numbers(text: str, form: re.Pattern[str]) -> tuple[int, int]:
    found = form.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return int(found.group(1)), int(found.group(2))
