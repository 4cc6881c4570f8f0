"""Passkeys (WebAuthn level 2) through py_webauthn: what the browser is asked to sign, and whether it did.

A challenge is kept in the session's row and taken out before the answer is looked at, so that no answer serves twice.
"""

import json
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa
import webauthn
from flask import current_app
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from reporting import clock
from reporting.database import session
from reporting.people.factors.models import Passkey
from reporting.people.models import Person
from reporting.people.sessions.models import PersonSession

MOST = 10
REFUSALS = (
    WebAuthnException,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RecursionError,
)  # whatever a made-up answer provokes


def of(person: Person) -> list[Passkey]:
    """A person's passkeys, the oldest first."""
    chosen = sa.select(Passkey).where(Passkey.person_id == person.id).order_by(Passkey.added_at)
    return list(session.scalars(chosen))


def ask_to_make(person: Person, row: PersonSession) -> str:
    """What the browser needs to make a passkey (JSON); its challenge waits in the session."""
    options = webauthn.generate_registration_options(
        rp_id=_host(),
        rp_name=current_app.config["SETTINGS"].service_name,
        user_id=person.id.bytes,
        user_name=person.email,
        user_display_name=person.display_name,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one.credential_id) for one in of(person)],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
    )
    row.challenge = bytes_to_base64url(options.challenge)
    return webauthn.options_to_json(options)


def made(person: Person, row: PersonSession, answer: str, *, name: str) -> Passkey | None:
    """The new passkey if the browser's answer holds; otherwise None."""
    challenge, row.challenge = row.challenge, ""
    if not challenge or len(of(person)) >= MOST:
        return None
    try:
        found = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=_host(),
            expected_origin=_origin(),
            require_user_verification=True,
        )
    except REFUSALS:
        return None
    if session.scalar(sa.select(Passkey.id).where(Passkey.credential_id == found.credential_id)):
        return None
    passkey = Passkey(
        person_id=person.id,
        credential_id=found.credential_id,
        public_key=found.credential_public_key,
        sign_count=found.sign_count,
        name=name,
        added_at=clock.now(),
    )
    session.add(passkey)
    return passkey


def ask_to_use(person: Person, row: PersonSession) -> str:
    """What the browser needs to show that one of the person's passkeys is at hand (JSON)."""
    options = webauthn.generate_authentication_options(
        rp_id=_host(),
        allow_credentials=[PublicKeyCredentialDescriptor(id=one.credential_id) for one in of(person)],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    row.challenge = bytes_to_base64url(options.challenge)
    return webauthn.options_to_json(options)


def accept(person: Person, row: PersonSession, answer: str) -> bool:
    """Whether the browser's answer was signed by one of the person's passkeys over the challenge that waits here."""
    challenge, row.challenge = row.challenge, ""
    if not challenge:
        return False
    try:
        given: dict[str, Any] = json.loads(answer)
        raw_id = base64url_to_bytes(given["id"])
        passkey = next((one for one in of(person) if one.credential_id == raw_id), None)
        if passkey is None:
            return False
        found = webauthn.verify_authentication_response(
            credential=given,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=_host(),
            expected_origin=_origin(),
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except REFUSALS:
        return False
    passkey.sign_count, passkey.used_at = found.new_sign_count, clock.now()
    return True


def _origin() -> str:
    parts = urlsplit(current_app.config["SETTINGS"].base_url)
    return f"{parts.scheme}://{parts.netloc}"


def _host() -> str:
    return urlsplit(current_app.config["SETTINGS"].base_url).hostname or "localhost"
