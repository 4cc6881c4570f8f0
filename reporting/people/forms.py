"""Sign-in and invitation forms."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput, GovTextInput
from wtforms import EmailField, PasswordField, ValidationError
from wtforms.validators import EqualTo, InputRequired, Length

from reporting.people.actions import PASSPHRASE_SIGNS

ROBUST: dict[str, Any] = {"autocomplete": "username", "spellcheck": "false"}


def printable(_form: Any, field: Any) -> None:
    """Refuses signs nobody types, which not every database takes. Raises ValidationError."""
    if not (field.data or "").isprintable():
        raise ValidationError(_l("This holds a sign that cannot be kept. Delete it or type the text again."))


class SignInForm(FlaskForm):
    email = EmailField(
        _l("E-mail address"),
        widget=GovTextInput(),
        validators=[
            InputRequired(_l("Enter your e-mail address")),
            printable,
            Length(max=254, message=_l("This is too long")),
        ],
        render_kw=ROBUST,
    )
    passphrase = PasswordField(
        _l("Passphrase"),
        widget=GovPasswordInput(),
        validators=[InputRequired(_l("Enter your passphrase")), Length(max=256, message=_l("This is too long"))],
    )


class PassphraseForm(FlaskForm):
    passphrase = PasswordField(
        _l("Choose a passphrase"),
        widget=GovPasswordInput(),
        validators=[
            InputRequired(_l("Choose a passphrase")),
            Length(
                min=PASSPHRASE_SIGNS,
                max=256,
                message=_l("Use at least 15 characters. Four words that do not belong together are good."),
            ),
        ],
    )
    again = PasswordField(
        _l("The same passphrase again"),
        widget=GovPasswordInput(),
        validators=[EqualTo("passphrase", _l("The two passphrases differ"))],
    )
