"""Reports that nobody who should read them may open, because everybody who should knows somebody in them."""

from collections import defaultdict
from uuid import UUID

import sqlalchemy as sa

from reporting import clock
from reporting.database import session
from reporting.people.models import Person
from reporting.people.queries import ward_team, with_role
from reporting.policy import Role
from reporting.reports import queries
from reporting.reports.conflicts.models import ConflictHit
from reporting.reports.conflicts.queries import people_kept_from
from reporting.reports.models import IncidentReport
from reporting.reports.vocabulary import Status

WAITING = (Status.SUBMITTED, Status.IN_REVIEW, Status.ACCEPTED)  # for a coordinator
LISTED_MAX = 20


def beyond_their_team() -> list[UUID]:
    """Released reports of which the whole ward team, and there is one, knows somebody in them."""
    conflicted = _with_hits(Role.OFFICER, Role.SUPERVISOR)
    if not conflicted:
        return []
    teams: defaultdict[str, set[UUID]] = defaultdict(set)
    for person in with_role(Role.OFFICER, Role.SUPERVISOR):
        for code in person.ward_codes_on(clock.today()):
            teams[code].add(person.id)
    found: list[UUID] = []
    for code, team in teams.items():
        if team <= conflicted:
            chosen = sa.select(IncidentReport.id).where(queries.shown_to_ward_team(frozenset({code})), _kept_from(team))
            found += session.scalars(chosen)
    return found


def beyond_coordinators() -> list[UUID]:
    """Reports that a coordinator should see to while every coordinator knows somebody in them.

    Those that wait for a coordinator, and those that nobody of their ward team may open either.
    """
    conflicted = _with_hits(Role.COORDINATOR)
    if not conflicted:
        return []
    coordinators = {one.id for one in with_role(Role.COORDINATOR)}
    if not coordinators <= conflicted:
        return []
    is_due = sa.or_(IncidentReport.status.in_(WAITING), IncidentReport.id.in_(beyond_their_team()))
    return list(session.scalars(sa.select(IncidentReport.id).where(is_due, _kept_from(coordinators))))


def listed_for(coordinator: Person) -> list[tuple[UUID, str]]:
    """(id, reference) of what is ``beyond_their_team`` and exists for this coordinator; at most 20, the latest first."""
    chosen = (
        sa.select(IncidentReport.id, IncidentReport.reference)
        .where(IncidentReport.id.in_(beyond_their_team()), queries.visible_to(coordinator))
        .order_by(IncidentReport.released_at.desc(), IncidentReport.id)
    )
    return [(row.id, row.reference) for row in session.execute(chosen.limit(LISTED_MAX))]


def has_reader(report: IncidentReport) -> bool:
    """Whether anybody of the ward team may open a released report today."""
    code = queries.ward_code_today(report)
    kept_from = people_kept_from(report.id)
    return code is not None and any(one.id not in kept_from for one in ward_team(code))


def _with_hits(*roles: Role) -> set[UUID]:
    """Active holders of these roles from whom any report is kept."""
    chosen = sa.select(Person.id).where(Person.role.in_(roles), Person.active)
    return set(session.scalars(chosen.where(Person.id.in_(sa.select(ConflictHit.person_id)))))


def _kept_from(people: set[UUID]) -> sa.ColumnElement[bool]:
    """SQL: the report is kept from every one of them."""
    n_of_them = sa.select(sa.func.count()).where(
        ConflictHit.report_id == IncidentReport.id, ConflictHit.person_id.in_(list(people))
    )
    return n_of_them.scalar_subquery() == len(people)
