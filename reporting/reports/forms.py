"""The coordinator's and the reader's forms, and what every field for free text refuses."""

import unicodedata
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, Length, ValidationError

from reporting.reports.vocabulary import PURPOSES, RISKS, labels

SUMMARY_LENGTH = 2000
ALLOWED_CONTROLS = frozenset("\n\t")


def readable(_form: Any, field: Any) -> None:
    """Refuses what no person types and no reader can see: NUL, other control signs, half characters.

    Every script and every emoji is welcome. Raises ValidationError.
    """
    if not is_readable(field.data or ""):
        raise ValidationError(_l("This holds a sign that cannot be kept. Delete it or type the text again."))


def is_readable(text: str) -> bool:
    """Whether a text has only signs that can be stored and shown; line ends are ``\\n`` (see ``tidied``)."""
    return not any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in ALLOWED_CONTROLS for sign in text)


def tidied(text: str | None) -> str:
    """The text with one kind of line end and nothing blank around it: a filter, before the validators."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip(" \n\t")


class SummaryForm(FlaskForm):
    text = TextAreaField(
        _l("Summary for the police"),
        filters=[tidied],
        validators=[
            DataRequired(_l("Write what the police will read")),
            Length(max=SUMMARY_LENGTH, message=_l("The summary must be 2,000 characters or fewer")),
            readable,
        ],
    )


class RiskForm(FlaskForm):
    risk = RadioField(
        _l("Risk"),
        choices=labels(RISKS),
        validate_choice=False,
        validators=[DataRequired(_l("Choose the risk")), AnyOf(list(RISKS), _l("Choose low, medium or high"))],
    )


class RevealForm(FlaskForm):
    purpose = RadioField(
        _l("What do you need it for?"),
        choices=labels(PURPOSES),
        validate_choice=False,
        validators=[
            DataRequired(_l("Say what you need it for")),
            AnyOf(list(PURPOSES), _l("Choose a purpose from the list")),
        ],
    )
