"""``centres add`` and ``centres list``."""

import click
from flask.cli import AppGroup

from reporting.audit.actions import record
from reporting.centres import queries
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.database import finish, session

centre_commands = AppGroup("centres", help="Third-party reporting centres.")


@centre_commands.command()
@click.argument("name")
@click.option("--code", required=True, help="A short code of your own, such as KCNC.")
@click.option("--postcode", default="")
def add(name: str, code: str, postcode: str) -> None:
    """Add a centre. Adding the same code again changes nothing."""
    if queries.by_code(code):
        click.echo(f"{code} is there already.")
        return
    centre = ThirdPartyReportingCentre(name=name, code=code, postcode=postcode)
    session.add(centre)
    session.flush()
    record("centre:added", object_id=centre.id)
    finish(keep=True)
    click.echo(f"{code} added.")


@centre_commands.command("list")
def list_() -> None:
    """Every centre."""
    for centre in queries.known():
        click.echo(f"{centre.code:12} {centre.status.value:10} {centre.name}")
