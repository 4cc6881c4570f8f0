"""``people invite``, ``people list``, ``people suspend``."""

import click
from flask import current_app
from flask.cli import AppGroup

from reporting import clock
from reporting.centres import queries as centres
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.database import finish
from reporting.people import actions, queries
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
    person = queries.by_email(email)
    if person is None:
        click.echo(f"{email} has no account.", err=True)
        raise SystemExit(1)
    actions.suspend(person)
    finish(keep=True)
    click.echo(f"{person.email} is suspended.")
