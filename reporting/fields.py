"""Form fields that more than one room asks with. They parse and check; pages draw them."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, ValidationError

FIRST_YEAR = 1900


class Day(Field):
    """A day in three boxes of one name: day, month, year. Anything else is a mistake that is named."""

    type = "Day"

    def __init__(self, label: Any, *, must: Any = "", hint: Any = "", **kwargs: Any) -> None:
        super().__init__(label, description=hint, **kwargs)
        self.must = must

    def process_formdata(self, valuelist: list[str]) -> None:
        boxes = [box.strip() for box in (valuelist + ["", "", ""])[:3]]
        self.boxes, self.data = boxes, None
        if not any(boxes):
            return
        try:
            number = [int(box) for box in boxes if box.isdecimal()]
            if number[2] < FIRST_YEAR:
                raise ValueError("a year of two digits")
            self.data = date(number[2], number[1], number[0])
        except (IndexError, ValueError, OverflowError) as error:
            raise ValueError(_l("This is not a day. Write it in numbers, such as 7 11 2026.")) from error

    def pre_validate(self, form: Any) -> None:
        if self.must and not self.data and not self.process_errors:
            raise ValidationError(self.must)

    @property
    def shown(self) -> list[str]:
        """What the boxes hold: what was typed, or the day that is known."""
        typed = getattr(self, "boxes", None)
        known = [str(part) for part in (self.data.day, self.data.month, self.data.year)] if self.data else ["", "", ""]
        return typed or known
