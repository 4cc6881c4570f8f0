"""``digests send``."""

from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from reporting import clock
from reporting.database import finish
from reporting.digests import actions, files, queries
from reporting.digests.actions import WardDigest

digest_commands = AppGroup("digests", help="The weekly digest for each ward team.")


def _week(_context: Any, _option: Any, value: str | None) -> str:
    if value is None:
        return clock.last_complete_week(clock.today())
    try:
        clock.week_days(value)
    except ValueError as error:
        raise click.BadParameter("a week is written YYYY-Www, for example 2026-W47") from error
    return value


@digest_commands.command()
@click.option("--week", callback=_week, help="ISO week as YYYY-Www; default: the last complete one.")
@click.option("--ward", help="Code of one ward; default: every ward.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent; store and post nothing.")
@click.option(
    "--to-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Also write <week>-<ward code>.html, .pdf and .eml here, for digests made earlier too.",
)
def send(week: str, ward: str | None, dry_run: bool, to_dir: Path | None) -> None:
    """Compose the digest of each ward team, store it, and post a letter that says only that there is news.

    Repeating it sends nothing twice.
    """
    try:
        wards = actions.wards_to_tell(week, ward)
    except actions.WeekNotOver:
        _refuse(f"The week {week} is not over yet: its digest is made on the Monday after.")
    except actions.NoSuchWard:
        _refuse(f"There is no ward with the code {ward}.")
    if not wards:
        _refuse("There are no wards yet: import them with 'places import-wards'.")
    n_unwritten = 0
    for code, name in wards:
        outcome = actions.send_to_ward(week, code, name)
        click.echo(_said(outcome, dry_run))
        if to_dir:
            n_unwritten += not _written(week, code, to_dir)
        finish(keep=not dry_run)
    if n_unwritten:
        raise SystemExit(1)


def _said(outcome: WardDigest, is_rehearsal: bool) -> str:
    ward = f"{outcome.ward_code} {outcome.ward_name}"
    if not outcome.is_new:
        return f"{ward}: made before, nothing sent."
    made = "would be made" if is_rehearsal else "made"
    return f"{ward}: {made}; {outcome.n_reports} new; letters posted: {outcome.n_letters}."


def _written(week: str, ward_code: str, folder: Path) -> bool:
    digest = queries.stored(week, ward_code)
    if digest is None:
        return False
    try:
        files.write(digest, folder)
    except OSError as error:
        click.echo(f"{folder}: the files of {ward_code} could not be written ({error.strerror}).", err=True)
        return False
    return True


def _refuse(sentence: str) -> None:
    finish(keep=False)
    click.echo(sentence, err=True)
    raise SystemExit(1)
