"""Giving a factor, and setting one up."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired, Length

from reporting import i18n
from reporting.people.factors import actions
from reporting.people.forms import printable

CODE: dict[str, Any] = {
    "autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false", "dir": "ltr",
    "classes": "govuk-input--width-10",
}  # fmt: skip
PLAIN: dict[str, Any] = {"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}


def code_field(label: Any) -> StringField:
    return StringField(
        label,
        widget=GovTextInput(),
        validators=[printable, Length(max=40, message=_l("This is too long"))],
        render_kw=CODE,
    )


class FactorForm(FlaskForm):
    """One of three: a code from the app, a recovery code, or what a passkey signed."""

    proof_code = code_field(_l("The six digits from your app"))
    proof_recovery = StringField(
        _l("One of your recovery codes"),
        widget=GovTextInput(),
        validators=[printable, Length(max=60, message=_l("This is too long"))],
        render_kw=PLAIN,
    )
    proof_passkey = HiddenField(validators=[Length(max=20_000)])
    proof_simply = HiddenField()

    def is_given(self) -> bool:
        """Whether anything was given and can be looked at."""
        return bool(self.is_submitted() and self.validate())

    def check(self) -> bool:
        """Whether what was given is right; otherwise the field says what is wrong."""
        code = "".join((self.proof_code.data or "").split())
        recovery = (self.proof_recovery.data or "").strip()
        passkey = self.proof_passkey.data or ""
        field = self.proof_recovery if recovery and not passkey else self.proof_code
        if not (code or recovery or passkey):
            field.errors = [_("Enter the six digits from your app")]
            return False
        given = actions.give(code=code, recovery=recovery, passkey=passkey)
        if given.is_right:
            self.way = given.way
            return True
        if given.wait:
            field.errors = [i18n.wait_in_words(given.wait)]
        elif passkey:
            field.errors = [_("The passkey did not work. Try again, or use another way.")]
        elif recovery:
            field.errors = [_("This is not one of your codes, or it was used already.")]
        else:
            field.errors = [_("These digits are not right, or were used already. Wait for the next ones.")]
        return False


class AppForm(FlaskForm):
    """The first code from a new app."""

    sealed = HiddenField(validators=[Length(max=2_000)])
    app_code = StringField(
        _l("The six digits that the app shows now"),
        widget=GovTextInput(),
        validators=[
            InputRequired(_l("Enter the six digits that the app shows")),
            printable,
            Length(max=40, message=_l("This is too long")),
        ],
        render_kw=CODE,
    )


class PasskeyForm(FlaskForm):
    """What the browser made, and what its owner calls it."""

    answer = HiddenField(validators=[Length(max=20_000)])
    name = StringField(
        _l("A name for this passkey"),
        widget=GovTextInput(),
        validators=[
            InputRequired(_l("Give this passkey a name, for example “Desk by the window”")),
            printable,
            Length(max=60, message=_l("This is too long")),
        ],
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
