"""Finding sessions and known browsers."""

from uuid import UUID

import sqlalchemy as sa

from reporting import clock
from reporting.database import session
from reporting.people.sessions.models import PersonSession
from reporting.people.sessions.standing import Standing, standing


def live_of(person_id: UUID) -> list[PersonSession]:
    """A person's sessions that still open something, the latest first."""
    chosen = (
        sa.select(PersonSession)
        .where(PersonSession.person_id == person_id, PersonSession.ended_at.is_(None))
        .order_by(PersonSession.last_seen_at.desc())
    )
    now = clock.now()
    return [row for row in session.scalars(chosen) if standing(row, now=now) is not Standing.OVER]


def own(person_id: UUID, session_id: UUID) -> PersonSession | None:
    """One session of a person."""
    return session.scalar(
        sa.select(PersonSession).where(PersonSession.id == session_id, PersonSession.person_id == person_id)
    )
