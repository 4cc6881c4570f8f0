"""A made-up report before it has an id: what the days, chances, words and stories of this room come together to."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from reporting.reports.contents import Content
from reporting.reports.vocabulary import Status

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, kw_only=True)
class Told:
    """One account.

    facts     keywords of ``Facts``, all but today, ward_id and snapped, which depend on the instance
    spot      the exact place, metres (EPSG:27700); none outside the borough
    contents  what goes under seal; where has_words is False, only what a tally needs, destroyed once it is counted
    """

    facts: dict[str, Any]
    spot: tuple[int, int] | None
    centre: str
    submitted_at: datetime
    status: Status
    contents: tuple[Content, ...] = field(default=())
    has_words: bool = True
    accepted_at: datetime | None = None
    released_at: datetime | None = None
    acknowledged_at: datetime | None = None
    explained_in: str = "en"


def instant(day: date, hour: int, minute: int) -> datetime:
    """A London wall-clock time as an instant."""
    return datetime.combine(day, time(hour, minute), LONDON).astimezone(UTC)


def working_day(day: date) -> date:
    """The day, or the Monday after it."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day
