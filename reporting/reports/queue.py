"""The list of reports in the order each role works through it, drawn from columns in clear alone."""

from typing import Any

import sqlalchemy as sa

from reporting.database import session
from reporting.people.models import Person
from reporting.policy import Role
from reporting.reports import queries, shared, sharing
from reporting.reports.models import IncidentReport
from reporting.reports.shared import SharedReport
from reporting.reports.vocabulary import Risk, Status

PAGE = 50
IN_TURN = (Status.SUBMITTED, Status.IN_REVIEW, Status.ACCEPTED)  # still to be worked on, new ones first


def page_of(person: Person, *, status: str = "", number: int = 1) -> list[SharedReport]:
    """One page of at most 50; pages count from 1."""
    chosen = sa.select(IncidentReport).where(queries.visible_to(person))
    if status:
        chosen = chosen.where(IncidentReport.status == status)
    ordered = chosen.order_by(*_order(person.role), IncidentReport.id)
    rows = session.scalars(ordered.offset((number - 1) * PAGE).limit(PAGE))
    return [shared.seen_by(person, report, with_words=False) for report in rows]


def _order(role: Role) -> list[sa.ColumnElement[Any]]:
    newest = IncidentReport.submitted_at.desc()
    if role in sharing.POLICE_ROLES:
        return [IncidentReport.released_at.desc()]
    if role is not Role.COORDINATOR:
        return [newest]
    is_open = IncidentReport.status.in_(IN_TURN)
    turn = sa.case({status: place for place, status in enumerate(IN_TURN)}, value=IncidentReport.status, else_=9)
    return [
        sa.case((sa.and_(is_open, IncidentReport.risk == Risk.HIGH), 0), (is_open, 1), else_=2),
        turn,
        newest,
    ]
