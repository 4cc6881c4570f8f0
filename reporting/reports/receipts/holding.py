"""The receipt is not let go before somebody said that the person holds it.

Which receipt a volunteer stays with stands in the database, from the same transaction that filed the report or gave
the new secret: every page of their own work leads back to it, in whatever browser, until both numbers are kept or the
person has left without them.
"""

from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from flask import redirect, request, url_for
from flask_login import current_user

from reporting import clock
from reporting.database import session
from reporting.people.models import Person
from reporting.policy import Can, may
from reporting.reports import queries
from reporting.reports.contents import Compartment
from reporting.reports.models import IncidentReport, ReceiptHold, SealedCompartment

WORK = frozenset(
    {"telling", "practice", "handing", "reports", "weeks", "observations", "training", "conflicts", "evidence"}
)
HOME = frozenset({"site.home"})
BEGINNINGS = frozenset({"telling.start", "practice.start"})


def hold(report_id: UUID, person: Person) -> None:
    """From now on this person stays with the receipt of that report."""
    let_go(report_id)
    session.add(ReceiptHold(id=uuid4(), report_id=report_id, person_id=person.id, held_at=clock.now()))


def let_go(report_id: UUID) -> None:
    """Whoever stayed with this receipt is free to go on."""
    session.execute(sa.delete(ReceiptHold).where(ReceiptHold.report_id == report_id))


def held(person: Person) -> UUID | None:
    """The report whose receipt this person stays with, the one held longest; None where there is none to show."""
    still_there = sa.and_(
        SealedCompartment.report_id == ReceiptHold.report_id, SealedCompartment.name == Compartment.RECEIPT
    )
    chosen = (
        sa.select(ReceiptHold.report_id)
        .join(SealedCompartment, still_there)
        .join(IncidentReport, IncidentReport.id == ReceiptHold.report_id)
        .where(ReceiptHold.person_id == person.id, queries.visible_to(person))
        .order_by(ReceiptHold.held_at)
    )
    return session.scalar(chosen.limit(1))


def lead_back() -> Any:
    """Answers with the way back to the receipt in place of another page of the volunteer's work."""
    if request.blueprint not in WORK and request.endpoint not in HOME:
        return None
    if request.method == "POST" and request.endpoint not in BEGINNINGS:
        return None  # what was typed elsewhere is kept first; the page that follows leads back
    if not may(current_user, Can.FILE_REPORTS):
        return None
    waiting = held(current_user)
    return redirect(url_for("receipts.show", report_id=waiting)) if waiting else None
