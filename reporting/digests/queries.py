"""Stored digests a person may read, and what the next one is composed from."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from werkzeug.exceptions import NotFound

from reporting import clock
from reporting.database import session
from reporting.digests import compose
from reporting.digests.compose import Material, Studied, Unanswered
from reporting.digests.models import SNTDigest
from reporting.hotspots.weekly import queries as weekly
from reporting.people.models import Person
from reporting.places import queries as places
from reporting.policy import Role
from reporting.reports import figures, shared
from reporting.reports.figures import Basis, Profile, Selection
from reporting.responses.queries import acknowledged
from reporting.tension.levels import queries as levels
from reporting.tension.levels.queries import Standing


def material(ward_code: str, ward_name: str, week: str) -> Material:
    """What a ward's digest of a week is composed from, as it stands now."""
    monday, sunday = clock.week_days(week)
    before = monday - timedelta(weeks=compose.WEEKS_BEFORE)
    earlier = _earlier(ward_code, week)
    released = shared.unanswered_in(ward_code, before=_midnight(sunday + timedelta(days=1)))
    answered = acknowledged(report.report_id for report in released if report.report_id)
    unanswered = [
        Unanswered(report=report, released_on=clock.london(report.released_at).date())
        for report in released
        if report.report_id not in answered and report.released_at is not None
    ]
    return Material(
        week=week,
        ward_code=ward_code,
        ward_name=ward_name,
        number=len(earlier) + 1,
        today=clock.today(),
        new=_released(ward_code, monday, sunday),
        n_before=len(_released(ward_code, before, monday - timedelta(days=1))),
        unanswered=unanswered,
        strands=_told(ward_code, monday, sunday),
        strands_before=_told(ward_code, before, monday - timedelta(days=1)),
        withdrawn=_newly_gone(earlier, shared.references_shown_in(ward_code)),
        level=_level(ward_code, week),
        studied=_studied(ward_code, week),
    )


def _level(ward_code: str, week: str) -> Standing | None:
    before = clock.iso_week(clock.week_days(week)[0] - timedelta(weeks=1))
    standing = next(iter(levels.standings(week, before=before, codes=frozenset({ward_code}))), None)
    return standing if standing and (standing.said or standing.worked_out_at) else None


def _studied(ward_code: str, week: str) -> Studied | None:
    study = weekly.of_week(week)
    if study is None:
        return None
    clusters = weekly.alarming(study, ward_code=ward_code)
    touched = {code for one in clusters for code in one.circle.wards}
    return Studied(
        clusters=clusters,
        risen=[surge for surge, _band in weekly.risen(study)],
        ward_names={code: name for code, name in places.ward_names().items() if code in touched},
        is_too_few=study.is_too_few,
    )


def _midnight(day: date) -> datetime:
    """The instant a London day begins."""
    return datetime.combine(day, time.min, clock.LONDON)


def _released(ward_code: str, first: date, last: date) -> list[shared.SharedReport]:
    return shared.released_in(ward_code, since=_midnight(first), until=_midnight(last + timedelta(days=1)))


def _told(ward_code: str, first: date, last: date) -> dict[str, int]:
    """Reports told in a period under each strand. By the day they were told: what happened is often told weeks later,
    and would be missing from every digest."""
    chosen = Selection(profile=Profile.POLICE, since=first, until=last, basis=Basis.DISCLOSED)
    wards = set(places.ward_ids_answered_by(ward_code))
    told: Counter[str] = Counter()
    for count in figures.counts(chosen, by=("ward_id", "strands")):
        ward_id, strands = count.values
        if ward_id in wards:
            for strand in strands:
                told[strand] += count.n_reports
    return dict(told)


def _earlier(ward_code: str, week: str) -> list[dict[str, Any]]:
    chosen = sa.select(SNTDigest.content).where(SNTDigest.ward_code == ward_code, SNTDigest.week < week)
    return [json.loads(content) for content in session.scalars(chosen)]


def _newly_gone(earlier: list[dict[str, Any]], shown: frozenset[str]) -> list[str]:
    """References that earlier digests named, that are shared no longer, and that no digest has said so of yet."""
    named = {reference for content in earlier for reference in content["references"]}
    said = {reference for content in earlier for reference in content["withdrawn"]}
    return sorted(named - said - shown)


def listed(person: Person) -> list[SNTDigest]:
    """The digests this person may read, the newest first."""
    chosen = sa.select(SNTDigest).where(_readable_by(person)).order_by(SNTDigest.week.desc(), SNTDigest.ward_name)
    return list(session.scalars(chosen))


def one_or_404(person: Person, week: str, ward_code: str) -> SNTDigest:
    """A digest if it exists for this person. Raises NotFound exactly as for one that was never made."""
    found = session.scalar(_of(week, ward_code).where(_readable_by(person)))
    if found is None:
        raise NotFound
    return found


def stored(week: str, ward_code: str) -> SNTDigest | None:
    """A ward's digest of a week, whoever asks."""
    return session.scalar(_of(week, ward_code))


def content_now(digest: SNTDigest, *, reader: Person | None = None) -> Mapping[str, Any]:
    """A digest's content, with what has been withdrawn since hidden, and what does not exist for its reader likewise."""
    shown = shared.references_shown_in(digest.ward_code, reader=reader)
    return compose.still_shared(json.loads(digest.content), shown)


def _of(week: str, ward_code: str) -> sa.Select[SNTDigest]:
    return sa.select(SNTDigest).where(SNTDigest.week == week, SNTDigest.ward_code == ward_code)


def _readable_by(person: Person) -> sa.ColumnElement[bool]:
    if person.role is Role.COORDINATOR:
        return sa.true()
    if person.role in {Role.OFFICER, Role.SUPERVISOR}:
        return SNTDigest.ward_code.in_(person.ward_codes_on(clock.today()))
    return sa.false()
