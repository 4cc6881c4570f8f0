"""Imports of wards, their residents, postcodes and named places. Each keeps all of a file or nothing; the command's unit of work commits.

Everything is read and checked before the first row is written, so a refused import has written nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import shapely
import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from reporting import clock
from reporting.database import session
from reporting.places import anchors, postcodes, queries, tables
from reporting.places.ground import ground
from reporting.places.models import Anchor, NamedPlace, Postcode, Ward, WardEdition, WardPopulation
from reporting.places.overlaps import refuse_overlaps
from reporting.places.readers import WardOutline, wards_in
from reporting.places.refusals import EditionConflict, UnreadableFile, WardsNotKnown, quoted
from reporting.written import is_readable, tidied

SAME_GROUND_M2 = 100.0  # outlines that differ by less are one outline: formats round differently, by millimetres
FIRST_YEAR = 1991  # nobody compares the wards of today with an earlier census
SOURCE_SIGNS = 200
LINES_NAMED = 10


@dataclass(frozen=True)
class WardsImported:
    """What an import of wards did, or would have done."""

    borough: str
    wards: int
    is_new: bool  # False: the edition was there with these very wards, and nothing changed
    postcodes: int = 0
    anchors: int = 0


@dataclass(frozen=True)
class RowsImported:
    """What an import of postcodes or of named places changed."""

    read: int
    added: int
    moved: int
    removed: int
    anchors: int


@dataclass(frozen=True)
class PopulationImported:
    """What an import kept. ``missing``: names of today's wards that the file says nothing of."""

    wards: int
    residents: int
    replaced: int
    missing: tuple[str, ...]


def import_wards(
    path: Path,
    *,
    in_force_on: date,
    borough: str | None = None,
    code_field: str | None = None,
    name_field: str | None = None,
    dry_run: bool = False,
) -> WardsImported:
    """Keeps the wards of a file as the edition in force from a day, with the postcodes around them and the anchors.

    borough   the area's name; None: as the file says, else as the latest edition was called
    dry_run   check everything and write nothing

    Never touches another edition, so the ward of an old report stays. Raises UnreadableFile, OverlappingWards, or
    EditionConflict when the day has another edition or the wards are of another borough.
    """
    outlines = wards_in(path, code_field=code_field, name_field=name_field)
    refuse_overlaps(outlines)
    known = session.scalars(sa.select(WardEdition).order_by(WardEdition.in_force_on)).all()
    called = borough or _borough_in(outlines) or (known[-1].borough if known else "")
    standing = next((edition for edition in known if edition.in_force_on == in_force_on), None)
    if standing is not None:
        _refuse_other_content(standing, outlines, borough)
        return WardsImported(standing.borough, len(outlines), is_new=False)
    if known:
        _refuse_other_ground(known[-1], outlines)
    if dry_run:
        return WardsImported(called, len(outlines), is_new=True)
    wards = [Ward(code=one.code, name=one.name, outline=shapely.to_wkb(one.shape)) for one in outlines]
    session.add(WardEdition(borough=called, in_force_on=in_force_on, imported_on=clock.today(), wards=wards))
    session.flush()
    here = ground()
    added = postcodes.add_built_in(here) if here else 0
    return WardsImported(called, len(outlines), is_new=True, postcodes=added, anchors=rebuild_anchors())


def _borough_in(outlines: Sequence[WardOutline]) -> str:
    """The one borough all wards name, or empty."""
    named = {ward.borough for ward in outlines}
    return named.pop() if len(named) == 1 else ""


def _refuse_other_content(standing: WardEdition, outlines: Sequence[WardOutline], borough: str | None) -> None:
    kept = sorted(standing.wards, key=lambda ward: ward.code)
    is_same = [(w.code, w.name) for w in kept] == [(w.code, w.name) for w in outlines] and all(
        ward.shape.symmetric_difference(one.shape).area <= SAME_GROUND_M2
        for ward, one in zip(kept, outlines, strict=True)
    )
    if not is_same or (borough and borough != standing.borough):
        raise EditionConflict(
            _l(
                "There is already a different edition of the wards for %(day)s. Editions are never rewritten: give the"
                " day on which these wards came into force.",
                day=standing.in_force_on.isoformat(),
            )
        )


def _refuse_other_ground(latest: WardEdition, outlines: Sequence[WardOutline]) -> None:
    """A borough's wards are redrawn on the same ground; other ground is another borough's file."""
    before = shapely.union_all([ward.shape for ward in latest.wards])
    after = shapely.union_all([ward.shape for ward in outlines])
    if before.intersection(after).area < min(before.area, after.area) / 2:
        raise EditionConflict(
            _l(
                "These wards do not cover the same ground as the edition of %(day)s. One instance serves one borough.",
                day=latest.in_force_on.isoformat(),
            )
        )


