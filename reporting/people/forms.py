"""Signing in, choosing a passphrase, unlocking."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput, GovTextInput
from wtforms import EmailField, PasswordField, ValidationError
from wtforms.validators import EqualTo, InputRequired, Length

from reporting.people import passphrases

ROBUST: dict[str, Any] = {"autocomplete": "username", "spellcheck": "false"}


def printable(_form: Any, field: Any) -> None:
    """Refuses signs nobody types, which not every database takes. Raises ValidationError."""
    if not (field.data or "").isprintable():
        raise ValidationError(_l("This holds a sign that cannot be kept. Delete it or type the text again."))


def passphrase_field() -> PasswordField:
    """The passphrase of an account that exists."""
    return PasswordField(
        _l("Passphrase"),
        widget=GovPasswordInput(),
        validators=[InputRequired(_l("Enter your passphrase")), Length(max=256, message=_l("This is too long"))],
    )


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
    passphrase = passphrase_field()


class UnlockForm(FlaskForm):
    passphrase = passphrase_field()


class PassphraseForm(FlaskForm):
    """A new passphrase, twice. ``known`` are words that must not be what it is made of."""

    passphrase = PasswordField(
        _l("Choose a passphrase"), widget=GovPasswordInput(), validators=[InputRequired(_l("Choose a passphrase"))]
    )
    again = PasswordField(
        _l("The same passphrase again"),
        widget=GovPasswordInput(),
        validators=[EqualTo("passphrase", _l("The two passphrases differ"))],
    )

    def __init__(self, *args: Any, known: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def validate_passphrase(self, field: Any) -> None:
        """Raises ValidationError for one that is too easy to guess."""
        if trouble := passphrases.trouble_with(field.data or "", self.known):
            raise ValidationError(trouble)
