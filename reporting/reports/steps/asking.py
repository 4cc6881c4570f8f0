"""What every question page is made of: fields that know their list and hints, and a page that knows its place.

The fields parse and check; ``reports/_asked.html`` draws them, in two languages where a second is spoken.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, SelectField, SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length, Optional

from reporting.reports.vocabulary import Term
from reporting.written import readable, tidied

NARRATIVE_SIGNS = 60_000  # a long account in any script
LINE_SIGNS = 300
NOTE_SIGNS = 4_000

Answers = dict[str, list[str]]


class OneOf(SelectField):
    """One key of a list, shown as radios."""

    def __init__(self, label: Any, terms: dict[str, Term], *, must: Any = "", hint: Any = "", **kwargs: Any) -> None:
        super().__init__(label, choices=[], validate_choice=False, description=hint, default="", **kwargs)
        self.terms, self.must = terms, must

    def pre_validate(self, form: Any) -> None:
        if self.data and self.data not in self.terms:
            raise ValidationError(_l("Choose one of the answers"))
        if not self.data and self.must:
            raise ValidationError(self.must)


class SeveralOf(SelectMultipleField):
    """Several keys of a list, shown as checkboxes."""

    def __init__(self, label: Any, terms: dict[str, Term], *, must: Any = "", hint: Any = "", **kwargs: Any) -> None:
        super().__init__(label, choices=[], validate_choice=False, description=hint, **kwargs)
        self.terms, self.must = terms, must

    def pre_validate(self, form: Any) -> None:
        if any(key not in self.terms for key in self.data or []):
            raise ValidationError(_l("Choose from the answers shown"))
        if not self.data and self.must:
            raise ValidationError(self.must)


class Ticked(SelectMultipleField):
    """A single box to tick."""

    def __init__(self, label: Any, *, must: Any = "", hint: Any = "", **kwargs: Any) -> None:
        super().__init__(label, choices=[], validate_choice=False, description=hint, **kwargs)
        self.terms, self.must = {"yes": Term(label, hint)}, must

    @property
    def is_ticked(self) -> bool:
        return self.data == ["yes"]

    def pre_validate(self, form: Any) -> None:
        if self.must and not self.is_ticked:
            raise ValidationError(self.must)


def line(label: Any, *, hint: Any = "", must: Any = "", signs: int = LINE_SIGNS) -> StringField:
    """One line of free text."""
    return StringField(label, description=hint, filters=[tidied], validators=_text_checks(must, signs))


def note(label: Any, *, hint: Any = "", must: Any = "", signs: int = NOTE_SIGNS) -> TextAreaField:
    """Free text of any length up to ``signs`` characters."""
    return TextAreaField(
        label, description=hint, filters=[tidied], validators=_text_checks(must, signs), render_kw={"signs": signs}
    )


def _text_checks(must: Any, signs: int) -> list[Any]:
    first = DataRequired(must) if must else Optional(strip_whitespace=True)
    return [readable, first, Length(max=signs, message=_l("This is longer than we can keep. Please shorten it."))]


class StepForm(FlaskForm):
    """One question page.

    key     its name in the sealed draft
    title   the question asked
    lead    a sentence under it
    """

    key: ClassVar[str]
    title: ClassVar[Any]
    lead: ClassVar[Any] = ""

    @classmethod
    def from_answers(cls, answers: Mapping[str, list[str]] | None) -> "StepForm":
        """The page as it was last saved; empty when it was never answered."""
        given = MultiDict([(name, text) for name, texts in (answers or {}).items() for text in texts])
        return cls(formdata=given, meta={"csrf": False})

    def answers(self) -> Answers:
        """What was typed, as it was typed, without the page's own tokens."""
        own = {field.name for field in self if field.name != "csrf_token"}
        return {field.name: list(field.raw_data or []) for field in self if field.name in own and field.raw_data}

    @property
    def questions(self) -> list[Field]:
        """The fields in the order they are asked."""
        return [field for field in self if field.name != "csrf_token"]
