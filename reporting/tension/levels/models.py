"""The level of each ward and week as it was worked out, and what a person said instead."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from reporting.database import Base


class WeekLevel(Base):
    """What was worked out for a ward and week. Worked out anew, it is written over; what a person said stays."""

    __tablename__ = "week_level"
    __table_args__ = (UniqueConstraint("ward_code", "week"),)

    ward_code: Mapped[str]  # of the edition that was current then
    week: Mapped[str] = mapped_column(index=True)  # as 2026-W47
    level: Mapped[int | None]
    reasons: Mapped[list[tuple[int, str, int]]] = mapped_column(sa.JSON)  # level, key, number: the gravest first
    disagrees: Mapped[str]
    worked_out_at: Mapped[datetime]


class SaidLevel(Base):
    """A person's level in place of what was worked out; why is under seal. Append only: the newest counts."""

    __tablename__ = "said_level"
    __table_args__ = (UniqueConstraint("week", "ward_code", "turn"),)

    ward_code: Mapped[str]
    week: Mapped[str]
    turn: Mapped[int]  # from 1: two may be said in one second
    level: Mapped[int]
    said_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime]
