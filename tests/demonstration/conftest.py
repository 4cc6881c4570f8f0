"""A bare demonstration instance, and one that holds the whole demonstration, made once."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from reporting import config, create_app
from reporting.crypto import KeyRing
from reporting.database import Base
from tests.conftest import settings_in


def run_on(app: Flask, *words: object) -> Result:
    """click's result; an exception that is not a refusal is raised."""
    result = app.test_cli_runner().invoke(args=[str(word) for word in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def _made(folder: Path) -> config.Settings:
    settings = settings_in(folder)
    KeyRing.create(settings.keys)
    app = create_app(settings)
    with app.app_context():
        Base.metadata.create_all(app.extensions["database"].engine)
    app.extensions["database"].engine.dispose()
    return settings


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> config.Settings:
    """An instance with the demonstration as `demo load` makes it."""
    settings = _made(tmp_path_factory.mktemp("demonstration") / "instance")
    app = create_app(settings)
    result = run_on(app, "demo", "load")
    assert result.exit_code == 0, result.output
    app.extensions["database"].checkpoint()
    app.extensions["database"].engine.dispose()
    return settings


def _app_of(settings: config.Settings) -> Iterator[Flask]:
    app = create_app(settings)
    yield app
    app.extensions["database"].engine.dispose()


@pytest.fixture
def loaded(filled: config.Settings, tmp_path: Path) -> Iterator[Flask]:
    """A copy of the filled instance."""
    folder = tmp_path / "copy"
    shutil.copytree(filled.folder, folder)
    yield from _app_of(replace(filled, instance=str(folder)))


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Flask]:
    """A demonstration instance that holds nothing yet."""
    yield from _app_of(_made(tmp_path / "bare"))


@pytest.fixture
def run() -> Callable[..., Result]:
    return run_on
