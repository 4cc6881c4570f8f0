"""Codes from an app (RFC 6238): six digits, thirty seconds, one step either side; each step is accepted once.

The arithmetic is passlib's; the secret is sealed under the instance's keys and bound to its person.
"""

import base64
import io
from uuid import UUID

import qrcode
import qrcode.image.svg
import sqlalchemy as sa
from flask import current_app
from passlib.exc import TokenError
from passlib.totp import TOTP

from reporting import clock, crypto
from reporting.database import session
from reporting.people.models import Person

WINDOW_SECONDS = 30
SECRET_BYTES = 20  # 160 bits


def _where(person_id: UUID) -> bytes:
    return crypto.associated("person", "totp_secret", str(person_id))


def new_secret(person_id: UUID) -> bytes:
    """A sealed secret for a person who has not confirmed it yet."""
    return crypto.keyring().wrap(TOTP.new(size=SECRET_BYTES).key, where=_where(person_id))


def is_right(sealed: bytes, person_id: UUID, code: str, *, after_step: int | None = None) -> int | None:
    """The step that a code belongs to, or None. Raises SealBroken where the secret is not this person's."""
    try:
        match = _opened(sealed, person_id).match(code, clock.now(), window=WINDOW_SECONDS, last_counter=after_step)
    except TokenError:
        return None
    return match.counter


def accept(person: Person, code: str) -> bool:
    """Whether the code is right and was never accepted before. Of twenty at once exactly one is."""
    if person.totp_secret is None:
        return False
    step = is_right(person.totp_secret, person.id, code)
    if step is None:
        return False
    used = sa.update(Person).where(Person.id == person.id, sa.or_(Person.totp_step.is_(None), Person.totp_step < step))
    done = session.execute(used.values(totp_step=step).execution_options(synchronize_session=False))
    return bool(done.rowcount)  # type: ignore[attr-defined]


def letters_of(sealed: bytes, person_id: UUID) -> str:
    """The secret as it is typed into an app, in groups of four."""
    return _opened(sealed, person_id).pretty_key(sep=" ")


def picture_of(sealed: bytes, person: Person) -> str:
    """The secret as a QR code: the address of an SVG image that needs no request."""
    issuer = current_app.config["SETTINGS"].service_name.replace(":", "")
    address = _opened(sealed, person.id).to_uri(label=person.email, issuer=issuer)
    file = io.BytesIO()
    qrcode.make(address, image_factory=qrcode.image.svg.SvgPathImage, border=2).save(file)
    return "data:image/svg+xml;base64," + base64.b64encode(file.getvalue()).decode()


def _opened(sealed: bytes, person_id: UUID) -> TOTP:
    return TOTP(key=crypto.keyring().unwrap(sealed, where=_where(person_id)), format="raw")
