"""Working the levels of a week out, and a person's level in their place."""

from datetime import timedelta
from uuid import uuid4

import sqlalchemy as sa

from reporting import clock
from reporting.audit.actions import record
from reporting.database import session
from reporting.people.actions import tell_coordinators
from reporting.people.models import Person
from reporting.places import queries as places
from reporting.tension import sealed
from reporting.tension.levels.gathered import told_of
from reporting.tension.levels.level import NORMAL, level
from reporting.tension.levels.models import SaidLevel, WeekLevel
from reporting.tension.sealed import Said
from reporting.tension.vocabulary import ALARMING


def work_out(week: str) -> int:
    """Works out the level of every ward of today for a week, and writes it over what stood there; returns how many wards.

    Where what centres tell and what is reported disagree, or a ward is at the two gravest levels, the coordinators get a
    letter, once for each week.
    """
    wards = places.wards_of(places.current_edition())
    standing = {one.ward_code: one for one in session.scalars(sa.select(WeekLevel).where(WeekLevel.week == week))}
    is_news = False
    for code, told in told_of(week, wards).items():
        found = level(told)
        row = standing.get(code)
        if row is None:
            row = WeekLevel(id=uuid4(), ward_code=code, week=week)
            session.add(row)
        row.level, row.disagrees, row.worked_out_at = found.level, found.disagrees, clock.now()
        row.reasons = [(one.level, one.key, one.number) for one in found.reasons]
        is_news = is_news or bool(found.disagrees) or (found.level or NORMAL) <= ALARMING
    if is_news:
        tell_coordinators(f"tension-level:{week}")
    session.flush()
    record("tension:levels:worked_out", detail=week)
    return len(wards)


def work_out_lately() -> None:
    """Last week, which is complete, and the present one so far."""
    for days_back in (7, 0):
        work_out(clock.iso_week(clock.today() - timedelta(days=days_back)))


def say(ward_code: str, week: str, said: int, *, reason: str, by: Person) -> None:
    """A person's level counts in place of what was worked out; the reason is sealed, the history stays."""
    before = sa.select(sa.func.max(SaidLevel.turn)).where(SaidLevel.ward_code == ward_code, SaidLevel.week == week)
    row = SaidLevel(
        id=uuid4(),
        ward_code=ward_code,
        week=week,
        turn=(session.scalar(before) or 0) + 1,
        level=said,
        said_by_id=by.id,
        said_at=clock.now(),
    )
    session.add(row)
    session.flush()
    sealed.put(row.id, Said(reason=reason))
    record("tension:level:said", object_id=row.id, detail=f"{week} {ward_code} {said}")
