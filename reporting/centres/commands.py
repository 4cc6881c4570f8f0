"""``centres add``, ``centres list``, ``centres move``, ``centres verify``, ``centres confirm``."""

from typing import NoReturn

import click
from flask.cli import AppGroup

from reporting.centres import actions, queries, typed
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.centres.vocabulary import CentreStatus
from reporting.database import finish

centre_commands = AppGroup("centres", help="Third-party reporting centres.")
STATUS = click.Choice([status.value for status in CentreStatus])


def _refuse(reason: str) -> NoReturn:
    finish(keep=False)
    click.echo(reason, err=True)
    raise SystemExit(1)


def _known(code: str) -> ThirdPartyReportingCentre:
    return queries.by_code(code) or _refuse(f"There is no centre with the code {code}.")


@centre_commands.command()
@click.argument("name")
@click.option("--code", required=True, help="A short code of your own, such as KCNC.")
@click.option("--postcode", default="")
@click.option("--status", type=STATUS, default=CentreStatus.ACTIVE.value, show_default=True)
@click.option("--contact", default="", help="E-mail address of a worker there, for verification letters; never public.")
def add(name: str, code: str, postcode: str, status: str, contact: str) -> None:
    """Add a centre. Adding the same code again changes nothing."""
    place, address = typed.postcode(postcode) if postcode else "", typed.email(contact) if contact else ""
    if place is None:
        _refuse(f"{postcode} is no postcode.")
    if address is None:
        _refuse(f"{contact} is no e-mail address.")
    try:
        actions.add_centre(
            code=code, name=name, postcode=place, status=CentreStatus(status), contact_email=address
        )  # fmt: skip
    except actions.CodeTaken:
        click.echo(f"{code} is there already.")
        return
    finish(keep=True)
    click.echo(f"{code} added.")


@centre_commands.command("list")
def list_() -> None:
    """Every centre, where it stands, and on which day its details were last confirmed."""
    for centre in queries.known():
        verified = f"{centre.verified_on:%Y-%m-%d}" if centre.verified_on else "never"
        click.echo(f"{centre.code:12} {centre.status.value:10} {verified:10} {centre.name}")


@centre_commands.command()
@click.argument("code")
@click.argument("status", type=STATUS)
def move(code: str, status: str) -> None:
    """Move a centre on in its life, as the coordinator does."""
    centre = _known(code)
    old = centre.status
    try:
        actions.move(centre, CentreStatus(status))
    except actions.MoveRefused:
        _refuse(f"{code} is {old.value} and cannot become {status} from there.")
    finish(keep=True)
    click.echo(f"{code} is {status}.")


@centre_commands.command()
def verify() -> None:
    """Put the letters in the outbox that ask centres whether their details are still right. Safe to repeat."""
    n_letters = actions.post_due_letters()
    finish(keep=True)
    click.echo(f"{n_letters} posted.")


@centre_commands.command()
@click.argument("code")
def confirm(code: str) -> None:
    """Say that the details of a centre are right: somebody has rung them."""
    actions.confirm(_known(code), way="by_call")
    finish(keep=True)
    click.echo(f"{code} confirmed.")
