"""What there is of evidence, who is told of it, its chain of custody, and films that can still be asked for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from werkzeug.exceptions import NotFound

from reporting import clock
from reporting.audit import queries as audit
from reporting.crypto import SealBroken
from reporting.database import session
from reporting.people import queries as people
from reporting.people.models import Person
from reporting.reports import shared, sharing
from reporting.reports.evidence import filming, sealing
from reporting.reports.evidence.contents import Words
from reporting.reports.evidence.models import Evidence
from reporting.reports.evidence.vocabulary import CCTV_ASKED, CCTV_POSSIBLE, WORDINGS_WITH_EVIDENCE
from reporting.reports.models import ConsentEvent, IncidentReport
from reporting.reports.sealed import WordsDestroyed
from reporting.reports.vocabulary import CUSTODY, PURPOSES


@dataclass(frozen=True)
class Link:
    """One link of the chain of custody: when, who, what was done with which piece."""

    happened_at: datetime
    who: str
    action: str
    number: int
    purpose: str = ""
    on: date | None = None
    sha256: str = ""


def items_of(report_id: UUID) -> list[Evidence]:
    """Everything people added to a report, in the order in which they did."""
    chosen = sa.select(Evidence).where(Evidence.report_id == report_id, Evidence.number > filming.OWN_NUMBER)
    return list(session.scalars(chosen.order_by(Evidence.number)))


def item_or_404(report_id: UUID, number: int) -> Evidence:
    """One of them. Raises NotFound, also for one of another report."""
    found = next((one for one in items_of(report_id) if one.number == number), None)
    if found is None:
        raise NotFound
    return found


def told_or_404(person: Person, report: IncidentReport, number: int) -> Evidence:
    """One that this person is told of. Raises NotFound, also for one of another report."""
    found = next((one for one, _may_open in told_of(person, report) if one.number == number), None)
    if found is None:
        raise NotFound
    return found


def words_of(one: Evidence) -> Words | None:
    """Its words, where they open; callers have written down that they do."""
    try:
        return sealing.words_of(one)
    except (WordsDestroyed, SealBroken):
        return None


def told_of(person: Person, report: IncidentReport) -> list[tuple[Evidence, bool]]:
    """The evidence this person is told of, and whether they may open its file: THE rule, on stored rows."""
    view, is_named = shared.sight_of(person, report), names_evidence(report.id)
    return [
        (one, sharing.opens_evidence(view, shows_person=one.shows_person, is_named=is_named))
        for one in items_of(report.id)
        if sharing.lists_evidence(view, shows_person=one.shows_person, is_named=is_named)
    ]


def reaches_police(report: IncidentReport) -> frozenset[UUID]:
    """Which pieces the ward team is told of once the report is released."""
    view, is_named = shared.officers_sight(report), names_evidence(report.id)
    return frozenset(
        one.id
        for one in items_of(report.id)
        if view and sharing.lists_evidence(view, shows_person=one.shows_person, is_named=is_named)
    )


def names_evidence(report_id: UUID) -> bool:
    """Whether the words the person agreed to last name photographs, papers and recordings."""
    chosen = sa.select(ConsentEvent.wording).where(ConsentEvent.report_id == report_id)
    return session.scalar(chosen.order_by(ConsentEvent.chosen_at.desc()).limit(1)) in WORDINGS_WITH_EVIDENCE


def bytes_of_centre(centre_id: UUID, *, since: datetime) -> int:
    """How much was added at a centre since then and is still kept."""
    chosen = sa.select(sa.func.sum(Evidence.size)).where(Evidence.centre_id == centre_id, Evidence.added_at > since)
    return session.scalar(chosen) or 0


def days_to_ask(report_ids: Collection[UUID]) -> dict[UUID, int]:
    """For those of the reports where a camera may have seen it and nobody has asked yet: the days that are left."""
    today = clock.today()
    asked = sa.select(Evidence.report_id).where(Evidence.kind == CCTV_ASKED)
    rows = session.execute(
        sa.select(IncidentReport.id, IncidentReport.happened_on)
        .join(Evidence, Evidence.report_id == IncidentReport.id)
        .where(
            IncidentReport.id.in_(report_ids),
            IncidentReport.status.not_in(sharing.GONE),
            IncidentReport.happened_on >= filming.earliest_kept(today),
            Evidence.kind == CCTV_POSSIBLE,
            IncidentReport.id.not_in(asked),
        )
    )
    return {report_id: filming.days_left(day, today=today) for report_id, day in rows}


def custody_of(report_id: UUID) -> list[Link]:
    """What was done with each piece, oldest first; looking at the list is none of it."""
    entries = [entry for entry in audit.trail_of(report_id) if entry.action in CUSTODY and entry.detail.startswith("#")]
    names = people.names_of({entry.actor_id for entry in entries})
    links = []
    for entry in entries:
        number, _, more = entry.detail.partition(" ")
        links.append(Link(
            entry.happened_at,
            names.get(entry.actor_id, ""),
            entry.action,
            int(number.removeprefix("#")),
            purpose=more if more in PURPOSES else "",
            on=date.fromisoformat(more) if entry.action.endswith(":handed") else None,
            sha256=more if entry.action.endswith(":added") else "",
        ))  # fmt: skip
    return links
