"""The door of every request: whose session this is, how it stands, and where the way leads if it does not open.

Only an open session makes somebody ``current_user``. Half signed in or locked, a person is nobody to every page but
those that say so with ``at_the_door``: a page that forgets to ask is closed, not open.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Flask, abort, current_app, g, has_request_context, redirect, request, url_for
from flask import session as cookie
from flask_login import current_user
from werkzeug.wrappers import Response

from reporting import clock, database
from reporting.audit.actions import record
from reporting.people.models import Person
from reporting.people.sessions.actions import hash_of
from reporting.people.sessions.models import PersonSession
from reporting.people.sessions.standing import IDLE, LONGEST, Standing, is_fresh, out_of_time, standing

TOUCH_EVERY = timedelta(minutes=1)
JUST_LEFT = timedelta(seconds=10)
STILL_KNOWN = timedelta(hours=12)  # after time ended it: what is sent from its last page is still theirs
BY_TIME = frozenset({"idle", "too_long"})


@dataclass(frozen=True)
class Door:
    """What the table said of this request's session."""

    stands: Standing
    row: PersonSession  # as it was read, outside the session of the request


def init_app(app: Flask) -> None:
    app.login_manager.session_protection = None  # type: ignore[attr-defined]  # the table knows, not the address
    app.login_manager.user_loader(person_behind)  # type: ignore[attr-defined]
    app.login_manager.unauthorized_handler(way_in)  # type: ignore[attr-defined]


def person_behind(token: str) -> Person | None:
    """The person whose open session this is; otherwise None, and ``g.door`` says how the session stands."""
    g.pop("door", None)
    with database.reader() as reading:
        row = reading.scalar(sa.select(PersonSession).where(PersonSession.token_hash == hash_of(str(token))))
    if row is None:
        return None
    now = clock.now()
    stands = standing(row, now=now)
    if stands is Standing.OVER:
        if row.ended_at is None:
            _write(row.id, ended_at=now, ended_by=out_of_time(row, now=now))
        g.ran_out = row
        return None
    person = database.session.scalar(sa.select(Person).where(Person.id == row.person_id, Person.active))
    if person is None:
        return None
    g.door = Door(stands, row)
    if stands is not Standing.LOCKED and is_attended() and now - row.last_seen_at >= TOUCH_EVERY:
        _write(row.id, last_seen_at=now)
        row.last_seen_at = now
    if stands is not Standing.OPEN:
        return None
    person.session_token = str(token)
    return person


def is_attended() -> bool:
    """Whether somebody did something; a page may also ask by itself how long the session lasts, or for a picture."""
    return request.endpoint != "static" and "X-Unattended" not in request.headers


def _write(row_id: UUID, **values: datetime | str) -> None:
    """Writes to a session's row at once, whatever becomes of the request."""
    change = sa.update(PersonSession).where(PersonSession.id == row_id, PersonSession.ended_at.is_(None))
    if "unit" in g and database.is_writing():
        database.session.execute(change.values(**values).execution_options(synchronize_session=False))
        return
    with database.apart() as own:
        own.execute(change.values(**values).execution_options(synchronize_session=False))


def stands_at_door() -> Standing:
    """How this browser's session stands; OVER where it has none, and for a command."""
    if not has_request_context():
        return Standing.OVER
    if current_user.is_authenticated:
        return Standing.OPEN
    return g.door.stands if "door" in g else Standing.OVER


def session_here() -> PersonSession | None:
    """The row of this browser's session, open or not, in the session of the request."""
    if stands_at_door() is Standing.OVER:
        return None
    return database.session.get(PersonSession, g.door.row.id)


def person_here() -> Person:
    """Whose session it is, open or not. Only where ``stands_at_door`` is not OVER."""
    return database.session.get_one(Person, g.door.row.person_id)


