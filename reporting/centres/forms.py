"""The forms of a centre: what its lead may change, what only the coordinator may, and the filter of the directory."""

import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from reporting import i18n
from reporting.centres import opening, typed
from reporting.centres.cards import weekday_names
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.centres.opening import Fault
from reporting.centres.vocabulary import LANGUAGES, STEP_FREE, StepFree, language_name

NAME_SIGNS = 120
ADDRESS_SIGNS = 400
ADDRESS_LINES = 5

FAULTS = {
    Fault.SHAPE: _l("Enter hours such as 10:00-12:30, 13:30-16:00, or leave the day empty when you are closed"),
    Fault.BACKWARDS: _l("The closing time must be later than the opening time"),
    Fault.OVERLAP: _l("Two of these times overlap"),
    Fault.MANY: _l("Enter at most four opening times for a day"),
}


def stripped(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def readable(_form: Any, field: Any) -> None:
    """Refuses signs nobody types, which not every database takes. Raises ValidationError."""
    if any(unicodedata.category(sign) in {"Cc", "Cs"} and sign != "\n" for sign in field.data or ""):
        raise ValidationError(_("This holds a sign that cannot be kept. Delete it or type the text again."))


class Canonical(StringField):
    """One line that is kept in one way of writing; empty is allowed.

    understood   gives the canonical text, or None where the text is none of its kind
    """

    def __init__(self, label: Any, understood: Callable[[str], str | None], refusal: Any, **given: Any) -> None:
        super().__init__(label, filters=[stripped], **given)
        self.understood, self.refusal = understood, refusal

    @property
    def canonical(self) -> str:
        return self.understood(self.data) or "" if self.data else ""

    def pre_validate(self, form: Any) -> None:
        if self.data and self.understood(self.data) is None:
            raise ValidationError(self.refusal)


class DayHours(StringField):
    """The opening times of one weekday."""

    def __init__(self, number: int, **given: Any) -> None:
        super().__init__("", filters=[stripped], **given)
        self.number = number

    def pre_validate(self, form: Any) -> None:
        try:
            opening.day(self.data or "")
        except opening.NotOpeningHours as error:
            raise ValidationError(FAULTS[error.fault]) from error


class LanguagesField(SelectMultipleField):
    def __init__(self, label: Any, **given: Any) -> None:
        super().__init__(label, choices=[], validate_choice=False, **given)

    def options(self) -> list[tuple[str, str]]:
        """(code, name) in the order of the names."""
        return sorted(((code, language_name(code)) for code in LANGUAGES), key=lambda one: one[1].casefold())

    def pre_validate(self, form: Any) -> None:
        if not set(self.data or []) <= set(LANGUAGES):
            raise ValidationError(_("Choose from the list"))


class CodeForm(FlaskForm):
    """The code of a new centre. Fields come in the order in which they stand on the page, from here on."""

    code = Canonical(
        _l("Code"),
        typed.code,
        _l("Use 2 to 12 letters, digits and hyphens"),
        description=_l("A short name of your own, such as HARBOUR. It cannot be changed later."),
    )

    def validate_code(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_("Enter a code"))


class PlaceForm(FlaskForm):
    """What a centre is called and where it is: for the coordinator."""

    name = StringField(
        _l("Name"),
        filters=[stripped],
        validators=[
            DataRequired(_l("Enter the name of the centre")),
            Length(max=NAME_SIGNS, message=_l("The name must be 120 characters or fewer")),
            readable,
        ],
    )
    address = TextAreaField(_l("Address"), filters=[stripped], validators=[readable])
    postcode = Canonical(_l("Postcode"), typed.postcode, _l("Enter a full postcode, such as ZZ1 1AA"))

    def validate_name(self, field: Field) -> None:
        if "\n" in (field.data or ""):
            raise ValidationError(_("Enter the name on one line"))

    def validate_address(self, field: Field) -> None:
        if len(field.data or "") > ADDRESS_SIGNS or len((field.data or "").splitlines()) > ADDRESS_LINES:
            raise ValidationError(_("Enter the address on at most five lines"))


class OwnCentreForm(FlaskForm):
    """What a centre knows best about itself: its lead may change this."""

    phone = Canonical(
        _l("Telephone"), typed.phone, _l("Enter a telephone number with its area code, such as 01632 960 001")
    )
    email = Canonical(
        _l("Public e-mail address (optional)"),
        typed.email,
        _l("Enter an e-mail address such as name@example.org"),
        description=_l("Anyone can read it in the list of centres."),
    )
    mon = DayHours(0)
    tue = DayHours(1)
    wed = DayHours(2)
    thu = DayHours(3)
    fri = DayHours(4)
    sat = DayHours(5)
    sun = DayHours(6)
    languages = LanguagesField(_l("Languages spoken"))
    step_free = RadioField(
        _l("Can somebody who cannot use steps get in?"), choices=list(STEP_FREE.items()), validate_choice=False
    )
    contact_email = Canonical(
        _l("Work e-mail address for letters"),
        typed.email,
        _l("Enter an e-mail address such as name@example.org"),
        description=_l(
            "We write to it before 90 days are over and ask whether these details are still right. It is never public."
        ),
    )
    contact_language = SelectField(_l("Language of these letters"), choices=[], validate_choice=False)

    def day_fields(self) -> Iterator[tuple[str, Field]]:
        """(name of the weekday, its field), Monday first."""
        return zip(weekday_names(), (self[name] for name in opening.DAYS), strict=True)

    def letter_languages(self) -> list[tuple[str, str]]:
        return [(one.code, one.own_name) for one in i18n.offered()]

    def validate_step_free(self, field: Field) -> None:
        if field.data not in set(StepFree):
            raise ValidationError(_("Choose one of the answers"))

    def validate_contact_language(self, field: Field) -> None:
        if not i18n.is_offered(field.data or ""):
            raise ValidationError(_("Choose from the list"))

    def details(self) -> dict[str, Any]:
        """The columns as the form has them. Only for a form that validates."""
        return {
            "phone": self.phone.canonical,
            "email": self.email.canonical,
            "opening_hours": opening.kept(tuple(opening.day(self[name].data or "") for name in opening.DAYS)),
            "languages": frozenset(self.languages.data or []),
            "step_free": StepFree(self.step_free.data),
            "contact_email": self.contact_email.canonical,
            "contact_language": self.contact_language.data,
        }


class CentreForm(PlaceForm, OwnCentreForm):
    """Everything about a centre but its code: for the coordinator."""

    def details(self) -> dict[str, Any]:
        own = {"name": self.name.data, "address": self.address.data or "", "postcode": self.postcode.canonical}
        return {**super().details(), **own}


class NewCentreForm(CodeForm, CentreForm):
    """Everything about a centre that is not there yet."""


def given(centre: ThirdPartyReportingCentre) -> dict[str, Any]:
    """What the fields of a form show of a centre before anything is typed."""
    hours = zip(opening.DAYS, opening.week(centre.opening_hours), strict=True)
    return {
        **{name: opening.printed(spans) for name, spans in hours},
        **{name: getattr(centre, name) for name in ("name", "address", "postcode", "phone", "email", "contact_email")},
        "languages": sorted(centre.languages),
        "step_free": centre.step_free.value,
        "contact_language": centre.contact_language,
    }


class DirectoryFilter(FlaskForm):
    """A GET form, so that a list can be shown to somebody again; nothing in it is about a person."""

    class Meta:
        csrf = False

    language = SelectField(_l("Language spoken"), choices=[], validate_choice=False, default="")

    def validate_language(self, field: Field) -> None:
        if field.data and field.data not in LANGUAGES:
            raise ValidationError(_("Choose from the list"))
