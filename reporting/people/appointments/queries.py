"""Finding appointments, and who may approve them."""

from uuid import UUID

import sqlalchemy as sa
from werkzeug.exceptions import NotFound

from reporting.database import session
from reporting.people.appointments.links import is_open
from reporting.people.appointments.models import Appointment
from reporting.people.models import Person
from reporting.policy import ROLES, Can, Role, may

APPROVERS = tuple(role for role in Role if Can.APPROVE_PEOPLE in ROLES[role].can)


def approvers() -> list[Person]:
    """Active people who can approve and have taken up their account."""
    chosen = sa.select(Person).where(Person.role.in_(APPROVERS), Person.active, Person.password.is_not(None))
    return list(session.scalars(chosen).unique())


def unanswered() -> list[Appointment]:
    """What waits for approval, the oldest first."""
    chosen = _standing().where(Appointment.ready_at.is_(None)).order_by(Appointment.asked_at)
    return list(session.scalars(chosen).unique())


def untaken(viewer: Person) -> list[Appointment]:
    """Links that are out and not used, of the roles this person gives."""
    chosen = _standing().where(Appointment.ready_at.is_not(None), Appointment.role.in_(ROLES[viewer.role].grants))
    if viewer.centre_id:
        chosen = chosen.where(Appointment.centre_id == viewer.centre_id)
    return [one for one in session.scalars(chosen.order_by(Appointment.asked_at)).unique() if is_open(one)]


def of_address(email: str) -> list[Appointment]:
    """Everything that still stands for an address."""
    return list(session.scalars(_standing().where(Appointment.email == email.strip().lower())).unique())


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
