"""Postcodes, named places and residents of wards from csv files, row by row."""

import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flask_babel import lazy_gettext as _l

from reporting.places import codes, projection
from reporting.places.refusals import UnreadableFile, quoted

POSTCODE = ("pcds", "pcd", "pcd7", "pcd8", "pcd2", "postcode")
EASTING = ("oseast1m", "east1m", "easting", "eastings")
NORTHING = ("osnrth1m", "north1m", "northing", "northings")
TERMINATED = ("doterm",)
LATITUDE = ("lat", "latitude")
LONGITUDE = ("lon", "lng", "long", "longitude")

CODE_POINT_COLUMNS = 10  # postcode, quality, easting, northing and six area codes, without a header
WARD_CODE = ("ward_code",)
RESIDENTS = ("residents",)

FURTHEST_EAST_M = 700_000
FURTHEST_NORTH_M = 1_300_000
NAME_LENGTH_MAX = 200
RESIDENTS_MAX = 10_000_000  # more than the whole of London


@dataclass(frozen=True)
class PostcodeRow:
    """A postcode and its point, metres (EPSG:27700); no point when it is no longer in use."""

    code: str
    point: tuple[int, int] | None


@dataclass(frozen=True)
class PlaceRow:
    """A named place and its point, metres (EPSG:27700)."""

    name: str
    kind: str
    easting: int
    northing: int


@dataclass(frozen=True)
class ResidentsRow:
    """How many people live in the ward with this code; ``number`` is the line that says so."""

    number: int
    code: str
    residents: int


def postcode_rows(path: Path) -> Iterator[PostcodeRow]:
    """The postcodes of an ONS Postcode Directory or a Code-Point Open file.

    Left out: postcodes without a position (Code-Point Open says quality 90 and 0, 0; the directory leaves them empty)
    and those of Northern Ireland. Raises UnreadableFile, naming the line, for anything that cannot be read.
    """
    lines = _lines(path)
    _number, first = next(lines)
    where = _code_point_columns(first) or _directory_columns(first)
    if _code_point_columns(first):
        lines = _lines(path)
    for number, cells in lines:
        row = _postcode_row(cells, where, number)
        if row is not None:
            yield row


@dataclass(frozen=True)
class _Columns:
    code: int
    easting: int
    northing: int
    terminated: int | None = None


def _code_point_columns(first: Sequence[str]) -> _Columns | None:
    is_it = len(first) == CODE_POINT_COLUMNS and codes.postcode(first[0]) and first[1].strip().isdecimal()
    return _Columns(0, 2, 3) if is_it else None


def _directory_columns(header: Sequence[str]) -> _Columns:
    code, easting, northing = (_column(header, names) for names in (POSTCODE, EASTING, NORTHING))
    if code is None or easting is None or northing is None:
        raise UnreadableFile(
            _l(
                "The file is neither an ONS Postcode Directory nor a Code-Point Open file: it needs a postcode, an"
                " easting and a northing. Its first line has: %(found)s.",
                found=quoted(", ".join(header)),
            )
        )
    return _Columns(code, easting, northing, _column(header, TERMINATED))


def _postcode_row(cells: Sequence[str], where: _Columns, number: int) -> PostcodeRow | None:
    if max(where.code, where.easting, where.northing, where.terminated or 0) >= len(cells):
        raise UnreadableFile(_l("Line %(number)s has too few columns.", number=number))
    code = codes.postcode(cells[where.code])
    if code is None:
        raise UnreadableFile(
            _l("Line %(number)s: “%(text)s” is not a postcode.", number=number, text=quoted(cells[where.code]))
        )
    if where.terminated is not None and cells[where.terminated].strip():
        return PostcodeRow(code, None)
    texts = cells[where.easting].strip(), cells[where.northing].strip()
    if codes.is_irish(code) or texts == ("", ""):
        return None
    easting, northing = _metres(texts[0], FURTHEST_EAST_M), _metres(texts[1], FURTHEST_NORTH_M)
    if easting is None or northing is None:
        raise UnreadableFile(
            _l(
                "Line %(number)s: “%(text)s” is not a position on the British National Grid.",
                number=number,
                text=quoted(", ".join(texts)),
            )
        )
    return PostcodeRow(code, (easting, northing)) if (easting, northing) != (0, 0) else None


