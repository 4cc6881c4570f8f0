"""``hotspots compute``: clusters, repeat places and near repeats of a period, as police may read them."""

import contextlib
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from reporting.database import finish
from reporting.hotspots import queries
from reporting.hotspots.formats import FORMATS

PATIENCE_SECONDS = 2.0
DAY = click.DateTime(["%Y-%m-%d"])

hotspots_commands = AppGroup("hotspots", help="Where and when reports gather.")


@hotspots_commands.command()
@click.option("--since", required=True, type=DAY, metavar="YYYY-MM-DD", help="First day of the period studied.")
@click.option("--until", required=True, type=DAY, metavar="YYYY-MM-DD", help='Its last day, "today" for the scan.')
@click.option("--ward", metavar="CODE", help="List only what touches this ward. The borough is studied as a whole.")
@click.option("--format", "format_", type=click.Choice(sorted(FORMATS)), default="json", show_default=True)
@click.option("--seed", type=click.IntRange(min=0), help="Fixes the shuffles. Without it, the last day does.")
@click.option("--replicates", type=click.IntRange(0, 99_999), default=queries.REPLICATES, show_default=True,
              help="How many shuffles p is counted from.")  # fmt: skip
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def compute(
    since: datetime, until: datetime, ward: str | None, format_: str, seed: int | None, replicates: int,
    out: Path | None,
) -> None:  # fmt: skip
    """Study the reports agreed for police, by the day they happened.

    A circle is never smaller than 200 metres. Clusters of fewer than three incidents, or on one day or at one place
    only, are counted as withheld and not listed.
    """
    if until < since:
        raise click.UsageError(_("--until is before --since."))
    with _patience():
        try:
            study = queries.study(since.date(), until.date(), ward_code=ward)
        except LookupError as error:
            click.echo(_("There is no ward with the code %(code)s today.", code=ward), err=True)
            raise SystemExit(1) from error
        finally:
            finish(keep=False)  # nothing was written, and others need not wait for the shuffles
        text = FORMATS[format_](study.findings(seed=seed, replicates=replicates))
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        click.echo(_("%(path)s cannot be written: %(reason)s", path=out, reason=error.strerror), err=True)
        raise SystemExit(1) from error


@contextlib.contextmanager
def _patience() -> Iterator[None]:
    """Says that work goes on when it takes longer than two seconds."""
    words = _("Working. This can take a minute.")
    waiting = threading.Timer(PATIENCE_SECONDS, click.echo, [words], {"err": True})
    waiting.daemon = True
    waiting.start()
    try:
        yield
    finally:
        waiting.cancel()
