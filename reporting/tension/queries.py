"""For other rooms: de-identified rows of what centres told. No words, no takers; nothing here can open a seal."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa

from reporting import clock
from reporting.database import session
from reporting.tension.models import TensionObservation, TensionReturn
from reporting.tension.observations.queries import COUNTED
from reporting.tension.returns import weeks
from reporting.tension.vocabulary import Standing


def last_return_on() -> dict[UUID, date]:
    """For each centre's id the London day on which it last gave a return, nil returns included."""
    rows = session.execute(
        sa.select(TensionReturn.centre_id, sa.func.max(TensionReturn.given_at)).group_by(TensionReturn.centre_id)
    )
    return {centre_id: clock.london(last).date() for centre_id, last in rows}


@dataclass(frozen=True, kw_only=True)
class ReturnRow:
    """One return. ``monday`` begins its week; a nil return has no categories."""

    centre_id: UUID
    week: str
    monday: date
    given_on: date
    is_nil: bool
    categories: frozenset[str]
    had_coverage: str
    was_reported: str


def returns_between(since: date, until: date) -> list[ReturnRow]:
    """The returns of the ISO weeks that begin within these days, both included; by week, then centre."""
    first = since + timedelta(days=-since.weekday() % 7)  # the first Monday from then on
    mondays = (first + timedelta(days=7 * number) for number in range(max(0, (until - first).days // 7 + 1)))
    named = [weeks.iso_week(monday) for monday in mondays]
    if not named:
        return []
    chosen = sa.select(TensionReturn).where(TensionReturn.week.between(named[0], named[-1]))
    return [
        ReturnRow(
            centre_id=one.centre_id,
            week=one.week,
            monday=weeks.monday_of(one.week),
            given_on=clock.london(one.given_at).date(),
            is_nil=one.is_nil,
            categories=one.categories,
            had_coverage=one.had_coverage,
            was_reported=one.was_reported,
        )
        for one in session.scalars(chosen.order_by(TensionReturn.week, TensionReturn.centre_id))
    ]


@dataclass(frozen=True, kw_only=True)
class ObservationRow:
    """One observation. ``judgement`` is the centre's, 1 (happening) to 6 (normal); ``is_approved``: its ward team reads it."""

    centre_id: UUID
    ward_id: UUID | None
    observed_on: date
    eep: str
    types: frozenset[str]
    provenance: str
    direction: str
    widely_held: str
    judgement: int
    is_approved: bool


def observations_between(since: date, until: date, *, approved_only: bool = False) -> list[ObservationRow]:
    """What was noticed within these days, both included, in order of the day. Practice is never among it."""
    chosen = sa.select(TensionObservation).where(COUNTED, TensionObservation.observed_on.between(since, until))
    if approved_only:
        chosen = chosen.where(TensionObservation.standing == Standing.APPROVED)
    return [
        ObservationRow(
            centre_id=one.centre_id,
            ward_id=one.ward_id,
            observed_on=one.observed_on,
            eep=one.eep,
            types=one.observation_types,
            provenance=one.provenance,
            direction=one.direction,
            widely_held=one.widely_held,
            judgement=one.judgement,
            is_approved=one.standing is Standing.APPROVED,
        )
        for one in session.scalars(chosen.order_by(TensionObservation.observed_on, TensionObservation.id))
    ]
