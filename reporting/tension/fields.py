"""Fields that observations and returns ask with: one of a list, several of a list, words."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, Length, Optional, ValidationError

from reporting.reports.vocabulary import Term, labels
from reporting.written import readable, tidied

LINE_SIGNS = 300
NOTE_SIGNS = 4_000


class Day(DateField):
    """A day in three boxes of one name: day, month, year."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, format="%d %m %Y", **kwargs)
        self.type = "DateField"  # what the page's list of mistakes knows it by

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_l("This is not a day. Write it in numbers, such as 7 11 2026.")) from error


def one_of(label: Any, terms: dict[str, Term], *, must: Any = "", hint: Any = "") -> RadioField:
    """One key of a list; empty where nothing was chosen and nothing must be."""
    first = DataRequired(must) if must else Optional()
    return RadioField(
        label,
        choices=labels(terms),
        description=hint,
        default="",
        validate_choice=False,
        validators=[first, AnyOf(list(terms), _l("Choose one of the answers"))],
        render_kw={"hints": {key: term.hint for key, term in terms.items() if term.hint}},
    )


def several_of(label: Any, terms: dict[str, Term], *, must: Any = "", hint: Any = "") -> SelectMultipleField:
    """Several keys of a list."""

    def known(_form: Any, field: Any) -> None:
        if any(key not in terms for key in field.data or []):
            raise ValidationError(_l("Choose from the answers shown"))

    first = DataRequired(must) if must else Optional()
    return SelectMultipleField(
        label, choices=labels(terms), description=hint, validate_choice=False, validators=[known, first]
    )


def line(label: Any, *, hint: Any = "") -> StringField:
    """One line of words."""
    return StringField(label, description=hint, filters=[tidied], validators=_checks("", LINE_SIGNS))


def note(label: Any, *, must: Any = "", hint: Any = "", rows: int = 4) -> TextAreaField:
    """Words of any length up to NOTE_SIGNS."""
    return TextAreaField(
        label,
        description=hint,
        filters=[tidied],
        validators=_checks(must, NOTE_SIGNS),
        render_kw={"rows": rows, "signs": NOTE_SIGNS},
    )


def _checks(must: Any, signs: int) -> list[Any]:
    first = DataRequired(must) if must else Optional(strip_whitespace=True)
    return [readable, first, Length(max=signs, message=_l("This is longer than we can keep. Please shorten it."))]
