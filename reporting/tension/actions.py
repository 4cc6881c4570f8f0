"""The end of words: drafts nobody sent, and what is older than a year."""

from datetime import timedelta

import sqlalchemy as sa

from reporting import clock
from reporting.audit.actions import record
from reporting.database import session
from reporting.tension import sealed
from reporting.tension.models import ObservationDraft, TensionObservation, TensionReturn
from reporting.tension.observations.actions import discard_draft

DRAFT_DAYS = 7
WORDS_DAYS = 365


def forget_old() -> int:
    """Erases old drafts and destroys the words of observations and returns after twelve months; their rows stay.

    Returns how many lost their words.
    """
    now = clock.now()
    stale = sa.select(ObservationDraft).where(ObservationDraft.saved_at <= now - timedelta(days=DRAFT_DAYS))
    for draft in session.scalars(stale).all():
        discard_draft(draft)
    due = now - timedelta(days=WORDS_DAYS)
    kinds = (
        ("observation", TensionObservation.id, TensionObservation.submitted_at),
        ("return", TensionReturn.id, TensionReturn.given_at),
    )
    n_destroyed = 0
    for noun, key, told_at in kinds:
        for about_id in session.scalars(sa.select(key).where(told_at <= due, key.in_(sealed.with_words()))).all():
            sealed.destroy(about_id)
            record(f"{noun}:words:destroyed", object_id=about_id)
            n_destroyed += 1
    return n_destroyed
