"""What was told of each ward in a week, for ``level``: observations, returns of the centres in it, incidents, early warning.

Incidents are those agreed for police, by the day they happened: the ward team reads the level.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from reporting import clock
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.hotspots.weekly import queries as weekly
from reporting.hotspots.weekly.bands import Band
from reporting.hotspots.weekly.queries import Warned
from reporting.places import queries as places
from reporting.places.models import Ward
from reporting.reports import figures
from reporting.tension import queries as told
from reporting.tension.levels.level import Noticed, Told
from reporting.tension.returns import queries as returns
from reporting.tension.returns.queries import state_of
from reporting.tension.vocabulary import ReturnState

USUAL_WEEKS = 12


def told_of(week: str, wards: Iterable[Ward]) -> dict[str, Told]:
    """For the code of each of these wards, all of today's, what was told of it in a week."""
    monday, sunday = clock.week_days(week)
    code_of = {ward_id: ward.code for ward in wards for ward_id in places.ward_ids_answered_by(ward.code)}
    noticed: dict[str, list[Noticed]] = {}
    for one in told.observations_between(monday, sunday):
        if one.ward_id in code_of:
            noticed.setdefault(code_of[one.ward_id], []).append(
                Noticed(
                    centre=str(one.centre_id),
                    types=one.types,
                    eep=one.eep,
                    provenance=one.provenance,
                    direction=one.direction,
                    judgement=one.judgement,
                )
            )
    at_home: dict[str, list[tuple[UUID, ReturnState]]] = {}
    for centre, given in returns.of_week(week):
        at_home.setdefault(_ward_of(centre), []).append((centre.id, state_of(given)))
    given_rows = {row.centre_id: row for row in told.returns_between(monday, monday) if not row.is_nil}
    incidents, gravest = _incidents(monday, sunday, code_of), _gravest(monday, sunday, code_of)
    usual = _incidents(monday - timedelta(weeks=USUAL_WEEKS), monday - timedelta(days=1), code_of)
    warned = _warned(week)
    found = {}
    for code in sorted(set(code_of.values())):
        centres = at_home.get(code, [])
        states = Counter(state for _centre, state in centres)
        rows = [given_rows[centre_id] for centre_id, _state in centres if centre_id in given_rows]
        shared = Counter(category for row in rows for category in row.categories)
        found[code] = Told(
            noticed=noticed.get(code, ()),
            n_given=states[ReturnState.GIVEN],
            n_nil=states[ReturnState.NIL],
            n_missing=states[ReturnState.MISSING],
            shared_categories=frozenset(category for category, n in shared.items() if n > 1),
            had_coverage=any(row.had_coverage == "yes" for row in rows),
            n_incidents=incidents[code],
            usual=usual[code] / USUAL_WEEKS,
            gravest=gravest.get(code, 0),
            n_in_cluster=warned[code].circle.observed if code in warned else 0,
            is_very_unusual=code in warned and warned[code].band is Band.VERY_UNUSUAL,
        )
    return found


def _incidents(since: date, until: date, code_of: dict[UUID, str]) -> Counter[str]:
    """How many happened in each ward within these days, both included; one of several reports counts once."""
    chosen = figures.Selection(profile=figures.Profile.POLICE, since=since, until=until)
    number: Counter[str] = Counter()
    for count in figures.counts(chosen, by=("ward_id",)):
        if count.values[0] in code_of:
            number[code_of[count.values[0]]] += count.n_incidents
    return number


def _warned(week: str) -> dict[str, Warned]:
    """The most unusual cluster that is an alarm for the ward most of it lies in; empty before the week was studied."""
    study, today = weekly.of_week(week), places.codes_of_today()
    warned: dict[str, Warned] = {}
    for one in weekly.warned(study) if study else ():
        if one.circle.wards and one.band.is_alarm:
            warned.setdefault(today.get(one.circle.wards[0], ""), one)
    return warned


def _gravest(since: date, until: date, code_of: dict[UUID, str]) -> dict[str, int]:
    """The weight of the gravest of them in each ward where there are any."""
    chosen = figures.Selection(profile=figures.Profile.POLICE, since=since, until=until)
    gravest: dict[str, int] = {}
    for ward_id, severity in (count.values for count in figures.counts(chosen, by=("ward_id", "severity"))):
        if ward_id in code_of:
            gravest[code_of[ward_id]] = max(gravest.get(code_of[ward_id], 0), severity)
    return gravest


def _ward_of(centre: ThirdPartyReportingCentre) -> str:
    """The code of the ward a centre stands in; empty where its postcode is not known."""
    found = places.find_postcode(centre.postcode) if centre.postcode else None
    ward = places.ward_at(found.easting, found.northing, on=clock.today()) if found else None
    return ward.code if ward else ""
