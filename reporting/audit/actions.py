"""Writing to the chain. "No audit, no data": what is sealed is shown only after its entry is written."""

import json
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from flask import Flask, current_app
from flask_login import current_user
from sqlalchemy.orm import Session

from reporting import clock, crypto, database, policy
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
    with database.apart() as own:
        _append(own, action, None, detail, "denied")


def _append(session: Session, action: str, object_id: UUID | None, detail: str, outcome: str) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": CHAIN_LOCK})
    session.flush()
    last = session.execute(
        sa.select(AuditEntry.number, AuditEntry.seal).order_by(AuditEntry.number.desc()).limit(1)
    ).one_or_none()
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
    entry.seal = seal_of(entry, key=chain_key())
    session.add(entry)
    session.flush()


def chain_key() -> bytes:
    """The key of the chain; a process without the report keys can still write its entries."""
    return current_app.config["SETTINGS"].audit_key.encode()


def seal_of(entry: AuditEntry, *, key: bytes) -> str:
    """The keyed hash over an entry and, through ``previous``, over everything before it."""
    values: list[Any] = [
        str(entry.id),
        entry.number,
        entry.happened_at.isoformat(),
        str(entry.actor_id or ""),
        entry.actor_role,
        entry.action,
        str(entry.object_id or ""),
        entry.detail,
        entry.outcome,
        entry.previous,
    ]
    return crypto.keyed_hash(json.dumps(values, ensure_ascii=False), key=key)


def init_app(app: Flask) -> None:
    """Hears of refusals and writes them down in a small transaction of their own."""

    def write_refusal(_app: Flask, can: policy.Can) -> None:
        database.finish(keep=False)
        record_apart("page:refused", detail=can.value)

    policy.refused.connect(write_refusal, app, weak=False)
