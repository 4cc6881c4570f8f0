"""What the ward team did with a report."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from reporting.database import Base


class Acknowledgement(Base):
    """A ward team has read a released report. One per report: the first to say so."""

    __tablename__ = "acknowledgement"

    report_id: Mapped[UUID] = mapped_column(ForeignKey("incident_report.id"), unique=True)
    acknowledged_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    acknowledged_at: Mapped[datetime]
