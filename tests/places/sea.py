"""Wards drawn in the sea, where there is no postcode and no home, and how to run an import on them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click.testing
from flask import Flask
from flask_babel import Babel

from reporting import database
from reporting.config import Settings
from reporting.places import models  # noqa: F401  the tables
from reporting.places.commands import places_commands

SEA_EAST, SEA_NORTH = 500_000, 900_000
TABLES = {"ward_edition", "ward", "ward_population", "postcode", "named_place", "anchor"}
GRID = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}


def empty_app(folder: Path) -> Flask:
    """The room of places by itself, on an empty database."""
    folder.mkdir()
    app = Flask("places_alone")
    app.config["SETTINGS"] = Settings(instance=str(folder))
    Babel(app)
    database.init_app(app)
    app.cli.add_command(places_commands)
    tables = [table for table in database.Base.metadata.sorted_tables if table.name in TABLES]
    with app.app_context():
        database.Base.metadata.create_all(app.extensions["database"].engine, tables=tables)
    return app


def run_on(app: Flask, *words: Any) -> click.testing.Result:
    """click's result; an exception that is not a refusal is raised."""
    result = app.test_cli_runner().invoke(args=[str(word) for word in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def square(west: float, south: float, side: float = 400) -> list[list[list[float]]]:
    """The rings of a square whose corner lies so many metres from the corner of the sea."""
    e, n = SEA_EAST + west, SEA_NORTH + south
    return [[[e, n], [e + side, n], [e + side, n + side], [e, n + side], [e, n]]]


def feature(code: Any, name: Any, rings: Any, kind: str = "Polygon", **fields: Any) -> dict[str, Any]:
    properties = {"WD26CD": code, "WD26NM": name, "LAD26NM": "Seaward", **fields}
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": rings}}


def two_wards() -> list[dict[str, Any]]:
    return [feature("E05000001", "North Bank", square(0, 0)), feature("E05000002", "South Bank", square(400, 0))]


def collection(features: Sequence[Any], crs: Any = GRID) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)} | ({"crs": crs} if crs else {})
