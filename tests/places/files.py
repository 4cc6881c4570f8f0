"""Wards written as a GeoPackage and as a zipped Shapefile, right and wrong."""

import io
import sqlite3
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import shapefile
import shapely

BRITISH_GRID_PRJ = (
    'PROJCS["British_National_Grid",GEOGCS["GCS_OSGB_1936",DATUM["D_OSGB_1936",SPHEROID["Airy_1830",6377563.396,'
    '299.3249646]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
    'PARAMETER["False_Easting",400000.0],PARAMETER["False_Northing",-100000.0],PARAMETER["Central_Meridian",-2.0],'
    'PARAMETER["Scale_Factor",0.9996012717],PARAMETER["Latitude_Of_Origin",49.0],UNIT["Meter",1.0]]'
)
WGS84_PRJ = (
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
    'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
)
UTM_PRJ = (
    'PROJCS["WGS_1984_UTM_Zone_30N",' + WGS84_PRJ + ',PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",'
    '500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",-3.0],PARAMETER["Scale_Factor",0.9996],'
    'PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
)


def shapefile_zip(
    features: Sequence[Mapping[str, Any]], *, prj: str | None = BRITISH_GRID_PRJ, folder: str = ""
) -> bytes:
    """A zip file with the Shapefile of GeoJSON features."""
    shp, shx, dbf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, shx=shx, dbf=dbf, shapeType=shapefile.POLYGON) as writer:
        writer.field("GSS_CODE", "C", 20)
        writer.field("NAME", "C", 80)
        for one in features:
            # a Shapefile's outer rings run clockwise
            writer.poly([ring[::-1] for ring in one["geometry"]["coordinates"]])
            writer.record(one["properties"]["WD26CD"], one["properties"]["WD26NM"])
    parts = {"shp": shp.getvalue(), "shx": shx.getvalue(), "dbf": dbf.getvalue()}
    if prj is not None:
        parts["prj"] = prj.encode()
    return zipped({f"{folder}wards.{suffix}": content for suffix, content in parts.items()})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def geopackage(
    path: Path, shapes: Mapping[str, Any], *, srs: int = 27700, organization: str = "EPSG", layers: int = 1
) -> Path:
    """A GeoPackage with one layer of wards. A shape is a geometry, or bytes to stand where one should be."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.executescript(
        "CREATE TABLE gpkg_spatial_ref_sys (srs_name, srs_id INTEGER PRIMARY KEY, organization,"
        " organization_coordsys_id INTEGER, definition, description);"
        "CREATE TABLE gpkg_contents (table_name PRIMARY KEY, data_type, srs_id);"
        "CREATE TABLE gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m);"
    )
    connection.execute("INSERT INTO gpkg_spatial_ref_sys VALUES ('Some grid', 7, ?, ?, '', '')", (organization, srs))
    for layer in range(layers):
        name = f'wards "{layer}"'
        quoted = '"' + name.replace('"', '""') + '"'
        connection.execute(f"CREATE TABLE {quoted} (fid INTEGER PRIMARY KEY, geom, code TEXT, name TEXT)")
        connection.execute("INSERT INTO gpkg_contents VALUES (?, 'features', 7)", (name,))
        connection.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POLYGON', 7, 0, 0)", (name,))
        for number, (ward, shape) in enumerate(shapes.items(), start=1):
            blob = shape if isinstance(shape, bytes) else geometry_blob(shape)
            connection.execute(f"INSERT INTO {quoted} VALUES (?, ?, ?, ?)", (number, blob, f"E0500000{number}", ward))
    connection.commit()
    connection.close()
    return path


def geometry_blob(shape: shapely.Geometry, *, envelope: bool = True) -> bytes:
    """The GeoPackage header, with or without its envelope, and the shape as WKB."""
    west, south, east, north = shape.bounds
    head = b"GP" + bytes([0, 0b11 if envelope else 0b01]) + struct.pack("<i", 7)
    return head + (struct.pack("<4d", west, east, south, north) if envelope else b"") + shapely.to_wkb(shape)
