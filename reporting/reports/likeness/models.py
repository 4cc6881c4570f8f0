"""What people said of two reports."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from reporting.database import Base
from reporting.reports.likeness.vocabulary import Verdict


class ReportLink(Base):
    """What a person said of two reports; said anew, it replaces what was said. Nothing is ever deleted for it."""

    __tablename__ = "report_link"
    __table_args__ = (UniqueConstraint("report_id", "other_id"),)

    report_id: Mapped[UUID] = mapped_column(ForeignKey("incident_report.id"))  # the one that was looked at
    other_id: Mapped[UUID] = mapped_column(ForeignKey("incident_report.id"), index=True)
    verdict: Mapped[Verdict]
    said_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime]
