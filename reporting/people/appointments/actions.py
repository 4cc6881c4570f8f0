"""Asking for powers, approving them, taking them up."""

from datetime import date

from flask import current_app
from flask_babel import gettext as _

from reporting import clock
from reporting.audit.actions import record
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.database import session
from reporting.mail.actions import post
from reporting.people import actions as people
from reporting.people.appointments import links, queries
from reporting.people.appointments.models import Appointment, Occasion
from reporting.people.factors import actions as factors
from reporting.people.models import Person
from reporting.people.sessions import actions as sessions
from reporting.people.sessions import devices
from reporting.policy import ROLES, Role


def invite(
    email: str,
    *,
    name: str,
    role: Role,
    by: Person | None,
    centre: ThirdPartyReportingCentre | None = None,
    ward_codes: tuple[str, ...] = (),
    wards_from_on: date | None = None,
    wards_to_on: date | None = None,
    language: str = "en",
) -> Appointment:
    """Asks a new colleague in. An earlier invitation to the same address is replaced.

    by   who invites, or None for the operator. Raises PersonRefused.
    """
    people.refuse_impossible(
        email, name=name, role=role, centre=centre, ward_codes=ward_codes, language=language, by=by
    )
    return _ask(
        Appointment(
            occasion=Occasion.JOIN,
            email=email.strip().lower(),
            display_name=name.strip(),
            language=language,
            role=role,
            centre=centre,
            ward_codes=frozenset(ward_codes),
            wards_from_on=wards_from_on,
            wards_to_on=wards_to_on,
        ),
        by=by,
    )


def change_role(
    person: Person,
    role: Role,
    *,
    by: Person | None,
    centre: ThirdPartyReportingCentre | None = None,
    ward_codes: tuple[str, ...] = (),
) -> Appointment:
    """Asks for another role. Where nobody else has to approve, it holds at once. Raises PersonRefused."""
    people.refuse_impossible(
        person.email, name=person.display_name, role=role, centre=centre, ward_codes=ward_codes,
        language=person.language, by=by, is_new=False,
    )  # fmt: skip
    one = _ask(
        Appointment(
            occasion=Occasion.CHANGE,
            email=person.email,
            display_name=person.display_name,
            language=person.language,
            role=role,
            centre=centre,
            ward_codes=frozenset(ward_codes),
            person_id=person.id,
        ),
        by=by,
    )
    _carry_out(one)
    return one


def recover(person: Person, *, by: Person | None) -> Appointment:
    """Begins to let somebody in again who lost their passphrase or every factor: always with a second person."""
    return _ask(
        Appointment(
            occasion=Occasion.RECOVER,
            email=person.email,
            display_name=person.display_name,
            language=person.language,
            role=person.role,
            centre_id=person.centre_id,
            ward_codes=person.ward_codes_today,
            person_id=person.id,
        ),
        by=by,
    )


def needs_approval(occasion: Occasion, role: Role, *, before: Role | None = None) -> bool:
    """Whether a second person has to agree, for ever from the day there were two who could: for roles that see content
    or approve others, for letting somebody in again, and for taking the power to approve away (``before``)."""
    is_grave = ROLES[role].sees_content or {role, before} & set(queries.APPROVERS) or occasion is Occasion.RECOVER
    return bool(is_grave) and queries.were_ever_two()


