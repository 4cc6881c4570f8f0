"""``summaries export``: the monthly summary into a file."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from reporting import i18n
from reporting.database import finish
from reporting.summaries import actions
from reporting.summaries.exports import formats

summary_commands = AppGroup("summaries", help="The monthly summary.")


class MonthType(click.ParamType):
    """A month as 2026-11."""

    name = "YYYY-MM"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            actions.first_day_of(value)
        except ValueError:
            self.fail(_("%(value)s is not a month: write 2026-11.", value=value), param, ctx)
        return value


@summary_commands.command()
@click.option("--month", required=True, type=MonthType())
@click.option("--audience", required=True, type=click.Choice(actions.AUDIENCES))
@click.option("--format", "suffix", required=True, type=click.Choice(sorted(formats())))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@click.option("--preview", is_flag=True, help="Public figures inside the publication delay, marked as a preview.")
@click.option("--language", default="", help="Code of the language; the first one offered when left out.")
def export(month: str, audience: str, suffix: str, out: Path, preview: bool, language: str) -> None:
    """Write the summary of a month. A public one is fixed for ever when it is first written."""
    offered = [one.code for one in i18n.offered()]
    if language and language not in offered:
        raise click.BadParameter(f"{language}: {', '.join(offered)}", param_hint="--language")
    is_done = False
    try:
        with i18n.speaking(language or offered[0]):
            summary = actions.summary_for(month, audience, preview=preview)
            content = formats()[suffix].render(summary)
            actions.record_export(summary, suffix)
        with _replacing(out) as draft:
            draft.write_bytes(content)
            finish(keep=True)  # the trail knows of it before the file is there
        is_done = True
    except actions.NotBegunError:
        click.echo(_("%(month)s has not begun.", month=month), err=True)
    except actions.InsideDelayError as refusal:
        click.echo(
            _(
                "%(month)s may be published from %(day)s. Until then --preview writes a marked preview.",
                month=month,
                day=i18n.full_date(refusal.on),
            ),
            err=True,
        )
    except OSError as error:
        click.echo(_("%(file)s cannot be written: %(reason)s.", file=out, reason=error.strerror), err=True)
    finally:
        finish(keep=False)
    if not is_done:
        raise SystemExit(1)
    click.echo(_("%(file)s written.", file=out))


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """A file beside the path that takes its place at the end of the block: whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
