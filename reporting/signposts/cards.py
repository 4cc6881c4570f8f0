"""A service in finished words, in the language now spoken."""

from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _

from reporting import i18n
from reporting.signposts import vocabulary
from reporting.signposts.models import Service


@dataclass(frozen=True)
class Card:
    """``does_second`` is the same line in the language of the person beside the volunteer, where there is one."""

    id: UUID
    name: str
    does: str
    does_second: str
    phone: str
    phone_digits: str
    text_number: str
    web: str
    hours: str
    ages: str
    languages: tuple[str, ...]
    strands: tuple[str, ...]
    wishes: tuple[str, ...]


def card(service: Service) -> Card:
    """What anyone may be told of a service."""
    does, second = _does(service, i18n.current().code), i18n.second_language()
    does_second = _does(service, second.code) if second else does
    return Card(
        id=service.id,
        name=service.name,
        does=does,
        does_second="" if does_second == does else does_second,
        phone=service.phone,
        phone_digits="".join(sign for sign in service.phone if sign.isdigit() or sign == "+"),
        text_number=service.text_number,
        web=service.web,
        hours=service.hours,
        ages=_ages(service.age_from, service.age_to),
        languages=_labels(service.languages, vocabulary.LANGUAGES),
        strands=_labels(service.strands, vocabulary.STRANDS),
        wishes=_labels(service.wishes, vocabulary.WISHES),
    )


def _does(service: Service, code: str) -> str:
    return service.translations.get(code) or service.does


def _labels(keys: frozenset[str], listed: dict[str, object]) -> tuple[str, ...]:
    """The labels in the order of the list; a key it does not hold any more is left out."""
    return tuple(str(label) for key, label in listed.items() if key in keys)


def _ages(age_from: int | None, age_to: int | None) -> str:
    if age_from is not None and age_to is not None:
        return _("From %(age_from)s to %(age_to)s years", age_from=age_from, age_to=age_to)
    if age_to is not None:
        return _("Up to %(age)s years", age=age_to)
    return _("From %(age)s years", age=age_from) if age_from is not None else ""
