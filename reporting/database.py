"""Tables' base, moments in UTC, sessions, one transaction a request, and what differs between SQLite and PostgreSQL.

SQLite: WAL with synchronous FULL. Writers begin with BEGIN IMMEDIATE behind one lock (a thread lock and a file lock)
that checkpoints share, so that no read-modify-write is lost and no two connections ever checkpoint at once.
Readers see a steady snapshot and never wait.

PostgreSQL: the same promises. Writers take one advisory lock at the beginning of their transaction; readers are
REPEATABLE READ.
"""

import contextlib
import fcntl
import os
import threading
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask, current_app, g, has_request_context, request
from sqlalchemy import event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from sqlalchemy.types import TypeDecorator
from werkzeug.local import LocalProxy

CHECKPOINT_BYTES = 4 * 1024 * 1024
BUSY_MS = 10_000
WRITER_LOCK = 0x77726974  # any number, the same for every process
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An aware instant, kept in UTC on every database."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[frozenset[str]]):
    """A set of vocabulary keys, kept as sorted plain words between spaces: `` race religion ``."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: frozenset[str] | None, dialect: Any) -> str | None:
        if value is None or isinstance(value, str):  # a str is a LIKE pattern
            return value
        return f" {' '.join(sorted(value))} " if value else ""

    def process_result_value(self, value: str | None, dialect: Any) -> frozenset[str] | None:
        return None if value is None else frozenset(value.split())


def holds_word(column: Any, word: str) -> sa.ColumnElement[bool]:
    """SQL: the Words column contains this word."""
    return sa.type_coerce(column, sa.Text).contains(f" {word} ", autoescape=True)  # "_" is a wildcard of LIKE


class Base(DeclarativeBase):
    """Every table: a random id made here, never by the database, so that a row can be sealed before it is stored."""

    metadata = sa.MetaData(naming_convention=NAMES)
    type_annotation_map = {
        datetime: Moment(),
        date: sa.Date(),
        uuid.UUID: sa.Uuid(),
        frozenset[str]: Words(),
        bytes: sa.LargeBinary(),
        StrEnum: sa.Enum(StrEnum, native_enum=False, length=40, values_callable=lambda e: [m.value for m in e],
                         create_constraint=False),
    }  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4, sort_order=-1)


class Database:
    """The engine of one instance and the sessions on it."""

    def __init__(self, url: str, *, folder: Path) -> None:
        self.is_sqlite = url.startswith("sqlite")
        options: dict[str, Any] = {"connect_args": {"timeout": 10}} if self.is_sqlite else {"pool_pre_ping": True}
        self.engine = sa.create_engine(url, hide_parameters=True, **options)  # an error must not quote what was typed
        self._lock = threading.RLock()
        self._is_locked = False
        self._lock_path = folder / "writer.lock"
        self._wal: Path | None = None
        if self.is_sqlite:
            self._wal = Path(f"{self.engine.url.database}-wal")
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        else:
            event.listen(self.engine, "begin", _begin_postgresql)
        steady: dict[str, Any] = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        self._reading = sessionmaker(self.engine.execution_options(**steady), expire_on_commit=False)
        self._writing = sessionmaker(
            self.engine.execution_options(is_writing=True), expire_on_commit=False, info={"is_writing": True}
        )

    def reader(self) -> Session:
        """A session for reading: it never waits for a writer."""
        return self._reading()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Session]:
        """A writing session, committed at the end of the block and rolled back by an exception."""
        with self.writer_lock(), self._writing() as session:
            yield session
            session.commit()

    @contextlib.contextmanager
    def writer_lock(self) -> Iterator[None]:
        """The one lock for everything that writes to SQLite, across threads and processes.

        Raises RuntimeError where this thread is writing already: it would wait for itself.
        """
        if not self.is_sqlite:
            yield
            return
        with self._lock:
            if self._is_locked:
                raise RuntimeError("a writer inside a writer")
            handle = os.open(self._lock_path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX)
                self._is_locked = True
                yield
                self._checkpoint_if_long()
            finally:
                self._is_locked = False
                os.close(handle)

    def checkpoint(self) -> None:
        """Moves the write-ahead log into the database file and empties it (after erasing, before a backup).

        Only behind the writer lock: taken here, unless this thread holds it. Never inside a unit that writes.
        """
        with self._lock:
            if self._is_locked:  # by this very thread, which may empty it between two of its units
                self._checkpoint()
                return
            with self.writer_lock():
                self._checkpoint()

    def _checkpoint(self, *, waits: bool = True) -> None:
        if not self.is_sqlite:
            return
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if not waits:
                connection.exec_driver_sql("PRAGMA busy_timeout=0")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_MS}")

    def _checkpoint_if_long(self) -> None:
        """Moves what can be moved now. It never waits for a reader: that may be the very page being made."""
        with contextlib.suppress(FileNotFoundError):
            if self._wal and self._wal.stat().st_size > CHECKPOINT_BYTES:
                self._checkpoint(waits=False)

    def open_unit(self, *, writing: bool) -> "Unit":
        """A unit of work that something else will finish: a request or a command."""
        return Unit(self, writing=writing)


class Unit:
    """One session and, for a writer, the lock it holds until it is finished."""

    def __init__(self, database: Database, *, writing: bool) -> None:
        self._stack = contextlib.ExitStack()
        if writing:
            self._stack.enter_context(database.writer_lock())
            self.session = database._writing()
        else:
            self.session = database.reader()

    def finish(self, *, keep: bool) -> None:
        """Commits or rolls back, closes the session and lets the next writer in."""
        try:
            if keep:
                self.session.commit()
            else:
                self.session.expunge_all()  # a refusal still names the person it refused: rollback would expire them
                self.session.rollback()
        finally:
            self.session.close()
            self._stack.close()


def _prepare_sqlite(dbapi: Any, _record: Any) -> None:
    dbapi.isolation_level = None  # the driver must not begin transactions of its own
    cursor = dbapi.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "secure_delete=ON",
        "cell_size_check=ON",
        "temp_store=MEMORY",
        "mmap_size=0",
        f"busy_timeout={BUSY_MS}",
        "wal_autocheckpoint=0",  # checkpoints happen only behind the writer lock
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    is_writing = connection.get_execution_options().get("is_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


def _begin_postgresql(connection: sa.Connection) -> None:
    if connection.get_execution_options().get("is_writing"):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")


def _database() -> Database:
    return current_app.extensions["database"]


def _session() -> Session:
    if "unit" not in g:
        writing = not has_request_context() or request.method not in SAFE_METHODS
        g.unit = _database().open_unit(writing=writing)
    return g.unit.session


session: Session = LocalProxy(_session)  # type: ignore[assignment]
"""The session of this request or command: reads on GET, writes otherwise, one transaction to its end."""


def is_writing() -> bool:
    """Whether the present session may write. A GET may not: it writes apart (see ``apart``)."""
    return bool(session.info.get("is_writing"))


@contextlib.contextmanager
def apart() -> Iterator[Session]:
    """A small transaction of its own, committed before the block ends: for what must be kept whatever follows.

    Never inside a unit that writes: it would wait for itself.
    """
    with _database().transaction() as own:
        yield own


def reader() -> Session:
    """A separate session that only reads: for slow work that must not hold the writer's lock."""
    return _database().reader()


def finish(*, keep: bool) -> None:
    """Ends the present unit of work, if one was opened."""
    unit = g.pop("unit", None)
    if unit is not None:
        unit.finish(keep=keep)


def init_app(app: Flask) -> None:
    """Opens the database and ties the unit of work to the request."""
    settings = app.config["SETTINGS"]
    app.extensions["database"] = Database(settings.database, folder=settings.folder)

    @app.after_request
    def commit_unless_refused(response: Any) -> Any:
        finish(keep=response.status_code < 400 and request.method not in SAFE_METHODS)
        return response

    @app.teardown_appcontext
    def close(_error: BaseException | None) -> None:
        finish(keep=False)
