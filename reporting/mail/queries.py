"""The outbox in numbers."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from reporting.database import session
from reporting.mail.delivery import MAX_ATTEMPTS
from reporting.mail.models import OutgoingMail


@dataclass(frozen=True)
class Outbox:
    """How many letters wait, were delivered, or were given up; and what the undelivered ones met last."""

    n_waiting: int
    n_delivered: int
    n_given_up: int
    problems: dict[str, int]


def outbox() -> Outbox:
    """The state of the outbox, without an address."""
    was_delivered = OutgoingMail.delivered_at.is_not(None)
    columns = (was_delivered, OutgoingMail.attempts, OutgoingMail.problem)
    rows = session.execute(sa.select(*columns, sa.func.count()).group_by(*columns)).all()
    left = [(attempts, problem, count) for delivered, attempts, problem, count in rows if not delivered]
    problems: Counter[str] = Counter()
    for _, problem, count in left:
        if problem:
            problems[problem] += count
    return Outbox(
        n_waiting=sum(count for attempts, _, count in left if attempts < MAX_ATTEMPTS),
        n_delivered=sum(count for delivered, *_, count in rows if delivered),
        n_given_up=sum(count for attempts, _, count in left if attempts >= MAX_ATTEMPTS),
        problems=dict(problems),
    )


def letter_to(recipient_id: UUID, claim: str) -> OutgoingMail | None:
    """The letter to one worker about one occasion."""
    return session.scalar(
        sa.select(OutgoingMail).where(OutgoingMail.recipient_id == recipient_id, OutgoingMail.claim == claim)
    )
