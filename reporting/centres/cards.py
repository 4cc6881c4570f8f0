"""A centre as anyone may read it: finished words, today's hours first, nothing of the people who work there."""

from dataclasses import dataclass
from uuid import UUID

import babel.dates

from reporting import i18n
from reporting.centres import opening
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.centres.opening import Span
from reporting.centres.vocabulary import STEP_FREE, language_name, own_name


@dataclass(frozen=True)
class Spoken:
    """A language in the reader's words and, where the locale data knows it, in its own."""

    code: str
    name: str
    own_name: str
    direction: str


@dataclass(frozen=True)
class DayOpen:
    """A day of the week and its spans as ``10:00-12:00``; without spans it is closed."""

    name: str
    spans: tuple[Span, ...]
    is_today: bool


@dataclass(frozen=True)
class Card:
    id: UUID
    name: str
    address: tuple[str, ...]
    postcode: str
    phone: str
    phone_digits: str
    email: str
    days: tuple[DayOpen, ...]  # empty where nothing is known
    languages: tuple[Spoken, ...]
    step_free: str


def weekday_names() -> list[str]:
    """Monday to Sunday in the language now spoken."""
    names = babel.dates.get_day_names("wide", "stand-alone", locale=i18n.current().code)
    return [names[number][:1].upper() + names[number][1:] for number in range(7)]


def spoken(codes: frozenset[str]) -> tuple[Spoken, ...]:
    """Languages in the order of their names."""
    found = [Spoken(code, language_name(code), *own_name(code)) for code in codes]
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def card(centre: ThirdPartyReportingCentre, *, weekday: int) -> Card:
    """The card of a centre on a day of the week, 0 for Monday."""
    names = weekday_names()
    hours = opening.from_weekday(opening.week(centre.opening_hours), weekday) if centre.opening_hours else []
    return Card(
        id=centre.id,
        name=centre.name,
        address=tuple(line for line in centre.address.splitlines() if line.strip()),
        postcode=centre.postcode,
        phone=centre.phone,
        phone_digits="".join(sign for sign in centre.phone if sign.isdigit() or sign == "+"),
        email=centre.email,
        days=tuple(DayOpen(names[number], spans, number == weekday) for number, spans in hours),
        languages=spoken(centre.languages),
        step_free=str(STEP_FREE[centre.step_free]),
    )
