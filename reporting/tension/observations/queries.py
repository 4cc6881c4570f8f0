"""Which observations exist for whom. One WHERE clause: what it leaves out does not exist for that person."""

from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from werkzeug.exceptions import NotFound

from reporting import clock
from reporting.database import session
from reporting.people.models import Person
from reporting.places import queries as places
from reporting.policy import WARD_ROLES, Role
from reporting.tension.models import ObservationDraft, TensionObservation
from reporting.tension.vocabulary import Standing

SHOWN_DAYS = 28
COUNTED = TensionObservation.is_practice.is_(False)


def visible_to(person: Person) -> sa.ColumnElement[bool]:
    """The rows of TensionObservation that exist for this person: all for a coordinator, and for a ward team what was
    approved in its wards, whichever edition those were drawn in. A taker sees nothing more once it is sent."""
    if person.role is Role.COORDINATOR:
        return COUNTED
    if person.role in WARD_ROLES:
        mine = [
            ward_id for code in person.ward_codes_on(clock.today()) for ward_id in places.ward_ids_answered_by(code)
        ]
        return sa.and_(COUNTED, TensionObservation.standing == Standing.APPROVED, TensionObservation.ward_id.in_(mine))
    return sa.false()


def one_or_404(person: Person, observation_id: UUID) -> TensionObservation:
    """The observation if it exists for this person. Raises NotFound exactly as for one that was never there."""
    found = session.scalar(
        sa.select(TensionObservation).where(TensionObservation.id == observation_id, visible_to(person))
    )
    if found is None:
        raise NotFound
    return found


def new(person: Person) -> list[TensionObservation]:
    """What waits for a coordinator's decision: the most alarming first, then the oldest."""
    chosen = (
        sa.select(TensionObservation)
        .where(visible_to(person), TensionObservation.standing == Standing.NEW)
        .order_by(TensionObservation.judgement, TensionObservation.submitted_at, TensionObservation.id)
    )
    return list(session.scalars(chosen))


def n_new() -> int:
    """How many wait for a coordinator."""
    chosen = sa.select(sa.func.count()).select_from(TensionObservation)
    return session.scalar(chosen.where(COUNTED, TensionObservation.standing == Standing.NEW)) or 0


def lately_approved(person: Person) -> list[TensionObservation]:
    """What was approved and noticed in the last 28 days, as far as it exists for this person; the newest first."""
    chosen = (
        sa.select(TensionObservation)
        .where(
            visible_to(person),
            TensionObservation.standing == Standing.APPROVED,
            TensionObservation.observed_on > clock.today() - timedelta(days=SHOWN_DAYS),
        )
        .order_by(TensionObservation.observed_on.desc(), TensionObservation.judgement, TensionObservation.id)
    )
    return list(session.scalars(chosen))


def own_draft(person: Person) -> ObservationDraft | None:
    """The observation this person has begun and not sent."""
    return session.scalar(sa.select(ObservationDraft).where(ObservationDraft.owner_id == person.id))


def has_sent(person: Person, observation_id: UUID) -> bool:
    """Whether this very observation was sent by this person already."""
    chosen = sa.select(TensionObservation.id).where(
        TensionObservation.id == observation_id, TensionObservation.taken_by_id == person.id
    )
    return session.scalar(chosen) is not None
