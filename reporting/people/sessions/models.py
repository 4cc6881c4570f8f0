"""Sessions and the browsers they began in. The cookies hold random words, the tables only their hashes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from reporting.database import Base


class PersonSession(Base):
    """One signed-in browser. It says nothing of where the browser stands or what it is."""

    __tablename__ = "person_session"

    token_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    began_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    is_open: Mapped[bool]  # not yet: the passphrase was right and the second factor is still owed
    proven_at: Mapped[datetime | None]  # when a factor was last given
    locked_at: Mapped[datetime | None]
    challenge: Mapped[str] = mapped_column(default="")  # what a passkey is to sign, once
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str] = mapped_column(default="")  # a reason of ``standing.ENDS``


class KnownDevice(Base):
    """A browser in which a person has signed in before: nobody who guesses elsewhere can make it wait."""

    __tablename__ = "known_device"
    __table_args__ = (UniqueConstraint("token_hash", "person_id"),)

    token_hash: Mapped[str]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    network: Mapped[str]  # keyed hash: another browser in the same network is half known
    last_at: Mapped[datetime]
