"""When it happened, as exactly as the person knows."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from reporting import clock
from reporting.fields import Day
from reporting.reports import vocabulary as words
from reporting.reports.contents import Account
from reporting.reports.facts import EARLIEST
from reporting.reports.steps.asking import OneOf, StepForm, line, line_for

HOURS = ((6, "early_morning"), (12, "morning"), (17, "afternoon"), (21, "evening"), (24, "night"))


LASTING = frozenset({"between_dates", "ongoing"})


class DayOrMonth(Day):
    """A day whose first box may stay empty where only the month is known: then it is the first of it."""

    is_month = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.type = "Day"  # what pages know it by

    def process_formdata(self, valuelist: list[str]) -> None:
        boxes = [box.strip() for box in (valuelist + ["", "", ""])[:3]]
        self.is_month = not boxes[0] and bool(boxes[1] and boxes[2])
        try:
            super().process_formdata(["1", *boxes[1:]] if self.is_month else valuelist)
        finally:
            self.boxes = boxes


class When(StepForm):
    key = "when"
    title = _l("When did it happen?")
    follows = {
        "last_day": ("precision", LASTING),
        "time": ("precision", frozenset({"exact_time"})),
        "part_of_day": ("precision", frozenset({"part_of_day", "date_only", "ongoing"})),
        "frequency": ("precision", frozenset({"ongoing"})),
    }

    precision = OneOf(_l("How exactly do you know?"), words.WHEN_PRECISIONS, must=_l("Choose how exactly you know"))
    day = DayOrMonth(
        _l("The day"),
        hint=_l(
            "For example 7 11 2026. If it lasted or keeps happening: the day it began. If you know only the month: leave "
            "the day empty."
        ),
        must=_l("Write the day it happened or began"),
    )
    last_day = Day(_l("The last day, if it lasted or keeps happening"))
    time = line(_l("The time, if you know it"), hint=_l("For example 16:30"), signs=20)
    part_of_day = OneOf(_l("The part of the day, if you know it"), words.PARTS_OF_DAY)
    frequency = OneOf(_l("If it keeps happening: how often?"), words.FREQUENCIES)
    when_words = line_for(Account, "when_words", hint=_l("For example: on the way home from Friday prayers."))

    def validate_day(self, field: Any) -> None:
        _must_be_past(field)
        if field.is_month and self.precision.data != "month":
            raise ValidationError(_l("Write the day too, or choose that you know only the month"))

    def validate_last_day(self, field: Any) -> None:
        _must_be_past(field)
        if self.has_range and not field.data and not field.errors:
            raise ValidationError(_l("Write the last day it happened"))
        if field.data and self.day.data and field.data < self.day.data:
            raise ValidationError(_l("The last day is before the first day"))

    def validate_time(self, field: Any) -> None:
        if self.precision.data == "exact_time" and not (field.data or "").strip():
            raise ValidationError(_l("Write the time, or choose that you know it only roughly"))
        if (field.data or "").strip() and clock_time(field.data) is None:
            raise ValidationError(_l("This is not a time. Write it such as 16:30."))

    def validate_part_of_day(self, field: Any) -> None:
        if self.precision.data == "part_of_day" and not field.data:
            raise ValidationError(_l("Choose the part of the day"))

    @property
    def has_range(self) -> bool:
        return self.precision.data in LASTING

    def moment(self) -> "Moment":
        """What was said, as facts and exact words. Only for a page without mistakes."""
        exact = clock_time(self.time.data or "") if self.precision.data == "exact_time" else None
        first = self.day.data
        assert first is not None  # noqa: S101  a page without mistakes has its day
        last = (self.last_day.data if self.has_range else None) or first
        if self.precision.data == "month":
            first, last = _month_start(first), min(_month_end(first), clock.today())
        part = self.value("part_of_day") or "not_known"
        if exact:
            part = next(name for hour, name in HOURS if exact.hour < hour)
        start = f"{first.isoformat()}T{exact:%H:%M}" if exact else first.isoformat()
        return Moment(first, last, self.precision.data, part, start, last.isoformat())


@dataclass(frozen=True)
class Moment:
    """When, for Facts and for the sealed account."""

    first: date
    last: date
    precision: str
    part_of_day: str
    exact_from: str
    exact_to: str


def _month_start(day: date) -> date:
    """The first of the month, or the earliest day that may be told of, where that lies within the month."""
    return max(day.replace(day=1), clock.today() - EARLIEST)


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _must_be_past(field: Any) -> None:
    if field.data and field.data > clock.today():
        raise ValidationError(_l("This day is in the future"))
    if field.data and field.data < clock.today() - EARLIEST:
        raise ValidationError(_l("This is more than ten years ago. Tell the coordinator about it instead."))


TIME = re.compile(r"(\d{1,2})[.: ]?(\d{2})?\s*(am|pm)?", re.IGNORECASE | re.ASCII)


def clock_time(text: str) -> time | None:
    """16:30, 1630, 16.30, 4 or 4 pm as a time of day; None for anything else."""
    found = TIME.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hours <= 12:
        return None
    hours = hours % 12 + (12 if half == "pm" else 0) if half else hours
    try:
        return time(hours, minutes)
    except ValueError:
        return None
