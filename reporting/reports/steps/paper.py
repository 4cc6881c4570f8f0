"""A form that was filled in on paper, keyed now: when it was told, and who wrote it down."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from reporting import clock
from reporting.fields import Day
from reporting.reports.contents import Account
from reporting.reports.facts import EARLIEST
from reporting.reports.steps.asking import StepForm, line_for
from reporting.reports.steps.told import Told

KEYED_LATER = "paper_form_keyed_later"


class Paper(StepForm):
    key = "paper"
    title = _l("When was the paper form filled in?")

    disclosed_on = Day(
        _l("The day on which the person told it"),
        hint=_l("For example 7 11 2026. It stands at the top of the paper."),
        must=_l("Write the day on which it was told"),
    )
    paper_written_by = line_for(Account, "paper_written_by", hint=_l("A name or a number, if it stands on the paper."))

    @classmethod
    def is_asked(cls, told: Told) -> bool:
        return told.one("safety", "channel") == KEYED_LATER

    def validate_disclosed_on(self, field: Any) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError(_l("This day is in the future"))
        if field.data and field.data < clock.today() - EARLIEST:
            raise ValidationError(_l("This is more than ten years ago. Tell the coordinator about it instead."))
