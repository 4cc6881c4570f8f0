"""What a page knows of the person before it: how long the session lasts, and whether it offers the quick way out."""

from typing import Any

from flask import Flask, current_app, g, request
from flask_login import current_user

from reporting.database import session
from reporting.people.models import Person
from reporting.people.sessions import door
from reporting.people.sessions.standing import IDLE, WARNING
from reporting.policy import CENTRE_ROLES, Role

TOLD_ROOMS = frozenset(
    {"telling", "receipts", "gathering"}
)  # the form and its receipt: the person who tells sits before them too


def init_app(app: Flask) -> None:
    @app.context_processor
    def present() -> dict[str, Any]:
        return {"presence": presence, "offers_exit": offers_exit}


def presence() -> dict[str, int] | None:
    """The times of an open session, in seconds; None where nobody is signed in."""
    found = door.seconds_here()
    if found is None:
        return None
    left, longest = found
    return {
        "left": left,
        "longest": longest,
        "idle": int(IDLE.total_seconds()),
        "warning": int(WARNING.total_seconds()),
    }


def offers_exit() -> bool:
    """Pages that somebody in danger may have open: what is public, the form, its receipt; never those of the police."""
    role = _role_here()
    if role is None:
        return True
    view = current_app.view_functions.get(request.endpoint or "")
    is_public = getattr(view, "policy", "") in {"public", "at_the_door"}
    return role in CENTRE_ROLES and (is_public or request.blueprint in TOLD_ROOMS)


def _role_here() -> Role | None:
    if current_user.is_authenticated:
        return Role(current_user.role)
    if "door" in g and (
        person := session.get(Person, g.door.row.person_id)
    ):  # locked, or on the way to the second factor
        return Role(person.role)
    return None
