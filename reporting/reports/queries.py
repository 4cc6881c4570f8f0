"""Which reports exist for whom. One WHERE clause: what it leaves out does not exist for that person."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from werkzeug.exceptions import NotFound

from reporting import clock
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.database import holds_word, session
from reporting.people.models import Person
from reporting.places import queries as places
from reporting.places.models import Ward
from reporting.policy import Role
from reporting.reports import sharing
from reporting.reports.conflicts import queries as conflicts
from reporting.reports.contents import Compartment
from reporting.reports.models import IncidentReport, ReportDraft, SealedCompartment
from reporting.reports.sharing import Relation

Clause = sa.ColumnElement[bool]
NOTHING: Clause = sa.false()


def visible_to(person: Person) -> Clause:
    """The rows of IncidentReport that exist for this person (`report.md` 2).

    What involves somebody they know does not, except what they took themselves: they heard it.
    """
    rows = _rows_for(person)
    return rows if person.role is Role.VOLUNTEER else sa.and_(rows, sa.not_(conflicts.hidden_from(person)))


def _rows_for(person: Person) -> Clause:
    not_gone = IncidentReport.status.not_in(sharing.GONE)
    if person.role is Role.COORDINATOR:
        return sa.true()
    if person.role is Role.VOLUNTEER:
        return sa.and_(IncidentReport.taken_by_id == person.id, not_gone)
    if person.role is Role.CENTRE_LEAD:
        return sa.and_(IncidentReport.centre_id == person.centre_id, not_gone)
    if person.role in sharing.POLICE_ROLES:
        return shown_to_ward_team(person.ward_codes_on(clock.today()))
    return NOTHING


def shown_to_ward_team(ward_codes: frozenset[str]) -> Clause:
    """Released reports of these wards (codes of the current edition)."""
    return sa.and_(
        IncidentReport.sharing.in_(sharing.POLICE_CHOICES),
        IncidentReport.status.in_(sharing.SHOWN_TO_POLICE),
        holds_word(IncidentReport.recipients, "ward_team"),
        in_wards(ward_codes),
    )


def in_wards(codes: frozenset[str]) -> Clause:
    """Reports that lie in wards of the current edition, whichever edition they were filed under.

    An older report with a point lies where its point lies; one without lies in the ward that its old ward
    overlaps most.
    """
    current = places.current_edition()
    if current is None or not codes:
        return NOTHING
    mine = [ward for ward in places.wards_of(current) if ward.code in codes]
    clause: Clause = IncidentReport.ward_id.in_([ward.id for ward in mine])
    older = session.scalars(sa.select(Ward.id).where(Ward.edition_id != current.id)).all()
    if not older:
        return clause
    of_older = IncidentReport.ward_id.in_(older)
    points = session.execute(
        sa.select(IncidentReport.snapped_easting, IncidentReport.snapped_northing)
        .where(of_older, IncidentReport.snapped_easting.is_not(None))
        .distinct()
    )
    today = clock.today()
    inside = [
        tuple(point)
        for point in points
        if (ward := places.ward_at(point[0] or 0, point[1] or 0, on=today)) and ward.code in codes
    ]
    at_point = sa.tuple_(IncidentReport.snapped_easting, IncidentReport.snapped_northing).in_(inside)
    answered = [ward_id for code in codes for ward_id in places.ward_ids_answered_by(code)]
    return sa.or_(
        clause,
        sa.and_(of_older, at_point) if inside else NOTHING,
        sa.and_(IncidentReport.ward_id.in_(answered), IncidentReport.snapped_easting.is_(None)),
    )


def ward_code_today(report: IncidentReport) -> str | None:
    """The code of the ward of the current edition whose team answers for a report; None where there is none."""
    current = places.current_edition()
    if current is None or report.ward is None:
        return None
    if report.ward.edition_id == current.id:
        return report.ward.code
    if report.snapped_easting is not None and report.snapped_northing is not None:
        ward = places.ward_at(report.snapped_easting, report.snapped_northing, on=clock.today())
        return ward.code if ward else None
    codes = (ward.code for ward in places.wards_of(current))
    return next((code for code in codes if report.ward_id in places.ward_ids_answered_by(code)), None)


def relation_to(person: Person, report: IncidentReport) -> Relation:
    """How the person stands to a report that ``visible_to`` lets them see."""
    if person.role in sharing.POLICE_ROLES:
        return Relation.OWN_WARD  # visible_to has already looked at the wards
    if report.taken_by_id == person.id:
        return Relation.TOOK_IT
    if person.centre_id is not None and report.centre_id == person.centre_id:
        return Relation.OWN_CENTRE
    return Relation.OTHER


def one_or_none(person: Person, report_id: UUID) -> IncidentReport | None:
    """The report if it exists for this person."""
    return session.scalar(sa.select(IncidentReport).where(IncidentReport.id == report_id, visible_to(person)))


def one_or_404(person: Person, report_id: UUID) -> IncidentReport:
    """The same. Raises NotFound exactly as for one that was never there."""
    found = one_or_none(person, report_id)
    if found is None:
        raise NotFound
    return found


def listed(person: Person, *, status: str = "", offset: int = 0, limit: int = 50) -> list[IncidentReport]:
    """What exists for this person, newest first."""
    chosen = sa.select(IncidentReport).where(visible_to(person))
    if status:
        chosen = chosen.where(IncidentReport.status == status)
    newest = IncidentReport.submitted_at.desc()
    return list(session.scalars(chosen.order_by(newest, IncidentReport.id).offset(offset).limit(limit)))


def n_listed(person: Person, *, status: str = "") -> int:
    """How many there are in ``listed``."""
    chosen = sa.select(sa.func.count()).select_from(IncidentReport).where(visible_to(person))
    if status:
        chosen = chosen.where(IncidentReport.status == status)
    return session.scalar(chosen) or 0


def last_told() -> dict[UUID, date]:
    """For each centre the day on which somebody last told something there, whatever became of the report."""
    # One look into the index for each centre; grouped, it would read every report.
    latest = sa.select(sa.func.max(IncidentReport.disclosed_on)).where(
        IncidentReport.centre_id == ThirdPartyReportingCentre.id
    )
    rows = session.execute(sa.select(ThirdPartyReportingCentre.id, latest.scalar_subquery()))
    return {centre_id: day for centre_id, day in rows if day is not None}


def holds(report_id: UUID, name: Compartment) -> bool:
    """Whether a report has this compartment; nothing is opened."""
    row = SealedCompartment
    chosen = sa.select(row.id).where(row.report_id == report_id, row.name == name)
    return session.scalar(chosen) is not None


def by_reference(reference: str) -> IncidentReport | None:
    """For the person's own page only: the secret is what opens it."""
    return session.scalar(sa.select(IncidentReport).where(IncidentReport.reference == reference))


