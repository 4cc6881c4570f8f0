"""The levels of a week, as worked out and as somebody said, ward by ward."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from reporting import clock
from reporting.database import session
from reporting.people.models import Person
from reporting.places import queries as places
from reporting.policy import WARD_ROLES
from reporting.tension.levels.level import Reason
from reporting.tension.levels.models import SaidLevel, WeekLevel


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One ward in one week. ``level`` is what counts: what somebody said last, else what was worked out."""

    code: str
    name: str
    week: str
    level: int | None
    worked_out: int | None
    reasons: tuple[Reason, ...]
    disagrees: str
    said: tuple[SaidLevel, ...]  # the newest first
    before: int | None  # what counted the week before
    worked_out_at: datetime | None

    @property
    def direction(self) -> str:
        """``rising``, ``same`` or ``falling`` against the week before; empty where one of them is not known."""
        if self.level is None or self.before is None:
            return ""
        return "rising" if self.level < self.before else "falling" if self.level > self.before else "same"


def standings(week: str, *, before: str, codes: frozenset[str] | None = None) -> list[Standing]:
    """Every ward of today, or those with these codes; the gravest first."""
    worked = {one.ward_code: one for one in session.scalars(sa.select(WeekLevel).where(WeekLevel.week == week))}
    said, said_before = _said(week), _said(before)
    worked_before = {
        one.ward_code: one.level for one in session.scalars(sa.select(WeekLevel).where(WeekLevel.week == before))
    }
    found = []
    for ward in places.wards_of(places.current_edition()):
        if codes is not None and ward.code not in codes:
            continue
        row, mine = worked.get(ward.code), said.get(ward.code, ())
        earlier = said_before.get(ward.code, ())
        worked_out = row.level if row else None
        found.append(
            Standing(
                code=ward.code,
                name=ward.name,
                week=week,
                level=mine[0].level if mine else worked_out,
                worked_out=worked_out,
                reasons=tuple(Reason(*one) for one in row.reasons) if row else (),
                disagrees=row.disagrees if row else "",
                said=mine,
                before=earlier[0].level if earlier else worked_before.get(ward.code),
                worked_out_at=row.worked_out_at if row else None,
            )
        )
    return sorted(found, key=lambda one: (one.level or 9, one.name))


def last_week_for(person: Person) -> list[Standing]:
    """The wards of the last complete week that exist for this person: a ward team's own, for a coordinator all."""
    monday, _sunday = clock.week_days(clock.last_complete_week(clock.today()))
    week, before = clock.iso_week(monday), clock.iso_week(monday - timedelta(days=7))
    return standings(week, before=before, codes=codes_for(person))


def n_said(first_week: str, last_week: str) -> dict[str, int]:
    """In how many of the weeks from one to another a person decided the level of each ward, by its code."""
    weeks = sa.func.count(sa.distinct(SaidLevel.week))
    chosen = sa.select(SaidLevel.ward_code, weeks).where(SaidLevel.week.between(first_week, last_week))
    return dict(session.execute(chosen.group_by(SaidLevel.ward_code)).all())


def codes_for(person: Person) -> frozenset[str] | None:
    """The codes of the wards whose level this person sees; None: all."""
    return person.ward_codes_on(clock.today()) if person.role in WARD_ROLES else None


def _said(week: str) -> dict[str, tuple[SaidLevel, ...]]:
    found: dict[str, tuple[SaidLevel, ...]] = {}
    newest = sa.select(SaidLevel).where(SaidLevel.week == week).order_by(SaidLevel.turn.desc())
    for one in session.scalars(newest):
        found[one.ward_code] = (*found.get(one.ward_code, ()), one)
    return found
