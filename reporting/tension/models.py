"""Observations and weekly returns: coarse facts in clear, every word under seal (`report.md` 1)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reporting.centres.models import ThirdPartyReportingCentre
from reporting.database import Base
from reporting.tension.vocabulary import Standing


class TensionObservation(Base):
    """Something noticed or heard about the mood around a centre. It names nobody and accuses nobody.

    The words are sealed and open only through ``reading.opening``, which writes it down first. The id is made when
    the form is opened and is the submission's key: the same submission twice is one observation.
    """

    __tablename__ = "tension_observation"
    __table_args__ = (
        Index("ix_tension_observation_ward_observed", "ward_id", "observed_on"),
        Index("ix_tension_observation_standing", "standing", "submitted_at"),
    )

    centre_id: Mapped[UUID] = mapped_column(ForeignKey("centre.id"), index=True)
    taken_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    observed_on: Mapped[date] = mapped_column(index=True)
    ward_id: Mapped[UUID | None] = mapped_column(ForeignKey("ward.id"))
    eep: Mapped[str]
    observation_types: Mapped[frozenset[str]]
    provenance: Mapped[str]
    direction: Mapped[str]
    widely_held: Mapped[str]
    judgement: Mapped[int]  # the centre's own: 6 normal … 1 happening
    submitted_at: Mapped[datetime]
    is_practice: Mapped[bool] = mapped_column(default=False)  # it has no words, and counts nowhere
    standing: Mapped[Standing] = mapped_column(default=Standing.NEW)
    decided_at: Mapped[datetime | None]


class ObservationDraft(Base):
    """An observation whose second page is still to come: one for each person. Its answers are sealed."""

    __tablename__ = "observation_draft"

    owner_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), unique=True)
    saved_at: Mapped[datetime]


class TensionReturn(Base):
    """What a centre told of one ISO week: that there was nothing, or that there was, with the words under seal.

    ``categories`` is the union of what was told at first and added later.
    """

    __tablename__ = "tension_return"
    __table_args__ = (UniqueConstraint("centre_id", "week"),)

    centre_id: Mapped[UUID] = mapped_column(ForeignKey("centre.id"))
    week: Mapped[str] = mapped_column(index=True)  # as 2026-W47
    given_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    given_at: Mapped[datetime]
    is_nil: Mapped[bool]
    categories: Mapped[frozenset[str]]
    had_coverage: Mapped[str]  # yes, no, not_known; empty for a nil return
    was_reported: Mapped[str]
    n_tellings: Mapped[int] = mapped_column(default=0)  # 0 for a nil return; more than 1 when something was added

    centre: Mapped[ThirdPartyReportingCentre] = relationship()


class TensionKey(Base):
    """The data key of one observation, draft or return, wrapped by a key outside the database."""

    __tablename__ = "tension_key"

    about_id: Mapped[UUID] = mapped_column(unique=True)
    wrapped: Mapped[bytes | None]
    destroyed_at: Mapped[datetime | None]


class TensionWords(Base):
    """One sealed part of an observation, draft or return; a return may have several tellings, in order of number."""

    __tablename__ = "tension_words"
    __table_args__ = (UniqueConstraint("about_id", "part", "number"),)

    about_id: Mapped[UUID]
    part: Mapped[str]
    number: Mapped[int] = mapped_column(default=1)
    envelope: Mapped[bytes]
    sealed_at: Mapped[datetime]
