"""Whom a worker knows, under seal, and which reports they are therefore not to see."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from reporting.database import Base
from reporting.policy import Role
from reporting.reports.conflicts.vocabulary import ConflictKind


class ConflictOfInterest(Base):
    """ "Do not show me cases involving …": a worker's private word. Nobody but the worker reads it back.

    ``words`` opens only under a key made for the person, and only on its own row (``conflicts.sealing``).
    """

    __tablename__ = "conflict_of_interest"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[ConflictKind]
    words: Mapped[bytes]
    created_at: Mapped[datetime]


class ConflictHit(Base):
    """This person is not to see this report. Which of their words it is stands nowhere.

    There is no index of names over the reports: it would show in clear which of them name the same person.
    """

    __tablename__ = "conflict_hit"
    __table_args__ = (UniqueConstraint("person_id", "report_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    report_id: Mapped[UUID] = mapped_column(ForeignKey("incident_report.id"), index=True)


class UnreadNotice(Base):
    """The holders of a role have been told, once, that nobody who should read a report may open it."""

    __tablename__ = "unread_notice"
    __table_args__ = (UniqueConstraint("report_id", "told"),)

    report_id: Mapped[UUID] = mapped_column(ForeignKey("incident_report.id"))
    told: Mapped[Role]
