"""A worker's own conflicts of interest, and which reports they keep from whom."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from werkzeug.exceptions import NotFound

from reporting.crypto import SealBroken
from reporting.database import session
from reporting.people.models import Person
from reporting.reports.conflicts.models import ConflictHit, ConflictOfInterest
from reporting.reports.conflicts.sealing import words_of
from reporting.reports.conflicts.vocabulary import ConflictKind
from reporting.reports.models import IncidentReport


@dataclass(frozen=True)
class OwnConflict:
    """One entry as its owner reads it; ``words`` is None where the seal does not open any more."""

    id: UUID
    kind: ConflictKind
    words: str | None


def hidden_from(person: Person) -> sa.ColumnElement[bool]:
    """SQL: the report involves somebody this person knows."""
    return IncidentReport.id.in_(sa.select(ConflictHit.report_id).where(ConflictHit.person_id == person.id))


def people_kept_from(report_id: UUID) -> frozenset[UUID]:
    """Whom a report must not be shown to."""
    return frozenset(session.scalars(sa.select(ConflictHit.person_id).where(ConflictHit.report_id == report_id)))


def own(person: Person) -> list[OwnConflict]:
    """What a person wrote down, the oldest first. For nobody but them."""
    chosen = sa.select(ConflictOfInterest).where(ConflictOfInterest.person_id == person.id)
    rows = session.scalars(chosen.order_by(ConflictOfInterest.created_at, ConflictOfInterest.id))
    return [OwnConflict(row.id, row.kind, _readable(row)) for row in rows]


def own_or_404(person: Person, conflict_id: UUID) -> ConflictOfInterest:
    """One of a person's own entries. Raises NotFound."""
    chosen = sa.select(ConflictOfInterest).where(ConflictOfInterest.id == conflict_id)
    found = session.scalar(chosen.where(ConflictOfInterest.person_id == person.id))
    if found is None:
        raise NotFound
    return found


def _readable(row: ConflictOfInterest) -> str | None:
    try:
        return words_of(row)
    except SealBroken:
        return None
