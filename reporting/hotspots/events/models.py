"""The events somebody noted."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from reporting.database import Base


class CalendarEvent(Base):
    """Something that may explain more reports. In clear: the ward teams read it. Who noted it stands in the trail."""

    __tablename__ = "calendar_event"

    kind: Mapped[str]  # a key of ``vocabulary.KINDS``
    first_on: Mapped[date]  # London days, both included
    last_on: Mapped[date] = mapped_column(index=True)
    ward_id: Mapped[UUID | None] = mapped_column(ForeignKey("ward.id"))  # none: the whole area
    title: Mapped[str]
