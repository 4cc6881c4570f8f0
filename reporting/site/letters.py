"""Letters that join rooms: a centre says that something is wrong, and the coordinators hear that there is news."""

from typing import Any

from flask import Flask

from reporting.centres.actions import doubted
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.mail.actions import post
from reporting.people.queries import with_role
from reporting.policy import Role


def tell_coordinators(_sender: Any, centre: ThirdPartyReportingCentre) -> None:
    """One letter to each coordinator about each doubt."""
    for coordinator in with_role(Role.COORDINATOR):
        post(coordinator, kind="update", claim=f"doubted:{centre.id}:{centre.verification_round}")


def init_app(_app: Flask) -> None:
    doubted.connect(tell_coordinators)
