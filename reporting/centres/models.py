"""Third-party reporting centres."""

from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from reporting.database import Base


class CentreStatus(StrEnum):
    """Where a centre stands in its life (`domain.md` B.8)."""

    PROPOSED = "proposed"
    TRAINED = "trained"
    ACTIVE = "active"
    DORMANT = "dormant"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class ThirdPartyReportingCentre(Base):
    """A community centre where trained volunteers take reports."""

    __tablename__ = "centre"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    postcode: Mapped[str] = mapped_column(default="")
    status: Mapped[CentreStatus] = mapped_column(default=CentreStatus.ACTIVE)
