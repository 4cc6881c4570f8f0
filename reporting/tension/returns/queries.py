"""How centres stand with their weekly returns."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from werkzeug.exceptions import NotFound

from reporting import clock
from reporting.centres import queries as centres
from reporting.centres.models import CentreStatus, ThirdPartyReportingCentre
from reporting.database import session
from reporting.people.models import Person
from reporting.tension.models import TensionReturn
from reporting.tension.returns import weeks
from reporting.tension.vocabulary import ReturnState


@dataclass(frozen=True, kw_only=True)
class Week:
    """One centre's week: where it stands, and what may still be done about it."""

    week: str
    state: ReturnState
    is_present: bool
    is_open: bool
    n_tellings: int = 0

    @property
    def may_be_undone(self) -> bool:
        """A nil return can be taken back until its week ends."""
        return self.state is ReturnState.NIL and self.is_present


def centre_of(person: Person) -> ThirdPartyReportingCentre:
    """The centre a person gives returns for. Raises NotFound for somebody without one."""
    if person.centre is None:
        raise NotFound
    return person.centre


def return_of(centre_id: UUID, week: str) -> TensionReturn | None:
    """What a centre gave for a week."""
    return session.scalar(
        sa.select(TensionReturn).where(TensionReturn.centre_id == centre_id, TensionReturn.week == week)
    )


def one_or_404(return_id: UUID) -> TensionReturn:
    """A return with words in it, for a coordinator. Raises NotFound."""
    found = session.scalar(
        sa.select(TensionReturn).where(TensionReturn.id == return_id, TensionReturn.is_nil.is_(False))
    )
    if found is None:
        raise NotFound
    return found


def standings(centre_id: UUID, wanted: Iterable[str]) -> list[Week]:
    """How a centre stands in each of these weeks, in their order."""
    listed = list(wanted)
    rows = session.scalars(
        sa.select(TensionReturn).where(TensionReturn.centre_id == centre_id, TensionReturn.week.in_(listed))
    )
    given = {one.week: one for one in rows}
    today = clock.today()
    open_ = weeks.open_weeks(today)
    return [
        Week(
            week=week,
            state=state_of(given.get(week)),
            is_present=week == open_[0],
            is_open=week in open_,
            n_tellings=given[week].n_tellings if week in given else 0,
        )
        for week in listed
    ]


def state_of(given: TensionReturn | None) -> ReturnState:
    if given is None:
        return ReturnState.MISSING
    return ReturnState.NIL if given.is_nil else ReturnState.GIVEN


def open_standings(person: Person) -> list[Week]:
    """For the home page: the present week of one's centre, and last week where it is missing and can still be given."""
    if person.centre_id is None:
        return []
    present, *before = standings(person.centre_id, weeks.open_weeks(clock.today()))
    return [present, *(one for one in before if one.state is ReturnState.MISSING)]


def of_week(week: str) -> list[tuple[ThirdPartyReportingCentre, TensionReturn | None]]:
    """Every centre that is asked for returns, or that gave one, with its return of the week."""
    given = {one.centre_id: one for one in session.scalars(sa.select(TensionReturn).where(TensionReturn.week == week))}
    return [
        (centre, given.get(centre.id))
        for centre in centres.known()
        if centre.status is CentreStatus.ACTIVE or centre.id in given
    ]


def missing(week: str) -> list[ThirdPartyReportingCentre]:
    """The active centres that gave nothing for a week."""
    return [centre for centre, given in of_week(week) if given is None]
