"""One study a week, as it was found."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from reporting.database import Base


class WeekStudy(Base):
    """What the scan found in the year up to the end of a week. Never worked out anew: two readers see the same number."""

    __tablename__ = "week_study"

    week: Mapped[str] = mapped_column(unique=True)  # as 2026-W47: its Sunday is the last day studied
    studied_at: Mapped[datetime]
    settings: Mapped[dict[str, Any]] = mapped_column(sa.JSON)  # seed, replicates, windows … and their hash
    n_reports: Mapped[int]
    n_incidents: Mapped[int]
    is_too_few: Mapped[bool]
    n_withheld: Mapped[int]
    clusters: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)  # the values of ``findings.Circle``
    surges: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)  # the values of ``surges.Surge``


class WarningOutcome(Base):
    """What a person said came of one cluster of a week. Append only: the newest counts."""

    __tablename__ = "warning_outcome"
    __table_args__ = (UniqueConstraint("week", "number", "turn"),)

    week: Mapped[str]
    number: Mapped[int]  # the cluster's, as it is shown
    turn: Mapped[int]  # from 1: two may be said in one second
    outcome: Mapped[str]  # a key of ``vocabulary.OUTCOMES``
    said_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime]
