"""What stood out in the trail, and what became of it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from reporting.database import Base


class UnusualAccess(Base):
    """One finding. The unique row is the claim of the nightly job; what became of it earlier stands in the trail."""

    __tablename__ = "unusual_access"
    __table_args__ = (UniqueConstraint("rule", "person_id", "first_number", "seen_on"),)

    rule: Mapped[str]  # key of vocabulary.RULES
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    object_id: Mapped[UUID | None]  # the report, where the rule is about one
    first_number: Mapped[int]  # of the trail's entry with which it begins
    seen_on: Mapped[date]
    n_seen: Mapped[int]
    found_at: Mapped[datetime]
    disposition: Mapped[str | None] = mapped_column(index=True)  # key of vocabulary.DISPOSITIONS
    disposed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    disposed_at: Mapped[datetime | None]
