"""What other pages say of evidence: how much there is, what was done with it, and films that can still be asked for.

Nothing is opened here.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from flask_login import current_user

from reporting.database import session
from reporting.policy import Can, may
from reporting.reports.evidence import queries
from reporting.reports.evidence.queries import Link
from reporting.reports.evidence.vocabulary import CCTV_DAYS
from reporting.reports.models import IncidentReport
from reporting.reports.vocabulary import CUSTODY, Status


@dataclass(frozen=True)
class Glance:
    """Of one report, for the present person. ``has_page``: they may look at the list."""

    has_page: bool
    n_items: int
    custody: list[Link]
    deeds: dict[str, object]


def papers_of(report_id: UUID) -> Glance:
    """Evidence of a report that exists for the present person."""
    report = session.get_one(IncidentReport, report_id)
    told = queries.told_of(current_user, report)
    is_coordinator = may(current_user, Can.REVIEW_REPORTS)
    is_taker = may(current_user, Can.FILE_REPORTS) and report.status in {Status.SUBMITTED, Status.IN_REVIEW}
    return Glance(
        has_page=is_coordinator or is_taker or bool(told and may(current_user, Can.ACKNOWLEDGE_REPORTS)),
        n_items=len(told),
        custody=queries.custody_of(report_id) if is_coordinator else [],
        deeds=dict(CUSTODY),
    )


def n_papers_told(draft_id: UUID) -> int:
    """How much was added to a report that is still being told."""
    return len(queries.items_of(draft_id))


def film_days(report_ids: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    """For each report whose film can still be asked for: how long films are commonly kept, and the days left."""
    return {report_id: (CCTV_DAYS, left) for report_id, left in queries.days_to_ask(report_ids).items()}
