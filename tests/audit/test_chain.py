"""The chain is whole, and whatever is done to it is found, with the first bad entry named."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask import Flask

from reporting.audit import queries
from reporting.audit.actions import record, seal_of
from reporting.audit.models import AuditEntry
from reporting.audit.queries import Verdict, verdict
from reporting.database import finish, session

KEY = b"the key of this chain, thirty-two"
N_ENTRIES = 1000
COLUMNS = [column.key for column in sa.inspect(AuditEntry).columns]


def entry_after(last: AuditEntry | None, *, key: bytes = KEY, seed: int = 0) -> AuditEntry:
    dice = random.Random(f"{last.number if last else 0} {seed}")
    entry = AuditEntry(
        id=UUID(int=dice.getrandbits(128)),
        number=last.number + 1 if last else 1,
        happened_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=last.number if last else 0),
        actor_id=UUID(int=dice.getrandbits(128)) if dice.random() < 0.8 else None,
        actor_role=dice.choice(["volunteer", "coordinator", "system"]),
        action=dice.choice(["report:submitted", "report:identity:opened", "session:begun"]),
        object_id=UUID(int=dice.getrandbits(128)) if dice.random() < 0.8 else None,
        detail=dice.choice(["", "reach_the_person", "low high"]),
        outcome=dice.choice(["done", "denied"]),
        previous=last.seal if last else "",
    )
    entry.seal = seal_of(entry, key=key)
    return entry


def copy_of(entry: AuditEntry) -> AuditEntry:
    return AuditEntry(**{name: getattr(entry, name) for name in COLUMNS})


@pytest.fixture(scope="module")
def whole() -> list[AuditEntry]:
    chain: list[AuditEntry] = []
    for _ in range(N_ENTRIES):
        chain.append(entry_after(chain[-1] if chain else None))
    return chain


@pytest.fixture
def chain(whole: list[AuditEntry]) -> list[AuditEntry]:
    return list(whole)


def test_a_chain_of_a_thousand_entries_is_whole(chain):
    assert verdict(chain, key=KEY) == Verdict(N_ENTRIES)


def test_an_empty_chain_is_whole():
    assert verdict([], key=KEY) == Verdict(0)


def test_a_chain_is_not_whole_under_another_key(chain):
    assert verdict(chain, key=KEY + b"!").bad_number == 1


def changed(value: object, name: str, dice: random.Random) -> object:
    if name in {"id", "actor_id", "object_id"}:
        return dice.choice([UUID(int=dice.getrandbits(128)), *([None] if value and name != "id" else [])])
    if name == "number":
        return value + dice.randrange(N_ENTRIES + 1, 10**6)
    if name == "happened_at":
        return value + timedelta(seconds=dice.choice([-86400, -1, 1, 3600]))
    if name in {"seal", "previous"}:
        return "".join(dice.choices("0123456789abcdef", k=64))
    return f"{value}{dice.choice(['x', ' ', chr(0x200F)])}"


@pytest.mark.parametrize("seed", range(100))
def test_an_edit_of_any_column_is_found_at_its_entry(chain, seed):
    dice = random.Random(seed)
    name, place = COLUMNS[seed % len(COLUMNS)], dice.randrange(N_ENTRIES)
    chain[place] = copy_of(chain[place])
    setattr(chain[place], name, changed(getattr(chain[place], name), name, dice))
    found = verdict(sorted(chain, key=lambda entry: entry.number), key=KEY)
    assert (found.bad_number, found.n_entries) == (place + 1, place)


@pytest.mark.parametrize("seed", range(20))
def test_a_deleted_entry_is_found_missing(chain, seed):
    place = random.Random(seed).randrange(N_ENTRIES - 1)
    del chain[place]
    assert verdict(chain, key=KEY) == Verdict(place, place + 1, "missing")


@pytest.mark.parametrize("seed", range(20))
def test_two_swapped_entries_are_found_at_the_first(chain, seed):
    one, other = sorted(random.Random(seed).sample(range(N_ENTRIES), 2))
    chain[one], chain[other] = copy_of(chain[other]), copy_of(chain[one])
    chain[one].number, chain[other].number = one + 1, other + 1
    assert verdict(chain, key=KEY).bad_number == one + 1


@pytest.mark.parametrize("seed", range(20))
def test_an_inserted_entry_is_found_without_its_key(chain, seed):
    place = random.Random(seed).randrange(1, N_ENTRIES)
    forged = entry_after(chain[place - 1], key=b"a key the forger had to guess", seed=1)
    later = [copy_of(entry) for entry in chain[place:]]
    for entry in later:
        entry.number += 1
    assert verdict([*chain[:place], forged, *later], key=KEY) == Verdict(place, place + 1, "changed")


def test_an_entry_put_in_beside_another_of_its_number_is_found(chain):
    chain.insert(500, copy_of(chain[499]))
    assert verdict(chain, key=KEY) == Verdict(500, 500, "out of place")


def test_an_entry_before_the_first_is_found(chain):
    chain.insert(0, copy_of(chain[0]))
    chain[0].number = 0
    assert verdict(chain, key=KEY) == Verdict(0, 0, "out of place")


def test_a_cut_tail_is_not_found_by_the_chain_alone_anchors_come_later(chain):
    assert verdict(chain[:900], key=KEY) == Verdict(900)


# ── the stored chain ──────────────────────────────────────────────────────────────────────────────────────────────


def write(app: Flask, n: int) -> None:
    with app.app_context():
        for number in range(n):
            record("test:noted", detail=str(number))
        finish(keep=True)


def change(app: Flask, statement: str) -> None:
    with app.extensions["database"].transaction() as own:
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


@pytest.mark.parametrize("column", ["happened_at", "actor_id", "id"])
def test_a_value_that_is_no_value_of_its_column_is_unreadable_with_exit_code_2(app, run, postgres, column):
    if postgres:
        pytest.skip("PostgreSQL stores no value of another type")
    write(app, 3)
    for value in ("5", "'no such thing'", "x'ff'"):
        change(app, f"UPDATE audit_entry SET {column} = {value} WHERE number = 2")
        assert run("audit", "verify").exit_code in {1, 2}, value


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
