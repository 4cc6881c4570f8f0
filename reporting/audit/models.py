"""The chain: each entry carries a keyed hash over itself and the entry before it. The database itself keeps it as it is."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from reporting.database import Base


class AuditEntry(Base):
    """Somebody did or saw something. Ids and words only, never content, so it may outlive what it speaks of."""

    __tablename__ = "audit_entry"

    number: Mapped[int] = mapped_column(unique=True)  # 1, 2, 3 … without gaps
    happened_at: Mapped[datetime]
    actor_id: Mapped[UUID | None] = mapped_column(index=True)  # none: the system itself
    actor_role: Mapped[str]
    action: Mapped[str]  # tag such as report:identity:opened
    object_id: Mapped[UUID | None] = mapped_column(index=True)
    detail: Mapped[str] = mapped_column(default="")  # vocabulary keys only
    outcome: Mapped[str] = mapped_column(default="done")  # done | denied
    previous: Mapped[str]
    seal: Mapped[str]


# SQLite replaces a row without asking the trigger for deleting, so putting one in the place of another is refused too.
GUARDS = {
    "sqlite": [
        "CREATE TRIGGER audit_entry_is_never_changed BEFORE UPDATE ON audit_entry "
        "BEGIN SELECT RAISE(ABORT, 'the trail is never changed'); END",
        "CREATE TRIGGER audit_entry_is_never_deleted BEFORE DELETE ON audit_entry "
        "BEGIN SELECT RAISE(ABORT, 'the trail is never deleted'); END",
        "CREATE TRIGGER audit_entry_is_never_replaced BEFORE INSERT ON audit_entry "
        "WHEN EXISTS (SELECT 1 FROM audit_entry WHERE number = NEW.number OR id = NEW.id) "
        "BEGIN SELECT RAISE(ABORT, 'the trail is never replaced'); END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the trail is never changed'; END $$",
        "CREATE TRIGGER audit_entry_is_never_changed BEFORE UPDATE OR DELETE ON audit_entry "
        "FOR EACH ROW EXECUTE FUNCTION audit_entry_stays()",
        "CREATE TRIGGER audit_entry_is_never_emptied BEFORE TRUNCATE ON audit_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_stays()",
    ],
}


def guard_statements(dialect_name: str) -> list[str]:
    """The statements after which the database refuses to change or delete an entry. The table must stand already."""
    return list(GUARDS[dialect_name])


for _dialect, _statements in GUARDS.items():
    for _statement in _statements:
        sa.event.listen(AuditEntry.__table__, "after_create", sa.DDL(_statement).execute_if(dialect=_dialect))
