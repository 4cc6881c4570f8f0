"""The writing side of the postcode table: the built-in postcodes, and fresher ones over them. Used by ``actions`` only."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from reporting.database import session
from reporting.places import built_in, codes, tables
from reporting.places.ground import Ground, Point
from reporting.places.models import Postcode
from reporting.places.refusals import UnreadableFile

UNPLACED_MAX = 200_000  # postcodes kept before there are wards to choose by
AT_ONCE = 1000
WHOLE_DISTRICT = 0.25  # see _no_longer_listed


class Listed(NamedTuple):
    """The postcodes of files: how many rows, those in use near the wards with their points, those no longer in use."""

    read: int
    live: dict[str, Point]
    terminated: set[str]


class Changes(NamedTuple):
    """How many postcodes were added, moved and removed."""

    added: int
    moved: int
    removed: int


class _Kept(NamedTuple):
    """A postcode in the table, without the cost of an object that is watched for changes."""

    id: UUID
    point: Point


def listed(paths: Iterable[Path], ground: Ground | None) -> Listed:
    """What files say, a later file over an earlier. Raises UnreadableFile, naming the line."""
    read = 0
    live: dict[str, Point] = {}
    terminated: set[str] = set()
    for path in paths:
        for row in tables.postcode_rows(path):
            read += 1
            if row.point is None:
                terminated.add(row.code)
                live.pop(row.code, None)
            elif ground is None or ground.is_near(row.point):
                live[row.code] = row.point
                terminated.discard(row.code)
            if ground is None and len(live) > UNPLACED_MAX:
                raise UnreadableFile(_l("Import the wards first, so that only the postcodes near them are kept."))
    if not read:
        raise UnreadableFile(_l("The file holds no postcodes."))
    if not live:
        raise UnreadableFile(_l("None of the postcodes in the file is in use and near the borough."))
    return Listed(read, live, terminated)


def bring_up_to_date(new: Listed, ground: Ground | None) -> Changes:
    """Adds, moves and removes postcodes so that the table says what the files say."""
    kept = _kept()
    gone = (new.terminated & kept.keys()) | _no_longer_listed(kept, new.live, ground)
    ids = [kept[code].id for code in sorted(gone)]
    for start in range(0, len(ids), AT_ONCE):  # a database takes only so many values at once
        portion = sa.delete(Postcode).where(Postcode.id.in_(ids[start : start + AT_ONCE]))
        session.execute(portion, execution_options={"synchronize_session": False})
    moved = [
        {"id": kept[code].id, "easting": easting, "northing": northing}
        for code, (easting, northing) in new.live.items()
        if code in kept and kept[code].point != (easting, northing)
    ]
    if moved:
        session.execute(sa.update(Postcode), moved)
    session.expire_all()
    added = _add((code, *point) for code, point in new.live.items() if code not in kept)
    return Changes(added, len(moved), len(gone))


def add_built_in(ground: Ground) -> int:
    """Adds the built-in postcodes around the wards, except in districts of the borough that are known already."""
    kept = _kept()
    inside = ground.holds([one.point for one in kept.values()])
    known = {codes.district(code) for code, is_inside in zip(kept, inside, strict=True) if is_inside}
    found = [row for row in built_in.postcodes_within(ground.box) if row[0] not in kept]
    are_inside = ground.holds([(easting, northing) for _code, easting, northing in found])
    return _add(
        row
        for row, is_inside in zip(found, are_inside, strict=True)
        if not (is_inside and codes.district(row[0]) in known)
    )


def _no_longer_listed(kept: dict[str, _Kept], live: dict[str, Point], ground: Ground | None) -> set[str]:
    """Postcodes of the borough that new files, which list their whole district (the ``N1`` of N1 9GU), leave out.

    A file with under a quarter of what is known of a district there is a correction, not a list, and removes nothing.
    """
    if ground is None:
        return set()
    held = zip(kept, ground.holds([one.point for one in kept.values()]), strict=True)
    known = [code for code, is_inside in held if is_inside]
    given = [code for code, is_inside in zip(live, ground.holds([*live.values()]), strict=True) if is_inside]
    before, now = (Counter(map(codes.district, some)) for some in (known, given))
    whole = {district for district in now if now[district] >= WHOLE_DISTRICT * before[district]}
    return {code for code in known if code not in live and codes.district(code) in whole}


def _kept() -> dict[str, _Kept]:
    rows = session.execute(sa.select(Postcode.code, Postcode.id, Postcode.easting, Postcode.northing))
    return {code: _Kept(row_id, (easting, northing)) for code, row_id, easting, northing in rows}


def _add(rows: Iterable[tuple[str, int, int]]) -> int:
    new = [{"code": code, "easting": easting, "northing": northing} for code, easting, northing in dict.fromkeys(rows)]
    if new:
        session.execute(sa.insert(Postcode), new)
    return len(new)
