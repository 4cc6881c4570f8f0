"""Browsers that are known: a long-lived random word in a cookie of its own, its hash beside each person's id."""

import secrets
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from flask import current_app, request
from werkzeug.wrappers import Response

from reporting import clock, throttle
from reporting.audit.actions import record
from reporting.database import reader, session
from reporting.people.sessions.actions import hash_of
from reporting.people.sessions.models import KnownDevice

KEPT = timedelta(days=180)


def _cookie_name() -> str:
    return "__Host-desk" if current_app.config["SETTINGS"].is_https else "desk"


def token_here() -> str:
    """The random word of this browser; empty where it has none."""
    return request.cookies.get(_cookie_name(), "")


def network_here() -> str:
    """The network of this request, as a keyed hash."""
    return throttle.key_of("network", throttle.network_of(request.remote_addr))


def is_known(person_id: UUID) -> bool:
    """Whether this browser, or another one in this network, has been this person's before."""
    token = hash_of(token_here())
    with reader() as reading:
        chosen = sa.select(KnownDevice.id).where(
            KnownDevice.person_id == person_id,
            KnownDevice.last_at > clock.now() - KEPT,
            sa.or_(KnownDevice.token_hash == token, KnownDevice.network == network_here()),
        )
        return reading.scalar(chosen.limit(1)) is not None


def is_this_known(person_id: UUID) -> bool:
    """Whether this very browser has been this person's before."""
    token = hash_of(token_here())
    with reader() as reading:
        chosen = sa.select(KnownDevice.id).where(KnownDevice.person_id == person_id, KnownDevice.token_hash == token)
        return reading.scalar(chosen.where(KnownDevice.last_at > clock.now() - KEPT)) is not None


def remember(person_id: UUID, response: Response) -> None:
    """Makes this browser known for the person, and says in the trail when it was not, and whether it is the first of all."""
    token = token_here()
    if len(token) < 40:
        token = secrets.token_urlsafe(32)
    row = session.scalar(
        sa.select(KnownDevice).where(KnownDevice.person_id == person_id, KnownDevice.token_hash == hash_of(token))
    )
    if row is None:
        is_first = session.scalar(sa.select(KnownDevice.id).where(KnownDevice.person_id == person_id).limit(1)) is None
        row = KnownDevice(token_hash=hash_of(token), person_id=person_id, network="", last_at=clock.now())
        session.add(row)
        record("session:device:first" if is_first else "session:device:new", object_id=person_id)
    row.network, row.last_at = network_here(), clock.now()
    is_https = current_app.config["SETTINGS"].is_https
    response.set_cookie(_cookie_name(), token, max_age=KEPT, secure=is_https, httponly=True, samesite="Strict")


def forget(person_id: UUID) -> None:
    """No browser is known for this person any more."""
    session.execute(sa.delete(KnownDevice).where(KnownDevice.person_id == person_id))
