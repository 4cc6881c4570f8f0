"""Checking the whole trail, against a bare loop of as many keyed hashes over the same bytes.

python -m bench.trail [--entries 100000]
"""

import argparse
import tempfile
from pathlib import Path

import sqlalchemy as sa

from bench.measure import Row, paired, row, table
from reporting import config, create_app, crypto
from reporting.audit import queries
from reporting.audit.models import AuditEntry
from reporting.audit.rows import NUMBER, parts_of
from reporting.crypto import KeyRing
from reporting.database import Base
from tests.audit import thief

ENTRIES = 100_000


def verification(folder: Path, *, entries: int = ENTRIES) -> Row:
    """Entries a second, read from a real SQLite file, linked and sealed; without anchors, which cost nothing beside."""
    config.make_instance(folder, kind="demonstration")
    settings = config.Settings(
        instance=str(folder),
        secret_key=(folder / "secret_key").read_text(),
        audit_key=thief.KEY.decode(),
        is_demonstration=True,
    )
    KeyRing.create(settings.keys)
    app = create_app(settings)
    chain = thief.chain_of(entries)
    texts = [f"{before}{one[NUMBER]}{after}" for one in chain for before, after in [parts_of(one)]]
    with app.app_context():
        database = app.extensions["database"]
        Base.metadata.create_all(database.engine)
        with database.transaction() as own:
            thief.store(own, chain)
        database.checkpoint()
        assert queries.chain().n_entries == own.scalar(sa.select(sa.func.count()).select_from(AuditEntry)) == entries

        def bare() -> None:
            for text in texts:
                crypto.keyed_hash(text, key=thief.KEY)

        taken, plain = paired(queries.chain, bare, rounds=5)
        database.engine.dispose()
    return row(
        f"audit verification, {entries:,} entries",
        entries / taken,
        "rows a second",
        reference="only HMAC-SHA256 of the same bytes",
        against=entries / plain,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Time the check of the whole trail.")
    parser.add_argument("--entries", type=int, default=ENTRIES)
    with tempfile.TemporaryDirectory(prefix="common-room-bench-") as made:
        print(table([verification(Path(made), entries=parser.parse_args().entries)]))
