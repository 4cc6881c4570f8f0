"""The end of a made-up report."""

from reporting.audit.actions import record
from reporting.database import session
from reporting.reports import sealed
from reporting.reports.models import ReportDraft


def finish_practice(draft: ReportDraft) -> None:
    """It was told to its end: the draft and its key go, and nothing else ever was. Raises ValueError for a real one."""
    if not draft.is_practice:
        raise ValueError("this report is not made up")
    sealed.destroy(draft.id)
    session.delete(draft)
    record("practice:finished", object_id=draft.id)
