"""The chain: each entry carries a keyed hash over itself and the entry before it."""

from datetime import datetime
from uuid import UUID

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
