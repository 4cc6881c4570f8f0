"""``reports import``, ``reports discard-drafts``, ``reports dispose``, ``reports dictionary``."""

import csv
import os
import time
from collections.abc import Callable
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from reporting.centres import queries as centres
from reporting.database import finish
from reporting.people import queries as people
from reporting.people.models import Person
from reporting.policy import Role
from reporting.reports import actions, dictionary, drafts
from reporting.reports.csv_tables import ERROR_COLUMN, FileRefused, Table, table
from reporting.reports.importing import MAY_IMPORT, Imported, import_reports

report_commands = AppGroup("reports", help="Reports from files, and the end of drafts and reports.")

PATIENCE_SECONDS = 2.0
PROGRESS_EVERY = 5000


@report_commands.command("dictionary")
def dictionary_() -> None:
    """Write the dictionary of a report's fields, as it stands in docs/dictionary.md."""
    click.echo(dictionary.as_markdown(), nl=False)


@report_commands.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.csv")
@click.option("--centre", "centre_code", default="", metavar="CODE", help="The centre of rows that name none.")
@click.option("--as", "email", default="", metavar="EMAIL",
              help="Whose account takes the reports; not needed where there is exactly one coordinator.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Do the same, say what it would do, and keep nothing.")
def import_(file: Path, centre_code: str, email: str, dry_run: bool) -> None:
    """Import historical or paper reports from a csv file in UTF-8, one report a row.

    Needed are occurred_from and a place: lat and lon, easting and northing, a postcode or a ward's code; the first of
    these that is filled in counts. An empty sharing_choice means statistics_only, whose narrative is not kept.
    A row with an external_reference that was imported before changes nothing. Rows that cannot be taken go to
    FILE.errors.csv with the reason.
    """
    errors_path = file.with_name(f"{file.name.removesuffix('.csv')}.errors.csv")
    try:
        rows = table(_content(file))
        by = _importer(email)
        if centre_code and centres.by_code(centre_code) is None:
            raise FileRefused(f"There is no centre with the code {centre_code}.")
        done = import_reports(rows, by=by, centre_code=centre_code, on_progress=_progress(len(rows.rows)))
        _write_errors(errors_path, rows, done, is_trial=dry_run)
    except FileRefused as refusal:
        finish(keep=False)
        click.echo(f"{refusal} Nothing was imported.", err=True)
        raise SystemExit(1) from refusal
    finish(keep=not dry_run)
    _say(done, errors_path, dry_run)
    if done.failed:
        raise SystemExit(1)


def _content(file: Path) -> bytes:
    if file.is_dir():
        raise FileRefused(f"{file} is a directory, not a file.")
    try:
        return file.read_bytes()
    except OSError as error:
        raise FileRefused(f"{file} cannot be opened: it does not exist, or it may not be read.") from error


def _importer(email: str) -> Person:
    if not email:
        known = people.with_role(Role.COORDINATOR)
        if len(known) != 1:
            raise FileRefused(f"There are {len(known)} coordinators: say with --as whose account takes the reports.")
        return known[0]
    person = people.by_email(email)
    if person is None or not person.active:
        raise FileRefused(f"{email} has no active account.")
    if person.role not in MAY_IMPORT:
        raise FileRefused(f"{email} is a {person.role.value}, who takes no reports.")
    return person


def _progress(n_rows: int) -> Callable[[int], None]:
    began = time.monotonic()

    def say(done: int) -> None:
        if time.monotonic() - began > PATIENCE_SECONDS and (done % PROGRESS_EVERY == 0 or done == n_rows):
            click.echo(f"{done:,} of {n_rows:,} rows …", err=True)

    return say


def _write_errors(path: Path, rows: Table, done: Imported, *, is_trial: bool) -> None:
    """Rewrites the file of rows that could not be taken; where there is none, an earlier such file is removed."""
    try:
        if not done.failed:
            if not is_trial:
                path.unlink(missing_ok=True)
            return
        places = [place for place, name in enumerate(rows.header) if name.strip().lower() != ERROR_COLUMN]
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8", newline=""
        ) as file:
            writer = csv.writer(file)
            writer.writerow([*(rows.header[place] for place in places), ERROR_COLUMN])
            for cells, reason in done.failed:
                kept = [cells[place] for place in places if place < len(cells)]
                kept += [""] * (len(places) - len(kept))
                writer.writerow([*kept, reason, *cells[len(rows.header) :]])
    except OSError as error:
        raise FileRefused(f"{path} cannot be written.") from error


def _say(done: Imported, errors_path: Path, dry_run: bool) -> None:
    verb = "would be imported" if dry_run else "imported"
    click.echo(
        f"{done.n_taken:,} reports {verb}; {done.n_known:,} were here already; {len(done.failed):,} could not be taken."
    )
    if done.n_only_counted:
        click.echo(f"The words of {done.n_only_counted:,} of them are not kept: they are only counted.")
    if done.failed:
        click.echo(f"The rows that could not be taken are in {errors_path}, each with its reason.", err=True)
    if dry_run:
        click.echo("This was a trial: nothing was kept.")


@report_commands.command("discard-drafts")
def discard_drafts() -> None:
    """Remove drafts that nobody touched for seven days, and the keys to their words.

    A draft waits up to 28 days while its volunteer may not take reports.
    """
    n_removed = drafts.discard_old_drafts()
    _erase()
    click.echo(f"{n_removed:,} old drafts removed.")


@report_commands.command("dispose")
def dispose() -> None:
    """Destroy the keys of reports whose time has come. What is counted stays."""
    n_disposed = actions.dispose_due()
    _erase()
    click.echo(f"The words of {n_disposed:,} reports are destroyed.")


def _erase() -> None:
    """Keeps the change, and leaves nothing of what was removed in the write-ahead log."""
    finish(keep=True)
    database = current_app.extensions["database"]
    with database.writer_lock():
        database.checkpoint()
