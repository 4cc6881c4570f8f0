"""Which ward a place is in and who lives there, which postcode or place someone means, where a report's place snaps to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

import shapely
import sqlalchemy as sa
from flask import current_app

from reporting import clock
from reporting.database import session
from reporting.places import codes
from reporting.places.anchors import snap
from reporting.places.models import Anchor, NamedPlace, Postcode, Ward, WardEdition, WardPopulation

SNAP_FIRST_M = 300  # an anchor is nearly always this near; the rest of the table is asked only when none is
FINDABLE_LENGTH_MAX = 100


def editions() -> Sequence[WardEdition]:
    """Every edition, the earliest first."""
    return session.scalars(sa.select(WardEdition).order_by(WardEdition.in_force_on)).all()


def edition_on(day: date) -> WardEdition | None:
    """The edition in force on the day, else the earliest; None before any import."""
    known = editions()
    in_force = [edition for edition in known if edition.in_force_on <= day]
    return in_force[-1] if in_force else next(iter(known), None)


def current_edition() -> WardEdition | None:
    """The edition in force today."""
    return edition_on(clock.today())


def borough_name() -> str:
    """The area served: the setting, else the name that came with the wards, else empty."""
    named = current_app.config["SETTINGS"].borough_name
    edition = None if named else current_edition()
    return named or (edition.borough if edition else "")


def wards_of(edition: WardEdition | None) -> Sequence[Ward]:
    """The wards of an edition by name."""
    if edition is None:
        return []
    return session.scalars(sa.select(Ward).where(Ward.edition_id == edition.id).order_by(Ward.name, Ward.code)).all()


def ward_by_code(code: str, *, on: date) -> Ward | None:
    """The ward with this code in the edition of the day."""
    edition = edition_on(on)
    if edition is None:
        return None
    return session.scalar(sa.select(Ward).where(Ward.edition_id == edition.id, Ward.code == code))


@dataclass(frozen=True)
class _Drawing:
    """An edition's outlines, by code. Editions never change, so a process draws each once."""

    ward_ids: tuple[UUID, ...]
    ward_codes: tuple[str, ...]
    shapes: tuple[shapely.Geometry, ...]
    tree: shapely.STRtree
    borough: shapely.Geometry

    def at(self, easting: float, northing: float) -> int | None:
        """Which ward holds the point; of two that share it on their border, the one whose code comes first."""
        found = self.tree.query(shapely.Point(easting, northing), predicate="intersects")
        return int(found.min()) if len(found) else None


@lru_cache(maxsize=16)
def _drawing(edition_id: UUID) -> _Drawing:
    rows = session.execute(
        sa.select(Ward.id, Ward.code, Ward.outline).where(Ward.edition_id == edition_id).order_by(Ward.code)
    ).all()
    shapes = tuple(shapely.from_wkb(row.outline) for row in rows)
    borough = shapely.union_all(shapes)
    shapely.prepare(borough)
    return _Drawing(
        tuple(row.id for row in rows), tuple(row.code for row in rows), shapes, shapely.STRtree(shapes), borough
    )


def ward_at(easting: float, northing: float, *, on: date) -> Ward | None:
    """The ward a place in metres was in on the day, by the edition of that day; None outside the borough."""
    edition = edition_on(on)
    if edition is None:
        return None
    drawing = _drawing(edition.id)
    index = drawing.at(easting, northing)
    return None if index is None else session.get(Ward, drawing.ward_ids[index])


def borough_shape() -> shapely.Geometry | None:
    """The ground of the current edition, metres; None before any import."""
    edition = current_edition()
    return _drawing(edition.id).borough if edition else None


def is_in_borough(easting: float, northing: float) -> bool:
    """Whether a place in metres lies in a ward of the current edition."""
    shape = borough_shape()
    return shape is not None and shape.intersects(shapely.Point(easting, northing))


def current_ward_codes_for(ward: Ward) -> list[str]:
    """Codes of the current wards on the ground of a ward of any edition, the largest overlap first.

    The first alone answers for an old report without a point. Empty when nothing of it is in the borough today.
    """
    edition = current_edition()
    if edition is None:
        return []
    return [ward.code] if ward.edition_id == edition.id else _codes_on(_drawing(edition.id), ward.shape)


def _codes_on(drawing: _Drawing, ground: shapely.Geometry) -> list[str]:
    pairs = zip(drawing.shapes, drawing.ward_codes, strict=True)
    shared = [(-ground.intersection(shape).area, code) for shape, code in pairs]
    return [code for area, code in sorted(shared) if area < 0]


def ward_ids_answered_by(code: str) -> list[UUID]:
    """Ids of the wards of every edition whose reports without a point the current ward with this code answers for."""
    current = current_edition()
    if current is None:
        return []
    return [
        ward_id
        for edition in editions()
        for ward_id, answering in _answering(edition.id, current.id)
        if answering == code
    ]