def place_rows(path: Path) -> list[PlaceRow]:
    """Named places from a csv file with the columns name, kind, lat and lon (or latitude and longitude), and others.

    Raises UnreadableFile, naming the line, for anything that cannot be read.
    """
    lines = _lines(path)
    _number, header = next(lines)
    wanted = {"name": ("name",), "kind": ("kind",), "lat": LATITUDE, "lon": LONGITUDE}
    where = {key: column for key, names in wanted.items() if (column := _column(header, names)) is not None}
    if len(where) < len(wanted):
        raise UnreadableFile(
            _l(
                "The file needs the columns %(wanted)s. Its first line has: %(found)s.",
                wanted="name, kind, lat, lon",
                found=quoted(", ".join(header)),
            )
        )
    found = [_place_row(cells, where, number) for number, cells in lines]
    if not found:
        raise UnreadableFile(_l("The file holds no places."))
    return found


def _place_row(cells: Sequence[str], where: dict[str, int], number: int) -> PlaceRow:
    if max(where.values()) >= len(cells):
        raise UnreadableFile(_l("Line %(number)s has too few columns.", number=number))
    name = " ".join(cells[where["name"]].split())
    kind = "_".join(cells[where["kind"]].lower().split())
    if not name or not kind or not (name + kind).isprintable() or max(len(name), len(kind)) > NAME_LENGTH_MAX:
        raise UnreadableFile(_l("Line %(number)s has no readable name or kind.", number=number))
    latitude, longitude = _number_in(cells[where["lat"]]), _number_in(cells[where["lon"]])
    if latitude is None or longitude is None or not (49 < latitude < 61.5 and -9.5 < longitude < 2.5):
        raise UnreadableFile(
            _l(
                "Line %(number)s: “%(text)s” is not a latitude and longitude in Great Britain.",
                number=number,
                text=quoted(f"{cells[where['lat']]}, {cells[where['lon']]}"),
            )
        )
    easting, northing = projection.metres(longitude, latitude)
    return PlaceRow(name, kind, round(easting), round(northing))


def residents_rows(path: Path) -> list[ResidentsRow]:
    """Residents from a csv file with the columns ward_code and residents, and others.

    Raises UnreadableFile, naming the line, for anything that is not a whole number, and for a ward named twice.
    """
    lines = _lines(path)
    _number, header = next(lines)
    code, residents = _column(header, WARD_CODE), _column(header, RESIDENTS)
    if code is None or residents is None:
        raise UnreadableFile(
            _l(
                "The file needs the columns %(wanted)s. Its first line has: %(found)s.",
                wanted="ward_code, residents",
                found=quoted(", ".join(header)),
            )
        )
    found: dict[str, ResidentsRow] = {}
    for number, cells in lines:
        if max(code, residents) >= len(cells):
            raise UnreadableFile(_l("Line %(number)s has too few columns.", number=number))
        row = ResidentsRow(number, cells[code].strip(), _residents(cells[residents].strip(), number))
        if row.code in found:
            raise UnreadableFile(
                _l(
                    "Line %(number)s: the ward “%(text)s” stands in line %(earlier)s already.",
                    number=number,
                    text=quoted(row.code),
                    earlier=found[row.code].number,
                )
            )
        found[row.code] = row
    if not found:
        raise UnreadableFile(_l("The file holds no wards."))
    return list(found.values())


def _residents(text: str, number: int) -> int:
    if not (
        text.isascii() and text.isdecimal() and len(text) <= len(str(RESIDENTS_MAX)) and int(text) <= RESIDENTS_MAX
    ):
        raise UnreadableFile(
            _l("Line %(number)s: “%(text)s” is not a number of residents.", number=number, text=quoted(text))
        )
    return int(text)


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of every line that is not blank. Raises UnreadableFile, also when there is none."""
    number = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    number = reader.line_num
                    yield number, cells
    except OSError as error:
        raise UnreadableFile(_l("The file cannot be opened: it does not exist, or it may not be read.")) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFile(
            _l("The file is not a csv file in UTF-8: it cannot be read after line %(number)s.", number=number)
        ) from error
    if not number:
        raise UnreadableFile(_l("The file is empty."))


def _column(header: Sequence[str], names: Sequence[str]) -> int | None:
    """Where the first of these names stands in the header, whatever its case."""
    written = [cell.strip().lower() for cell in header]
    return next((written.index(name) for name in names if name in written), None)


def _number_in(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _metres(text: str, furthest: int) -> int | None:
    value = _number_in(text)
    return round(value) if value is not None and 0 <= value <= furthest else None
