"""``oversight look``: what stands out in the trail."""

import click
from flask.cli import AppGroup

from reporting.database import finish
from reporting.oversight import actions, queries

oversight_commands = AppGroup("oversight", help="What stands out in the trail.")


@oversight_commands.command()
def look() -> None:
    """Look through the trail of the last weeks. Safe to repeat: nothing is found twice."""
    n_new, n_open = actions.look(), queries.n_open()
    finish(keep=True)
    click.echo(f"{n_new} new, {n_open} to look at.")
