"""Which unfinished reports of a centre somebody may hand over, and to whom."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from reporting import clock
from reporting.database import session
from reporting.people.models import Person
from reporting.people.training import queries as training
from reporting.policy import Role
from reporting.reports.drafts import WARNED_BEFORE, ends_at
from reporting.reports.models import ReportDraft


def draft_to_hand(person: Person, draft_id: UUID) -> ReportDraft | None:
    """A draft of this person's own, or, for a centre lead, of their centre: handed on without being read."""
    draft = session.get(ReportDraft, draft_id)
    if draft is None or draft.is_practice:
        return None
    is_lead = person.role is Role.CENTRE_LEAD and person.centre_id == draft.centre_id
    return draft if draft.owner_id == person.id or is_lead else None


def colleagues(draft: ReportDraft) -> list[Person]:
    """The other volunteers of the centre who may take reports today, by name."""
    chosen = sa.select(Person).where(
        Person.centre_id == draft.centre_id, Person.role == Role.VOLUNTEER, Person.active, Person.id != draft.owner_id
    )
    people = list(session.scalars(chosen.order_by(Person.display_name)).unique())
    waiting = training.not_ready({one.id for one in people})
    return [one for one in people if one.id not in waiting]


def ending_soon(centre_id: UUID | None = None) -> list[tuple[ReportDraft, Person, datetime]]:
    """The drafts, of one centre or of all, that go within two days unless somebody goes on with them.

    Draft, owner, and when it goes; no content, and nothing that is made up.
    """
    chosen = sa.select(ReportDraft, Person).join(Person, Person.id == ReportDraft.owner_id)
    if centre_id:
        chosen = chosen.where(ReportDraft.centre_id == centre_id)
    rows = session.execute(chosen.where(ReportDraft.is_practice.is_(False)).order_by(ReportDraft.saved_at)).unique()
    limit = clock.now() + WARNED_BEFORE
    return [(draft, owner, ends_at(draft)) for draft, owner in rows if ends_at(draft) < limit]