def ward_name(ward_id: UUID | None) -> str | None:
    """The name of a ward of any edition."""
    return session.scalar(sa.select(Ward.name).where(Ward.id == ward_id)) if ward_id else None


def own_draft(person: Person, draft_id: UUID | str | None) -> ReportDraft | None:
    """A draft of this person's."""
    try:
        key = UUID(str(draft_id))
    except ValueError:
        return None
    return session.scalar(sa.select(ReportDraft).where(ReportDraft.id == key, ReportDraft.owner_id == person.id))


def receipts_waiting(person: Person) -> list[IncidentReport]:
    """Reports this person took whose reference and secret nobody has confirmed as kept: the line broke, or it was late."""
    waiting = sa.select(SealedCompartment.report_id).where(SealedCompartment.name == Compartment.RECEIPT)
    chosen = sa.select(IncidentReport).where(
        visible_to(person), IncidentReport.taken_by_id == person.id, IncidentReport.id.in_(waiting)
    )
    return list(session.scalars(chosen.order_by(IncidentReport.submitted_at.desc())))


def own_drafts(person: Person, *, is_practice: bool = False) -> list[ReportDraft]:
    """The drafts this person is still telling, or those they only practise with; the latest first."""
    chosen = sa.select(ReportDraft).where(ReportDraft.owner_id == person.id, ReportDraft.is_practice == is_practice)
    return list(session.scalars(chosen.order_by(ReportDraft.saved_at.desc())))
