"""The database itself refuses to change, delete or replace an entry."""

import uuid

import pytest
import sqlalchemy as sa
import sqlalchemy.exc

from reporting.audit import queries
from reporting.audit.actions import record
from reporting.audit.models import GUARDS, AuditEntry, guard_statements
from reporting.audit.verdict import Verdict
from reporting.database import finish, session
from tests.audit import thief

REFUSED = (sqlalchemy.exc.IntegrityError, sqlalchemy.exc.InternalError, sqlalchemy.exc.DatabaseError)


@pytest.fixture
def written(app):
    with app.app_context():
        for _ in range(3):
            record("test:noted")
        finish(keep=True)
    return app


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET detail = 'nothing to see' WHERE number = 2",
        "UPDATE audit_entry SET number = 9 WHERE number = 2",
        "DELETE FROM audit_entry WHERE number = 2",
        "DELETE FROM audit_entry",
    ],
)
def test_an_entry_is_neither_changed_nor_deleted(written, statement):
    with pytest.raises(REFUSED, match="never"), written.extensions["database"].transaction() as own:
        own.execute(sa.text(statement))
    with written.app_context():
        assert queries.chain() == Verdict(3)


def test_no_row_takes_the_place_of_another(written, postgres):
    columns = ", ".join(column.name for column in AuditEntry.__table__.columns if column.name != "id")
    copied = (
        f"INTO audit_entry (id, {columns}) SELECT '{uuid.uuid4().hex}', {columns} FROM audit_entry WHERE number = 2"
    )
    verbs = ["INSERT"] if postgres else ["INSERT", "INSERT OR REPLACE", "REPLACE"]
    for verb in verbs:
        with pytest.raises(REFUSED), written.extensions["database"].transaction() as own:
            own.execute(sa.text(f"{verb} {copied}"))
    with written.app_context():
        assert queries.chain() == Verdict(3)


def test_the_table_is_not_emptied_at_once(written, postgres):
    if not postgres:
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(REFUSED, match="never"), written.extensions["database"].transaction() as own:
        own.execute(sa.text("TRUNCATE audit_entry"))


def test_the_guards_can_be_put_up_again_by_the_same_statements(written):
    database = written.extensions["database"]
    with database.transaction() as own:
        thief.unguarded(own)
    with database.transaction() as own:
        for statement in guard_statements(database.engine.dialect.name):
            own.execute(sa.text(statement))
    with pytest.raises(REFUSED, match="never"), database.transaction() as own:
        own.execute(sa.text("DELETE FROM audit_entry"))


def test_both_databases_have_their_guards():
    assert set(GUARDS) == {"sqlite", "postgresql"}
    assert all(guard_statements(name) for name in GUARDS)


def test_clearing_a_demonstration_keeps_the_trail(written, run):
    cleared = run("demo", "clear")
    assert cleared.exit_code == 0, cleared.output
    with written.app_context():
        assert queries.chain() == Verdict(4)
        assert session.scalar(sa.select(AuditEntry.action).where(AuditEntry.number == 4)) == "demonstration:cleared"
