"""``places``: imports of wards, their residents, postcodes and named places. One command is one transaction."""

import contextlib
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import gettext as _
from flask_babel import ngettext

from reporting import database
from reporting.places import actions
from reporting.places.refusals import ImportRefused

PATIENCE_SECONDS = 2.0

places_commands = AppGroup("places", help="Wards, postcodes and named places: import them from files.")

FILE = click.Path(path_type=Path)


@contextlib.contextmanager
def _one_import() -> Iterator[None]:
    """Keeps everything or nothing; a refusal is said in a sentence and ends with exit status 1."""
    waiting = threading.Timer(PATIENCE_SECONDS, click.echo, [_("Working. This can take a minute.")], {"err": True})
    waiting.daemon = True
    waiting.start()
    is_done = False
    try:
        yield
        is_done = True
    except ImportRefused as refusal:
        click.echo(str(refusal), err=True)
        click.echo(_("Nothing was changed."), err=True)
        raise SystemExit(1) from refusal
    finally:
        waiting.cancel()
        database.finish(keep=is_done)


@places_commands.command("import-wards")
@click.argument("file", type=FILE)
@click.option("--edition", "day", required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD",
              help="The day these wards came into force.")  # fmt: skip
@click.option("--borough", metavar="NAME", help="The name of the area. Without it, the name in the file.")
@click.option(
    "--code-field", metavar="FIELD", help="The field that holds the wards' codes, if it is not found by itself."
)
@click.option(
    "--name-field", metavar="FIELD", help="The field that holds the wards' names, if it is not found by itself."
)
@click.option("--dry-run", is_flag=True, help="Check the file and say what it holds, but keep nothing.")
def import_wards(
    file: Path, day: datetime, borough: str | None, code_field: str | None, name_field: str | None, dry_run: bool
) -> None:
    """Import one edition of the borough's wards.

    FILE is GeoJSON, a zipped Shapefile or a GeoPackage, in WGS84 or British National Grid. Earlier editions stay as
    they are, and so does the ward of every report already taken. The postcodes around the wards come with the first
    import.
    """
    with _one_import():
        done = actions.import_wards(
            file,
            in_force_on=day.date(),
            borough=borough,
            code_field=code_field,
            name_field=name_field,
            dry_run=dry_run,
        )
    if not done.is_new:
        click.echo(
            _("This edition is already here with the same %(count)s wards. Nothing was changed.", count=done.wards)
        )
    elif dry_run:
        click.echo(_("The file can be imported: %(count)s wards. Nothing was changed.", count=done.wards))
    else:
        click.echo(
            _(
                "Imported %(wards)s wards (%(borough)s), %(postcodes)s postcodes and %(anchors)s anchors.",
                wards=done.wards, borough=done.borough or "–", postcodes=done.postcodes, anchors=done.anchors,
            )
        )  # fmt: skip


@places_commands.command("import-postcodes")
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE...")
def import_postcodes(files: tuple[Path, ...]) -> None:
    """Bring the postcodes up to date.

    FILE is a csv file of the ONS Postcode Directory or of Code-Point Open; several can be given. Only postcodes within
    two kilometres of the wards are kept, and none that is no longer in use.
    """
    with _one_import():
        done = actions.import_postcodes(files)
    click.echo(
        _(
            "Read %(read)s postcodes: %(added)s added, %(moved)s moved, %(removed)s removed. There are now"
            " %(anchors)s anchors.",
            read=done.read, added=done.added, moved=done.moved, removed=done.removed, anchors=done.anchors,
        )
    )  # fmt: skip


@places_commands.command("import-places")
@click.argument("file", type=FILE)
def import_places(file: Path) -> None:
    """Import named places: estates, libraries, stations, parks.

    FILE is a csv file with the columns name, kind, lat and lon. The places of the kinds in the file replace those of
    the same kinds that are here.
    """
    with _one_import():
        done = actions.import_places(file)
    click.echo(
        _(
            "Read %(read)s places: %(added)s added, %(removed)s removed. There are now %(anchors)s anchors.",
            read=done.read, added=done.added, removed=done.removed, anchors=done.anchors,
        )
    )  # fmt: skip


@places_commands.command("import-population")
@click.argument("file", type=FILE)
@click.option("--year", required=True, type=int, metavar="YYYY", help="The year the figures are of.")
@click.option(
    "--source", required=True, metavar="TEXT", help="Where they come from, in a few words; shown beside them."
)
def import_population(file: Path, year: int, source: str) -> None:
    """Import how many people live in each ward, so that figures can be told per 1,000 residents.

    FILE is a csv file with the columns ward_code and residents; the codes are those of today's wards. The file replaces
    what was imported for the same year, and the newest year counts.
    """
    with _one_import():
        done = actions.import_population(file, year=year, source=source)
    click.echo(
        _(
            "Imported the residents of %(wards)s wards for %(year)s: %(residents)s in all, %(replaced)s figures replaced.",
            wards=done.wards, year=year, residents=done.residents, replaced=done.replaced,
        )
    )  # fmt: skip
    if done.missing:
        click.echo(
            ngettext(
                "The file says nothing of %(num)s ward: %(names)s. There are no rates for it.",
                "The file says nothing of %(num)s wards: %(names)s. There are no rates for them.",
                len(done.missing),
                names=", ".join(done.missing),
            )
        )
