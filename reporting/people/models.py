"""Workers' accounts. Their e-mail is stored plain: it is a worker's address, and the threat page says so."""

import secrets
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask_security import RoleMixin, UserMixin
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reporting import clock
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.database import Base
from reporting.policy import Role


class Person(Base, UserMixin):  # type: ignore[misc]
    """Someone who works in the scheme: one role, perhaps one centre, perhaps wards."""

    __tablename__ = "person"

    email: Mapped[str] = mapped_column(unique=True)
    display_name: Mapped[str]
    role: Mapped[Role]
    centre_id: Mapped[UUID | None] = mapped_column(ForeignKey("centre.id"))
    language: Mapped[str] = mapped_column(default="en")
    password: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(unique=True, default=lambda: secrets.token_hex(32))
    last_seen_at: Mapped[datetime | None]
    totp_secret: Mapped[bytes | None]  # sealed, bound to this row
    totp_step: Mapped[int | None]  # the last step accepted: none serves twice
    dbs_on: Mapped[date | None]  # day of the criminal-record check; what it said is never kept
    agreement_on: Mapped[date | None]  # day the confidentiality agreement was signed
    centre: Mapped[ThirdPartyReportingCentre | None] = relationship(lazy="joined")
    ward_grants: Mapped[list["WardGrant"]] = relationship(
        back_populates="person", lazy="selectin", cascade="all, delete-orphan"
    )

    session_token = ""
    """The random word of the session this person was found by; never stored."""

    def get_id(self) -> str:
        """What the cookie keeps: not who it is but which session."""
        return self.session_token

    @property
    def roles(self) -> list[Any]:  # type: ignore[override]
        """Flask-Security's own role list stays empty: powers are decided in ``policy`` from ``role`` alone."""
        return []

    @property
    def ward_codes_today(self) -> frozenset[str]:
        """Codes of the wards this person answers for today."""
        return self.ward_codes_on(clock.today())

    def ward_codes_on(self, day: date) -> frozenset[str]:
        """Codes of the wards this person answers for on a day."""
        return frozenset(grant.ward_code for grant in self.ward_grants if grant.covers(day))


class WardGrant(Base):
    """An officer's ward, by its code in the current edition, with optional first and last days (leave cover)."""

    __tablename__ = "ward_grant"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    ward_code: Mapped[str]
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    person: Mapped[Person] = relationship(back_populates="ward_grants")

    def covers(self, day: date) -> bool:
        return (self.from_on is None or self.from_on <= day) and (self.to_on is None or day <= self.to_on)


class NoRole(RoleMixin):
    """Flask-Security asks for a role table; roles here are rows of ``policy.ROLES``."""

    name = ""
