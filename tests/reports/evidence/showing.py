"""Adding evidence as people do, and looking at what is stored of it."""

import io
import re
import uuid
from typing import Any

import sqlalchemy as sa
from flask import Flask

from reporting.database import finish, session
from reporting.reports.evidence import actions
from reporting.reports.evidence.actions import Item
from reporting.reports.evidence.models import Evidence, EvidenceChunk
from reporting.reports.evidence.receiving import received
from reporting.reports.evidence.vocabulary import WORDINGS_WITH_EVIDENCE
from reporting.reports.models import ConsentEvent, IncidentReport
from tests.factories import Browser
from tests.reports.evidence import made

NEWEST = next(iter(WORDINGS_WITH_EVIDENCE))
OPENS = re.compile(r'action="/reports/[0-9a-f-]+/papers/(\d+)"')


def sent(data: bytes = b"", name: str = "IMG_1.jpg", declared: str = "image/jpeg", **given: Any) -> dict[str, Any]:
    """What a browser sends from the form."""
    values = {"kind": "photo_damage", "held_by": "person", **given}
    return {**values, "file": (io.BytesIO(data), name, declared)} if data else values


def add(app: Flask, report_id: uuid.UUID, *, data: bytes = b"", **given: Any) -> uuid.UUID:
    """A photo of damage with a file, added to a report by whoever took it; its id."""
    file = received(data or made.picture(), name="IMG_1.jpg", declared="image/jpeg")
    with app.app_context():
        report = session.get_one(IncidentReport, report_id)
        one = actions.add(report, Item(**{"kind": "photo_damage", **given}), file, by=report.taken_by)
        finish(keep=True)
        return one.id


def agree(app: Flask, report_id: uuid.UUID, wording: str = NEWEST) -> None:
    """The person has heard these words when they chose."""
    with app.app_context():
        session.execute(sa.update(ConsentEvent).where(ConsentEvent.report_id == report_id).values(wording=wording))
        finish(keep=True)


def n_kept(app: Flask) -> tuple[int, int]:
    """How many pieces of evidence there are, and how many pieces of files."""
    with app.app_context():
        counts = (session.scalar(sa.select(sa.func.count()).select_from(one)) or 0 for one in (Evidence, EvidenceChunk))
        return tuple(counts)  # type: ignore[return-value]


def opened(browser: Browser, report_id: uuid.UUID, number: object, purpose: str = "safety") -> Any:
    return browser.post(f"/reports/{report_id}/papers/{number}", {"purpose": purpose})
