"""``tension remind`` and ``tension returns``."""

from typing import Any

import click
from flask.cli import AppGroup

from reporting import clock
from reporting.database import finish
from reporting.tension.returns import actions, queries

tension_commands = AppGroup("tension", help="The weekly returns of the centres.")


def _week(_context: Any, _option: Any, value: str | None) -> str:
    if value is None:
        return clock.iso_week(clock.today())
    try:
        clock.week_days(value)
    except (ValueError, OverflowError) as error:
        raise click.BadParameter("a week is written YYYY-Www, for example 2026-W47") from error
    return value


@tension_commands.command()
def remind() -> None:
    """Post neutral letters where a return is missing. Repeating it posts nothing twice."""
    n_posted = actions.remind()
    finish(keep=True)
    click.echo(f"Letters posted: {n_posted}.")


@tension_commands.command()
@click.option("--week", callback=_week, help="ISO week as YYYY-Www; default: the present one.")
def returns(week: str) -> None:
    """List what each centre gave for a week: given, nil or missing."""
    for centre, given in queries.of_week(week):
        click.echo(f"{centre.code:12} {queries.state_of(given).value:10} {centre.name}")
