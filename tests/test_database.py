"""No update is lost, no reader waits, and a refused request changes nothing."""

import fcntl
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from reporting import database as rooms
from reporting.database import Database, Moment, Words, holds_word

ROOT = Path(__file__).parent.parent
TABLES = sa.MetaData()
TICK = sa.Table("tick", TABLES, sa.Column("id", sa.Integer, primary_key=True), sa.Column("n", sa.Integer))
NOTE = sa.Table(
    "note", TABLES, sa.Column("id", sa.Integer, primary_key=True), sa.Column("at", Moment), sa.Column("words", Words)
)
SHORT_WAIT = 0.2  # seconds in which something that must wait would have happened
LONG_WAIT = 30


@pytest.fixture
def database(settings):
    """The database of a fresh instance with two small tables of the test's own."""
    opened = Database(settings.database, folder=settings.folder)
    TABLES.create_all(opened.engine)
    with opened.transaction() as session:
        session.execute(sa.insert(TICK).values(id=1, n=0))
    yield opened
    opened.engine.dispose()


@pytest.fixture
def sqlite(postgres, request):
    if postgres:
        pytest.skip("about SQLite's files and pragmas; PostgreSQL has none of them")
    return request.getfixturevalue("database")


def count_of(session) -> int:
    return session.execute(sa.select(TICK.c.n)).scalar_one()


def add_one(database: Database) -> None:
    """A read-modify-write as an action does it: the new value is computed here, not in SQL."""
    with database.transaction() as session:
        session.execute(sa.update(TICK).values(n=count_of(session) + 1))


def test_no_update_is_lost_among_eight_threads(database):
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: [add_one(database) for _ in range(15)], range(8)))
    with database.reader() as session:
        assert count_of(session) == 8 * 15


WRITER = """
import sys
from pathlib import Path
from sqlalchemy import text
from reporting.database import Database
database = Database(sys.argv[1], folder=Path(sys.argv[2]))
for _ in range(40):
    with database.transaction() as session:
        n = session.execute(text("SELECT n FROM tick")).scalar_one()
        session.execute(text("UPDATE tick SET n = :n"), {"n": n + 1})
"""


def test_no_update_is_lost_between_two_processes(database, settings):
    command = [sys.executable, "-c", WRITER, settings.database, str(settings.folder)]
    writers = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    with database.reader() as session:
        assert count_of(session) == 80


def test_a_reader_does_not_wait_for_a_writer_and_sees_nothing_unfinished(database):
    has_written, may_finish = threading.Event(), threading.Event()

    def write_slowly() -> None:
        with database.transaction() as session:
            session.execute(sa.update(TICK).values(n=7))
            has_written.set()
            may_finish.wait(LONG_WAIT)

    writer = threading.Thread(target=write_slowly)
    writer.start()
    assert has_written.wait(LONG_WAIT)
    try:
        with database.reader() as session:
            assert count_of(session) == 0
        assert writer.is_alive()
    finally:
        may_finish.set()
        writer.join()
    with database.reader() as session:
        assert count_of(session) == 7


def test_a_reader_sees_a_steady_snapshot_to_its_end(database):
    with database.reader() as reader:
        assert count_of(reader) == 0
        add_one(database)
        assert count_of(reader) == 0
    with database.reader() as later:
        assert count_of(later) == 1


def test_a_failed_transaction_changes_nothing_and_lets_the_next_writer_in(database):
    with pytest.raises(ZeroDivisionError), database.transaction() as session:  # noqa: PT012  the write comes first
        session.execute(sa.update(TICK).values(n=9))
        raise ZeroDivisionError
    add_one(database)
    with database.reader() as session:
        assert count_of(session) == 1


def test_an_error_never_quotes_what_was_typed(database):
    with pytest.raises(sa.exc.DBAPIError) as caught, database.transaction() as session:
        session.execute(sa.text("INSERT INTO no_such_table VALUES (:word)"), {"word": "hawthorn"})
    assert "hawthorn" not in str(caught.value)


# ── SQLite's own ──────────────────────────────────────────────────────────────────────────────────────────────────


PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL
    "foreign_keys": 1,
    "trusted_schema": 0,
    "secure_delete": 1,
    "cell_size_check": 1,
    "temp_store": 2,  # MEMORY
    "mmap_size": 0,
    "busy_timeout": 10_000,
    "wal_autocheckpoint": 0,
}


def test_every_connection_is_set_as_documented(sqlite):
    with sqlite.engine.connect() as one, sqlite.engine.connect() as other:
        for connection in (one, other):
            assert {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PRAGMAS} == PRAGMAS


def wal(database: Database) -> Path:
    return Path(f"{database.engine.url.database}-wal")


def test_a_checkpoint_empties_the_log_into_the_database(sqlite):
    add_one(sqlite)
    assert wal(sqlite).stat().st_size > 0
    sqlite.checkpoint()
    assert wal(sqlite).stat().st_size == 0
    with sqlite.reader() as session:
        assert count_of(session) == 1


def test_a_checkpoint_waits_for_the_writer_of_another_thread(sqlite):
    add_one(sqlite)
    with sqlite.writer_lock():
        waiting = threading.Thread(target=sqlite.checkpoint)
        waiting.start()
        waiting.join(SHORT_WAIT)
        assert waiting.is_alive()
        assert wal(sqlite).stat().st_size > 0
    waiting.join(LONG_WAIT)
    assert wal(sqlite).stat().st_size == 0


