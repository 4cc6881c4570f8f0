"""Evidence of a report: coarse facts in clear, its words and its file under the report's own key."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from reporting.database import Base


class Evidence(Base):
    """A picture, paper or recording, or a thing that is kept elsewhere.

    ``report_id`` is a draft's id until the report is sent: the id stays the same. What it shows, when it was made and
    what its file was called are in ``words`` and open only with the report's key; so do the pieces of its file.
    """

    __tablename__ = "evidence"
    __table_args__ = (UniqueConstraint("report_id", "number"),)

    report_id: Mapped[UUID] = mapped_column(index=True)
    number: Mapped[int]  # from 1 within its report: what people and the trail call it
    kind: Mapped[str]
    held_by: Mapped[str]
    shows_person: Mapped[bool]
    added_at: Mapped[datetime]
    added_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    centre_id: Mapped[UUID | None] = mapped_column(ForeignKey("centre.id"))
    media_type: Mapped[str]  # empty: there is no file
    size: Mapped[int]  # of what is kept, in bytes
    words: Mapped[bytes]
    handed_over_on: Mapped[date | None]  # to the police
    exhibit: Mapped[str]  # the reference the police gave it

    @property
    def has_file(self) -> bool:
        return bool(self.media_type)


class EvidenceChunk(Base):
    """One sealed piece of a file. It opens only as this piece of this file of this report."""

    __tablename__ = "evidence_chunk"
    __table_args__ = (UniqueConstraint("evidence_id", "number"),)

    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("evidence.id"))
    number: Mapped[int]
    envelope: Mapped[bytes]
