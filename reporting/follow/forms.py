"""Reference and secret, as they were written down or remembered."""

import unicodedata

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length


def plain_digits(text: str | None) -> str:
    """Digits of any script as 0 to 9; every other sign as it is."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in (text or "").strip())


class FollowForm(FlaskForm):
    """Two fields of text; what does not belong together has one message for both."""

    class Meta:
        csrf = False  # a token would need a cookie

    reference = StringField(
        _l("Reference"),
        filters=[plain_digits],
        validators=[DataRequired(_l("Enter the reference")), Length(max=40, message=_l("The reference is shorter"))],
    )
    secret = StringField(
        _l("Secret number"),
        filters=[plain_digits],
        validators=[DataRequired(_l("Enter the secret number")), Length(max=40, message=_l("The number is shorter"))],
    )
