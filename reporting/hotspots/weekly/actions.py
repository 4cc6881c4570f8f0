"""Studying a week, once."""

from dataclasses import asdict
from datetime import timedelta
from uuid import uuid4

import sqlalchemy as sa

from reporting import clock
from reporting.audit.actions import record
from reporting.database import finish, session
from reporting.hotspots import queries
from reporting.hotspots.formats import rounded
from reporting.hotspots.surges import surges
from reporting.hotspots.weekly import queries as weekly
from reporting.hotspots.weekly.bands import band
from reporting.hotspots.weekly.models import WarningOutcome, WeekStudy
from reporting.hotspots.weekly.vocabulary import OUTCOMES
from reporting.people.actions import tell_coordinators
from reporting.people.models import Person

BASELINE = timedelta(days=364)  # and the last day: a year of whole weeks and a day


def keep_last_week() -> None:
    """The study of the last complete week."""
    keep(clock.last_complete_week(clock.today()))


def keep(week: str, *, replicates: int = queries.REPLICATES) -> WeekStudy:
    """The study of a week, worked out now if it was not before.

    The shuffles are drawn outside of a transaction. Where something is unusual the coordinators get a letter.
    """
    kept = weekly.of_week(week)
    if kept is not None:
        return kept
    _monday, sunday = clock.week_days(week)
    study, risen = queries.study(sunday - BASELINE, sunday), surges(queries.weekly_by_strand(sunday))
    finish(keep=True)  # nobody waits for the shuffles
    found = study.findings(replicates=replicates)
    kept = weekly.of_week(week)
    if kept is not None:
        return kept
    kept = WeekStudy(
        id=uuid4(),
        week=week,
        studied_at=clock.now(),
        settings=rounded(found.settings),
        n_reports=found.n_reports,
        n_incidents=found.n_incidents,
        is_too_few=found.too_few,
        n_withheld=found.withheld,
        clusters=[rounded(asdict(circle)) for circle in found.clusters],
        surges=[rounded(asdict(one)) for one in risen],
    )
    session.add(kept)
    session.flush()
    record("hotspots:week:studied", detail=week)
    bands = {weekly.band_of(circle, too_few=found.too_few) for circle in found.clusters}
    bands |= {band(one.recurrence_days) for one in risen}
    if any(its.is_alarm for its in bands if its):
        tell_coordinators(f"early-warning:{week}")
    return kept


def say_outcome(study: WeekStudy, number: int, outcome: str, *, by: Person) -> None:
    """What came of one cluster that was shown. Raises ValueError for another number or a key no list holds."""
    if outcome not in OUTCOMES or number not in {one.number for one in weekly.warned(study)}:
        raise ValueError(outcome)
    its = WarningOutcome
    before = sa.select(sa.func.max(its.turn)).where(its.week == study.week, its.number == number)
    row = WarningOutcome(
        id=uuid4(),
        week=study.week,
        number=number,
        turn=(session.scalar(before) or 0) + 1,
        outcome=outcome,
        said_by_id=by.id,
        said_at=clock.now(),
    )
    session.add(row)
    record("hotspots:outcome:said", detail=f"{study.week} {number} {outcome}")
