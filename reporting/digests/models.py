"""Digests that were composed, kept exactly as they were first made."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from reporting.database import Base


class SNTDigest(Base):
    """One week's digest for one ward's Safer Neighbourhoods Team. A unique row is the claim: it is made once.

    ``content`` holds only facts that are in clear on the reports themselves: a digest opens no seal.
    """

    __tablename__ = "digest"
    __table_args__ = (UniqueConstraint("week", "ward_code"),)

    week: Mapped[str]  # 2026-W47
    ward_code: Mapped[str]
    ward_name: Mapped[str]
    composed_at: Mapped[datetime]
    n_reports: Mapped[int]
    content: Mapped[bytes]  # JSON, UTF-8: the finished values the page and the PDF are drawn from
