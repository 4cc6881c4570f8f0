"""Services that people can be shown the way to."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from reporting.database import Base


class Service(Base):
    """A service, as the coordinator describes it. Nothing here is about anyone who told something.

    Of ``strands`` and ``wishes`` this room knows only the keys (``vocabulary``).
    """

    __tablename__ = "service"

    name: Mapped[str] = mapped_column(unique=True)
    does: Mapped[str]  # one line, in the first language offered
    translations: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)  # language to the same line
    phone: Mapped[str] = mapped_column(default="")
    text_number: Mapped[str] = mapped_column(default="")
    web: Mapped[str] = mapped_column(default="")  # without https://
    hours: Mapped[str] = mapped_column(default="")  # in words
    languages: Mapped[frozenset[str]] = mapped_column(default=frozenset())
    strands: Mapped[frozenset[str]] = mapped_column(default=frozenset())  # empty: for everybody
    wishes: Mapped[frozenset[str]] = mapped_column(default=frozenset())  # what it helps with; empty: with anything
    age_from: Mapped[int | None]
    age_to: Mapped[int | None]
    position: Mapped[int] = mapped_column(default=100)  # the lowest first
    last_verified_on: Mapped[date | None]  # None: nobody has checked what stands here
    verified_by: Mapped[str] = mapped_column(default="")  # the name of whoever did
    is_shown: Mapped[bool] = mapped_column(default=True)
