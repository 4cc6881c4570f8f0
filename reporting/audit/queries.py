"""Reading the chain, and proving it whole."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Session

from reporting.audit import anchors
from reporting.audit.anchors import Anchor
from reporting.audit.models import AuditEntry
from reporting.audit.rows import FIELDS, Row
from reporting.audit.verdict import Verdict, verdict
from reporting.database import reader, session

AT_ONCE = 2000
HIGHEST = 2**31 - 1  # of the column that numbers the entries


def chain_key() -> bytes:
    """The key of the chain; a process without the report keys can still write its entries."""
    return current_app.config["SETTINGS"].audit_key.encode()


def chain(held_against: Sequence[Anchor] = ()) -> Verdict:
    """The verdict on the stored chain and on these anchors."""
    with reader() as reading:  # it may take a while, and nobody who writes should wait for it
        return verdict(lambda: stored_rows(reading), key=chain_key(), anchors=held_against)


def checked() -> Verdict:
    """The verdict on the stored chain and on the anchors of the settings' file. Raises anchors.AnchorsDamaged."""
    return chain(kept_anchors())


def kept_anchors() -> list[Anchor]:
    """The anchors of the settings' file; none before the first was written. Raises anchors.AnchorsDamaged."""
    path = current_app.config["SETTINGS"].anchors
    return anchors.read(path) if path.exists() else []


def stored_rows(reading: Session) -> Iterator[Row]:
    """The whole chain in order of number, as ``rows`` wants it: nothing parsed, a portion at a time."""
    chosen = sa.select(*_plain_columns(reading.get_bind().dialect.name)).order_by(AuditEntry.number)
    found = reading.connection().execute(chosen, execution_options={"yield_per": AT_ONCE})
    for portion in found.partitions():
        yield from portion  # type: ignore[misc]


def _plain_columns(dialect_name: str) -> list[Any]:
    """The columns as text, alike on both databases."""
    columns = [getattr(AuditEntry, name) for name in FIELDS]
    if dialect_name == "sqlite":  # ids and moments are text already
        return [sa.type_coerce(column, sa.types.NULLTYPE) for column in columns]
    plain = []
    for column in columns:
        if isinstance(column.type, sa.Uuid):
            plain.append(sa.func.replace(sa.cast(column, sa.Text), "-", ""))
        elif column.key == "happened_at":
            plain.append(sa.func.to_char(sa.func.timezone("UTC", column), "YYYY-MM-DD HH24:MI:SS.US"))
        else:
            plain.append(column)
    return plain


def was_ever(action: str) -> bool:
    """Whether this was ever done."""
    return session.scalar(sa.select(AuditEntry.number).where(AuditEntry.action == action).limit(1)) is not None


def head(within: Session, *, before: datetime | None = None) -> Anchor | None:
    """The last entry, perhaps the last before a moment, as an anchor; in a session that is writing, what it wrote counts."""
    chosen = sa.select(AuditEntry.number, AuditEntry.seal).order_by(AuditEntry.number.desc()).limit(1)
    if before is not None:
        chosen = chosen.where(AuditEntry.happened_at < before)
    found = within.execute(chosen).one_or_none()
    return Anchor(found.number, found.seal) if found else None


def trail_of(object_id: UUID) -> list[AuditEntry]:
    """Everything written about one thing, oldest first."""
    chosen = sa.select(AuditEntry).where(AuditEntry.object_id == object_id).order_by(AuditEntry.number)
    return list(session.scalars(chosen))


def done_to(object_ids: Collection[UUID], *actions: str) -> list[AuditEntry]:
    """The entries of these deeds about these things, oldest first."""
    chosen = sa.select(AuditEntry).where(AuditEntry.object_id.in_(object_ids), AuditEntry.action.in_(actions))
    return list(session.scalars(chosen.order_by(AuditEntry.number)))


def recent(limit: int = 100) -> list[AuditEntry]:
    """The newest entries, newest first."""
    return list(session.scalars(sa.select(AuditEntry).order_by(AuditEntry.number.desc()).limit(limit)))


@dataclass(frozen=True)
class Opening:
    """Somebody opened a sealed part of something."""

    actor_role: str
    action: str
    detail: str
    happened_at: datetime


