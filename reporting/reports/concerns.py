"""Somebody may need protection: the coordinators are told at once, while the report is still being told."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from reporting import clock
from reporting.audit.actions import record
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.database import session
from reporting.people.actions import tell_coordinators
from reporting.people.models import Person
from reporting.reports.models import ReportDraft


@dataclass(frozen=True)
class OpenConcern:
    """A report still being told in which a concern was raised: where, since when, and whom to ring about it."""

    centre_name: str
    raised_at: datetime
    owner_name: str


def raise_concern(draft: ReportDraft) -> None:
    """Writes to every coordinator, once for each draft. Of a made-up report nobody hears."""
    if draft.concern_raised_at is not None or draft.is_practice:
        return
    draft.concern_raised_at = clock.now()
    record("draft:concern_raised", object_id=draft.id)
    tell_coordinators(f"concern:{draft.id}")


def open_concerns() -> list[OpenConcern]:
    """Those of drafts that are not sent yet, the oldest first. What they are about is under seal."""
    rows = session.execute(
        sa.select(ThirdPartyReportingCentre.name, ReportDraft.concern_raised_at, Person.display_name)
        .join(ThirdPartyReportingCentre, ThirdPartyReportingCentre.id == ReportDraft.centre_id)
        .join(Person, Person.id == ReportDraft.owner_id)
        .where(ReportDraft.concern_raised_at.is_not(None))
        .order_by(ReportDraft.concern_raised_at)
    )
    return [OpenConcern(centre, moment, owner) for centre, moment, owner in rows if moment is not None]
