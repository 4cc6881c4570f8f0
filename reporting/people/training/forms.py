"""The question after a module, and the days of a check and an agreement."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, ValidationError

from reporting import clock
from reporting.fields import Day
from reporting.people.training.actions import EARLIEST_ON


class AnswerForm(FlaskForm):
    """One of the options, by its place on the page.

    asked   the course and round in which the page was drawn: places mean nothing in any other
    """

    asked = HiddenField()
    chosen = RadioField(choices=[], validate_choice=False)

    def offer(self, options: list[Any], *, asked: str) -> None:
        """The options in the order of this person and round."""
        self.chosen.choices = [(str(place), text) for place, text in enumerate(options, start=1)]
        self.asked_now = asked

    @property
    def is_of_this_round(self) -> bool:
        return self.asked.data == self.asked_now

    def validate_chosen(self, field: Any) -> None:
        if field.data not in {value for value, _text in field.choices}:
            raise ValidationError(_l("Choose one of the answers"))


class VettingForm(FlaskForm):
    """Two days; an empty one means that nothing is written down."""

    dbs_on = Day(
        _l("Day of the DBS check"), hint=_l("The day on the certificate. What the check says is not kept here.")
    )
    agreement_on = Day(_l("Day on which the confidentiality agreement was signed"))

    def validate_dbs_on(self, field: Any) -> None:
        _must_be_sensible(field)

    def validate_agreement_on(self, field: Any) -> None:
        _must_be_sensible(field)


def _must_be_sensible(field: Any) -> None:
    if field.data and field.data > clock.today():
        raise ValidationError(_l("This day is in the future"))
    if field.data and field.data < EARLIEST_ON:
        raise ValidationError(_l("This day is too long ago. Look at the year."))
