"""The outbox."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from reporting.database import Base


class OutgoingMail(Base):
    """A letter to one worker: which text, in which language. It never holds words of a report.

    ``claim`` names the occasion, so that the same letter is never written twice.
    """

    __tablename__ = "outgoing_mail"
    __table_args__ = (UniqueConstraint("recipient_id", "claim"),)

    recipient_id: Mapped[UUID]
    address: Mapped[str]
    language: Mapped[str]
    kind: Mapped[str]  # a template of mail/letters.py
    claim: Mapped[str]
    about_id: Mapped[UUID | None]  # what a letter with a page of its own leads to
    written_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    delivered_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(default="")
