"""A demonstration instance of its own for measuring."""

from pathlib import Path

from flask import Flask

from reporting import config, create_app
from reporting.crypto import KeyRing
from reporting.database import Database
from reporting.instance import alembic_config


def demonstration(folder: Path, *, reports: int) -> Flask:
    """The app on a new instance with the demonstration borough and so many reports."""
    from alembic import command

    config.make_instance(folder, kind="demonstration")
    settings = config.Settings(
        instance=str(folder),
        secret_key=(folder / "secret_key").read_text(),
        audit_key=(folder / "audit_key").read_text(),
        is_demonstration=True,
    )
    KeyRing.create(settings.keys)
    database = Database(settings.database, folder=folder)
    command.upgrade(alembic_config(database), "head")
    database.engine.dispose()
    app = create_app(settings)
    loaded = app.test_cli_runner().invoke(args=["demo", "load", "--reports", str(reports)])
    if loaded.exit_code:
        raise SystemExit(loaded.output)
    return app
