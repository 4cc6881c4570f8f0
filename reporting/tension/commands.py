"""``tension remind``, ``tension returns`` and ``tension levels``."""

import json
from datetime import timedelta
from typing import Any

import click
from flask.cli import AppGroup

from reporting import clock
from reporting.database import finish
from reporting.tension import wording
from reporting.tension.levels import actions as levels
from reporting.tension.levels import queries as standing
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


@tension_commands.command("levels")
@click.option("--week", callback=_week, help="ISO week as YYYY-Www; default: the present one.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def levels_(week: str, format_: str) -> None:
    """Work out the level of each ward of a week, and list it with its reasons."""
    levels.work_out(week)
    finish(keep=True)
    monday, _sunday = clock.week_days(week)
    wards = standing.standings(week, before=clock.iso_week(monday - timedelta(days=7)))
    if format_ == "json":
        click.echo(json.dumps({"week": week, "wards": [_as_json(one) for one in wards]}, ensure_ascii=False))
        return
    for one in wards:
        reasons = "; ".join(wording.why(reason) for reason in one.reasons)
        click.echo(f"{one.code:12} {one.level or '-'} {reasons}")


def _as_json(one: standing.Standing) -> dict[str, Any]:
    return {
        "code": one.code,
        "level": one.level,
        "tier": wording.tier(one.level) if one.level else None,
        "reasons": [{"level": reason.level, "key": reason.key, "number": reason.number} for reason in one.reasons],
        "worked_out": one.worked_out,
        "disagrees": one.disagrees or None,
    }
