"""Posting a letter: a row in the same transaction as what it tells of."""

from typing import Any, Protocol
from uuid import UUID

import sqlalchemy as sa

from reporting import clock
from reporting.database import session
from reporting.mail.letters import LETTERS
from reporting.mail.models import OutgoingMail


class Recipient(Protocol):
    """A worker, as the outbox needs to know one."""

    @property
    def id(self) -> Any: ...
    @property
    def email(self) -> Any: ...
    @property
    def language(self) -> Any: ...


def post(person: Recipient, *, kind: str, claim: str, about: UUID | None = None) -> bool:
    """Puts a letter to a worker in the outbox, once for each claim. Returns False when it was there already."""
    if kind not in LETTERS:
        raise ValueError(kind)
    there = session.scalar(
        sa.select(OutgoingMail.id).where(OutgoingMail.recipient_id == person.id, OutgoingMail.claim == claim)
    )
    if there is not None:
        return False
    session.add(
        OutgoingMail(
            recipient_id=person.id,
            address=person.email,
            language=person.language,
            kind=kind,
            claim=claim,
            about_id=about,
            written_at=clock.now(),
        )
    )
    return True


def withdraw(recipient_id: UUID, *, kind: str) -> int:
    """Takes back letters of one kind that wait in the outbox; returns how many. One on its way may still arrive."""
    waiting = sa.delete(OutgoingMail).where(
        OutgoingMail.recipient_id == recipient_id, OutgoingMail.kind == kind, OutgoingMail.delivered_at.is_(None)
    )
    return session.execute(waiting, execution_options={"synchronize_session": "fetch"}).rowcount  # type: ignore[attr-defined]
