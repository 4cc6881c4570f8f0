"""Adding, opening and handing over what shows what happened. Each is an entry of the trail: the chain of custody."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

import sqlalchemy as sa

from reporting import clock
from reporting.audit.actions import record
from reporting.database import session
from reporting.people.models import Person
from reporting.reports.evidence import queries, sealing
from reporting.reports.evidence import vocabulary as words
from reporting.reports.evidence.contents import Words
from reporting.reports.evidence.models import Evidence, EvidenceChunk
from reporting.reports.evidence.receiving import Received
from reporting.reports.models import IncidentReport, ReportDraft

ONE_DAY = timedelta(days=1)


class NoRoom(Exception):
    """There is no room for this: ``for_what`` is ``files``, ``report``, ``centre`` or ``items``."""

    def __init__(self, for_what: str) -> None:
        super().__init__(for_what)
        self.for_what = for_what


class NotADayYet(Exception):
    """Nothing is handed over before it was added, nor tomorrow."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """What is said about a piece of evidence."""

    kind: str
    held_by: str = "us"
    shows_person: bool = False
    description: str = ""
    taken_on: str = ""


def add(of: ReportDraft | IncidentReport, item: Item, file: Received | None, *, by: Person) -> Evidence:
    """Adds evidence to a report, or to one that is still being told. Raises NoRoom and sealed.WordsDestroyed."""
    size = len(file.data) if file else 0
    _expect_room(of, size)
    one = Evidence(
        id=uuid4(),
        report_id=of.id,
        number=_next_number(of.id),
        kind=item.kind,
        held_by=item.held_by,
        shows_person=item.shows_person or item.kind in words.ALWAYS_OF_THE_PERSON,
        added_at=clock.now(),
        added_by_id=by.id,
        centre_id=of.centre_id,
        media_type=file.kind.media_type if file else "",
        size=size,
        exhibit="",
    )
    said = Words(description=item.description, taken_on=item.taken_on, file_name=file.name if file else "")
    one.words = sealing.sealed_words(said, report_id=of.id, evidence_id=one.id)
    session.add(one)
    session.flush()
    if file:
        sealing.put_file(one, file.data)
    record("report:evidence:added", object_id=of.id, detail=f"#{one.number} {file.sha256 if file else ''}".strip())
    return one


def _next_number(report_id: UUID) -> int:
    """Never one that was removed: the trail names them by it."""
    return max((link.number for link in queries.custody_of(report_id)), default=0) + 1


def _expect_room(of: ReportDraft | IncidentReport, size: int) -> None:
    items = queries.items_of(of.id)
    if len(items) >= words.REPORT_ITEMS:
        raise NoRoom("items")
    if not size:
        return
    if sum(one.has_file for one in items) >= words.REPORT_FILES:
        raise NoRoom("files")
    if sum(one.size for one in items) + size > words.REPORT_BYTES:
        raise NoRoom("report")
    if queries.bytes_of_centre(of.centre_id, since=clock.now() - ONE_DAY) + size > words.CENTRE_DAY_BYTES:
        raise NoRoom("centre")


def remove(draft: ReportDraft, one: Evidence) -> None:
    """Takes a piece of evidence out of a report that is still being told."""
    if one.report_id != draft.id:
        raise ValueError("of another report")
    session.execute(sa.delete(EvidenceChunk).where(EvidenceChunk.evidence_id == one.id))
    session.delete(one)
    record("report:evidence:removed", object_id=draft.id, detail=f"#{one.number}")


def open_file(one: Evidence, *, purpose: str) -> bytes:
    """The file, its opening written down first. Raises sealed.WordsDestroyed and crypto.SealBroken."""
    record("report:evidence:opened", object_id=one.report_id, detail=f"#{one.number} {purpose}")
    return sealing.file_of(one)


def hand_over(one: Evidence, *, on: date, exhibit: str) -> None:
    """Writes down that the police have it now, and what they call it. Raises NotADayYet."""
    if not clock.london(one.added_at).date() <= on <= clock.today():
        raise NotADayYet
    one.handed_over_on, one.exhibit = on, exhibit
    one.held_by = "police"
    record("report:evidence:handed", object_id=one.report_id, detail=f"#{one.number} {on.isoformat()}")


def ask_for_film(report: IncidentReport, *, by: Person) -> None:
    """Somebody has asked whoever runs the camera: the days are counted no longer. Raises as ``add``."""
    if queries.days_to_ask([report.id]):
        add(report, Item(kind=words.CCTV_ASKED, held_by="other"), None, by=by)
