"""Making an instance: keys, database, migrations; and saying in words how it stands."""

import os
import tomllib
from pathlib import Path

import click
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app

from reporting import config
from reporting.crypto import KeyRing, KeysMissing
from reporting.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"


def alembic_config(database: Database) -> Config:
    """Alembic's configuration for a database."""
    chosen = Config()
    chosen.set_main_option("script_location", str(MIGRATIONS))
    chosen.attributes["database"] = database
    return chosen


def make(settings_kind: str) -> config.Settings:
    """Creates what is missing of the instance named by the environment, and migrates its database.

    Never makes a new key file where the database already holds reports. Raises UnsafeSettings and KeysMissing.
    """
    config.make_instance(config.instance_folder(), kind=settings_kind)
    settings = config.from_environment()
    if settings.database_url and settings.is_demonstration is False and not settings.key_file:
        click.echo("The keys lie in the instance folder. Set KEY_FILE to keep them away from the database.", err=True)
    database = Database(settings.database, folder=settings.folder)
    if not settings.keys.exists():
        if _holds_keys(database):
            raise KeysMissing(f"Sealed reports exist but their key file {settings.keys} is missing. Restore it.")
        KeyRing.create(settings.keys)
    KeyRing.load(settings.keys)
    command.upgrade(alembic_config(database), "head")
    database.engine.dispose()
    return settings


def kind_of(folder: Path) -> str:
    """ "real" or "demonstration"; a folder that is no instance yet becomes a demonstration."""
    marker = folder / "instance.toml"
    return str(tomllib.loads(marker.read_text())["kind"]) if marker.exists() else "demonstration"


def _holds_keys(database: Database) -> bool:
    if not sa.inspect(database.engine).has_table("report_key"):
        return False
    with database.reader() as reader:
        return reader.execute(sa.text("SELECT 1 FROM report_key LIMIT 1")).first() is not None


def migration_state(database: Database) -> tuple[str | None, str | None]:
    """(revision the database is at, newest revision there is)."""
    with database.engine.connect() as connection:
        at = MigrationContext.configure(connection).get_current_revision()
    return at, ScriptDirectory.from_config(alembic_config(database)).get_current_head()


@click.command("init")
@click.option("--demonstration", is_flag=True, help="Make a demonstration. It never becomes a real instance.")
def init_command(demonstration: bool) -> None:
    """Make the keys, the database and its tables. Safe to repeat."""
    try:
        settings = make("demonstration" if demonstration else "real")
    except (config.UnsafeSettings, KeysMissing) as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from error
    _plant(settings)
    kind = "demonstration" if settings.is_demonstration else "real"
    click.echo(f"The {kind} instance at {settings.folder} is ready. Its keys are in {settings.keys}.")


def _plant(settings: config.Settings) -> None:
    """A real instance begins with the services every one begins with; a demonstration gets its own with its borough."""
    if settings.is_demonstration:
        return
    from reporting import create_app
    from reporting.database import finish
    from reporting.signposts.actions import plant

    with create_app(settings).app_context():
        plant()
        finish(keep=True)


@click.command("check")
def check_command() -> None:
    """Say in words how this instance stands. Exit 1 when something needs attention."""
    settings: config.Settings | None = current_app.config.get("SETTINGS")
    if settings is None:
        click.echo("There is no instance yet: run 'flask --app wsgi init'.", err=True)
        raise SystemExit(1)
    troubles = []
    click.echo(f"Instance     {settings.folder} ({'demonstration' if settings.is_demonstration else 'real'})")
    database: Database = current_app.extensions["database"]
    click.echo(f"Database     {database.engine.dialect.name}")
    at, newest = migration_state(database)
    click.echo(f"Migrations   at {at}, newest {newest}")
    if at != newest:
        troubles.append("The tables are behind the code: run 'flask --app wsgi init'.")
    try:
        KeyRing.load(settings.keys)
        click.echo(f"Keys         {settings.keys}")
        if os.stat(settings.keys).st_mode & 0o077:
            troubles.append(f"Others can read the key file {settings.keys}: chmod 400 it.")
    except KeysMissing as error:
        troubles.append(str(error))
    click.echo(f"Languages    {', '.join(settings.language_codes)}")
    click.echo(f"Mail         {settings.mail_server}:{settings.mail_port}")
    free = os.statvfs(settings.folder)
    click.echo(f"Disk         {free.f_bavail * free.f_frsize // 2**20} MB free")
    for trouble in troubles:
        click.echo(trouble, err=True)
    if troubles:
        raise SystemExit(1)


def init_commands(app: Flask) -> None:
    from reporting.serve import serve_command

    app.cli.add_command(serve_command)
    app.cli.add_command(init_command)
    app.cli.add_command(check_command)
