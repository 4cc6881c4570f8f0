"""HATCH 2: reports as ``sharing`` lets this viewer see them. Finished values; everything else is absent."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from reporting.crypto import SealBroken
from reporting.database import session
from reporting.people.models import Person
from reporting.policy import Role
from reporting.reports import actions, queries, references
from reporting.reports.conflicts.queries import hidden_from
from reporting.reports.contents import Compartment
from reporting.reports.models import IncidentReport
from reporting.reports.opening import open_compartments
from reporting.reports.sealed import WordsDestroyed
from reporting.reports.seen import Clear, SharedReport, as_seen, needed
from reporting.reports.sharing import Relation, Sight, case_of, sight
from reporting.reports.vocabulary import SharingChoice, Status


def sight_of(person: Person, report: IncidentReport) -> Sight:
    """The sight of a report that exists for the person. Raises LookupError where the rule and the rows disagree."""
    view = sight(actions.case_of(report), role=person.role, relation=queries.relation_to(person, report))
    if view is None:
        raise LookupError("the row is visible but the rule shows nothing")
    return view


def seen_by(person: Person, report: IncidentReport, *, with_words: bool) -> SharedReport:
    """A stored report as this person sees it; ``with_words`` opens seals, each written down first."""
    view = sight_of(person, report)
    opened: dict[Compartment, Any] = {}
    are_destroyed = False
    if with_words:
        try:
            opened = open_compartments(report, *needed(view))
        except (WordsDestroyed, SealBroken):
            are_destroyed = True
    return _finished(report, as_seen(
        view,
        report,
        ward_name=report.ward.name if report.ward else None,
        centre_name=report.centre.name,
        point=_point(report),
        opened=opened,
    ), are_destroyed)  # fmt: skip


def _point(report: IncidentReport) -> tuple[int, int] | None:
    if report.snapped_easting is None or report.snapped_northing is None:
        return None
    return report.snapped_easting, report.snapped_northing


def _finished(report: IncidentReport, seen: SharedReport, are_destroyed: bool) -> SharedReport:
    return replace(
        seen,
        are_words_destroyed=are_destroyed,
        report_id=report.id,
        reference=report.reference,
        status=report.status,
        submitted_at=report.submitted_at,
        released_at=report.released_at,
        disclosed_on=report.disclosed_on,
    )


def listed(person: Person, *, status: str = "", offset: int = 0, limit: int = 50) -> list[SharedReport]:
    """The person's list, from columns in clear alone: nothing is opened."""
    rows = queries.listed(person, status=status, offset=offset, limit=limit)
    return [seen_by(person, report, with_words=False) for report in rows]


def one(person: Person, report_id: UUID) -> SharedReport:
    """One report, opened. Raises NotFound."""
    return seen_by(person, queries.one_or_404(person, report_id), with_words=True)


def exists_for(person: Person, report_id: UUID) -> None:
    """Raises NotFound unless the report exists for this person."""
    queries.one_or_404(person, report_id)


def released_in(ward_code: str, *, since: datetime, until: datetime) -> list[SharedReport]:
    """For a ward team's digest: reports released in [since, until), facts in clear only, nothing opened."""
    return _for_team(ward_code, IncidentReport.released_at >= since, IncidentReport.released_at < until)


def unanswered_in(ward_code: str, *, before: datetime) -> list[SharedReport]:
    """For a ward team's digest: reports released before a moment."""
    return _for_team(ward_code, IncidentReport.released_at < before)


def _for_team(ward_code: str, *clauses: Any) -> list[SharedReport]:
    chosen = sa.select(IncidentReport).where(queries.shown_to_ward_team(frozenset({ward_code})), *clauses)
    seen = []
    for report in session.scalars(chosen.order_by(IncidentReport.released_at, IncidentReport.id)):
        view = sight(actions.case_of(report), role=Role.OFFICER, relation=Relation.OWN_WARD)
        if view is None:
            continue
        values = as_seen(
            view,
            report,
            ward_name=report.ward.name if report.ward else None,
            centre_name=None,
            point=None,
            opened={},
        )
        seen.append(_finished(report, values, False))
    return seen


def references_shown_in(ward_code: str, *, reader: Person | None = None) -> frozenset[str]:
    """References that exist for a ward team now: what a kept digest may still name.

    reader   leaves out what does not exist for them because they know somebody in it
    """
    chosen = sa.select(IncidentReport.reference).where(queries.shown_to_ward_team(frozenset({ward_code})))
    if reader is not None:
        chosen = chosen.where(sa.not_(hidden_from(reader)))
    return frozenset(session.scalars(chosen))


def references_of(report_ids: Collection[UUID]) -> dict[UUID, str]:
    """The references of those reports that exist, and nothing else of them."""
    chosen = sa.select(IncidentReport.id, IncidentReport.reference).where(IncidentReport.id.in_(report_ids))
    return {row.id: row.reference for row in session.execute(chosen)}


def id_of_reference(typed: str) -> UUID | None:
    """The id of the report with this reference, as somebody typed it."""
    understood = references.understood(typed)
    chosen = sa.select(IncidentReport.id).where(IncidentReport.reference == understood)
    return session.scalar(chosen) if understood else None


@dataclass(frozen=True)
class OwnReport:
    """What the person themselves sees by reference and secret."""

    report_id: UUID
    reference: str
    status: Status
    submitted_at: datetime
    released_at: datetime | None
    sharing: SharingChoice


def by_reference_and_secret(reference: str, secret: str) -> OwnReport | None:
    """The person's own view, or None; the same work is done for a wrong reference as for a wrong secret."""
    understood = references.understood(reference)
    report = queries.by_reference(understood) if understood else None
    is_known = actions.is_known_secret(report, secret) if report else actions.secret_hash(secret) == ""
    if report is None or not is_known:
        return None
    return OwnReport(
        report.id, report.reference, report.status, report.submitted_at, report.released_at, report.sharing
    )


def officers_sight(clear: Clear) -> Sight | None:
    """What an officer of the ward would see once it was released: for "what the police will see"."""
    case = case_of(clear, status=Status.RELEASED)
    return sight(case, role=Role.OFFICER, relation=Relation.OWN_WARD)
