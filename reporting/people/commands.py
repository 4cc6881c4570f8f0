"""``people invite``, ``list``, ``suspend``, ``recover``, ``record``, ``remind``."""

from datetime import datetime
from typing import NoReturn

import click
from flask.cli import AppGroup

from reporting import clock
from reporting.audit.actions import record as write_down
from reporting.centres import queries as centres
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.database import finish
from reporting.people import actions, queries
from reporting.people.appointments import actions as appointments
from reporting.people.appointments import queries as waiting
from reporting.people.appointments.models import Appointment
from reporting.people.models import Person
from reporting.people.training import actions as training
from reporting.policy import Role

people_commands = AppGroup("people", help="Accounts of volunteers, officers and coordinators.")


@people_commands.command()
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]))
@click.option("--name", required=True, help="The name colleagues see.")
@click.option("--centre", help="Code of the centre.")
@click.option("--ward", "wards", multiple=True, help="Code of a ward; may be repeated.")
@click.option("--language", default="en", show_default=True)
@click.option("--bootstrap", is_flag=True, help="The first administrator, while nobody has an account.")
def invite(
    email: str, role: str | None, name: str, centre: str | None, wards: tuple[str, ...], language: str, bootstrap: bool
) -> None:
    """Ask somebody in. Prints and mails a link that works once, within 72 hours.

    Once two people can approve, roles that see content wait for one of them, on the page People.
    """
    chosen = Role(role) if role else Role.ADMINISTRATOR
    if bootstrap and chosen is not Role.ADMINISTRATOR:
        raise click.UsageError("--bootstrap is for the first administrator only.")
    if not bootstrap and role is None:
        raise click.UsageError("Missing option '--role'.")
    is_empty = not queries.everyone()
    if bootstrap and not is_empty:
        _refuse("--bootstrap is possible only while nobody has an account.")
    if is_empty and chosen is Role.ADMINISTRATOR and not bootstrap:
        _refuse("The first administrator is asked in with --bootstrap.")
    try:
        one = appointments.invite(
            email,
            name=name,
            role=chosen,
            by=None,
            centre=_centre(centre),
            ward_codes=wards,
            language=language,
        )
    except actions.PersonRefused as error:
        _refuse(str(error))
    if bootstrap:
        write_down("people:bootstrap", object_id=one.id)
    _say(one)


def _say(one: Appointment) -> None:
    """The link, or that somebody has to approve it first."""
    address = appointments.address_of(one) if one.ready_at else ""
    finish(keep=True)
    if address:
        click.echo(address)
    else:
        click.echo("It waits for somebody to approve it on the page People. The link is mailed then.")


def _refuse(reason: str) -> NoReturn:
    finish(keep=False)
    click.echo(reason, err=True)
    raise SystemExit(1)


def _centre(code: str | None) -> ThirdPartyReportingCentre | None:
    if not code:
        return None
    found = centres.by_code(code)
    if found is None:
        raise actions.PersonRefused(f"There is no centre with the code {code}.")
    return found


@people_commands.command("list")
def list_() -> None:
    """Everyone who has an account."""
    for person in queries.everyone():
        wards = ",".join(sorted(person.ward_codes_on(clock.today())))
        place = person.centre.code if person.centre else wards
        state = "active" if person.active else "suspended"
        click.echo(f"{person.email:32} {person.role.value:22} {place:16} {state}")


@people_commands.command("suspend")
@click.argument("email")
def suspend(email: str) -> None:
    """End every session of an account and let nobody sign in to it. Invitations to the address end too."""
    person, open_ones = queries.by_email(email), waiting.of_address(email)
    if person is None and not open_ones:
        _refuse(f"{email} has no account.")
    for one in open_ones:
        appointments.withdraw(one)
    if person is not None:
        appointments.suspend(person)
    finish(keep=True)
    click.echo(f"{email} is suspended.")


@people_commands.command("recover")
@click.argument("email")
def recover(email: str) -> None:
    """Let somebody in again who lost their passphrase or every second factor.

    Ends their sessions. Where two people can approve, one of them has to, on the page People.
    """
    person = queries.by_email(email)
    if person is None or not person.active:
        _refuse(f"{email} has no active account.")
    try:
        one = appointments.recover(person, by=None)
    except actions.PersonRefused as error:
        _refuse(str(error))
    _say(one)


DAY = click.DateTime(formats=["%Y-%m-%d"])


@people_commands.command("record")
@click.argument("email")
@click.option("--dbs-on", type=DAY, metavar="YYYY-MM-DD", help="Day of the DBS check.")
@click.option("--agreement-on", type=DAY, metavar="YYYY-MM-DD", help="Day the confidentiality agreement was signed.")
def record(email: str, dbs_on: datetime | None, agreement_on: datetime | None) -> None:
    """Write down when somebody was checked and when they signed. What the check said is never kept."""
    given = {name: day.date() for name, day in (("dbs_on", dbs_on), ("agreement_on", agreement_on)) if day}
    if not given:
        raise click.UsageError("Say --dbs-on, --agreement-on or both.")
    person = _known(email)
    try:
        training.record_vetting(person, **given)
    except training.DayRefused as refusal:
        _refuse(f"{refusal.field}: {refusal} Nothing was changed.")
    finish(keep=True)
    click.echo(f"{person.email}: {', '.join(f'{name} {day}' for name, day in given.items())}.")


@people_commands.command("remind")
def remind() -> None:
    """Write to those whose certificate runs out in 30 or 7 days, or has run out. Safe to repeat."""
    n_letters = training.remind()
    finish(keep=True)
    click.echo(f"Letters put in the outbox: {n_letters:,}.")


def _known(email: str) -> Person:
    person = queries.by_email(email)
    if person is None:
        _refuse(f"{email} has no account.")
    return person
