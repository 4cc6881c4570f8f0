"""What the table of a quarter is made of: the kept studies of its weeks, incidents agreed for the police, residents."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reporting import clock
from reporting.hotspots.weekly import queries as weekly
from reporting.oversight.disparity import quarters
from reporting.oversight.disparity.compared import Alarm, Compared, compared
from reporting.places import queries as places
from reporting.places.models import Ward
from reporting.reports import figures
from reporting.tension.levels import queries as levels


@dataclass(frozen=True)
class Quarter:
    """One quarter, the days it counts (the running week ends today), and how many of its weeks were studied.

    population   (year, source) of the residents; None: nobody imported them
    """

    quarter: str
    since: date
    until: date
    is_running: bool
    n_studied: int
    population: tuple[int, str] | None
    table: Compared


def listed() -> list[str]:
    """The quarters since weeks are studied, the newest first; the present one always."""
    first, today = weekly.first_week(), clock.today()
    since = clock.week_days(first)[1] if first else today
    return quarters.listed(min(since, today), today)


def of(quarter: str) -> Quarter:
    """The table of a quarter. Raises ValueError for what is none."""
    monday, sunday = quarters.days_of(quarter)
    until = min(sunday, clock.today())
    first, last = clock.iso_week(monday), clock.iso_week(sunday)
    studies = weekly.between(first, last)
    alarms, today = [], places.codes_of_today()
    for study in studies:
        outcomes = weekly.outcomes(study.week)
        alarms += [
            Alarm(today.get(next(iter(one.circle.wards), ""), ""), outcomes.get(one.number, ""))
            for one in weekly.warned(study)
            if one.band.is_alarm
        ]
    edition = places.current_edition()
    wards = places.wards_of(edition)
    chosen = figures.Selection(profile=figures.Profile.POLICE, since=monday, until=until)
    return Quarter(
        quarter=quarter,
        since=monday,
        until=until,
        is_running=until < sunday,
        n_studied=len(studies),
        population=places.residents_told(edition),
        table=compared(
            [(ward.code, ward.name) for ward in wards],
            alarms,
            incidents=_incidents(chosen, wards),
            n_incidents=figures.counts(chosen)[0].n_incidents,
            residents=places.residents(edition),
            said=_said(levels.n_said(first, last), today),
        ),
    )


def _said(by_code: Mapping[str, int], today: Mapping[str, str]) -> Counter[str]:
    """Levels that a person said, by code of today's wards."""
    number: Counter[str] = Counter()
    for code, n in by_code.items():
        number[today.get(code, "")] += n
    return number


def _incidents(chosen: figures.Selection, wards: Sequence[Ward]) -> Counter[str]:
    """Incidents by code of today's wards; those of an earlier edition in the ward that overlaps theirs most."""
    code_of = {ward_id: ward.code for ward in wards for ward_id in places.ward_ids_answered_by(ward.code)}
    number: Counter[str] = Counter()
    for count in figures.counts(chosen, by=("ward_id",)):
        number[code_of.get(count.values[0], "")] += count.n_incidents
    return number