@pytest.mark.parametrize("work", [Database.checkpoint, add_one], ids=["checkpoint", "writer"])
def test_whoever_writes_waits_for_the_lock_of_another_process(sqlite, settings, work):
    add_one(sqlite)
    handle = os.open(settings.folder / "writer.lock", os.O_RDWR)
    fcntl.flock(handle, fcntl.LOCK_EX)
    waiting = threading.Thread(target=work, args=[sqlite])
    waiting.start()
    waiting.join(SHORT_WAIT)
    assert waiting.is_alive()
    os.close(handle)
    waiting.join(LONG_WAIT)
    assert not waiting.is_alive()


def test_whoever_holds_the_lock_may_checkpoint_between_two_units(sqlite):
    with sqlite.writer_lock():
        sqlite.checkpoint()
    assert wal(sqlite).stat().st_size == 0


def test_a_long_log_is_emptied_by_the_writer_that_made_it_long(sqlite, monkeypatch):
    monkeypatch.setattr(rooms, "CHECKPOINT_BYTES", 1000)
    add_one(sqlite)
    assert wal(sqlite).stat().st_size == 0


def test_a_writer_inside_a_writer_is_refused_instead_of_waiting_for_itself(sqlite):
    with sqlite.transaction(), pytest.raises(RuntimeError), sqlite.transaction():
        pass
    add_one(sqlite)


def test_what_was_erased_is_no_longer_in_the_file(sqlite):
    marked = frozenset({"hawthornhedgerow"})
    with sqlite.transaction() as session:
        session.execute(sa.insert(NOTE).values(id=1, words=marked))
    sqlite.checkpoint()
    file = Path(sqlite.engine.url.database)
    assert b"hawthornhedgerow" in file.read_bytes()
    with sqlite.transaction() as session:
        session.execute(sa.delete(NOTE))
    sqlite.checkpoint()
    assert b"hawthornhedgerow" not in file.read_bytes() + wal(sqlite).read_bytes()


# ── columns ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_moment_without_a_time_zone_is_refused(database):
    with pytest.raises(sa.exc.StatementError, match="time zone"), database.transaction() as session:
        session.execute(sa.insert(NOTE).values(id=1, at=datetime(2026, 1, 1)))  # noqa: DTZ001


def test_a_moment_comes_back_in_utc(database):
    written = [datetime(2026, 7, 1, 12, 30, tzinfo=timezone(timedelta(hours=hours))) for hours in (-11, 0, 1, 14)]
    with database.transaction() as session:
        session.execute(sa.insert(NOTE), [{"id": n, "at": at} for n, at in enumerate(written)])
    with database.reader() as session:
        read = session.scalars(sa.select(NOTE.c.at).order_by(NOTE.c.id)).all()
    assert read == written
    assert {at.utcoffset() for at in read} == {timedelta(0)}


def test_moments_are_compared_as_instants_whatever_their_zone(database):
    with database.transaction() as session:
        session.execute(sa.insert(NOTE).values(id=1, at=datetime(2026, 7, 1, 12, tzinfo=UTC)))
        half_past = datetime(2026, 7, 1, 14, 30, tzinfo=timezone(timedelta(hours=2)))
        assert session.execute(sa.select(NOTE.c.id).where(NOTE.c.at < half_past)).all() == [(1,)]
        assert session.execute(sa.select(NOTE.c.id).where(NOTE.c.at > half_past)).all() == []


@given(st.frozensets(st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=12), max_size=6))
def test_a_set_of_words_comes_back_as_it_was(words):
    kept = Words()
    assert kept.process_result_value(kept.process_bind_param(words, None), None) == words


SETS = [
    set(),
    {"race"},
    {"race", "religion"},
    {"racer"},
    {"race_religion"},
    {"arace"},
    {"verbal_abuse"},
    {"verbalxabuse"},
    {"a%b"},
]


def test_a_word_is_found_in_the_sets_that_hold_it_and_in_no_other(database):
    with database.transaction() as session:
        session.execute(sa.insert(NOTE), [{"id": n, "words": frozenset(words)} for n, words in enumerate(SETS)])
        for word in ("race", "religion", "verbal_abuse", "verbal", "abuse", "%", "_", "a%b", "zzz"):
            found = set(session.scalars(sa.select(NOTE.c.id).where(holds_word(NOTE.c.words, word))))
            assert found == {n for n, words in enumerate(SETS) if word in words}, word


def test_a_long_log_never_makes_a_page_wait_for_itself(sqlite, monkeypatch):
    """A page reads, and writes its audit entry apart: emptying the log must not wait for the page's own snapshot."""
    monkeypatch.setattr(rooms, "CHECKPOINT_BYTES", 0)
    monkeypatch.setattr(rooms, "BUSY_MS", 10 * LONG_WAIT * 1000)
    opened = Database(str(sqlite.engine.url), folder=Path(sqlite.engine.url.database).parent)
    with opened.reader() as page:
        page.execute(sa.select(TICK)).all()
        writer = threading.Thread(target=add_one, args=(opened,), daemon=True)
        writer.start()
        writer.join(LONG_WAIT)
        assert not writer.is_alive()
    opened.engine.dispose()
