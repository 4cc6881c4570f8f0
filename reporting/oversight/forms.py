"""Finding the trail of a report or a person, and what became of a finding."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, Length

from reporting.oversight.vocabulary import DISPOSITIONS


class ReportForm(FlaskForm):
    """A report by its reference: sent, not put into the address, so that no history keeps it."""

    reference = StringField(
        _l("Reference of a report"),
        filters=[lambda text: (text or "").replace("\x00", "").strip()],
        validators=[DataRequired(_l("Enter the reference")), Length(max=40, message=_l("The reference is shorter"))],
    )


class PersonForm(FlaskForm):
    """A person from the list."""

    person = SelectField(_l("Person"), validate_choice=False, validators=[DataRequired(_l("Choose a person"))])


class DispositionForm(FlaskForm):
    """One word for what became of a finding."""

    disposition = SelectField(
        _l("What became of it?"),
        choices=[("", _l("Choose")), *DISPOSITIONS.items()],
        validate_choice=False,
        validators=[DataRequired(_l("Choose what became of it"))],
    )
