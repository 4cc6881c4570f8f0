"""Opening what is sealed: the audit entry first, then the words. No entry, no words."""

from typing import Any
from uuid import UUID

from reporting.audit.actions import record
from reporting.reports import queries, sealed
from reporting.reports.contents import Answers, Compartment
from reporting.reports.models import IncidentReport


def open_compartments(report: IncidentReport, *names: Compartment, purpose: str = "") -> dict[Compartment, Any]:
    """The contents of the named compartments, each opening written down first.

    purpose   a key of PURPOSES where the opening is a reveal; empty for reading within one's work
    Raises sealed.WordsDestroyed and crypto.SealBroken.
    """
    for name in names:
        record(f"report:{name.value}:opened", object_id=report.id, detail=purpose)
    return sealed.take(report.id, *names)


def risk_reason(report: IncidentReport) -> str:
    """Why a coordinator decided the risk otherwise; nothing is written down where there is nothing to open."""
    if not queries.holds(report.id, Compartment.REVIEW):
        return ""
    try:
        review = open_compartments(report, Compartment.REVIEW).get(Compartment.REVIEW)
    except sealed.WordsDestroyed:
        return ""
    return review.risk_reason if review else ""


def open_draft(draft_id: UUID) -> Answers:
    """The answers of one's own draft. Its owner is still writing it, so its opening is not an entry."""
    found: Answers = sealed.take(draft_id, Compartment.DRAFT)[Compartment.DRAFT]
    return found
