"""Filing the made-up observations and returns by the ways real ones go in; words older than a year are gone."""

from datetime import timedelta
from uuid import UUID, uuid4

import sqlalchemy as sa

from reporting import clock
from reporting.database import session
from reporting.demonstration import moods
from reporting.demonstration.borough import Borough
from reporting.people.models import Person
from reporting.places.models import Ward
from reporting.policy import Role
from reporting.tension import sealed
from reporting.tension.actions import WORDS_DAYS
from reporting.tension.observations import actions as observations
from reporting.tension.observations.facts import Observed
from reporting.tension.returns import actions as returns
from reporting.tension.returns.weeks import iso_week
from reporting.tension.sealed import Approved, Heard, Told
from reporting.tension.vocabulary import Standing


def file(ground: Borough, people: dict[str, Person], *, months: int, seed: int) -> None:
    """Adds them to the borough that is loaded."""
    takers = {
        person.centre.code: person for person in people.values() if person.role is Role.VOLUNTEER and person.centre
    }
    ward_ids = {row.code: row.id for row in session.execute(sa.select(Ward.code, Ward.id))}
    now, today = clock.now(), clock.today()
    for one in moods.noticed(ground, months=months, now=now, today=today, seed=seed):
        _notice(one, takers[one.centre], ward_ids[one.ward])
    for week in moods.weeks(months=months, now=now, today=today, seed=seed):
        _tell(week, takers[week.centre])


def _notice(one: moods.Noticed, by: Person, ward_id: UUID) -> None:
    observed = Observed(
        observed_on=one.observed_on,
        ward_id=ward_id,
        eep=one.eep,
        observation_types=frozenset(one.types),
        provenance=one.provenance,
        direction=one.direction,
        widely_held=one.widely_held,
        judgement=one.judgement,
    )
    has_words = one.submitted_at > clock.now() - timedelta(days=WORDS_DAYS)
    heard = Heard(heard=one.said, place=one.place, heard_from=one.heard_from, reported="no", expected=one.expected)
    row = observations.file(uuid4(), observed, heard if has_words else None, by=by, submitted_at=one.submitted_at)
    row.standing = Standing(one.decision)
    if row.standing is Standing.NEW:
        return
    row.decided_at = min(one.submitted_at + timedelta(hours=20), clock.now())
    if row.standing is Standing.APPROVED and has_words:
        as_written = Approved(text=one.said, place=one.place, expected=one.expected)
        sealed.put(row.id, Approved(text=one.reworded) if one.reworded else as_written)


def _tell(week: moods.Week, by: Person) -> None:
    telling = None
    if week.details:
        telling = returns.Telling(
            categories=frozenset(week.categories),
            had_coverage="no",
            was_reported="not_known",
            words=Told(details=week.details, impact=week.impact),
        )
    has_words = week.given_at > clock.now() - timedelta(days=WORDS_DAYS)
    returns.file(iso_week(week.monday), telling, by=by, given_at=week.given_at, has_words=has_words)
