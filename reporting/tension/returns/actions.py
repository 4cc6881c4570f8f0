"""Giving, changing and taking back the return of a week, and the reminders where it is missing."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from reporting import clock
from reporting.audit.actions import record
from reporting.database import session
from reporting.mail.actions import post
from reporting.people import queries as people
from reporting.people.models import Person
from reporting.policy import Role
from reporting.tension import sealed
from reporting.tension.models import TensionReturn
from reporting.tension.returns import queries, weeks
from reporting.tension.sealed import Told
from reporting.tension.vocabulary import ReturnState


class WeekClosed(Exception):
    """The week is still to come, or its Wednesday is over."""


class ToldBefore(Exception):
    """Something was told of this week already, so there was not nothing."""


@dataclass(frozen=True, kw_only=True)
class Telling:
    """The answers to the weekly questions where there was something."""

    categories: frozenset[str]
    had_coverage: str
    was_reported: str
    words: Told


def give_nil(week: str, *, by: Person) -> bool:
    """Nothing to report. Saying so twice changes nothing and gives False. Raises WeekClosed and ToldBefore."""
    centre = queries.centre_of(by)
    _expect_open(week)
    given = queries.return_of(centre.id, week)
    if given is not None and not given.is_nil:
        raise ToldBefore
    if given is not None:
        return False
    one = file(week, None, by=by)
    record("return:given", object_id=one.id, detail=ReturnState.NIL)
    return True


def give(week: str, telling: Telling, *, by: Person) -> TensionReturn:
    """Tells of a week: at first, instead of a nil return, or added to what was told. Raises WeekClosed."""
    centre = queries.centre_of(by)
    _expect_open(week)
    given = queries.return_of(centre.id, week)
    if given is None:
        one = file(week, telling, by=by)
        record("return:given", object_id=one.id, detail=ReturnState.GIVEN)
        return one
    deed = "return:changed" if given.is_nil else "return:added"
    given.is_nil = False
    given.given_by_id, given.given_at = by.id, clock.now()
    given.categories = given.categories | telling.categories
    given.had_coverage = _stronger(given.had_coverage, telling.had_coverage)
    given.was_reported = _stronger(given.was_reported, telling.was_reported)
    _add(given, telling.words)
    record(deed, object_id=given.id)
    return given


def undo_nil(week: str, *, by: Person) -> bool:
    """Takes a nil return back while its week lasts; False where there is none. Raises WeekClosed."""
    centre = queries.centre_of(by)
    given = queries.return_of(centre.id, week)
    if given is None or not given.is_nil:
        return False
    if week != weeks.iso_week(clock.today()):
        raise WeekClosed
    session.delete(given)
    record("return:undone", object_id=given.id)
    return True


def file(
    week: str, telling: Telling | None, *, by: Person, given_at: datetime | None = None, has_words: bool = True
) -> TensionReturn:
    """The row and its sealed words; from a made-up past (``given_at``), perhaps without words any more."""
    one = TensionReturn(
        id=uuid4(),
        centre_id=by.centre_id,
        week=week,
        given_by_id=by.id,
        given_at=given_at or clock.now(),
        is_nil=telling is None,
        categories=telling.categories if telling else frozenset(),
        had_coverage=telling.had_coverage if telling else "",
        was_reported=telling.was_reported if telling else "",
        n_tellings=0,
    )
    session.add(one)
    session.flush()
    if telling and has_words:
        _add(one, telling.words)
    elif telling:
        one.n_tellings = 1
    return one


def _add(given: TensionReturn, words: Told) -> None:
    given.n_tellings += 1
    sealed.put(given.id, words, number=given.n_tellings)


def _stronger(before: str, now: str) -> str:
    """Of two answers the one that says more: yes, then no, then not known."""
    return min(before or now, now, key=["yes", "no", "not_known"].index)


def _expect_open(week: str) -> None:
    if week not in weeks.open_weeks(clock.today()):
        raise WeekClosed


def remind() -> int:
    """Neutral letters where a return is missing; returns how many were posted. Safe to repeat.

    From Friday noon on to the lead and volunteers of a centre without this week's; once a week has ended without one
    to its lead, while it can still be given, and to the coordinators.
    """
    today = clock.today()
    posted = 0
    if weeks.is_nearly_over(clock.london(clock.now())):
        week = weeks.iso_week(today)
        for centre in queries.missing(week):
            posted += _post(_at(centre.id, Role.VOLUNTEER, Role.CENTRE_LEAD), f"week:{week}")
    before = weeks.week_before(today)
    silent = queries.missing(before)
    if before in weeks.open_weeks(today):
        for centre in silent:
            posted += _post(_at(centre.id, Role.CENTRE_LEAD), f"week-ended:{before}")
    if silent:
        posted += _post(people.with_role(Role.COORDINATOR), f"weeks-ended:{before}")
    return posted


def _at(centre_id: object, *roles: Role) -> list[Person]:
    return [person for person in people.with_role(*roles) if person.centre_id == centre_id]


def _post(recipients: list[Person], claim: str) -> int:
    return sum(post(person, kind="update", claim=claim) for person in recipients)