def openings_of(object_id: UUID) -> list[Opening]:
    """Every opening of a part of one thing by a person, never by the system; oldest first."""
    chosen = (
        sa.select(AuditEntry.actor_role, AuditEntry.action, AuditEntry.detail, AuditEntry.happened_at)
        .where(
            AuditEntry.object_id == object_id,
            AuditEntry.actor_id.is_not(None),
            AuditEntry.action.endswith(":opened"),
            AuditEntry.outcome == "done",
        )
        .order_by(AuditEntry.number)
    )
    return [Opening(*row) for row in session.execute(chosen)]


def by_or_about(person_id: UUID) -> sa.ColumnElement[bool]:
    """SQL: entries in which this person did something or something was done to them."""
    return sa.or_(AuditEntry.actor_id == person_id, AuditEntry.object_id == person_id)


def about(object_id: UUID) -> sa.ColumnElement[bool]:
    """SQL: entries about one thing."""
    return AuditEntry.object_id == object_id


@dataclass(frozen=True)
class Stretch:
    """A stretch of the trail in the order of its page, and whether there are entries on either side of it."""

    entries: list[AuditEntry]
    has_earlier: bool
    has_later: bool

    @property
    def first(self) -> int:
        return min((entry.number for entry in self.entries), default=0)

    @property
    def last(self) -> int:
        return max((entry.number for entry in self.entries), default=0)


def stretch(
    *clauses: sa.ColumnElement[bool],
    after: int | None = None,
    before: int | None = None,
    is_oldest_first: bool = True,
    size: int = 100,
) -> Stretch:
    """At most ``size`` entries after or before a number; without one, from the end where the page begins.

    Numbers, not page counts: the trail grows while it is read, and nothing may be skipped.
    """
    chosen = sa.select(AuditEntry).where(*clauses).limit(size)
    begins_at_start = after is not None or (before is None and is_oldest_first)
    if begins_at_start:
        chosen = chosen.where(AuditEntry.number > _in_range(after or 0)).order_by(AuditEntry.number)
    else:
        top = HIGHEST if before is None else _in_range(before)
        chosen = chosen.where(AuditEntry.number < top).order_by(AuditEntry.number.desc())
    found = sorted(session.scalars(chosen), key=lambda entry: entry.number, reverse=not is_oldest_first)
    if not found:
        return Stretch([], has_earlier=False, has_later=False)
    numbers = [found[0].number, found[-1].number]
    return Stretch(
        found,
        has_earlier=_is_any(*clauses, AuditEntry.number < min(numbers)),
        has_later=_is_any(*clauses, AuditEntry.number > max(numbers)),
    )


def _in_range(number: int) -> int:
    return min(max(number, 0), HIGHEST)


def _is_any(*clauses: sa.ColumnElement[bool]) -> bool:
    return session.scalar(sa.select(AuditEntry.number).where(*clauses).limit(1)) is not None


def between(since: datetime, until: datetime) -> list[Any]:
    """Entries of [since, until) as plain rows (number, moment, actor, role, action, object, detail, outcome)."""
    columns = (
        AuditEntry.number, AuditEntry.happened_at, AuditEntry.actor_id, AuditEntry.actor_role, AuditEntry.action,
        AuditEntry.object_id, AuditEntry.detail, AuditEntry.outcome,
    )  # fmt: skip
    chosen = sa.select(*columns).where(AuditEntry.happened_at >= since, AuditEntry.happened_at < until)
    with reader() as reading:
        return list(reading.execute(chosen.order_by(AuditEntry.number)))


def last_before(moment: datetime, *, action: str) -> dict[UUID, datetime]:
    """When a deed was last done to each object before a moment."""
    chosen = (
        sa.select(AuditEntry.object_id, sa.func.max(AuditEntry.happened_at))
        .where(AuditEntry.action == action, AuditEntry.happened_at < moment, AuditEntry.object_id.is_not(None))
        .group_by(AuditEntry.object_id)
    )
    with reader() as reading:
        return {object_id: last for object_id, last in reading.execute(chosen) if object_id}


def n_done(action: str, *, by: UUID, since: datetime) -> int:
    """How often somebody has done something since a moment."""
    chosen = sa.select(sa.func.count()).select_from(AuditEntry)
    return (
        session.scalar(
            chosen.where(AuditEntry.actor_id == by, AuditEntry.action == action, AuditEntry.happened_at >= since)
        )
        or 0
    )
