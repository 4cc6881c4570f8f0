"""The coordinator's and the reader's forms."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, Length

from reporting.reports.vocabulary import PURPOSES, RISKS, labels
from reporting.written import readable, tidied

SUMMARY_LENGTH = 2000


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

    reason = TextAreaField(
        _l("Why, if you change it"),
        filters=[tidied],
        validators=[
            Length(max=SUMMARY_LENGTH, message=_l("This is longer than we can keep. Please shorten it.")),
            readable,
        ],
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
