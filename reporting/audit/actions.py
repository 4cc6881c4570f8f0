"""Writing to the chain. "No audit, no data": what is sealed is shown only after its entry is written."""

from uuid import UUID, uuid4

import sqlalchemy as sa
from flask import Flask, current_app
from flask_login import current_user
from sqlalchemy.orm import Session

from reporting import clock, database, policy
from reporting.audit import anchors, queries, rows
from reporting.audit.models import AuditEntry

CHAIN_LOCK = 0x636F6D6D6F6E  # any number, the same for every writer


def record(action: str, *, object_id: UUID | None = None, detail: str = "", outcome: str = "done") -> None:
    """Adds an entry about the present person, or about the system where nobody is signed in.

    In a request that writes, the entry belongs to its transaction; in one that only reads it is committed at once,
    before this returns.
    """
    if database.is_writing():
        _append(database.session, action, object_id, detail, outcome)
    else:
        with database.apart() as own:
            _append(own, action, object_id, detail, outcome)


def record_apart(action: str, *, detail: str = "") -> None:
    """Adds an entry that stays although the request is being refused: call it after the unit was rolled back."""
    bool(current_user)  # who it is may have to be read first, and not inside the small transaction
    with database.apart() as own:
        _append(own, action, None, detail, "denied")


def _append(session: Session, action: str, object_id: UUID | None, detail: str, outcome: str) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": CHAIN_LOCK})
    session.flush()
    last = queries.head(session)
    is_known = bool(current_user) and current_user.is_authenticated
    entry = AuditEntry(
        id=uuid4(),
        number=last.number + 1 if last else 1,
        happened_at=clock.now(),
        actor_id=current_user.id if is_known else None,
        actor_role=str(current_user.role) if is_known else "system",
        action=action,
        object_id=object_id,
        detail=detail,
        outcome=outcome,
        previous=last.seal if last else "",
    )
    entry.seal = seal_of(entry, key=queries.chain_key())
    session.add(entry)
    session.flush()


def seal_of(entry: AuditEntry, *, key: bytes) -> str:
    """The keyed hash over an entry and, through ``previous``, over everything before it."""
    return rows.seal_of(row_of(entry), key=key)


def row_of(entry: AuditEntry) -> rows.Row:
    """An entry that is still to be stored, as it will be read when the chain is checked."""
    values = {name: getattr(entry, name, "") for name in rows.FIELDS}
    values["happened_at"] = rows.stored_moment(entry.happened_at)
    values.update({name: value.hex for name, value in values.items() if isinstance(value, UUID)})
    return tuple(values[name] for name in rows.FIELDS)


def anchor_head() -> anchors.Anchor | None:
    """Appends the chain's head to the file of anchors; returns it, or None where it had not moved.

    Raises anchors.AnchorsDamaged, anchors.AnchorContradicted and OSError.
    """

    def head() -> anchors.Anchor | None:
        with database.reader() as reading:
            return queries.head(reading)

    return anchors.append(current_app.config["SETTINGS"].anchors, head, now=clock.now())


def init_app(app: Flask) -> None:
    """Hears of refusals and writes them down in a small transaction of their own."""

    def write_refusal(_app: Flask, can: policy.Can) -> None:
        database.finish(keep=False)
        record_apart("page:refused", detail=can.value)

    policy.refused.connect(write_refusal, app, weak=False)
