"""A person's level in place of what was worked out."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, Length

from reporting.reports.vocabulary import labels
from reporting.tension.vocabulary import JUDGEMENTS
from reporting.written import readable, tidied

REASON_LENGTH = 1000


class SayForm(FlaskForm):
    level = SelectField(
        _l("Level"),
        choices=[("", _l("Choose a level")), *labels(JUDGEMENTS)],
        validate_choice=False,
        validators=[DataRequired(_l("Choose a level")), AnyOf(list(JUDGEMENTS), _l("Choose a level"))],
    )
    reason = TextAreaField(
        _l("Why?"),
        filters=[tidied],
        validators=[
            DataRequired(_l("Say why you decide so")),
            Length(max=REASON_LENGTH, message=_l("The text must be 1,000 characters or fewer")),
            readable,
        ],
    )
