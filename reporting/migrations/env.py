"""Runs migrations on the database it is handed; batch mode, so that SQLite can alter tables too."""

from importlib import import_module

from alembic import context

from reporting import ROOMS
from reporting.database import Base, Database

for name in ROOMS:
    try:
        import_module(f"reporting.{name}.models")
    except ModuleNotFoundError as missing:
        if missing.name != f"reporting.{name}.models":
            raise

database: Database = context.config.attributes["database"]

with database.writer_lock(), database.engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