def import_postcodes(paths: Iterable[Path]) -> RowsImported:
    """Brings the postcodes up to date from ONS Postcode Directory or Code-Point Open files, and rebuilds the anchors.

    Takes out postcodes marked as terminated and, in the borough, those a complete file no longer lists.
    Raises UnreadableFile, naming the line.
    """
    here = ground()
    found = postcodes.listed(paths, here)
    changes = postcodes.bring_up_to_date(found, here)
    return RowsImported(found.read, changes.added, changes.moved, changes.removed, rebuild_anchors())


def import_places(path: Path) -> RowsImported:
    """Makes the named places of the kinds in a file those of the file, within 2 km of the wards; rebuilds the anchors.

    Raises UnreadableFile, naming the line.
    """
    found = tables.place_rows(path)
    here = ground()
    near = {one for one in found if here is None or here.is_near((one.easting, one.northing))}
    if not near:
        raise UnreadableFile(_l("None of the places in the file is near the borough."))
    kinds = {one.kind for one in found}
    kept = {
        tables.PlaceRow(row.name, row.kind, row.easting, row.northing): row
        for row in session.scalars(sa.select(NamedPlace).where(NamedPlace.kind.in_(kinds)))
    }
    gone = [row for key, row in kept.items() if key not in near]
    new = sorted(near - kept.keys(), key=lambda one: (one.kind, one.name, one.easting, one.northing))
    for row in gone:
        session.delete(row)
    session.flush()
    if new:
        session.execute(sa.insert(NamedPlace), [vars(one) for one in new])
    return RowsImported(len(found), len(new), 0, len(gone), rebuild_anchors())


def import_population(path: Path, *, year: int, source: str) -> PopulationImported:
    """Keeps the residents of a file as those of today's wards for a year, in the place of what stood for that year.

    Raises UnreadableFile, naming the line, and WardsNotKnown, naming every line with a ward that is none of today's.
    """
    if not FIRST_YEAR <= year <= clock.today().year:
        raise UnreadableFile(
            _l("The year must be from %(first)s to %(last)s.", first=FIRST_YEAR, last=clock.today().year)
        )
    source = " ".join(tidied(source).split())
    if not source or len(source) > SOURCE_SIGNS or not is_readable(source):
        raise UnreadableFile(_l("Say in a few words where the figures come from (at most 200 signs)."))
    wards = {ward.code: ward for ward in queries.wards_of(queries.current_edition())}
    if not wards:
        raise WardsNotKnown(_l("There are no wards yet. Import them first."))
    rows = tables.residents_rows(path)
    _refuse_unknown([row for row in rows if row.code not in wards])
    before = session.scalars(
        sa.select(WardPopulation.id).where(
            WardPopulation.year == year, WardPopulation.ward_id.in_([ward.id for ward in wards.values()])
        )
    ).all()
    session.execute(sa.delete(WardPopulation).where(WardPopulation.id.in_(before)))
    session.add_all(
        WardPopulation(ward_id=wards[row.code].id, year=year, residents=row.residents, source=source) for row in rows
    )
    named = {row.code for row in rows}
    return PopulationImported(
        wards=len(rows),
        residents=sum(row.residents for row in rows),
        replaced=len(before),
        missing=tuple(ward.name for code, ward in wards.items() if code not in named),
    )


def _refuse_unknown(rows: Iterable[tables.ResidentsRow]) -> None:
    told = [f"{row.number} ({quoted(row.code) or '–'})" for row in rows]
    if told:
        more = ", …" if len(told) > LINES_NAMED else ""
        raise WardsNotKnown(
            _l(
                "Lines that name a ward which is not one of today’s: %(lines)s.",
                lines=", ".join(told[:LINES_NAMED]) + more,
            )
        )


def rebuild_anchors() -> int:
    """Makes the anchors anew from the postcodes and named places of the borough; returns how many there are.

    Reports keep the points they were snapped to.
    """
    here = ground()
    session.execute(sa.delete(Anchor))
    if here is None:
        return 0
    units = [(e, n) for e, n in session.execute(sa.select(Postcode.easting, Postcode.northing))]
    units = [point for point, is_inside in zip(units, here.holds(units), strict=True) if is_inside]
    public = sa.select(NamedPlace.easting, NamedPlace.northing).where(NamedPlace.kind.in_(anchors.PUBLIC_KINDS))
    spots = sorted({(e, n) for e, n in session.execute(public)})
    spots = [point for point, is_inside in zip(spots, here.holds(spots), strict=True) if is_inside]
    made = {
        "street": anchors.anchors(units, at_least=anchors.STREET_UNITS),
        "home": anchors.anchors(units, at_least=anchors.HOME_UNITS),
        "place": [anchors.AnchorPoint(e, n, 1) for e, n in spots],
    }
    rows = [{"kind": kind, **vars(one)} for kind, some in made.items() for one in some]
    if rows:
        session.execute(sa.insert(Anchor), rows)
    return len(rows)
