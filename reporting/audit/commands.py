"""``audit verify`` and ``audit anchor``."""

from pathlib import Path

import click
import sqlalchemy.exc
from flask.cli import AppGroup

from reporting.audit import actions, anchors, queries
from reporting.audit.verdict import Fault, Verdict

audit_commands = AppGroup("audit", help="The trail of who did and saw what.")


@audit_commands.command()
@click.option(
    "--anchors",
    "file",
    type=click.Path(path_type=Path),
    help="A file of anchors, or a published monthly summary in JSON; the settings' file when left out.",
)
def verify(file: Path | None) -> None:
    """Checks the whole chain, then every anchor against it.

    Exit 0 whole, 1 tampered (the first bad entry is named), 2 unreadable.
    """
    try:
        found = queries.chain(anchors.read(file) if file else queries.kept_anchors())
    except anchors.AnchorsDamaged as error:
        click.echo(str(error), err=True)
        raise SystemExit(2) from error
    except (sqlalchemy.exc.SQLAlchemyError, ValueError, TypeError, AttributeError) as error:
        click.echo(f"The trail cannot be read: {type(error).__name__}.", err=True)
        raise SystemExit(2) from error
    if not found.is_whole:
        click.echo(told(found), err=True)
        raise SystemExit(1)
    agree = "one anchor agrees" if found.n_anchors == 1 else f"{found.n_anchors} anchors agree"
    beside = f", and {agree} with them" if found.n_anchors else ""
    click.echo(f"Whole: {found.n_entries} entries{beside}.")


def told(found: Verdict) -> str:
    """What is wrong, in a sentence."""
    if found.fault is Fault.TRUNCATED:
        return f"The trail is truncated: entry {found.bad_number} is the first that is gone. An anchor lies beyond it."
    if found.fault is Fault.REWRITTEN:
        return (
            f"Entry {found.bad_number} is rewritten: it is not the one that was anchored. "
            f"Up to entry {found.n_entries} the trail agrees with its anchors."
        )
    return f"Entry {found.bad_number} is {found.fault}; {found.n_entries} entries before it are whole."


@audit_commands.command()
def anchor() -> None:
    """Appends the number and the seal of the last entry to the file of anchors. Safe to repeat.

    Exit 1 when the trail contradicts its last anchor, 2 when the file cannot be read or written.
    """
    try:
        written = actions.anchor_head()
    except anchors.AnchorContradicted as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from error
    except (anchors.AnchorsDamaged, OSError) as error:
        click.echo(str(error), err=True)
        raise SystemExit(2) from error
    click.echo(f"Anchored entry {written.number}." if written else "Nothing new to anchor.")
