"""``people invite``, ``people list``, ``people suspend``, ``people record``, ``people remind``."""

from datetime import datetime

import click
from flask import current_app
from flask.cli import AppGroup

from reporting import clock
from reporting.centres import queries as centres
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.database import finish
from reporting.people import actions, queries
from reporting.people.models import Person
from reporting.people.training import actions as training
from reporting.policy import Role

people_commands = AppGroup("people", help="Accounts of volunteers, officers and coordinators.")


@people_commands.command()
@click.argument("email")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--name", required=True, help="The name colleagues see.")
@click.option("--centre", help="Code of the centre.")
@click.option("--ward", "wards", multiple=True, help="Code of a ward; may be repeated.")
@click.option("--language", default="en", show_default=True)
def invite(email: str, role: str, name: str, centre: str | None, wards: tuple[str, ...], language: str) -> None:
    """Make an account and print the link with which its owner chooses a passphrase, once, within 72 hours."""
    try:
        person = actions.add_person(
            email, name=name, role=Role(role), centre=_centre(centre), ward_codes=wards, language=language
        )
    except actions.PersonRefused as error:
        finish(keep=False)
        click.echo(str(error), err=True)
        raise SystemExit(1) from error
    token = actions.invitation_for(person)
    finish(keep=True)
    click.echo(f"{current_app.config['SETTINGS'].base_url}/invitation/{token}")


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
    """End every session of an account and let nobody sign in to it."""
    person = _known(email)
    actions.suspend(person)
    finish(keep=True)
    click.echo(f"{person.email} is suspended.")


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
        finish(keep=False)
        click.echo(f"{refusal.field}: {refusal} Nothing was changed.", err=True)
        raise SystemExit(1) from refusal
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
        click.echo(f"{email} has no account.", err=True)
        raise SystemExit(1)
    return person
