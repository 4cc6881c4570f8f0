"""What somebody is to be given, who asked for it and who approved."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reporting.centres.models import ThirdPartyReportingCentre
from reporting.database import Base
from reporting.people.models import Person
from reporting.policy import Role


class Occasion(StrEnum):
    """Why powers are given."""

    JOIN = "join"  # a new colleague
    CHANGE = "change"  # another role
    RECOVER = "recover"  # the passphrase or every factor is lost


class Appointment(Base):
    """Powers that wait for approval, or for their holder to take them with a link that works once."""

    __tablename__ = "appointment"

    occasion: Mapped[Occasion]
    email: Mapped[str] = mapped_column(index=True)
    display_name: Mapped[str]
    language: Mapped[str]
    role: Mapped[Role]
    centre_id: Mapped[UUID | None] = mapped_column(ForeignKey("centre.id"))
    ward_codes: Mapped[frozenset[str]]
    wards_from_on: Mapped[date | None]
    wards_to_on: Mapped[date | None]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))  # whose account it is, once it is ready
    asked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))  # none: the operator, by command
    asked_at: Mapped[datetime]
    needs_approval: Mapped[bool]
    approved_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    ready_at: Mapped[datetime | None]  # approved, or in no need of it: the link works from here on
    used_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]  # refused, withdrawn, or replaced by a later one
    centre: Mapped[ThirdPartyReportingCentre | None] = relationship(lazy="joined")
    asked_by: Mapped[Person | None] = relationship(foreign_keys=[asked_by_id], lazy="joined")
