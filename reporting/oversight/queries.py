"""The trail and what stood out in it, as finished values for the pages. No content of any report is ever read here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from werkzeug.exceptions import NotFound

from reporting.audit.models import AuditEntry
from reporting.audit.queries import Stretch
from reporting.database import session
from reporting.oversight import vocabulary
from reporting.oversight.models import UnusualAccess
from reporting.people import queries as people
from reporting.people.models import Person
from reporting.reports import shared

PAGE = 50


def of_kind(kind: str) -> list[sa.ColumnElement[bool]]:
    """SQL: entries of a kind of deed; all of them for an empty or an unknown one."""
    action = AuditEntry.action
    clauses: dict[str, sa.ColumnElement[bool]] = {
        "opened": sa.and_(action.startswith("report:"), action.endswith(":opened")),
        "reports": sa.or_(*(action.startswith(f"{noun}:") for noun in ("report", "reports", "draft"))),
        "sessions": action.startswith("session:"),
        "people": action.startswith("person:"),
        "exports": sa.or_(*(action.startswith(f"{noun}:") for noun in ("summary", "digest", "disparity"))),
        "refused": AuditEntry.outcome == "denied",
        "oversight": sa.or_(action.startswith("trail:"), action.startswith("unusual:")),
    }
    return [clauses[kind]] if kind in vocabulary.KINDS else []


@dataclass(frozen=True)
class Line:
    """One entry for the page. ``person`` and ``concerns`` are None where nobody or nothing is named."""

    entry: AuditEntry
    person: Person | None
    concerns: Person | None
    reference: str | None


def lines_of(found: Stretch) -> list[Line]:
    """Entries with the names of people and the references of reports."""
    known = {person.id: person for person in people.everyone()}
    references = shared.references_of({entry.object_id for entry in found.entries if entry.object_id})
    return [
        Line(
            entry,
            known.get(entry.actor_id) if entry.actor_id else None,
            known.get(entry.object_id) if entry.object_id else None,
            references.get(entry.object_id) if entry.object_id else None,
        )
        for entry in found.entries
    ]


def person_or_404(person_id: UUID) -> Person:
    """Raises NotFound."""
    found = session.get(Person, person_id)
    if found is None:
        raise NotFound
    return found


def reference_or_404(report_id: UUID) -> str:
    """Raises NotFound."""
    found = shared.references_of({report_id}).get(report_id)
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Found:
    """A finding with the names that its sentence needs."""

    id: UUID
    rule: str
    person_id: UUID
    person: str
    object_id: UUID | None
    reference: str | None
    first_number: int
    seen_on: Any
    n_seen: int
    disposition: str | None
    disposed_by: str | None
    disposed_at: datetime | None


def was_broken() -> bool:
    """Whether the last check found that the trail is not whole."""
    chosen = sa.select(AuditEntry.outcome).where(AuditEntry.action == "trail:checked")
    return session.scalar(chosen.order_by(AuditEntry.number.desc()).limit(1)) == "broken"


def n_open() -> int:
    """How many findings wait for somebody to say what became of them."""
    chosen = sa.select(sa.func.count()).select_from(UnusualAccess).where(UnusualAccess.disposition.is_(None))
    return session.scalar(chosen) or 0


def n_findings() -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(UnusualAccess)) or 0


def findings(number: int = 1) -> list[Found]:
    """One page, from 1 on: open ones first, then the oldest first."""
    order = (UnusualAccess.disposition.is_not(None), UnusualAccess.first_number, UnusualAccess.rule)
    chosen = sa.select(UnusualAccess).order_by(*order).offset((number - 1) * PAGE).limit(PAGE)
    return _named(session.scalars(chosen).all())


def _named(rows: Iterable[UnusualAccess]) -> list[Found]:
    rows = list(rows)
    names = {person.id: person.display_name for person in people.everyone()}
    references = shared.references_of({row.object_id for row in rows if row.object_id})
    return [
        Found(
            id=row.id,
            rule=row.rule,
            person_id=row.person_id,
            person=names[row.person_id],
            object_id=row.object_id if row.object_id in references else None,
            reference=references.get(row.object_id) if row.object_id else None,
            first_number=row.first_number,
            seen_on=row.seen_on,
            n_seen=row.n_seen,
            disposition=row.disposition,
            disposed_by=names.get(row.disposed_by_id) if row.disposed_by_id else None,
            disposed_at=row.disposed_at,
        )
        for row in rows
    ]


def one_or_404(finding_id: UUID) -> UnusualAccess:
    """Raises NotFound."""
    found = session.get(UnusualAccess, finding_id)
    if found is None:
        raise NotFound
    return found