def codes_of_today() -> dict[str, str]:
    """For the code of each ward of every edition the current ward that overlaps it most; empty where none does."""
    found: dict[str, str] = {}
    current = current_edition()
    if current is None:
        return found
    for edition in sorted(editions(), key=lambda one: one.in_force_on):
        answering = [code for _ward_id, code in _answering(edition.id, current.id)]
        found |= {old: code or "" for old, code in zip(_drawing(edition.id).ward_codes, answering, strict=True)}
    return found


def ward_names() -> dict[str, str]:
    """The name of each ward of every edition by its code, as it was called last."""
    in_order = sorted(editions(), key=lambda one: one.in_force_on)
    return {ward.code: ward.name for edition in in_order for ward in wards_of(edition)}


@lru_cache(maxsize=64)
def _answering(edition_id: UUID, current_id: UUID) -> tuple[tuple[UUID, str | None], ...]:
    """Each ward of an edition and the code of the current ward that overlaps it most."""
    old, current = _drawing(edition_id), _drawing(current_id)
    if edition_id == current_id:
        return tuple(zip(old.ward_ids, old.ward_codes, strict=True))
    found = (next(iter(_codes_on(current, shape)), None) for shape in old.shapes)
    return tuple(zip(old.ward_ids, found, strict=True))


def find_postcode(text: str) -> Postcode | None:
    """The postcode someone wrote, in any case and with or without its space."""
    code = codes.postcode(text[:FINDABLE_LENGTH_MAX])
    return session.scalar(sa.select(Postcode).where(Postcode.code == code)) if code else None


def find_places(text: str, limit: int = 10) -> Sequence[NamedPlace]:
    """Named places whose name holds the words, those that begin with them first."""
    words = " ".join(text[:FINDABLE_LENGTH_MAX].split())
    if not words:
        return []
    begins = NamedPlace.name.istartswith(words, autoescape=True)
    return session.scalars(
        sa.select(NamedPlace)
        .where(NamedPlace.name.icontains(words, autoescape=True))
        .order_by(sa.case((begins, 0), else_=1), NamedPlace.name, NamedPlace.easting, NamedPlace.northing)
        .limit(limit)
    ).all()


def estates() -> Sequence[NamedPlace]:
    """The estates by name."""
    return session.scalars(sa.select(NamedPlace).where(NamedPlace.kind == "estate").order_by(NamedPlace.name)).all()


def snapped(easting: float, northing: float, *, is_home: bool) -> tuple[int, int] | None:
    """The anchor, metres, that stands for a place in the borough; None outside it or before any postcode is known.

    is_home   whether the place is someone's home: then only anchors for at least 8 units will do
    """
    if not is_in_borough(easting, northing):
        return None
    kinds = ["home"] if is_home else ["street", "place"]
    points = sa.select(Anchor.easting, Anchor.northing).where(Anchor.kind.in_(kinds))
    near = points.where(
        Anchor.easting.between(easting - SNAP_FIRST_M, easting + SNAP_FIRST_M),
        Anchor.northing.between(northing - SNAP_FIRST_M, northing + SNAP_FIRST_M),
    )
    found = snap(easting, northing, [(e, n) for e, n in session.execute(near)])
    if found is not None and (found[0] - easting) ** 2 + (found[1] - northing) ** 2 <= SNAP_FIRST_M**2:
        return found
    return snap(easting, northing, [(e, n) for e, n in session.execute(points)])


def _newest_year(edition: WardEdition) -> int | None:
    of_edition = sa.select(sa.func.max(WardPopulation.year)).join(Ward, Ward.id == WardPopulation.ward_id)
    return session.scalar(of_edition.where(Ward.edition_id == edition.id))


def residents(edition: WardEdition | None) -> dict[str, int]:
    """Residents by ward code of an edition in the newest year that was imported; wards nobody counted are left out."""
    year = _newest_year(edition) if edition else None
    if edition is None or year is None:
        return {}
    chosen = sa.select(Ward.code, WardPopulation.residents).join(WardPopulation, WardPopulation.ward_id == Ward.id)
    found = session.execute(chosen.where(Ward.edition_id == edition.id, WardPopulation.year == year))
    return dict(found.all())


def residents_told(edition: WardEdition | None) -> tuple[int, str] | None:
    """(year, source) of what ``residents`` gives, to be printed beside it; None where there is nothing."""
    year = _newest_year(edition) if edition else None
    if edition is None or year is None:
        return None
    chosen = sa.select(WardPopulation.source).join(Ward, Ward.id == WardPopulation.ward_id)
    source = session.scalar(chosen.where(Ward.edition_id == edition.id, WardPopulation.year == year).limit(1))
    return year, source or ""
