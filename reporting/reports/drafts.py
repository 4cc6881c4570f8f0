"""A report being told: begun, saved page by page, thrown away. It becomes a report in ``actions.submit_report``."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from reporting import clock
from reporting.audit.actions import record
from reporting.database import session
from reporting.people.models import Person
from reporting.people.training import queries as training
from reporting.reports import opening, sealed
from reporting.reports.contents import Answers
from reporting.reports.models import ReportDraft

DRAFT_DAYS = timedelta(days=7)
WARNED_BEFORE = timedelta(days=2)
LOCKED_DRAFT_DAYS = timedelta(days=28)  # at most, however long its owner may not go on


def start_report(by: Person, *, second_language: str, is_practice: bool = False) -> ReportDraft:
    """A new draft for a volunteer at their own centre; one to practise with never becomes a report."""
    if by.centre_id is None:
        raise ValueError("only someone who works at a centre can take a report")
    moment = clock.now()
    draft = ReportDraft(
        id=uuid4(),
        owner_id=by.id,
        centre_id=by.centre_id,
        started_at=moment,
        saved_at=moment,
        is_practice=is_practice,
    )
    session.add(draft)
    sealed.make_key(draft.id)
    sealed.put(draft.id, Answers(second_language=second_language))
    record("practice:started" if is_practice else "draft:started", object_id=draft.id)
    return draft


def save_step(draft: ReportDraft, step: str, answers: dict[str, Any]) -> None:
    """Seals the answers of one page, replacing what it held and what was only typed there."""
    before = opening.open_draft(draft.id)
    others = {key: typed for key, typed in before.unfinished.items() if key != step}
    sealed.put(draft.id, replace(before, steps={**before.steps, step: answers}, unfinished=others))
    draft.saved_at = clock.now()


def keep_unfinished(draft: ReportDraft, step: str, typed: dict[str, list[str]] | None) -> None:
    """Seals what is typed on one page, right or wrong, beside its answers; None: nothing is typed but what is saved."""
    before = opening.open_draft(draft.id)
    kept = {key: other for key, other in before.unfinished.items() if key != step}
    if typed is not None:
        kept[step] = typed
    if kept != before.unfinished:
        sealed.put(draft.id, replace(before, unfinished=kept))
    draft.saved_at = clock.now()


def speak(draft: ReportDraft, second_language: str) -> None:
    """Changes the language of the person beside the volunteer."""
    sealed.put(draft.id, replace(opening.open_draft(draft.id), second_language=second_language))


def discard_draft(draft: ReportDraft) -> None:
    """Removes a draft and its key."""
    sealed.destroy(draft.id)
    session.delete(draft)
    record("practice:discarded" if draft.is_practice else "draft:discarded", object_id=draft.id)


def ends_at(draft: ReportDraft) -> datetime:
    """When a draft that nobody touches is erased: after seven days.

    While its owner may not take reports it waits: the seven days begin anew on the last night that found them so.
    After 28 days it goes all the same.
    """
    last = max(draft.saved_at, draft.waited_at or draft.saved_at)
    return min(last + DRAFT_DAYS, draft.saved_at + LOCKED_DRAFT_DAYS)


def discard_old_drafts() -> int:
    """Removes the drafts that have come to their end; returns how many."""
    moment, n_removed = clock.now(), 0
    drafts = session.scalars(sa.select(ReportDraft)).all()
    locked_out = training.not_ready({draft.owner_id for draft in drafts})
    for draft in drafts:
        if draft.owner_id in locked_out and not draft.is_practice:
            draft.waited_at = moment
        if ends_at(draft) < moment:
            discard_draft(draft)
            n_removed += 1
    return n_removed
