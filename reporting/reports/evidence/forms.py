"""What is asked about a piece of evidence. The words beside a mistake say what to do, not what is wrong with anybody."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, FileField, RadioField, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, Length

from reporting.fields import Day
from reporting.reports.evidence.sniffing import Refusal
from reporting.reports.evidence.vocabulary import HOLDERS, KINDS
from reporting.reports.vocabulary import PURPOSES, Term, labels
from reporting.written import readable, tidied

DESCRIPTION_SIGNS = 1000
LINE_SIGNS = 100
TOO_LONG = _l("This is longer than we can keep. Please shorten it.")
DAMAGED = _l(
    "This file could not be read: it is damaged or too large inside. Take a new picture of it and choose that."
)

REFUSALS = {
    Refusal.EMPTY: _l("There is nothing in this file. Choose another."),
    Refusal.TOO_LARGE: _l("This file is larger than 10 megabytes. Choose a smaller one, or take a picture of it."),
    Refusal.NOT_TAKEN: _l(
        "We cannot take this kind of file, because some can do harm when they are opened. Take a picture of it and "
        "choose the picture."
    ),
    Refusal.NOT_WHAT_IT_SAYS: _l(
        "What is in this file does not fit its name. Take a picture of it and choose the picture."
    ),
    Refusal.DAMAGED: DAMAGED,
    Refusal.TOO_MANY_POINTS: DAMAGED,
    Refusal.TOO_SLOW: DAMAGED,
    Refusal.HAS_MORE_IN_IT: _l(
        "There is something in this file that could do harm when it is opened. Take a picture of it and choose the "
        "picture."
    ),
}
NO_ROOM = {
    "files": _l("There is room for 10 files in a report."),
    "report": _l("There is room for 40 megabytes in a report."),
    "centre": _l("Your centre has added as much as there is room for in one day. Add this one tomorrow."),
    "items": _l("There is room for 30 entries in a report."),
}


def _one_of(label: Any, terms: dict[str, Term], must: Any, **given: Any) -> RadioField:
    checks = [DataRequired(must), AnyOf(list(terms), must)]
    return RadioField(label, choices=labels(terms), validate_choice=False, validators=checks, **given)


def _line(label: Any) -> StringField:
    return StringField(label, filters=[tidied], validators=[Length(max=LINE_SIGNS, message=TOO_LONG), readable])


class EvidenceForm(FlaskForm):
    kind = _one_of(_l("What is it?"), KINDS, _l("Choose what it is"))
    file = FileField(_l("The file, if you have one here"))
    description = TextAreaField(
        _l("What does it show?"),
        filters=[tidied],
        validators=[Length(max=DESCRIPTION_SIGNS, message=TOO_LONG), readable],
    )
    taken_on = _line(_l("When was it made?"))
    shows_person = BooleanField(_l("The person, or somebody of their family, can be seen or heard in it"))
    held_by = _one_of(_l("Who has the original?"), HOLDERS, _l("Choose who has it"))


class OpenForm(FlaskForm):
    purpose = _one_of(_l("What do you need it for?"), PURPOSES, _l("Say what you need it for"))


class HandOverForm(FlaskForm):
    on = Day(_l("On which day did the police get it?"), must=_l("Write the day on which the police got it"))
    exhibit = _line(_l("Exhibit reference, if they gave one"))
