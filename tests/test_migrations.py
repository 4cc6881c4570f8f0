"""Migrations from an empty database end exactly where the models are."""

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from reporting.database import Base, Database
from reporting.instance import alembic_config, migration_state


def test_upgrading_from_empty_equals_the_models(tmp_path, postgres):
    url = f"sqlite:///{tmp_path / 'new.db'}"
    if postgres:
        from tests.conftest import _on_server

        _on_server(postgres, 'DROP DATABASE IF EXISTS "migrated"')
        _on_server(postgres, 'CREATE DATABASE "migrated"')
        url = sa.make_url(postgres).set(database="migrated").render_as_string(hide_password=False)
    database = Database(url, folder=tmp_path)
    command.upgrade(alembic_config(database), "head")
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    at, newest = migration_state(database)
    assert at == newest
    database.engine.dispose()


def test_upgrading_twice_changes_nothing(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'new.db'}", folder=tmp_path)
    for _ in range(2):
        command.upgrade(alembic_config(database), "head")
    assert migration_state(database)[0]
    database.engine.dispose()
