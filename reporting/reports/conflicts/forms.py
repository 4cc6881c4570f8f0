"""The form in which somebody says whom they know."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField
from wtforms.validators import AnyOf, DataRequired, Length, StopValidation

from reporting.reports.conflicts.folding import folded, n_signs
from reporting.reports.conflicts.involvement import PHONE_DIGITS, sought
from reporting.reports.conflicts.vocabulary import CONFLICT_KINDS, ConflictKind
from reporting.reports.forms import readable, tidied

SIGNS_MIN, SIGNS_MAX = 3, 200


def long_enough(_form: Any, field: Any) -> None:
    """Refuses what is too short to tell anybody apart. Raises StopValidation."""
    if n_signs(field.data) < SIGNS_MIN or not folded(field.data):
        raise StopValidation(_l("Write at least 3 letters or digits"))


def whole_number(form: Any, field: Any) -> None:
    """Of a telephone number so much that it is one person's. Raises StopValidation."""
    if form.kind.data == ConflictKind.PHONE and not sought(ConflictKind.PHONE, field.data).forms:
        raise StopValidation(_l("Write the whole number, at least %(digits)s digits", digits=PHONE_DIGITS))


class ConflictForm(FlaskForm):
    kind = RadioField(
        _l("What do you want to write down?"),
        choices=list(CONFLICT_KINDS.items()),
        default=ConflictKind.NAME,
        validate_choice=False,
        validators=[
            DataRequired(_l("Choose what it is")),
            AnyOf([kind.value for kind in ConflictKind], _l("Choose what it is")),
        ],
    )
    words = StringField(
        _l("The name, number, address or postcode"),
        filters=[tidied],
        validators=[
            DataRequired(_l("Write down whom you know")),
            Length(max=SIGNS_MAX, message=_l("This is too long")),
            readable,
            long_enough,
            whole_number,
        ],
    )
