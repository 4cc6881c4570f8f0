"""Wards in an OGC GeoPackage, read as the SQLite file it is, without leave to write."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from flask_babel import lazy_gettext as _l

from reporting.places.formats.features import (
    Feature,
    Layer,
    Projection,
    likely_name,
    refuse_too_large,
    unknown_projection,
)
from reporting.places.refusals import UnreadableFile, named

PROJECTIONS = {4326: Projection.WGS84, 27700: Projection.BRITISH_NATIONAL_GRID}
ENVELOPE_BYTES = (0, 32, 48, 48, 64)
STEPS_MAX = 50_000_000  # of SQLite's machine: stops a file whose views never end


def layer(path: Path) -> Layer:
    """The features of the one feature table. Raises UnreadableFile."""
    refuse_too_large(path.stat().st_size)
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.set_progress_handler(lambda: 1, STEPS_MAX)
            return _layer(connection)
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the latter from a message about a damaged name
        raise UnreadableFile(_l("The file is not a GeoPackage, or it is damaged.")) from error


def _layer(connection: sqlite3.Connection) -> Layer:
    tables = connection.execute(
        "SELECT g.table_name, g.column_name, s.srs_name, s.organization, s.organization_coordsys_id AS number"
        " FROM gpkg_geometry_columns g JOIN gpkg_contents c ON c.table_name = g.table_name"
        " LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id WHERE c.data_type = 'features'"
    ).fetchall()
    if len(tables) != 1:
        raise UnreadableFile(
            _l("The GeoPackage must hold one layer, the wards; it holds %(count)s.", count=len(tables))
        )
    table = tables[0]
    projection = PROJECTIONS.get(table["number"]) if str(table["organization"]).upper() == "EPSG" else None
    if projection is None:
        raise unknown_projection(table["srs_name"])
    column = table["column_name"]
    # a name cannot be a parameter: it is quoted as SQLite quotes
    quoted_table = '"{}"'.format(table["table_name"].replace('"', '""'))
    rows = connection.execute(f"SELECT * FROM {quoted_table}").fetchall()  # noqa: S608
    features = []
    for number, row in enumerate(rows, start=1):
        fields = {key: row[key] for key in row.keys() if key != column}  # noqa: SIM118
        shape = _shape(row[column], named(likely_name(fields), number))
        features.append(Feature(number, fields, shape))
    return Layer(projection, features)


def _shape(blob: Any, ward: Any) -> shapely.Geometry:
    """The geometry behind the GeoPackage's own header (OGC 12-128r19, 2.1.3)."""
    is_standard = isinstance(blob, bytes) and len(blob) > 8 and blob[:2] == b"GP" and not blob[3] & 0b100000
    envelope = (blob[3] >> 1) & 0b111 if is_standard else len(ENVELOPE_BYTES)
    if envelope >= len(ENVELOPE_BYTES):
        raise UnreadableFile(_l("The shape of %(ward)s cannot be read: it may be empty or damaged.", ward=ward))
    try:
        with np.errstate(invalid="ignore"):  # what is not a number is refused later, with every other format's
            return shapely.force_2d(shapely.from_wkb(blob[8 + ENVELOPE_BYTES[envelope] :]))
    except shapely.errors.ShapelyError as error:
        if "closed" in str(error):
            raise UnreadableFile(
                _l("The outline of %(ward)s is not closed: its last point differs from its first.", ward=ward)
            ) from error
        raise UnreadableFile(
            _l("The shape of %(ward)s cannot be read: it may be empty or damaged.", ward=ward)
        ) from error
