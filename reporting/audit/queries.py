"""Reading the chain, and proving it whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from reporting.audit.actions import chain_key, seal_of
from reporting.audit.models import AuditEntry
from reporting.crypto import same
from reporting.database import reader, session


@dataclass(frozen=True)
class Verdict:
    """Whether the chain is whole; otherwise the first bad entry and what is wrong with it."""

    n_entries: int
    bad_number: int | None = None
    fault: str = ""

    @property
    def is_whole(self) -> bool:
        return self.bad_number is None


def verdict(entries: Iterable[AuditEntry], *, key: bytes) -> Verdict:
    """Walks the chain in order of number."""
    previous, expected = "", 1
    for entry in entries:
        if entry.number < expected:
            return Verdict(expected - 1, entry.number, "out of place")
        if entry.number != expected:
            return Verdict(expected - 1, expected, "missing")
        if entry.previous != previous:
            return Verdict(expected - 1, expected, "cut from the entry before it")
        if not same(entry.seal, seal_of(entry, key=key)):
            return Verdict(expected - 1, expected, "changed")
        previous, expected = entry.seal, expected + 1
    return Verdict(expected - 1)


def chain() -> Verdict:
    """The verdict on the stored chain."""
    with reader() as reading:  # it may take a while, and nobody who writes should wait for it
        chosen = sa.select(AuditEntry).order_by(AuditEntry.number).execution_options(yield_per=1000)
        return verdict(reading.scalars(chosen), key=chain_key())


def trail_of(object_id: UUID) -> list[AuditEntry]:
    """Everything written about one thing, oldest first."""
    chosen = sa.select(AuditEntry).where(AuditEntry.object_id == object_id).order_by(AuditEntry.number)
    return list(session.scalars(chosen))


def recent(limit: int = 100) -> list[AuditEntry]:
    """The newest entries, newest first."""
    return list(session.scalars(sa.select(AuditEntry).order_by(AuditEntry.number.desc()).limit(limit)))


def n_done(action: str, *, by: UUID, since: datetime) -> int:
    """How often somebody has done something since a moment."""
    chosen = sa.select(sa.func.count()).select_from(AuditEntry)
    return (
        session.scalar(
            chosen.where(AuditEntry.actor_id == by, AuditEntry.action == action, AuditEntry.happened_at >= since)
        )
        or 0
    )
