"""Changing accounts."""

import re
import secrets
from uuid import UUID

import sqlalchemy as sa
from flask import current_app
from flask_security import hash_password, verify_password
from flask_security.utils import login_user, logout_user
from itsdangerous import BadData, URLSafeTimedSerializer

from reporting import clock
from reporting.audit.actions import record
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.database import is_writing, reader, session
from reporting.i18n import is_offered
from reporting.people import queries
from reporting.people.models import Person, WardGrant
from reporting.places import queries as places
from reporting.policy import CENTRE_ROLES, WARD_ROLES, Role

INVITATION_SECONDS = 72 * 3600
PASSPHRASE_SIGNS = 15
EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


class PersonRefused(Exception):
    """The account cannot be made so; the message says why."""


def add_person(
    email: str,
    *,
    name: str,
    role: Role,
    centre: ThirdPartyReportingCentre | None = None,
    ward_codes: tuple[str, ...] = (),
    language: str = "en",
    passphrase: str = "",
) -> Person:
    """A new account; without a passphrase nobody can sign in to it until its invitation is used."""
    if queries.by_email(email):
        raise PersonRefused(f"{email} has an account already.")
    if not EMAIL.fullmatch(email.strip()) or not name.strip():
        raise PersonRefused("An account needs an e-mail address and a name.")
    if not is_offered(language):
        raise PersonRefused(f"The language {language} is not offered here.")
    if (role in CENTRE_ROLES) != (centre is not None):
        raise PersonRefused(f"The role {role.value} {'needs a' if role in CENTRE_ROLES else 'has no'} centre.")
    if (role in WARD_ROLES) != bool(ward_codes):
        raise PersonRefused(f"The role {role.value} {'needs at least one' if role in WARD_ROLES else 'has no'} ward.")
    known = {ward.code for ward in places.wards_of(places.current_edition())}
    if unknown := sorted(set(ward_codes) - known):
        raise PersonRefused(f"No ward of the current edition has the code {', '.join(unknown)}.")
    person = Person(
        email=email.strip().lower(),
        display_name=name,
        role=role,
        centre=centre,
        language=language,
        password=hash_password(passphrase) if passphrase else None,
        fs_uniquifier=secrets.token_hex(32),
        ward_grants=[WardGrant(ward_code=code) for code in ward_codes],
    )
    session.add(person)
    session.flush()
    record("person:added", object_id=person.id, detail=role.value)
    return person


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="invitation")


def invitation_for(person: Person) -> str:
    """A token that lets its holder choose the passphrase, once, within 72 hours."""
    return _serializer().dumps([str(person.id), person.fs_uniquifier])


def invited(token: str) -> Person | None:
    """Whom an invitation is for, or None once it was used, is too old or is not ours."""
    try:
        person_id, uniquifier = _serializer().loads(token, max_age=INVITATION_SECONDS)
    except (BadData, ValueError, TypeError):
        return None
    # A second use at the same moment waits here for the first, and finds it used.
    person = session.get(Person, UUID(person_id), with_for_update={"of": Person} if is_writing() else None)
    is_open = person is not None and person.active and person.password is None and person.fs_uniquifier == uniquifier
    return person if is_open else None


def accept_invitation(person: Person, hashed: str) -> None:
    """Sets the passphrase, hashed already; the invitation is used up."""
    person.password = hashed
    person.fs_uniquifier = secrets.token_hex(32)
    record("person:invitation:used", object_id=person.id)


def suspend(person: Person) -> None:
    """Ends every session of the account and lets nobody sign in to it."""
    person.active = False
    person.fs_uniquifier = secrets.token_hex(32)
    record("person:suspended", object_id=person.id)


def known_by(email: str, passphrase: str) -> Person | None:
    """The active person these belong to. Does the same work whether or not there is one.

    The slow part runs before the request begins to write, so that nobody's report waits for a sign-in.
    """
    with reader() as reading:
        stored = reading.scalar(sa.select(Person.password).where(queries.has_email(email), Person.active))
    if not stored:
        hash_password(passphrase)
        return None
    return queries.by_email(email) if verify_password(passphrase, stored) else None


def sign_in(person: Person, *, way: str) -> None:
    """Begins a session. ``way`` names how the person was recognised."""
    login_user(person, remember=False, authn_via=[way])
    person.last_seen_at = clock.now()
    record("session:begun", object_id=person.id, detail=way)


def sign_out() -> None:
    """Ends the session of this browser."""
    record("session:ended")
    logout_user()


def choose_language(person: Person, code: str) -> None:
    """The language of the person's pages and mails."""
    person.language = code
