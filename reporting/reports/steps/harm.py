"""What it has done: to bodies, things and lives."""

from typing import Any

from flask_babel import lazy_gettext as _l

from reporting.reports import vocabulary as words
from reporting.reports.contents import Account
from reporting.reports.steps.asking import OneOf, SeveralOf, StepForm, line_for, one_of
from reporting.reports.steps.teller import must_be_number
from reporting.reports.told_vocabulary import LOST_SOMETHING

HURT = frozenset({"minor", "treated", "hospital"})


class Harm(StepForm):
    key = "harm"
    title = _l("How has it affected you?")
    follows = {
        "injured_count": ("injury", HURT),
        "repair": ("loss", LOST_SOMETHING),
        "repair_reference": ("repair", frozenset({"requested", "done"})),
    }

    injury = OneOf(_l("Was anyone injured?"), words.INJURIES, must=_l("Choose one, or not known"))
    injured_count = line_for(Account, "injured_count", hint=_l("A number, or leave it empty."), signs=4)
    loss = one_of(Account, "loss", must=_l("Choose one, or not known"))
    repair = one_of(Account, "repair")
    repair_reference = line_for(Account, "repair_reference")
    impacts = SeveralOf(_l("What has changed since?"), words.IMPACTS, hint=_l("Choose all that apply."))
    impact_scale = one_of(Account, "impact_scale", hint=_l("0 is not at all, 10 is as much as can be."))
    afraid_of_repeat = one_of(Account, "afraid_of_repeat")

    def validate_injured_count(self, field: Any) -> None:
        must_be_number(field)
