"""Public summaries that were published, kept exactly as they were first made."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from reporting.database import Base


class PublishedSummary(Base):
    """One frozen version of a month's public figures. Later reports never change it."""

    __tablename__ = "published_summary"
    __table_args__ = (UniqueConstraint("month", "audience", "version"),)

    month: Mapped[str]  # 2026-11
    audience: Mapped[str]  # public
    version: Mapped[int]
    checksum: Mapped[str]  # SHA-256 of content, hex
    content: Mapped[str]  # canonical JSON of the tables, in no language
    frozen_at: Mapped[datetime]
    trail_number: Mapped[int | None]  # head of the audit trail when it was made: whoever holds the file holds an anchor
    trail_seal: Mapped[str | None]
