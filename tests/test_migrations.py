"""Migrations from an empty database end exactly where the models are."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from reporting import clock
from reporting.audit.models import AuditEntry
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.database import Base, Database
from reporting.instance import alembic_config, migration_state
from reporting.people.models import Person
from reporting.reports.models import ReportDraft


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


def test_what_stood_before_people_and_centres_still_stands_after(tmp_path, postgres):
    """Accounts, centres, drafts and the trail as the first tables held them."""
    url = f"sqlite:///{tmp_path / 'old.db'}"
    if postgres:
        from tests.conftest import _on_server

        _on_server(postgres, 'DROP DATABASE IF EXISTS "old"')
        _on_server(postgres, 'CREATE DATABASE "old"')
        url = sa.make_url(postgres).set(database="old").render_as_string(hide_password=False)
    database = Database(url, folder=tmp_path)
    command.upgrade(alembic_config(database), "0001")
    centre, person, draft, entry = (uuid4() for _ in range(4))
    moment = datetime(2026, 11, 2, 9, tzinfo=UTC)
    old = sa.MetaData()
    with database.engine.begin() as connection:
        old.reflect(connection)
        rows = {
            "centre": {"id": centre, "code": "OLD", "name": "Old Hall", "postcode": "", "status": "active"},
            "person": {"id": person, "email": "o@example.org", "display_name": "O", "role": "volunteer", "centre_id": centre,
                       "language": "en", "password": "x", "active": True, "fs_uniquifier": "u"},
            "report_draft": {"id": draft, "owner_id": person, "centre_id": centre, "started_at": moment, "saved_at": moment},
            "audit_entry": {"id": entry, "number": 1, "happened_at": moment, "actor_role": "system", "action": "a",
                            "detail": "", "outcome": "done", "previous": "", "seal": "s"},
        }  # fmt: skip
        for name, values in rows.items():
            known = {
                key: str(value).replace("-", "") if isinstance(value, UUID) and not postgres else value
                for key, value in values.items()
            }
            connection.execute(old.tables[name].insert().values(**known))
    before = clock.now()
    command.upgrade(alembic_config(database), "head")
    with database.reader() as reading:
        hall = reading.scalars(sa.select(ThirdPartyReportingCentre)).one()
        assert (hall.name, hall.verified_at, hall.n_letters, hall.languages, hall.step_free.value) == (
            "Old Hall", None, 0, frozenset(), "not_known",
        )  # fmt: skip
        assert before <= hall.moved_at <= clock.now()
        somebody = reading.scalars(sa.select(Person)).unique().one()
        assert (somebody.centre.id, somebody.totp_secret, somebody.dbs_on) == (centre, None, None)
        assert reading.scalars(sa.select(ReportDraft.is_practice)).all() == [False]
        assert reading.scalars(sa.select(AuditEntry.number)).all() == [1]
    with database.engine.connect() as connection, pytest.raises(sa.exc.DBAPIError):  # guarded from now on
        connection.execute(sa.text("UPDATE audit_entry SET action = 'b'"))
    database.engine.dispose()
