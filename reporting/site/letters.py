"""Letters that join rooms: a centre says that something is wrong, and the coordinators hear that there is news."""

from typing import Any

from flask import Flask

from reporting.centres.actions import doubted
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.people import actions as people


def tell_coordinators(_sender: Any, centre: ThirdPartyReportingCentre) -> None:
    """One letter to each coordinator about each doubt."""
    people.tell_coordinators(f"doubted:{centre.id}:{centre.verification_round}")


def init_app(_app: Flask) -> None:
    doubted.connect(tell_coordinators)
