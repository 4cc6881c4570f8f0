"""Opening hours: what is typed for a day, what is kept for a week, what is printed. Pure.

A day is a sequence of spans in order, none over another; a day without spans is closed. A week is seven days, Monday
first. Kept as text, one word of three letters a day: ``mon 10:00-12:00 13:00-16:00`` and so on, closed days left out.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from reporting.centres.typed import plain_digits

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MAX_SPANS = 4
END_OF_DAY = 24 * 60
TIME = r"([0-9]{1,2})(?:[:.]([0-9]{2}))?"
SPAN = re.compile(rf"{TIME}\s*[-–—]\s*{TIME}")  # noqa: RUF001  people type all three
BETWEEN = re.compile(r"[,;،؛\n]")


class Fault(StrEnum):
    """What is wrong with hours that were typed."""

    SHAPE = "shape"
    BACKWARDS = "backwards"
    OVERLAP = "overlap"
    MANY = "many"


class NotOpeningHours(ValueError):
    """The text is no opening hours; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, order=True)
class Span:
    """From one minute of the day to another, counted from midnight; the end may be 1440."""

    opens: int
    closes: int

    def __str__(self) -> str:
        return f"{clock_time(self.opens)}-{clock_time(self.closes)}"


Day = tuple[Span, ...]
Week = tuple[Day, ...]
CLOSED_WEEK: Week = ((),) * 7


def clock_time(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def day(text: str) -> Day:
    """The spans of a day as people type them: ``10-12, 13:30-16``. Raises NotOpeningHours."""
    parts = [part.strip() for part in BETWEEN.split(plain_digits(text))]
    spans = sorted(_span(part) for part in parts if part)
    if len(spans) > MAX_SPANS:
        raise NotOpeningHours(Fault.MANY)
    if any(later.opens < earlier.closes for earlier, later in zip(spans, spans[1:], strict=False)):
        raise NotOpeningHours(Fault.OVERLAP)
    return tuple(spans)


def _span(text: str) -> Span:
    found = SPAN.fullmatch(text)
    if found is None:
        raise NotOpeningHours(Fault.SHAPE)
    opens, closes = _minutes(found[1], found[2]), _minutes(found[3], found[4])
    if opens >= closes:
        raise NotOpeningHours(Fault.BACKWARDS)
    return Span(opens, closes)


def _minutes(hours: str, minutes: str | None) -> int:
    total = int(hours) * 60 + int(minutes or 0)
    if int(minutes or 0) > 59 or total > END_OF_DAY:
        raise NotOpeningHours(Fault.SHAPE)
    return total


def printed(spans: Day) -> str:
    """A day as it is typed: ``10:00-12:00, 13:30-16:00``; empty for a closed one."""
    return ", ".join(map(str, spans))


def kept(week: Week) -> str:
    """A week as it is kept."""
    return "\n".join(f"{name} {' '.join(map(str, spans))}" for name, spans in zip(DAYS, week, strict=True) if spans)


def week(text: str) -> Week:
    """A week that was kept. Raises NotOpeningHours."""
    found: dict[str, Day] = {}
    for line in text.splitlines():
        name, *spans = line.split()
        if name not in DAYS or name in found:
            raise NotOpeningHours(Fault.SHAPE)
        found[name] = day(",".join(spans))
    return tuple(found.get(name, ()) for name in DAYS)


def from_weekday(hours: Week, first: int) -> list[tuple[int, Day]]:
    """(weekday 0 to 6, its spans), beginning with the weekday ``first``."""
    return [(number % 7, hours[number % 7]) for number in range(first, first + 7)]
