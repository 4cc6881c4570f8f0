"""Beginning, locking and ending sessions. An end holds at once in every process: each request asks the table."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from flask import session as cookie
from flask_login import current_user, login_user, logout_user

from reporting import clock
from reporting.audit.actions import record
from reporting.database import session
from reporting.people.models import Person
from reporting.people.sessions.models import PersonSession

KEPT = timedelta(days=30)  # after a session's last sign of life


def hash_of(token: str) -> str:
    """What the table keeps of a random word: 256 bits of chance need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin(person: Person, *, way: str, is_open: bool) -> PersonSession:
    """A new session in this browser; whatever the browser held before is forgotten.

    way       how the person was recognised, for the trail
    is_open   False: the second factor is still owed, and no page but those that ask for it will open
    """
    language = cookie.get("language")
    cookie.clear()
    cookie["language"] = language or person.language
    now = clock.now()
    token = secrets.token_urlsafe(32)
    row = PersonSession(
        token_hash=hash_of(token),
        person_id=person.id,
        began_at=now,
        last_seen_at=now,
        is_open=is_open,
        proven_at=now if is_open else None,
    )
    session.add(row)
    session.flush()
    cookie["_user_id"] = token
    if is_open:
        _opened(person, token, way)
    else:
        record("session:half", object_id=person.id, detail=way)
    return row


def complete(row: PersonSession, person: Person, *, way: str) -> None:
    """The second factor was right: the session opens under a new random word."""
    token = secrets.token_urlsafe(32)
    row.token_hash = hash_of(token)
    row.is_open = True
    row.began_at = row.last_seen_at = row.proven_at = clock.now()
    cookie["_user_id"] = token
    session.flush()
    _opened(person, token, way)


def _opened(person: Person, token: str, way: str) -> None:
    person.session_token = token
    login_user(person, remember=False)
    person.last_seen_at = clock.now()
    record("session:begun", object_id=person.id, detail=way)


def prove(row: PersonSession) -> None:
    """A factor was given just now."""
    row.proven_at = clock.now()


def lock(row: PersonSession) -> None:
    """Nothing but the page that unlocks answers until the person is back."""
    if row.locked_at is None:
        row.locked_at = clock.now()
        record("session:locked", object_id=row.person_id)


def unlock(row: PersonSession, *, way: str) -> None:
    """The person is back."""
    row.locked_at = None
    row.last_seen_at = clock.now()
    record("session:unlocked", object_id=row.person_id, detail=way)


def end(row: PersonSession, *, by: str) -> None:
    """Ends one session."""
    if row.ended_at is None:
        row.ended_at, row.ended_by = clock.now(), by


def end_all_of(person_id: UUID, *, by: str, but: UUID | None = None) -> int:
    """Ends every session of a person, except perhaps the one they sit at; returns how many ended."""
    chosen = sa.select(PersonSession).where(PersonSession.person_id == person_id, PersonSession.ended_at.is_(None))
    ended = [row for row in session.scalars(chosen) if row.id != but]
    for row in ended:
        end(row, by=by)
    return len(ended)


def sign_out(row: PersonSession | None) -> None:
    """Ends the session of this browser."""
    record("session:ended", object_id=current_user.id if current_user.is_authenticated else None)
    if row is not None:
        end(row, by="signed_out")
    logout_user()


def forget_old() -> None:
    """Removes sessions that ended long ago."""
    session.execute(sa.delete(PersonSession).where(PersonSession.last_seen_at < clock.now() - KEPT))
