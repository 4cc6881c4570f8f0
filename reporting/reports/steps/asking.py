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

from reporting.reports.kept import declared
from reporting.reports.steps.told import NOTHING_TOLD, Told
from reporting.reports.vocabulary import Term
from reporting.written import readable, tidied

NARRATIVE_SIGNS = 60_000  # a long account in any script
LINE_SIGNS = 300
NOTE_SIGNS = 4_000

Answers = dict[str, list[str]]


class OneOf(SelectField):
    """One key of a list, shown as radios."""

    def __init__(self, label: Any, terms: Mapping[str, Term], *, must: Any = "", hint: Any = "", **kwargs: Any) -> None:
        super().__init__(label, choices=[], validate_choice=False, description=hint, default="", **kwargs)
        self.terms, self.must = terms, must

    def pre_validate(self, form: Any) -> None:
        if self.data and self.data not in self.terms:
            raise ValidationError(_l("Choose one of the answers"))
        if not self.data and self.must:
            raise ValidationError(self.must)


class SeveralOf(SelectMultipleField):
    """Several keys of a list, shown as checkboxes."""

    def __init__(self, label: Any, terms: Mapping[str, Term], *, must: Any = "", hint: Any = "", **kwargs: Any) -> None:
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


def one_of(compartment: Any, name: str, **given: Any) -> OneOf:
    """A value of a compartment, as its declaration names and lists it, asked as one of its list."""
    its = declared(compartment, name).metadata
    return OneOf(its["label"], its["terms"], **given)


def several_of(compartment: Any, name: str, **given: Any) -> SeveralOf:
    """The same, several of its list."""
    its = declared(compartment, name).metadata
    return SeveralOf(its["label"], its["terms"], **given)


def line_for(compartment: Any, name: str, **given: Any) -> StringField:
    """The same, as a line of words."""
    return line(declared(compartment, name).metadata["label"], **given)


def note_for(compartment: Any, name: str, **given: Any) -> TextAreaField:
    """The same, as words of any length."""
    return note(declared(compartment, name).metadata["label"], **given)


def _text_checks(must: Any, signs: int) -> list[Any]:
    first = DataRequired(must) if must else Optional(strip_whitespace=True)
    return [readable, first, Length(max=signs, message=_l("This is longer than we can keep. Please shorten it."))]


class StepForm(FlaskForm):
    """One question page.

    key       its name in the sealed draft
    title     the question asked
    lead      a sentence under it
    asked_when  what the paper says of a page that ``is_asked`` not always
    follows   questions that only some answers to another question of the page make relevant: name to
              (the other question, its answers). They are shown under it; where it was answered otherwise, whatever
              they hold is neither checked nor kept.
    """

    key: ClassVar[str]
    title: ClassVar[Any]
    lead: ClassVar[Any] = ""
    asked_when: ClassVar[Any] = ""
    follows: ClassVar[Mapping[str, tuple[str, frozenset[str]]]] = {}
    _fields: dict[str, Field]

    def __init__(self, *args: Any, told: Told = NOTHING_TOLD, is_whole: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told = told
        for name in () if is_whole else self.left_out():
            del self[name]

    @classmethod
    def is_asked(cls, told: Told) -> bool:
        """Whether what other pages say makes this page relevant at all."""
        return True

    def left_out(self) -> set[str]:
        """Questions that what other pages say answers already, or makes needless."""
        return set()

    @classmethod
    def from_answers(cls, answers: Mapping[str, list[str]] | None, told: Told = NOTHING_TOLD) -> "StepForm":
        """The page as it was last saved; empty when it was never answered."""
        given = MultiDict([(name, text) for name, texts in (answers or {}).items() for text in texts])
        return cls(formdata=given, meta={"csrf": False}, told=told)

    @classmethod
    def whole(cls) -> "StepForm":
        """The page with every question that anybody can be asked."""
        return cls(formdata=MultiDict(), meta={"csrf": False}, is_whole=True)

    def answers(self) -> Answers:
        """What was typed, as it was typed, without the page's own tokens and what no longer follows."""
        return {field.name: list(field.raw_data or []) for field in self.questions_met if field.raw_data}

    def not_asked_now(self, before: Mapping[str, list[str]]) -> Answers:
        """What was given earlier to questions that other pages make needless at present: kept for when they do not."""
        return {name: list(texts) for name, texts in before.items() if name not in self._fields}

    def validate(self, extra_validators: Any = None) -> bool:
        """Checks the page without the questions that its own answers make needless."""
        everything = self._fields
        needless = {field.name for field in self.questions} - {field.name for field in self.questions_met}
        self._fields = {name: field for name, field in everything.items() if name not in needless}
        try:
            return super().validate(extra_validators)
        finally:
            self._fields = everything

    @property
    def questions(self) -> list[Field]:
        """The fields in the order they are asked."""
        return [field for field in self if field.name != "csrf_token"]

    @property
    def questions_met(self) -> list[Field]:
        """Those that the page's own answers make relevant."""
        return [field for field in self.questions if self.does_follow(field.name)]

    def does_follow(self, name: str) -> bool:
        """Whether the answers of the page make this question relevant."""
        if name not in self.follows:
            return True
        other, keys = self.follows[name]
        if other not in self._fields:
            return True  # what it hangs on is known from elsewhere, and speaks for it
        if not self.does_follow(other):
            return False
        given = self._fields[other].data or []
        return bool(keys & ({given} if isinstance(given, str) else set(given)))

    def value(self, name: str) -> Any:
        """What a question holds that was asked and is relevant; empty otherwise."""
        field = self._fields.get(name)
        if field is None or not self.does_follow(name):
            return ""
        if isinstance(field, SeveralOf):
            return sorted(field.data or [])
        if isinstance(field, Ticked):
            return field.is_ticked
        return field.data.strip() if isinstance(field.data, str) else field.data or ""
