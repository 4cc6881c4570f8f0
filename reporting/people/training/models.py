"""Certificates, and the answers they were earned with."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from reporting.database import Base


class Certificate(Base):
    """Someone passed the whole course. The latest ``valid_until_on`` is the one that counts."""

    __tablename__ = "certificate"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    passed_on: Mapped[date]
    valid_until_on: Mapped[date]  # the last day on which it is in date
    n_right: Mapped[int]  # modules answered right when the course ended
    n_modules: Mapped[int]  # of so many


class TrainingAnswer(Base):
    """The one answer to a module in a round.

    ``course`` counts certificates from 1: answers before the first certificate are course 1. In a course, each round
    asks what is not right yet.
    """

    __tablename__ = "training_answer"
    __table_args__ = (UniqueConstraint("person_id", "course", "round", "module"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    course: Mapped[int]
    round: Mapped[int]
    module: Mapped[str]  # a key of the syllabus
    chosen: Mapped[int]  # place of the option in its module
    is_right: Mapped[bool]
    answered_at: Mapped[datetime]
