"""Which reports are like one, among those that exist for whoever asks."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from reporting.database import session
from reporting.people.models import Person
from reporting.policy import Role
from reporting.reports import queries, sealed, sharing
from reporting.reports.contents import Account, Alleged, Compartment, Content
from reporting.reports.facts import Facts
from reporting.reports.likeness.alike import BEFORE_DAYS, DAYS_APART, SLACK, Known, likeness
from reporting.reports.likeness.models import ReportLink
from reporting.reports.likeness.vocabulary import Verdict
from reporting.reports.models import IncidentReport

AT_MOST = 6  # offered beside one report
COMPARED = 100  # the newest of those whose facts in clear could fit


@dataclass(frozen=True)
class Alike:
    """A report that may be of the same event, or was: why it is offered, and what was said of the two."""

    report: IncidentReport
    verdict: str  # what it may be, or what somebody said
    reasons: tuple[str, ...]
    is_said: bool


def beside(person: Person, report: IncidentReport) -> list[Alike]:
    """What was said to belong to a report, then what may; nothing that does not exist for this person.

    Words are compared and shown to nobody, names only for a coordinator, who reads them anyway.
    """
    said = verdicts_on(report.id)
    known = _with_words(person, [report])[0]
    found = [
        one for one in offered(person, known, ward_id=report.ward_id, apart_from=report.id) if one.report.id not in said
    ]
    chosen = sa.select(IncidentReport).where(IncidentReport.id.in_(said), queries.visible_to(person))
    linked = [Alike(other, said[other.id], (), True) for other in session.scalars(chosen)]
    return [*(one for one in linked if one.verdict != Verdict.DIFFERENT), *found]


def before_sending(person: Person, facts: Facts, contents: Iterable[Content]) -> list[Alike]:
    """The same for a report that is about to be sent, among those its volunteer took."""
    return offered(person, _known(facts, contents), ward_id=facts.ward_id)


def offered(person: Person, this: Known, *, ward_id: UUID | None, apart_from: UUID | None = None) -> list[Alike]:
    """Reports like this one, the likest first."""
    place = IncidentReport.ward_id == ward_id if ward_id else IncidentReport.ward_id.is_(None)
    days = timedelta(days=max(SLACK.values()) + DAYS_APART)
    chosen = sa.select(IncidentReport).where(
        queries.visible_to(person),
        IncidentReport.status.not_in(sharing.GONE),
        place,
        IncidentReport.happened_on.between(this.day - timedelta(days=BEFORE_DAYS), this.day + days),
        IncidentReport.id != apart_from if apart_from else sa.true(),
    )
    rows = session.scalars(chosen.order_by(IncidentReport.happened_on.desc(), IncidentReport.id).limit(COMPARED)).all()
    found = []
    for report, known in zip(rows, _with_words(person, rows), strict=True):
        like = likeness(this, known)
        if like:
            found.append(
                (like.verdict != Verdict.SAME_EVENT, -like.score, Alike(report, like.verdict, like.reasons, False))
            )
    return [one for *_order, one in sorted(found, key=lambda row: row[:2])][:AT_MOST]


def with_doubles(person: Person, report_ids: Collection[UUID]) -> set[UUID]:
    """Those of these reports that may be of the same event as another, by what stands in clear, and nobody has said."""
    its = IncidentReport
    clear = sa.select(
        its.id, its.incident_id, its.happened_on, its.happened_precision, its.place_scope, its.ward_id, its.snapped_easting,
        its.snapped_northing, its.strands, its.incident_types,
    )  # fmt: skip
    rows = session.execute(clear.where(its.id.in_(report_ids), its.ward_id.is_not(None))).all()
    shifts = [timedelta(days=days) for days in range(-DAYS_APART, DAYS_APART + 1)]
    beside: dict[tuple[UUID | None, date], list[Any]] = {}
    for other in session.execute(
        clear.where(
            queries.visible_to(person),
            its.status.not_in(sharing.GONE),
            its.ward_id.in_({row.ward_id for row in rows}),
            its.happened_on.in_({row.happened_on + shift for row in rows for shift in shifts}),
        )
    ):
        beside.setdefault((other.ward_id, other.happened_on), []).append(other)
    said = _said_pairs(report_ids)
    return {
        row.id
        for row in rows
        for shift in shifts
        for other in beside.get((row.ward_id, row.happened_on + shift), ())
        if row.incident_id != other.incident_id
        and frozenset({row.id, other.id}) not in said
        and (like := likeness(_known(row, ()), _known(other, ())))
        and like.verdict == Verdict.SAME_EVENT
    }


def verdicts_on(report_id: UUID) -> dict[UUID, str]:
    """What was said last of a report and each other."""
    rows = session.scalars(
        sa.select(ReportLink).where(sa.or_(ReportLink.report_id == report_id, ReportLink.other_id == report_id))
    )
    return {row.other_id if row.report_id == report_id else row.report_id: row.verdict for row in rows}


def _said_pairs(report_ids: Collection[UUID]) -> set[frozenset[UUID]]:
    rows = session.execute(
        sa.select(ReportLink.report_id, ReportLink.other_id).where(
            sa.or_(ReportLink.report_id.in_(report_ids), ReportLink.other_id.in_(report_ids))
        )
    )
    return {frozenset(row) for row in rows}


def _with_words(person: Person, reports: Sequence[IncidentReport]) -> list[Known]:
    among = sa.select(IncidentReport.id).where(IncidentReport.id.in_([report.id for report in reports]))
    words = dict(sealed.take_each(Compartment.ACCOUNT, Compartment.ALLEGED, among=among))
    with_names = person.role is Role.COORDINATOR
    return [_known(report, words.get(report.id, ()), with_names=with_names) for report in reports]


def _known(clear: Any, contents: Iterable[Content], *, with_names: bool = False) -> Known:
    """``clear``: a report, its columns in clear, or facts."""
    account = next((one for one in contents if isinstance(one, Account)), Account())
    alleged = next((one for one in contents if isinstance(one, Alleged)), Alleged())
    if isinstance(clear, Facts):
        point = clear.snapped
    else:
        point = (clear.snapped_easting or 0, clear.snapped_northing or 0) if clear.snapped_easting else None
    return Known(
        day=clear.happened_on,
        precision=clear.happened_precision,
        scope=clear.place_scope,
        ward=str(clear.ward_id or ""),
        point=point,
        strands=clear.strands,
        types=clear.incident_types,
        words=f"{account.narrative} {account.narrative_english}",
        names=alleged.names if with_names else "",
    )
