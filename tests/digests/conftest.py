"""The last complete week, and reports released in it."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pypdf
import pytest
import sqlalchemy as sa
from flask import Flask

from reporting import clock
from reporting.database import finish, session
from reporting.digests.models import SNTDigest
from reporting.mail.models import OutgoingMail
from reporting.reports.models import IncidentReport


@dataclass(frozen=True)
class Week:
    """An ISO week and its first and last day."""

    name: str
    monday: date
    sunday: date


@pytest.fixture
def week() -> Week:
    name = clock.last_complete_week(clock.today())
    return Week(name, *clock.week_days(name))


@pytest.fixture
def release(app: Flask, week: Week, file_report: Callable[..., UUID]) -> Callable[..., str]:
    """release(risk="high") files a report released in the last complete week and returns its reference."""

    def file(**given: object) -> str:
        on = given.pop("on", week.monday)
        told = {"submitted_on": on, "happened_on": on - timedelta(days=1), "disclosed_on": on, **given}
        report_id = file_report(**told)
        with app.app_context():
            reference = session.get_one(IncidentReport, report_id).reference
            finish(keep=False)
        return reference

    return file


@pytest.fixture
def stored(app: Flask) -> Callable[..., list[dict]]:
    """stored("Z01") gives the contents of a ward's digests, in order of week."""

    def contents(ward_code: str) -> list[dict]:
        with app.app_context():
            chosen = sa.select(SNTDigest.content).where(SNTDigest.ward_code == ward_code).order_by(SNTDigest.week)
            found = [json.loads(content) for content in session.scalars(chosen)]
            finish(keep=False)
            return found

    return contents


@pytest.fixture
def posted(app: Flask) -> Callable[[], list[str]]:
    """The addresses of the outbox, sorted."""

    def addresses() -> list[str]:
        with app.app_context():
            found = sorted(session.scalars(sa.select(OutgoingMail.address)))
            finish(keep=False)
            return found

    return addresses


def text_of(data: bytes) -> str:
    """The words of a PDF, spaces made single."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages).split())
