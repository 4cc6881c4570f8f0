"""What the studies found, as it may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from reporting import clock
from reporting.database import session
from reporting.hotspots.alarm import ALARM_DAYS
from reporting.hotspots.findings import Circle
from reporting.hotspots.surges import Surge
from reporting.hotspots.weekly.bands import Band, band
from reporting.hotspots.weekly.episodes import begun
from reporting.hotspots.weekly.models import WarningOutcome, WeekStudy

EPISODE_WEEKS = 26  # an episode is followed back no further


@dataclass(frozen=True)
class Warned:
    """One cluster that is unusual enough to be shown, the most unusual first; ``number`` from 1 names it on the map.

    begun  the last day of the week in which its episode began; is_new: in this very week
    """

    number: int
    circle: Circle
    band: Band
    begun: date
    is_new: bool

    @property
    def years(self) -> float:
        """Once in so many years of weekly checks chance alone brings something as strong."""
        return self.circle.recurrence_days / ALARM_DAYS


@dataclass(frozen=True)
class Unanswered:
    """An alarm of an earlier week of which nobody has said what came of it."""

    week: str
    number: int
    circle: Circle
    band: Band


def latest() -> WeekStudy | None:
    """The study of the latest week that was studied."""
    return session.scalar(sa.select(WeekStudy).order_by(WeekStudy.week.desc()).limit(1))


def warned(study: WeekStudy) -> list[Warned]:
    """The clusters of a study that are shown."""
    shown = _shown(study)
    before = session.scalars(_before(study)) if shown else ()
    earlier = [(_sunday(one.week), [its for its, _band in _shown(one)]) for one in before]
    day = _sunday(study.week)
    found = []
    for number, (one, its) in enumerate(shown, start=1):
        first = begun(one, day, earlier)
        found.append(Warned(number, one, its, begun=first, is_new=first == day))
    return found


def alarming(study: WeekStudy, *, ward_code: str) -> list[Warned]:
    """Those that touch a ward and are unusual; what is only worth a look is shown on the map and sent to nobody."""
    return [one for one in warned(study) if ward_code in one.circle.wards and one.band.is_alarm]


def band_of(circle: Circle, *, too_few: bool) -> Band | None:
    """How unusual a cluster is; ``too_few``: the study it stands in could test nothing."""
    return band(circle.recurrence_days, too_few=too_few, one_source=circle.one_source)


def outcomes(week: str) -> dict[int, str]:
    """What was said last came of each cluster of a week, by its number."""
    chosen = sa.select(WarningOutcome).where(WarningOutcome.week == week).order_by(WarningOutcome.turn)
    return {one.number: one.outcome for one in session.scalars(chosen)}


def of_week(week: str) -> WeekStudy | None:
    """The study of a week."""
    return session.scalar(sa.select(WeekStudy).where(WeekStudy.week == week))


def between(first_week: str, last_week: str) -> list[WeekStudy]:
    """The studies of the weeks from one to another, both included, in their order."""
    chosen = sa.select(WeekStudy).where(WeekStudy.week.between(first_week, last_week))
    return list(session.scalars(chosen.order_by(WeekStudy.week)))


def first_week() -> str | None:
    """The earliest week that was studied."""
    return session.scalar(sa.select(sa.func.min(WeekStudy.week)))


def n_unanswered() -> int:
    """How many clusters of the latest study, and alarms before it, nobody has said anything about."""
    study = latest()
    if study is None:
        return 0
    return len({one.number for one in warned(study)} - outcomes(study.week).keys()) + len(earlier_unanswered(study))


def earlier_unanswered(study: WeekStudy) -> list[Unanswered]:
    """The alarms of half a year before a study of which nobody has said what came of them, the latest first."""
    said = set(session.execute(sa.select(WarningOutcome.week, WarningOutcome.number)).tuples())
    return [
        Unanswered(one.week, number, its, band_)
        for one in session.scalars(_before(study))
        for number, (its, band_) in enumerate(_shown(one), start=1)
        if band_.is_alarm and (one.week, number) not in said
    ]


def risen(study: WeekStudy) -> list[tuple[Surge, Band]]:
    """The strands of which unusually much came in that week, the most unusual first."""
    found = [Surge(**one) for one in study.surges]
    return [(one, its) for one in found if (its := band(one.recurrence_days)) and its.is_alarm]


def _before(study: WeekStudy) -> sa.Select[WeekStudy]:
    chosen = sa.select(WeekStudy).where(WeekStudy.week < study.week)
    return chosen.order_by(WeekStudy.week.desc()).limit(EPISODE_WEEKS)


def _shown(study: WeekStudy) -> list[tuple[Circle, Band]]:
    circles = sorted((circle(one) for one in study.clusters), key=lambda one: (-one.recurrence_days, one.p))
    return [(one, its) for one in circles if (its := band_of(one, too_few=study.is_too_few))]


def _sunday(week: str) -> date:
    return clock.week_days(week)[1]


def circle(stored: Mapping[str, Any]) -> Circle:
    """A circle from the values of ``findings.Circle`` as JSON holds them."""
    return Circle(**{**stored, "wards": tuple(stored["wards"])})
