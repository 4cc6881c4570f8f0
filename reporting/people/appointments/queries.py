"""Finding appointments, and who may approve them."""

from uuid import UUID

import sqlalchemy as sa
from werkzeug.exceptions import NotFound

from reporting.audit.queries import was_ever
from reporting.database import session
from reporting.people.appointments.links import is_open
from reporting.people.appointments.models import Appointment
from reporting.people.models import Person
from reporting.policy import ROLES, WARD_ROLES, Can, Role, may

APPROVERS = tuple(role for role in Role if Can.APPROVE_PEOPLE in ROLES[role].can)


def approvers() -> list[Person]:
    """Active people who can approve and have taken up their account."""
    chosen = sa.select(Person).where(Person.role.in_(APPROVERS), Person.active, Person.password.is_not(None))
    return list(session.scalars(chosen).unique())


TWO_APPROVERS = "people:two:approvers"
"""The entry of the trail that says that there were two. It cannot be taken back, whoever leaves afterwards."""


def were_ever_two() -> bool:
    """Whether two people could approve, now or once."""
    return len(approvers()) >= 2 or was_ever(TWO_APPROVERS)


def unanswered() -> list[Appointment]:
    """What waits for approval, the oldest first."""
    chosen = _standing().where(Appointment.ready_at.is_(None)).order_by(Appointment.asked_at)
    return list(session.scalars(chosen).unique())


def untaken(viewer: Person) -> list[Appointment]:
    """Links that are out and not used, of the roles this person gives."""
    chosen = _standing().where(Appointment.ready_at.is_not(None)).order_by(Appointment.asked_at)
    return [one for one in session.scalars(chosen).unique() if is_open(one) and is_theirs(viewer, one)]


def of_address(email: str) -> list[Appointment]:
    """Everything that still stands for an address."""
    return list(session.scalars(_standing().where(Appointment.email == email.strip().lower())).unique())


def asked_by(person: Person) -> list[Appointment]:
    """What this person asked for and nobody has approved yet."""
    chosen = _standing().where(Appointment.asked_by_id == person.id, Appointment.ready_at.is_(None))
    return list(session.scalars(chosen).unique())


def is_theirs(viewer: Person, one: Appointment) -> bool:
    """Whether this person could have asked for it themselves."""
    is_of_centre = viewer.centre_id is None or one.centre_id == viewer.centre_id
    is_of_wards = viewer.role not in WARD_ROLES or one.ward_codes <= viewer.ward_codes_today
    return one.role in ROLES[viewer.role].grants and is_of_centre and is_of_wards


def may_approve(viewer: Person, one: Appointment) -> bool:
    """Two people: never the one who asked, nor the one it is for."""
    return may(viewer, Can.APPROVE_PEOPLE) and viewer.id not in {one.asked_by_id, one.person_id}


def waiting_or_404(viewer: Person, appointment_id: UUID) -> Appointment:
    """One that waits and that this person can answer. Raises NotFound exactly as for one that was never there."""
    found = session.scalar(_standing().where(Appointment.id == appointment_id, Appointment.ready_at.is_(None)))
    if found is None or not may_approve(viewer, found):
        raise NotFound
    return found


def untaken_or_404(viewer: Person, appointment_id: UUID) -> Appointment:
    """One that this person can withdraw. Raises NotFound."""
    found = next((one for one in untaken(viewer) if one.id == appointment_id), None)
    if found is None:
        raise NotFound
    return found


def _standing() -> sa.Select[Appointment]:
    return sa.select(Appointment).where(Appointment.used_at.is_(None), Appointment.ended_at.is_(None))
