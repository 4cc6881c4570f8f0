"""A fresh instance for each test, and a small built-in postcode table in the package's format."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import brotli
import click.testing
import msgpack
import pytest
import sqlalchemy as sa
from flask import Flask

from reporting import database
from reporting.places import built_in
from tests.places.sea import SEA_EAST, SEA_NORTH, TABLES, empty_app, run_on

Contents = dict[str, list[tuple[Any, ...]]]


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    app = empty_app(tmp_path / "instance")
    yield app
    app.extensions["database"].engine.dispose()


@pytest.fixture
def context(app: Flask) -> Iterator[None]:
    """Inside the app, as a command is."""
    with app.app_context():
        yield
        database.finish(keep=False)


@pytest.fixture
def run(app: Flask) -> Callable[..., click.testing.Result]:
    """run("places", "import-wards", …) gives click's result; no other exception passes for a refusal."""
    return lambda *words: run_on(app, *words)


@pytest.fixture
def contents(app: Flask) -> Callable[[], Contents]:
    """Every row of every table of the room."""

    def read() -> Contents:
        with app.extensions["database"].engine.connect() as connection:
            tables = [t for t in database.Base.metadata.sorted_tables if t.name in TABLES]
            return {t.name: sorted(map(tuple, connection.execute(sa.select(t))), key=repr) for t in tables}

    return read


@pytest.fixture(autouse=True)
def built_in_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Eighty-one postcodes 40 m apart in the sea, packed as the package packs them."""
    if "camden" in request.fixturenames:  # real wards get the real table
        return
    codes = [f"ZZ{d} {n}AA" for d in range(1, 10) for n in range(9)]
    data = {
        "pcd": codes,
        "laua": [""] * len(codes),
        "oseast1m": [float(SEA_EAST + 20 + 40 * (i % 9)) for i in range(len(codes))],
        "osnrth1m": [float(SEA_NORTH + 20 + 40 * (i // 9)) for i in range(len(codes))],
    }
    folder = tmp_path / "built_in"
    folder.mkdir()
    packed = msgpack.packb({"columns": list(data), "data": data}, use_bin_type=True)
    (folder / "postcodes_Z.msgpack.br").write_bytes(brotli.compress(packed))
    monkeypatch.setattr(built_in, "folder", lambda: folder)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file of any content: text, bytes, or anything JSON can hold."""

    def to(content: Any, name: str = "wards.geojson") -> Path:
        path = tmp_path / name
        if not isinstance(content, bytes):
            content = (content if isinstance(content, str) else json.dumps(content)).encode()
        path.write_bytes(content)
        return path

    return to
