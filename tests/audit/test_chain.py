"""The chain is whole, and whatever is done to it is found, with the first bad entry named."""

import hmac
import json
import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask import Flask

from reporting.audit import queries
from reporting.audit.actions import record, seal_of
from reporting.audit.models import AuditEntry
from reporting.audit.rows import Row
from reporting.audit.verdict import Fault, Verdict, verdict
from reporting.database import finish, session
from tests.audit import thief

N_ENTRIES = 1000


@pytest.fixture(scope="module")
def whole() -> list[Row]:
    return thief.chain_of(N_ENTRIES)


def test_a_chain_of_a_thousand_entries_is_whole(whole):
    assert verdict(lambda: whole, key=thief.KEY) == Verdict(N_ENTRIES)


def test_an_empty_chain_is_whole():
    assert verdict(list, key=thief.KEY) == Verdict(0)


def test_a_chain_is_not_whole_under_another_key(whole):
    assert verdict(lambda: whole, key=thief.KEY + b"!") == Verdict(0, 1, Fault.CHANGED)


@pytest.mark.parametrize("detail", ["", 'a "quoted" word', "\\", "\n\t\x07", "ü বাংলা", "\u2028", "😀", "</script>"])
@pytest.mark.parametrize("actor_id", [None, UUID(int=7)])
@pytest.mark.parametrize("microsecond", [0, 5, 120000])
def test_the_sealed_text_is_the_json_of_the_entrys_values(detail, actor_id, microsecond):
    entry = AuditEntry(
        id=UUID(int=1 << 100),
        number=12,
        happened_at=datetime(2026, 7, 1, 9, 30, 1, microsecond, tzinfo=UTC),
        actor_id=actor_id,
        actor_role="officer",
        action="report:account:opened",
        object_id=UUID(int=3),
        detail=detail,
        outcome="done",
        previous="ab" * 32,
    )
    values = [
        str(entry.id), 12, entry.happened_at.isoformat(), str(actor_id or ""), "officer", "report:account:opened",
        str(entry.object_id), detail, "done", "ab" * 32,
    ]  # fmt: skip
    text = json.dumps(values, ensure_ascii=False)
    assert seal_of(entry, key=thief.KEY) == hmac.new(thief.KEY, text.encode(), "sha256").hexdigest()


# ── the stored chain ──────────────────────────────────────────────────────────────────────────────────────────────


def write(app: Flask, n: int) -> None:
    with app.app_context():
        for number in range(n):
            record("test:noted", detail=str(number))
        finish(keep=True)


def change(app: Flask, statement: str) -> None:
    with app.extensions["database"].transaction() as own:
        thief.unguarded(own)
        own.execute(sa.text(statement))


def test_the_stored_chain_is_whole(app, run):
    write(app, 30)
    found = run("audit", "verify")
    assert (found.exit_code, found.output) == (0, "Whole: 30 entries.\n")


def test_a_changed_entry_is_named_with_exit_code_1(app, run):
    write(app, 30)
    change(app, "UPDATE audit_entry SET detail = 'nothing to see' WHERE number = 17")
    found = run("audit", "verify")
    assert found.exit_code == 1
    assert "Entry 17 is changed; 16 entries" in found.output


def test_a_deleted_entry_is_named_with_exit_code_1(app, run):
    write(app, 30)
    change(app, "DELETE FROM audit_entry WHERE number = 4")
    found = run("audit", "verify")
    assert found.exit_code == 1
    assert "Entry 4 is missing" in found.output


def test_a_trail_without_its_table_is_unreadable_with_exit_code_2(app, run):
    change(app, "DROP TABLE audit_entry")
    found = run("audit", "verify")
    assert found.exit_code == 2
    assert "cannot be read" in found.output


@pytest.mark.parametrize("column", ["happened_at", "actor_id", "id", "detail"])
def test_a_value_that_is_no_value_of_its_column_is_named_too(app, run, postgres, column):
    if postgres:
        pytest.skip("PostgreSQL stores no value of another type")
    write(app, 3)
    for value in ("5", "'no such thing'", "x'ff'"):
        change(app, f"UPDATE audit_entry SET {column} = {value} WHERE number = 2")
        found = run("audit", "verify")
        assert found.exit_code == 1, value
        assert "Entry 2 is changed" in found.output


@pytest.mark.parametrize("seed", range(8))
def test_a_crime_on_the_stored_chain_is_found_as_it_is_on_paper(app, run, settings, seed):
    app.config["SETTINGS"] = replace(settings, audit_key=thief.KEY.decode())
    rows = thief.chain_of(60)
    damage = (thief.deleted, thief.swapped, thief.moved_up, thief.rebuilt)[seed % 4](rows, random.Random(seed))
    with app.extensions["database"].transaction() as own:
        thief.store(own, damage.rows)
    found = run("audit", "verify")
    assert found.exit_code == 1
    assert f"Entry {damage.number} is {damage.fault}; {damage.number - 1} entries" in found.output


def test_a_damaged_database_file_is_unreadable_with_exit_code_2(app, run, settings, postgres):
    if postgres:
        pytest.skip("about SQLite's file")
    write(app, 3)
    database = app.extensions["database"]
    database.checkpoint()
    database.engine.dispose()
    file = settings.folder / "common-room.db"
    file.write_bytes(b"not a database at all" * 500)
    found = run("audit", "verify")
    assert found.exit_code == 2


def test_writers_at_the_same_moment_keep_the_chain_whole(app):
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: [write(app, 3) for _ in range(5)], range(8)))
    with app.app_context():
        assert queries.chain() == Verdict(8 * 15)


def test_readers_and_writers_at_the_same_moment_keep_the_chain_whole(app, sign_in, file_report):
    report_ids = [file_report() for _ in range(2)]
    browsers = [sign_in(name) for name in ("omar", "cora", "sunil", "vera")]
    n_before = _n_entries(app)

    def look(browser) -> None:
        for report_id in report_ids:
            assert browser.get(f"/reports/{report_id}").status_code == 200

    with ThreadPoolExecutor(5) as threads:
        work = [threads.submit(look, browser) for browser in browsers] + [threads.submit(write, app, 10)]
        for one in work:
            one.result()
    with app.app_context():
        assert queries.chain().is_whole
    assert _n_entries(app) >= n_before + 10 + len(browsers)


def _n_entries(app: Flask) -> int:
    with app.app_context():
        return session.scalar(sa.select(sa.func.count()).select_from(AuditEntry))


def test_the_newest_entries_come_first_and_a_things_own_trail_in_order(app):
    thing = UUID(int=5)
    with app.app_context():
        for number in range(5):
            record("test:noted", object_id=thing if number % 2 else None, detail=str(number))
        finish(keep=True)
        assert [entry.detail for entry in queries.recent(3)] == ["4", "3", "2"]
        assert [entry.detail for entry in queries.trail_of(thing)] == ["1", "3"]
