"""Changing accounts."""

import re
import secrets
from collections.abc import Iterable
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from blinker import Namespace
from flask_babel import gettext as _
from flask_security import hash_password, verify_password

from reporting import clock
from reporting.audit.actions import record
from reporting.audit.queries import was_ever
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.database import reader, session
from reporting.i18n import full_date, is_offered
from reporting.mail.actions import post
from reporting.people import queries
from reporting.people.appointments.queries import TWO_APPROVERS, approvers
from reporting.people.models import Person, WardGrant
from reporting.people.sessions import actions as sessions
from reporting.places import queries as places
from reporting.policy import CENTRE_ROLES, ROLES, WARD_ROLES, Role

role_changed = Namespace().signal("role_changed")
"""Sent with (person=…) when somebody reads other parts of reports from now on; rooms above hear of it."""
EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


class PersonRefused(Exception):
    """The account cannot be made so; the message says why. ``field`` names what is wrong."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def refuse_impossible(
    email: str,
    *,
    name: str,
    role: Role,
    centre: ThirdPartyReportingCentre | None,
    ward_codes: Iterable[str],
    language: str,
    by: Person | None = None,
    is_new: bool = True,
) -> None:
    """Raises PersonRefused for an account that cannot be, or that ``by`` may not give."""
    codes = set(ward_codes)
    found = queries.by_email(email) if is_new else None
    if found and (found.password or (by is not None and found.role not in ROLES[by.role].grants)):
        raise PersonRefused(_("This address has an account already."), field="email")
    if not EMAIL.fullmatch(email.strip()):
        raise PersonRefused(_("Enter an e-mail address, such as name@example.org"), field="email")
    if not name.strip():
        raise PersonRefused(_("Enter the name that colleagues see"), field="name")
    if not is_offered(language):
        raise PersonRefused(_("This language is not offered here."), field="language")
    if (role in CENTRE_ROLES) != (centre is not None):
        needs = _("This role needs a centre. Choose one.") if centre is None else _("This role has no centre.")
        raise PersonRefused(needs, field="centre")
    if (role in WARD_ROLES) != bool(codes):
        needs = _("This role needs at least one ward.") if not codes else _("This role has no wards.")
        raise PersonRefused(needs, field="wards")
    _refuse_unknown_wards(codes)
    if by is not None:
        _refuse_beyond(by, role=role, centre=centre, codes=codes)


def _refuse_unknown_wards(codes: set[str]) -> None:
    known = {ward.code for ward in places.wards_of(places.current_edition())}
    if unknown := sorted(codes - known):
        raise PersonRefused(_("No ward in force has the code %(codes)s.", codes=", ".join(unknown)), field="wards")


def _refuse_beyond(by: Person, *, role: Role, centre: ThirdPartyReportingCentre | None, codes: set[str]) -> None:
    """Nobody gives a role that is not below their own, nor a centre or ward that is not theirs."""
    if role not in ROLES[by.role].grants:
        raise PersonRefused(_("You cannot give this role."), field="role")
    if by.centre_id and (centre is None or centre.id != by.centre_id):
        raise PersonRefused(_("You can only ask somebody in to your own centre."), field="centre")
    if by.role in WARD_ROLES and not codes <= by.ward_codes_on(clock.today()):
        raise PersonRefused(_("You can only give wards that you answer for yourself."), field="wards")


def add_person(
    email: str,
    *,
    name: str,
    role: Role,
    centre: ThirdPartyReportingCentre | None = None,
    ward_codes: tuple[str, ...] = (),
    wards_from_on: date | None = None,
    wards_to_on: date | None = None,
    language: str = "en",
    passphrase: str = "",
) -> Person:
    """An account; without a passphrase nobody can sign in to it. One that was never taken up is made anew.

    Raises PersonRefused.
    """
    refuse_impossible(email, name=name, role=role, centre=centre, ward_codes=ward_codes, language=language)
    person = queries.by_email(email) or Person(email=email.strip().lower(), fs_uniquifier=secrets.token_hex(32))
    person.display_name, person.role, person.centre, person.language = name, role, centre, language
    person.password = hash_password(passphrase) if passphrase else None
    person.active = True
    person.ward_grants[:] = [WardGrant(ward_code=code, from_on=wards_from_on, to_on=wards_to_on) for code in ward_codes]
    session.add(person)
    session.flush()
    record("person:added", object_id=person.id, detail=role.value)
    return person


def suspend(person: Person) -> None:
    """Ends every session of the account and lets nobody sign in to it."""
    _remember_two_approvers()
    person.active = False
    sessions.end_all_of(person.id, by="suspended")
    record("person:suspended", object_id=person.id)


def _remember_two_approvers() -> None:
    """One of two who can approve may be about to go: that there were two stays true, or one could rid herself of the other."""
    if len(approvers()) >= 2 and not was_ever(TWO_APPROVERS):
        record(TWO_APPROVERS)


def restore(person: Person) -> None:
    """A suspended account can be signed in to again."""
    person.active = True
    record("person:restored", object_id=person.id)


def give_role(
    person: Person, role: Role, *, centre: ThirdPartyReportingCentre | None, ward_codes: Iterable[str]
) -> None:
    """Another role, with its centre or wards, in place of the old one. Every session ends."""
    _remember_two_approvers()
    person.role, person.centre = role, centre
    person.ward_grants[:] = [WardGrant(ward_code=code) for code in sorted(ward_codes)]
    sessions.end_all_of(person.id, by="role")
    record("person:role:changed", object_id=person.id, detail=role.value)
    session.flush()
    role_changed.send(person=person)
    tell_of_change(person, about=person.id)


def add_ward(person: Person, code: str, *, from_on: date | None, to_on: date | None, by: Person | None = None) -> None:
    """A ward more, perhaps only for some days; never for longer than whoever gives it has it. Every session ends.

    Raises PersonRefused.
    """
    if person.role not in WARD_ROLES:
        raise PersonRefused(_("This role has no wards."), field="wards")
    _refuse_unknown_wards({code})
    if from_on and to_on and to_on < from_on:
        raise PersonRefused(_("The last day lies before the first."), field="to_on")
    if by is not None and by.role in WARD_ROLES:
        own = [grant.to_on for grant in by.ward_grants if grant.ward_code == code and grant.covers(clock.today())]
        last = None if None in own else max((day for day in own if day), default=clock.today())
        if last is not None and (to_on is None or to_on > last):
            raise PersonRefused(
                _("You answer for this ward yourself until %(day)s only.", day=full_date(last)), field="to_on"
            )
    person.ward_grants.append(WardGrant(ward_code=code, from_on=from_on, to_on=to_on))
    _wards_changed(person)


def remove_ward(person: Person, grant_id: UUID, *, among: frozenset[str] | None = None) -> bool:
    """Takes a ward away (one of ``among``, where given). Every session ends. Returns False when it was not theirs."""
    found = next((grant for grant in person.ward_grants if grant.id == grant_id), None)
    if found is None or (among is not None and found.ward_code not in among):
        return False
    person.ward_grants.remove(found)
    session.delete(found)
    _wards_changed(person)
    return True


def _wards_changed(person: Person) -> None:
    session.flush()
    sessions.end_all_of(person.id, by="wards")
    record("person:wards:changed", object_id=person.id)


def change_passphrase(person: Person, hashed: str, *, here: UUID) -> None:
    """Another passphrase, hashed already. Every session but the one it was changed in ends."""
    person.password = hashed
    sessions.end_all_of(person.id, by="passphrase", but=here)
    record("person:passphrase:changed", object_id=person.id)
    tell_of_change(person, about=here)


def tell_of_change(person: Person, *, about: UUID) -> None:
    """A letter that something about the account was changed, in case it was not the person."""
    post(person, kind="account", claim=f"account:{about}:{clock.now().isoformat()}")


Proof = tuple[UUID, str]
"""Whose passphrase was right, and the hash it was right for."""


def recognised(email: str, passphrase: str) -> Proof | None:
    """The proof that this is the passphrase of the active person at this address. The same work is done for nobody.

    The slow part runs before the request begins to write, so that nobody's report waits for a sign-in: ``still`` looks
    whether it holds by then.
    """
    person_id, stored = whose(email)
    if not stored:
        hash_password(passphrase)
        return None
    return (person_id, stored) if person_id and verify_password(passphrase, stored) else None


def still(proof: Proof) -> Person | None:
    """The person of a proof, in the session of the request, unless the passphrase was changed while it was looked at."""
    person_id, stored = proof
    person = session.get(Person, person_id)
    return person if person is not None and person.active and person.password == stored else None


def whose(email: str) -> tuple[UUID | None, str | None]:
    """(id, hashed passphrase) of the active person at this address."""
    with reader() as reading:
        chosen = sa.select(Person.id, Person.password).where(queries.has_email(email), Person.active)
        row = reading.execute(chosen).one_or_none()
    return (row.id, row.password) if row else (None, None)


def choose_language(person: Person, code: str) -> None:
    """The language of the person's pages and mails."""
    person.language = code


def tell_coordinators(claim: str) -> None:
    """A letter to every coordinator that there is news, once for each claim."""
    for coordinator in queries.with_role(Role.COORDINATOR):
        post(coordinator, kind="update", claim=claim)
