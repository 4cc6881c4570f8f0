"""Runs migrations on the database it is handed; batch mode, so that SQLite can alter tables too."""

from importlib import import_module
from pathlib import Path

from alembic import context

import reporting
import reporting.throttle  # a foundation with a table of its own
from reporting.database import Base, Database

PACKAGE = Path(reporting.__file__).parent

for path in sorted(PACKAGE.rglob("models.py")):
    import_module(".".join(["reporting", *path.relative_to(PACKAGE).with_suffix("").parts]))

database: Database = context.config.attributes["database"]

with database.writer_lock(), database.engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