def _ask(one: Appointment, *, by: Person | None) -> Appointment:
    """Whatever stood for the same address before is replaced. Raises PersonRefused before anything is changed."""
    one.asked_by_id = by.id if by else None
    one.asked_at = clock.now()
    before = session.get_one(Person, one.person_id).role if one.person_id else None
    one.needs_approval = needs_approval(one.occasion, one.role, before=before)
    able = [person for person in queries.approvers() if queries.may_approve(person, one)] if one.needs_approval else []
    if one.needs_approval and not able and by is None:
        one.needs_approval = (
            False  # nobody is left who could: whoever holds the host begins anew, and the trail says so
        )
        record("appointment:alone", object_id=one.person_id or one.id, detail=one.role.value)
    if one.needs_approval and not able:
        raise people.PersonRefused(_("Nobody else can approve this. Your operator can begin it by command."))
    standing = queries.of_address(one.email)
    if by is not None and not all(queries.is_theirs(by, earlier) for earlier in standing):
        raise people.PersonRefused(_("Somebody else has asked for this already."), field="email")
    for earlier in standing:
        _end(earlier, "withdrawn")
    session.add(one)
    session.flush()
    record(f"appointment:{one.occasion.value}:asked", object_id=one.person_id or one.id, detail=one.role.value)
    for approver in able:
        post(approver, kind="update", claim=f"appointment:{one.id}")
    if not one.needs_approval:
        _make_ready(one)
    return one


def approve(one: Appointment, *, by: Person) -> None:
    """The second person agrees."""
    one.approved_by_id = by.id
    record("appointment:approved", object_id=one.person_id or one.id, detail=f"{one.occasion.value} {one.role.value}")
    _make_ready(one)
    _carry_out(one)


def refuse(one: Appointment) -> None:
    """The second person does not agree: nothing is given."""
    _end(one, "refused")


def withdraw(one: Appointment) -> None:
    """Its link works no more; an account that was never taken up cannot be."""
    _end(one, "withdrawn")
    person = session.get(Person, one.person_id) if one.person_id else None
    if person is not None and one.occasion is Occasion.JOIN and not person.password:
        person.active = False


def suspend(person: Person) -> None:
    """Suspends an account with everything that is out for it, and what it asked for and nobody has answered yet."""
    for one in {*queries.of_address(person.email), *queries.asked_by(person)}:
        _end(one, "withdrawn")
    people.suspend(person)


def _end(one: Appointment, how: str) -> None:
    one.ended_at = clock.now()
    record(f"appointment:{how}", object_id=one.person_id or one.id, detail=f"{one.occasion.value} {one.role.value}")


def _make_ready(one: Appointment) -> None:
    one.ready_at = clock.now()
    if one.occasion is Occasion.CHANGE:
        return
    if one.occasion is Occasion.JOIN:
        person = people.add_person(
            one.email,
            name=one.display_name,
            role=one.role,
            centre=one.centre,
            ward_codes=tuple(sorted(one.ward_codes)),
            wards_from_on=one.wards_from_on,
            wards_to_on=one.wards_to_on,
            language=one.language,
        )
        one.person_id = person.id
    else:
        person = session.get_one(Person, one.person_id)
        person.password = None  # what was lost, or stolen, opens nothing from here on
        sessions.end_all_of(person.id, by="recovered")
        people.tell_of_change(person, about=one.id)
    post(person, kind="invitation", claim=f"invitation:{one.id}", about=one.id)


def _carry_out(one: Appointment) -> None:
    """A changed role holds from here on, and ends what was begun under the old one."""
    if one.occasion is not Occasion.CHANGE or one.ready_at is None or one.person_id is None:
        return
    person = session.get_one(Person, one.person_id)
    people.give_role(person, one.role, centre=one.centre, ward_codes=one.ward_codes)
    one.used_at = clock.now()


def take_up(one: Appointment, hashed: str) -> Person:
    """Its holder has chosen a passphrase, hashed already. The link is used up."""
    person = session.get_one(Person, one.person_id)
    if one.occasion is Occasion.RECOVER:
        factors.remove_all(person)
        devices.forget(person.id)
        sessions.end_all_of(person.id, by="recovered")
        record("person:recovered", object_id=person.id)
    else:
        record("person:invitation:used", object_id=person.id)
    person.password = hashed
    one.used_at = clock.now()
    return person


def address_of(one: Appointment) -> str:
    """The whole link, for whoever hands it over by other means than mail."""
    return f"{current_app.config['SETTINGS'].base_url}{links.path_of(one.id)}"
