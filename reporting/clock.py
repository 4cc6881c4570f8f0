"""The only clock. Everything that needs the moment or the day asks here."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


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
    year, _, number = week.partition("-W")
    if not (
        len(year) == 4
        and year.isascii()
        and year.isdigit()
        and len(number) == 2
        and number.isascii()
        and number.isdigit()
    ):
        raise ValueError(week)
    monday = date.fromisocalendar(int(year), int(number), 1)
    return monday, monday + timedelta(days=6)


def last_complete_week(day: date) -> str:
    """The ISO week before the one that holds the day."""
    return iso_week(day - timedelta(days=7))


def month_days(month: str) -> tuple[date, date]:
    """First and last day of a month written ``2026-11``. Raises ValueError for anything else."""
    year, _, number = month.partition("-")
    if not (
        len(year) == 4
        and year.isascii()
        and year.isdigit()
        and len(number) == 2
        and number.isascii()
        and number.isdigit()
    ):
        raise ValueError(month)
    first = date(int(year), int(number), 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first, following - timedelta(days=1)
