"""The form of a service."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, SelectMultipleField, StringField, ValidationError
from wtforms.validators import DataRequired, Length

from reporting import i18n
from reporting.signposts import typed, vocabulary
from reporting.signposts.models import Service
from reporting.written import readable, tidied

LINE_SIGNS = 200
NAME_SIGNS = 120
OLDEST = 120
LAST = 9999


def one_line(_form: Any, field: Any) -> None:
    if "\n" in (field.data or ""):
        raise ValidationError(_("Enter this on one line"))


def line(label: Any, *, must: Any = "", hint: Any = "", signs: int = LINE_SIGNS) -> StringField:
    """One line of words."""
    first = [DataRequired(must)] if must else []
    too_long = _l("This is longer than we can keep. Please shorten it.")
    checks = [*first, readable, one_line, Length(max=signs, message=too_long)]
    return StringField(label, description=hint, filters=[tidied], validators=checks)


class Understood(StringField):
    """One line that is kept in one way of writing; empty is allowed.

    understood   gives what is kept, or None where the text is none of its kind
    """

    def __init__(self, label: Any, understood: Callable[[str], Any], refusal: Any, **given: Any) -> None:
        super().__init__(label, filters=[tidied], **given)
        self.understood, self.refusal = understood, refusal

    @property
    def kept(self) -> Any:
        """What is kept, or None where the line is empty."""
        return self.understood(self.data) if self.data else None

    def pre_validate(self, form: Any) -> None:
        if self.data and self.understood(self.data) is None:
            raise ValidationError(self.refusal)


class Ticks(SelectMultipleField):
    """Several keys of a list of the vocabulary."""

    def __init__(self, label: Any, listed: dict[str, Any], **given: Any) -> None:
        super().__init__(label, choices=[], validate_choice=False, **given)
        self.listed = listed

    def items(self) -> list[dict[str, str]]:
        return [{"value": key, "text": str(label)} for key, label in self.listed.items()]

    def pre_validate(self, form: Any) -> None:
        if not set(self.data or []) <= set(self.listed):
            raise ValidationError(_("Choose from the list"))


def _age(label: Any) -> Understood:
    return Understood(
        label, lambda text: typed.number(text, least=0, most=OLDEST), _l("Enter an age in whole years, such as 18")
    )


class ServiceForm(FlaskForm):
    """Fields come in the order in which they stand on the page; ``does_…`` follow for each further language."""

    name = line(_l("Name of the service"), must=_l("Enter the name of the service"), signs=NAME_SIGNS)
    does = line(_l("What it does, in one line"), must=_l("Say in one line what it does"))
    phone = Understood(
        _l("Telephone"), typed.phone, _l("Enter a telephone number that can be rung, such as 0808 157 0000")
    )
    text_number = Understood(
        _l("Number for text messages"), typed.phone, _l("Enter a number to which text messages can be sent")
    )
    web = Understood(_l("Web address"), typed.web, _l("Enter a web address, such as example.org.uk"))
    hours = line(_l("When it is open, in words"))
    languages = Ticks(_l("Languages spoken"), vocabulary.LANGUAGES)
    strands = Ticks(
        _l("For whom it is there"),
        vocabulary.STRANDS,
        description=_l("Leave all empty when it is there for everybody."),
    )
    wishes = Ticks(
        _l("What it helps with"), vocabulary.WISHES, description=_l("Leave all empty when it helps with anything.")
    )
    age_from = _age(_l("From which age"))
    age_to = _age(_l("Up to which age"))
    position = Understood(
        _l("Place in the list"),
        lambda text: typed.number(text, least=1, most=LAST),
        _l("Enter a whole number from 1 to 9999"),
        description=_l("The lowest number comes first."),
    )

    def translated_fields(self) -> list[tuple[i18n.Language, Field]]:
        """What it does in each further language that is offered."""
        return [(one, self[f"does_{one.code}"]) for one in i18n.offered()[1:]]

    def validate_phone(self, field: Field) -> None:
        if not (field.data or self.text_number.data or self.web.data):
            raise ValidationError(_("Enter a telephone number, a number for text messages or a web address"))

    def validate_age_to(self, field: Understood) -> None:
        first, last = self.age_from.kept, field.kept
        if first is not None and last is not None and last < first:
            raise ValidationError(_("The second age must not be lower than the first"))

    def details(self) -> dict[str, Any]:
        """The columns as the form has them. Only for a form that validates."""
        said = {language.code: field.data for language, field in self.translated_fields() if field.data}
        words = {name: self[name].data or "" for name in ("name", "does", "hours")}
        contacts = {name: self[name].kept or "" for name in ("phone", "text_number", "web")}
        keys = {name: frozenset(self[name].data or []) for name in ("languages", "strands", "wishes")}
        ages = {name: self[name].kept for name in ("age_from", "age_to")}
        return {**words, **contacts, **keys, **ages, "translations": said, "position": self.position.kept or LAST}


def service_form(service: Service | None = None) -> ServiceForm:
    """The form with a line for each language offered, filled with what is known of a service."""
    further = i18n.offered()[1:]

    class Form(ServiceForm):
        pass

    for one in further:
        setattr(Form, f"does_{one.code}", line(one.own_name))
    if service is None:
        return Form()
    names = ("name", "does", "phone", "text_number", "web", "hours")
    numbers = {name: getattr(service, name) for name in ("age_from", "age_to", "position")}
    return Form(data={
        **{name: getattr(service, name) for name in names},
        **{name: sorted(getattr(service, name)) for name in ("languages", "strands", "wishes")},
        **{name: "" if value is None else str(value) for name, value in numbers.items()},
        **{f"does_{one.code}": service.translations.get(one.code, "") for one in further},
    })  # fmt: skip
