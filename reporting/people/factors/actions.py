"""Setting factors up, taking them away, and giving one."""

from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from flask import current_app, g

from reporting import database
from reporting.audit.actions import record
from reporting.database import session
from reporting.people import actions as people
from reporting.people.factors import passkeys, recovery_codes, totp
from reporting.people.factors.models import Passkey, RecoveryCode
from reporting.people.models import Person
from reporting.people.sessions import actions as sessions
from reporting.people.sessions import door
from reporting.people.sessions.models import PersonSession
from reporting.people.sessions.tries import try_factor
from reporting.policy import Role

PASSKEY_FIRST = frozenset({Role.COORDINATOR, Role.DATA_PROTECTION_LEAD, Role.ADMINISTRATOR})


def has_any(person: Person) -> bool:
    """Whether the person has set up a factor."""
    return person.totp_secret is not None or bool(passkeys.of(person))


def is_owed_by_all() -> bool:
    """Whether this instance asks everyone for a second factor: a real one does, a demonstration does not."""
    return not current_app.config["SETTINGS"].is_demonstration


def owes(person: Person) -> bool:
    """Whether a passphrase alone does not let this person in."""
    return is_owed_by_all() or has_any(person)


@dataclass(frozen=True)
class Given:
    """What became of a factor that was given. ``way`` names it for the trail; ``wait`` is how long to wait first."""

    is_right: bool
    way: str = ""
    wait: timedelta = timedelta()


def give(*, code: str = "", recovery: str = "", passkey: str = "") -> Given:
    """Checks a factor of the person whose session this is, open or not; one wrong try more makes the next one wait.

    The count is kept in a transaction of its own, so this ends the unit that the request has begun and opens it anew.
    """
    database.finish(keep=False)
    counted = try_factor(g.door.row.person_id)
    if counted.wait:
        return Given(False, wait=counted.wait)
    person, row = door.person_here(), door.own_session_or_404()
    if passkey:
        is_right, way = passkeys.accept(person, row, passkey), "passkey"
    elif recovery:
        is_right, way = recovery_codes.accept(person.id, recovery), "recovery_code"
        if is_right:
            people.tell_of_change(person, about=row.id)
    else:
        is_right, way = totp.accept(person, code), "code"
    if not is_right:
        database.finish(keep=True)  # the challenge is used up whatever the answer was
        return Given(False)
    database.finish(keep=True)
    counted.was_right()
    return Given(True, way)


def keep_app(person: Person, sealed: bytes, code: str) -> bool:
    """Sets the code app up with a secret, once a code from it is right."""
    step = totp.is_right(sealed, person.id, code)
    if step is None:
        return False
    person.totp_secret, person.totp_step = sealed, step
    _changed(person, "app")
    return True


def keep_passkey(person: Person, row: PersonSession, answer: str, *, name: str) -> bool:
    """Keeps a new passkey when the browser's answer holds."""
    if passkeys.made(person, row, answer, name=name) is None:
        return False
    _changed(person, "passkey")
    return True


def remove_app(person: Person) -> None:
    """The code app serves no more."""
    person.totp_secret = None
    _changed(person, "app")


def remove_passkey(person: Person, passkey: Passkey) -> None:
    """One passkey serves no more."""
    session.delete(passkey)
    _changed(person, "passkey")


def remove_all(person: Person) -> None:
    """No factor serves any more: the person sets up new ones."""
    person.totp_secret = person.totp_step = None
    session.execute(sa.delete(Passkey).where(Passkey.person_id == person.id))
    session.execute(sa.delete(RecoveryCode).where(RecoveryCode.person_id == person.id))


def renew_codes(person: Person) -> list[str]:
    """New recovery codes, shown this once."""
    record("person:codes:renewed", object_id=person.id)
    return recovery_codes.renew(person.id)


def _changed(person: Person, which: str) -> None:
    """Every other session of the person ends: whoever sits there has not given the factors that hold now."""
    here = door.session_here()
    sessions.end_all_of(person.id, by="factor", but=here.id if here else None)
    record("person:factor:changed", object_id=person.id, detail=which)
    people.tell_of_change(person, about=person.id)
