"""The link that takes up an appointment: signed, made when it is needed, kept nowhere.

Whether it still works is decided by the appointment's row alone: used once, within its time, approved, not withdrawn.
"""

from datetime import timedelta
from uuid import UUID

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from reporting import clock
from reporting.database import is_writing, session
from reporting.people.appointments.models import Appointment, Occasion
from reporting.people.models import Person

LASTS = {
    Occasion.JOIN: timedelta(hours=72),
    Occasion.RECOVER: timedelta(hours=24),
    Occasion.CHANGE: timedelta(0),  # takes effect when it is approved: there is no link
}


def path_of(appointment_id: UUID) -> str:
    """The page where it is taken up."""
    return f"/invitation/{_signer().dumps(appointment_id.hex)}"


def open_by(token: str) -> Appointment | None:
    """The appointment whose link this is, while it can be taken up; otherwise None."""
    try:
        appointment_id = UUID(str(_signer().loads(token)))
    except (BadData, ValueError):
        return None
    # A second use at the same moment waits here for the first, and finds it used.
    lock = {"of": Appointment} if is_writing() else None
    found = session.get(Appointment, appointment_id, with_for_update=lock)
    if found is None or not is_open(found) or found.person_id is None:
        return None
    return found if session.get_one(Person, found.person_id).active else None


def is_open(one: Appointment) -> bool:
    """Whether it can be taken up now."""
    if one.ready_at is None or one.used_at is not None or one.ended_at is not None:
        return False
    return clock.now() < one.ready_at + LASTS[one.occasion]


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="invitation")
