"""``audit verify``."""

import click
import sqlalchemy.exc
from flask.cli import AppGroup

from reporting.audit import queries

audit_commands = AppGroup("audit", help="The trail of who did and saw what.")


@audit_commands.command()
def verify() -> None:
    """Checks the whole chain. Exit 0 whole, 1 tampered (the first bad entry is named), 2 unreadable."""
    try:
        found = queries.chain()
    except (sqlalchemy.exc.SQLAlchemyError, ValueError, TypeError, AttributeError) as error:
        click.echo(f"The trail cannot be read: {type(error).__name__}.", err=True)
        raise SystemExit(2) from error
    if not found.is_whole:
        click.echo(
            f"Entry {found.bad_number} is {found.fault}; {found.n_entries} entries before it are whole.", err=True
        )
        raise SystemExit(1)
    click.echo(f"Whole: {found.n_entries} entries.")
