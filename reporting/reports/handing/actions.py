"""Handing an unfinished report on, and warning before it is erased."""

from reporting import clock
from reporting.audit.actions import record
from reporting.mail.actions import post
from reporting.people.models import Person
from reporting.people.queries import with_role
from reporting.policy import Role
from reporting.reports.handing.queries import ending_soon
from reporting.reports.models import ReportDraft


def hand_over(draft: ReportDraft, *, to: Person) -> None:
    """Makes a report that is being told a colleague's; whoever told it so far can no longer open it.

    Raises ValueError for a made-up report and for somebody of another centre.
    """
    if draft.is_practice or to.centre_id != draft.centre_id:
        raise ValueError("a report goes only to a colleague of the same centre")
    draft.owner_id = to.id
    draft.handed_over_at = draft.saved_at = clock.now()
    draft.warned_at = None
    record("draft:handed_over", object_id=draft.id)
    post(to, kind="update", claim=f"handed:{draft.id}:{draft.handed_over_at:%Y%m%d%H%M%S}")


def warn_before_end() -> int:
    """Letters to the owner and the centre's leads two days before a draft is erased, once; returns how many drafts."""
    due = [
        (draft, owner)
        for draft, owner, _ends_at in ending_soon()
        if draft.warned_at is None or draft.warned_at < draft.saved_at
    ]
    leads = with_role(Role.CENTRE_LEAD)
    for draft, owner in due:
        draft.warned_at = clock.now()
        for person in [owner, *(lead for lead in leads if lead.centre_id == draft.centre_id)]:
            if person.active:
                post(person, kind="update", claim=f"draft-ends:{draft.id}:{draft.saved_at:%Y%m%d}")
    return len(due)