def whose_time_ran_out() -> Person | None:
    """Whose open session this browser held until time ended it, not long ago; they have to sign in to see anything."""
    if stands_at_door() is not Standing.OVER or "ran_out" not in g:
        return None
    row, now = g.ran_out, clock.now()
    is_by_time = row.ended_at is None or row.ended_by in BY_TIME
    if not is_by_time or not row.is_open or row.locked_at or now - row.last_seen_at > STILL_KNOWN:
        return None
    return database.session.scalar(sa.select(Person).where(Person.id == row.person_id, Person.active))


def is_proven() -> bool:
    """Whether this browser's session has given a factor within five minutes."""
    return stands_at_door() is Standing.OPEN and is_fresh(g.door.row.proven_at, now=clock.now())


def seconds_left(row: PersonSession) -> int:
    """How long this session lasts if nothing more is heard from its browser, seconds."""
    now = clock.now()
    return int(min(row.last_seen_at + IDLE - now, row.began_at + LONGEST - now).total_seconds())


def seconds_here() -> tuple[int, int] | None:
    """How long the open session of this browser lasts if nothing more is heard, and at the longest; seconds."""
    row = g.door.row if "door" in g else None
    if row is None or not current_user.is_authenticated:
        return None
    return seconds_left(row), int((row.began_at + LONGEST - clock.now()).total_seconds())


def is_here_or_just_left() -> bool:
    """Whether the session is open, or was locked a few seconds ago.

    Leaving in a hurry sends the lock and what was typed side by side, and either may arrive first.
    """
    row = g.door.row if "door" in g else None
    if stands_at_door() is not Standing.LOCKED or row is None or row.locked_at is None:
        return stands_at_door() is Standing.OPEN
    return clock.now() - row.locked_at <= JUST_LEFT


def lock_at_once() -> None:
    """Locks this browser's session, if it has one, whatever becomes of the request."""
    if stands_at_door() is Standing.OPEN:
        _write(g.door.row.id, locked_at=clock.now())
        record("session:left", object_id=g.door.row.person_id)


def way_in() -> Response:
    """Where somebody is sent who may not come in yet; where they wanted to go is remembered only as a page of ours."""
    stands = stands_at_door()
    if stands is Standing.HALF:
        return redirect(url_for("factors.second"))
    if stands is Standing.LOCKED:
        return redirect(url_for("sessions.unlock"))
    back = request.endpoint if request.method == "GET" and not request.view_args else None
    return redirect(url_for("people.sign_in", back=back))


def address_of(endpoint: str, number: int | None = None) -> str | None:
    """The address of a page of ours by its name, where it needs nothing more than perhaps its number in a form."""
    needs = set() if number is None else {"number"}
    rules = [rule for rule in current_app.url_map.iter_rules() if rule.endpoint == endpoint != "sessions.leave"]
    if not rules or rules[0].arguments != needs or "GET" not in (rules[0].methods or ()):
        return None
    return url_for(endpoint, number=number)


def remember_page(endpoint: str, number: int | None = None) -> None:
    """Where the screen is locked, so that unlocking leads back there; only a page of ours."""
    cookie.pop("locked_on", None)
    if address_of(endpoint, number):
        cookie["locked_on"] = [endpoint, number]


def way_back() -> str:
    """The address of the page the screen was locked on, or home; it is forgotten with this."""
    endpoint, number = cookie.pop("locked_on", None) or ("", None)
    return address_of(endpoint, number) or url_for("site.home")


def at_the_door(*standings: Standing) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A page for sessions that stand so; others are shown the way in, or home when they are in already."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            stands = stands_at_door()
            if stands in standings:
                return view(*args, **kwargs)
            return redirect(url_for("site.home")) if stands is Standing.OPEN else way_in()

        guarded.policy = "at_the_door"  # type: ignore[attr-defined]
        return guarded

    return decorate


def own_session_or_404() -> PersonSession:
    """The row of this browser's session. Raises NotFound where there is none."""
    row = session_here()
    if row is None:
        abort(404)
    return row


def forget_browser() -> None:
    """Empties the cookie of everything but the language."""
    language = cookie.get("language")
    cookie.clear()
    if language:
        cookie["language"] = language
