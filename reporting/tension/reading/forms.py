"""The coordinator's wording for the ward team."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from reporting.written import readable, tidied

WORDING_LENGTH = 1000


class WordingForm(FlaskForm):
    text = TextAreaField(
        _l("Your own words for the ward team"),
        filters=[tidied],
        validators=[
            DataRequired(_l("Write what the ward team will read, or pass it on as it was written")),
            Length(max=WORDING_LENGTH, message=_l("The text must be 1,000 characters or fewer")),
            readable,
        ],
    )
