"""Answering, passing, writing dates down, and reminding in time."""

from datetime import date
from typing import Any

from reporting import clock
from reporting.audit.actions import record
from reporting.database import session
from reporting.mail.actions import post
from reporting.people.models import Person
from reporting.people.training import queries
from reporting.people.training.models import Certificate, TrainingAnswer
from reporting.people.training.readiness import CERTIFICATE_YEARS, years_after
from reporting.people.training.syllabus import KEYS
from reporting.people.training.syllabus.module import Module

REMINDER_DAYS = (30, 7)  # days before a certificate runs out
OVER_DAYS = 0  # names the letter of the day on which it has run out
EARLIEST_ON = date(2000, 1, 1)  # no check and no agreement of this scheme is older

UNCHANGED: Any = object()


class NotAsked(Exception):
    """The module is not asked now: it was answered in this round, or the course is not open."""


class DayRefused(Exception):
    """A check or an agreement cannot be of this day; ``field`` says which, the message says why."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


def answer(person: Person, module: Module, *, chosen: int) -> TrainingAnswer:
    """The one answer to a module in this round. What ends a round well makes a certificate.

    chosen   place of the option in its module
    Raises NotAsked.
    """
    course = queries.course_of(person)
    if not course.is_open or module.key not in course.standing.open:
        raise NotAsked
    given = TrainingAnswer(
        person_id=person.id,
        course=course.number,
        round=course.standing.round,
        module=module.key,
        chosen=chosen,
        is_right=module.options[chosen].is_right,
        answered_at=clock.now(),
    )
    session.add(given)
    session.flush()
    after = queries.course_of(person).standing
    if after.is_passed:
        certify(person, passed_on=clock.today(), n_right=len(after.right))
    return given


def certify(person: Person, *, passed_on: date, n_right: int = len(KEYS)) -> Certificate:
    """A certificate for whoever passed on this day."""
    certificate = Certificate(
        person_id=person.id,
        passed_on=passed_on,
        valid_until_on=years_after(passed_on, CERTIFICATE_YEARS),
        n_right=n_right,
        n_modules=len(KEYS),
    )
    session.add(certificate)
    session.flush()
    record("training:passed", object_id=person.id)
    return certificate


def record_vetting(person: Person, *, dbs_on: date | None = UNCHANGED, agreement_on: date | None = UNCHANGED) -> None:
    """Writes down when somebody was checked and when they signed; None takes a day away again. Raises DayRefused."""
    changed = []
    for field, day in (("dbs_on", dbs_on), ("agreement_on", agreement_on)):
        if day is UNCHANGED or day == getattr(person, field):
            continue
        if day is not None and day > clock.today():
            raise DayRefused(field, "This day is in the future.")
        if day is not None and day < EARLIEST_ON:
            raise DayRefused(field, f"This day is before {EARLIEST_ON}.")
        setattr(person, field, day)
        changed.append(field)
    if changed:
        record("person:vetting:recorded", object_id=person.id, detail=" ".join(changed))


def remind() -> int:
    """Writes to everyone whose certificate, check or agreement runs out in 30 or 7 days, or has run out; returns how
    many letters.

    Whoever was not written to in time gets the letter late, but only the one that is due now.
    """
    today = clock.today()
    n_letters = 0
    for person, what, until in queries.last_days():
        days = reminder_due(until, today=today)
        if days is not None:
            n_letters += post(person, kind="update", claim=f"{what}:{until}:{days}")
    return n_letters


def reminder_due(until: date, *, today: date) -> int | None:
    """Which reminder belongs to this day: 30, 7, or 0 once it has run out; None while there is time."""
    left = (until - today).days
    if left < 0:
        return OVER_DAYS
    reached = [days for days in REMINDER_DAYS if left <= days]
    return min(reached) if reached else None
