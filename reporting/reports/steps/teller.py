"""Who tells it, who was targeted, and which kind of telling it is."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from reporting.reports import vocabulary as words
from reporting.reports.contents import Account
from reporting.reports.steps.asking import OneOf, StepForm, line_for, one_of
from reporting.reports.told_vocabulary import REPORTER_ROLES, SEVERAL_PEOPLE

MOST_PEOPLE = 999
MOST_DIGITS = 4  # with a nought before it; Python refuses to read numbers of thousands of digits


class Teller(StepForm):
    key = "teller"
    title = _l("Who is telling, and whom did it happen to?")
    follows = {
        "first_hand": ("reporter_role", frozenset(REPORTER_ROLES) - {"victim"}),
        "victim_aware": ("reporter_role", frozenset(REPORTER_ROLES) - {"victim"}),
        "number_of_victims": ("victim_type", SEVERAL_PEOPLE),
    }

    kind = OneOf(_l("What kind of report is this?"), words.KINDS, must=_l("Choose the kind of report"))
    reporter_role = one_of(Account, "reporter_role", must=_l("Choose who is telling it"))
    first_hand = one_of(Account, "first_hand", must=_l("Choose how they know"))
    victim_aware = one_of(Account, "victim_aware", must=_l("Choose whether the person knows"))
    victim_type = one_of(Account, "victim_type", must=_l("Choose who or what was targeted"))
    number_of_victims = line_for(Account, "number_of_victims", hint=_l("A number, or leave it empty."), signs=4)
    children_there = one_of(Account, "children_there", must=_l("Choose one, or not known"))

    def validate_number_of_victims(self, field: Any) -> None:
        must_be_number(field)


def must_be_number(field: Any) -> None:
    """Refuses what is no whole number from 1 to 999."""
    text = (field.data or "").strip()
    is_number = text.isdecimal() and len(text) <= MOST_DIGITS
    if text and not (is_number and 1 <= int(text) <= MOST_PEOPLE):
        raise ValidationError(_l("Write a whole number from 1 to 999, or leave it empty"))
