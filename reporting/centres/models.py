"""Third-party reporting centres."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from reporting import clock
from reporting.centres.vocabulary import CentreStatus, StepFree
from reporting.database import Base


class ThirdPartyReportingCentre(Base):
    """A community centre where trained volunteers take reports.

    Everything down to ``step_free`` is for anyone to read once the centre is listed. ``contact_email`` is a worker's
    address for verification letters and is never public.
    """

    __tablename__ = "centre"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    address: Mapped[str] = mapped_column(default="")  # lines
    postcode: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    opening_hours: Mapped[str] = mapped_column(default="")  # see ``opening``
    languages: Mapped[frozenset[str]] = mapped_column(default=frozenset())  # of vocabulary.LANGUAGES
    step_free: Mapped[StepFree] = mapped_column(default=StepFree.NOT_KNOWN)

    contact_email: Mapped[str] = mapped_column(default="")
    contact_language: Mapped[str] = mapped_column(default="en")

    status: Mapped[CentreStatus] = mapped_column(default=CentreStatus.ACTIVE)
    moved_at: Mapped[datetime] = mapped_column(default=clock.now)  # since when it has this status
    verified_at: Mapped[datetime | None]
    verification_round: Mapped[int] = mapped_column(default=0)
    n_letters: Mapped[int] = mapped_column(default=0)  # of this round, none of them answered
    last_letter_at: Mapped[datetime | None]
    doubted_at: Mapped[datetime | None]  # they answered that something is wrong

    @property
    def moved_on(self) -> date:
        return clock.london(self.moved_at).date()

    @property
    def verified_on(self) -> date | None:
        return clock.london(self.verified_at).date() if self.verified_at else None

    @property
    def last_letter_on(self) -> date | None:
        return clock.london(self.last_letter_at).date() if self.last_letter_at else None
