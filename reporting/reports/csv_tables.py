"""A csv file of reports, from bytes to rows. Pure. The reasons for a refusal are sentences for whoever runs the import."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

COLUMNS = (
    "external_reference", "report_kind", "date_disclosed", "occurred_from", "occurred_to", "lat", "lon", "easting",
    "northing", "postcode", "ward", "share_location_precision", "place_type", "strands", "primary_strand",
    "incident_types", "main_type", "sharing_choice", "risk_level", "age_band", "gender", "ethnicity_sde", "language",
    "centre", "narrative",
)  # fmt: skip
ERROR_COLUMN = "error"  # the last column of a file of errors, so that such a file can be mended and imported again
PLACE_COLUMNS = ({"lat", "lon"}, {"easting", "northing"}, {"postcode"}, {"ward"})
FILE_BYTES_MAX = 200_000_000
QUOTED_SIGNS = 60


class FileRefused(Exception):
    """The file is not what it should be; the message says why. Nothing of it was taken."""


class RowRefused(Exception):
    """The row cannot be taken; the message says why."""


@dataclass(frozen=True)
class Table:
    """A file's header as written, and its rows with their line numbers. Blank lines are left out."""

    header: list[str]
    rows: list[tuple[int, list[str]]]

    def values(self, cells: Sequence[str]) -> dict[str, str]:
        """The cells of a row by column. Raises RowRefused where there are more or fewer than the header has."""
        if len(cells) != len(self.header):
            raise RowRefused(f"The row has {len(cells)} cells, but the header names {len(self.header)} columns.")
        return {name.strip().lower(): cell.strip() for name, cell in zip(self.header, cells, strict=True)}


def quoted(text: str) -> str:
    """A few signs of a file, safe to show on a terminal."""
    shown = "".join(sign for sign in text if sign.isprintable())
    return f"“{shown[:QUOTED_SIGNS]}{'…' if len(shown) > QUOTED_SIGNS else ''}”"


def table(data: bytes) -> Table:
    """The rows of a file. Raises FileRefused, naming the line or the columns."""
    if len(data) > FILE_BYTES_MAX:
        raise FileRefused(f"The file is larger than {FILE_BYTES_MAX // 1_000_000} MB. Divide it.")
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise FileRefused(f"The file is not text: line {line} holds a NUL byte. Save it as csv in UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise FileRefused(f"The file is not in UTF-8: line {line} cannot be read. Save it as csv in UTF-8.") from error
    lines = _lines(text)
    if not lines:
        raise FileRefused("The file is empty.")
    _refuse_header(lines[0][1])
    return Table(lines[0][1], lines[1:])


def _lines(text: str) -> list[tuple[int, list[str]]]:
    before = csv.field_size_limit(FILE_BYTES_MAX)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found, number = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((number, cells))
            number = reader.line_num + 1
    except csv.Error as error:
        raise FileRefused(
            f"The file is not csv: the row that begins in line {number} cannot be read ({error})."
        ) from error
    finally:
        csv.field_size_limit(before)
    return found


def _refuse_header(header: Sequence[str]) -> None:
    names = [name.strip().lower() for name in header]
    unknown = [name for name in names if name not in COLUMNS and name != ERROR_COLUMN]
    if unknown:
        shown = ", ".join(quoted(name) if name else "one without a name" for name in unknown)
        raise FileRefused(f"The file has columns that are not known: {shown}. Known are: {', '.join(COLUMNS)}.")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise FileRefused(f"The file has columns twice: {', '.join(twice)}.")
    if "occurred_from" not in names:
        raise FileRefused("The file has no column occurred_from, which says when it happened.")
    if not any(columns <= set(names) for columns in PLACE_COLUMNS):
        raise FileRefused(
            "The file does not say where: it needs lat and lon, or easting and northing, or postcode, or ward."
        )
