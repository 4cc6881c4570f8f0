"""However bad the line, as many reports arrive as were sent: a person presses again until they are answered."""

import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import UUID

import pytest
import requests
import sqlalchemy as sa
from flask import Flask

from reporting.audit.models import AuditEntry
from reporting.database import finish, session
from reporting.people.models import Person
from reporting.reports import drafts, sealed
from reporting.reports.contents import Compartment
from reporting.reports.models import IncidentReport, ReportDraft
from reporting.reports.opening import open_draft
from reporting.reports.steps.order import N_PAGES, NUMBERS
from tests import cast
from tests.crash_server import ASKED, TOKEN, Server, answers_of, as_list
from tests.reports.bad_line import CALM, TROUBLE, BadLine

VOLUNTEERS = ("vera", "vic")
MOST_PRESSES = 60


class Volunteer:
    """Sends finished reports, one after another, and presses again whatever was not answered."""

    def __init__(self, server: Server, line: BadLine, name: str) -> None:
        self.browser, self.person, self.address, self.n_presses = requests.Session(), name, server.address, 0
        self.browser.trust_env = False
        self.token = ""
        self.get("/sign-in")
        self.post("/sign-in", {"email": cast.email(name), "passphrase": cast.PASSPHRASE})
        self.get("/help-now")
        self.address = line.address

    def send(self, draft_id: UUID) -> str:
        """From home, where the report waits, to its reference."""
        assert self.post(f"/f/{draft_id}/resume").headers["Location"] == f"/f/{N_PAGES}"
        assert str(draft_id) in self.get(f"/f/{N_PAGES}").text
        sent = self.post(f"/f/{N_PAGES}", {"submission_key": str(draft_id)})
        assert sent.headers["Location"] == f"/kept/{draft_id}"
        assert self.get("/").headers.get("Location") == f"/kept/{draft_id}"  # held, however often it was pressed
        receipt = self.get(f"/kept/{draft_id}").text
        assert self.post(f"/kept/{draft_id}/later").headers["Location"] == "/"
        return re.search(
            r"(?<![\w-])[34679ACDEFGHJKMNPQRTWXY]{4}-[34679ACDEFGHJKMNPQRTWXY]{4}(?![\w-])", receipt
        ).group()

    def tell(self, mark: str) -> UUID:
        """A whole report, page by page; a first press that was answered by nobody may have begun one more."""
        self.post("/f", {"second_language": "en"})
        self.get("/f/1")
        draft_id = UUID(re.search(r'name="draft" value="([^"]+)"', self.get("/f/1").text).group(1))
        for key in ASKED:
            answer = self.post(f"/f/{NUMBERS[key]}", {"draft": str(draft_id), **answers_of(NUMBERS[key], mark)})
            assert answer.status_code == 302, key
        return draft_id

    def get(self, path: str) -> requests.Response:
        answer = self._pressed(lambda: self.browser.get(self.address + path, timeout=30, allow_redirects=False))
        if found := TOKEN.search(answer.text):
            self.token = found.group(1)
        return answer

    def post(self, path: str, values: dict[str, object] | None = None) -> requests.Response:
        data = {"csrf_token": self.token, **(values or {})}
        answer = self._pressed(
            lambda: self.browser.post(self.address + path, data=data, timeout=30, allow_redirects=False)
        )
        assert answer.status_code == 302, (path, answer.status_code)
        return answer

    def _pressed(self, ask: Callable[[], requests.Response]) -> requests.Response:
        for _ in range(MOST_PRESSES):
            self.n_presses += 1
            try:
                answer = ask()
            except requests.ConnectionError:
                continue
            assert answer.status_code < 500
            return answer
        raise AssertionError(f"{self.person} pressed {MOST_PRESSES} times and was never answered")


def finished_drafts(app: Flask, name: str, n_drafts: int) -> list[UUID]:
    """Reports whose pages are all answered, waiting for their volunteer."""
    with app.app_context():
        person = session.scalars(sa.select(Person).where(Person.email == cast.email(name))).unique().one()
        made = []
        for number in range(n_drafts):
            draft = drafts.start_report(person, second_language="en")
            session.flush()
            given = {key: answers_of(NUMBERS[key], f"{name} {number}") for key in ASKED}
            steps = {key: {one: as_list(value) for one, value in page.items()} for key, page in given.items()}
            sealed.put(draft.id, replace(open_draft(draft.id), steps=steps))
            made.append(draft.id)
        finish(keep=True)
    return made


def send_over_a_bad_line(house: tuple[Flask, Server], *, n_reports: int, n_told: int, seed: int) -> None:
    """``n_reports`` are sent, of which ``n_told`` are told over the line page by page too."""
    app, server = house
    share = {name: (n_reports - n_told) // len(VOLUNTEERS) for name in VOLUNTEERS}
    waiting = {name: finished_drafts(app, name, n_drafts) for name, n_drafts in share.items()}
    app.extensions["database"].engine.dispose()
    server.start()
    with BadLine(server.port, seed=seed) as line, ThreadPoolExecutor(len(VOLUNTEERS)) as pool:
        volunteers = [Volunteer(server, line, name) for name in VOLUNTEERS]

        def work(volunteer: Volunteer) -> dict[UUID, str]:
            mine = list(waiting[volunteer.person])
            mine += [volunteer.tell(f"told {number}") for number in range(n_told // len(VOLUNTEERS))]
            return {draft_id: volunteer.send(draft_id) for draft_id in mine}

        references = {key: text for sent in pool.map(work, volunteers) for key, text in sent.items()}
    server.kill()
    assert line.fates.keys() == set(CALM + TROUBLE)  # every kind of trouble came
    with app.app_context():
        reports = {report.id: report.reference for report in session.scalars(sa.select(IncidentReport))}
        assert len(reports) == n_reports
        assert reports == references  # each is the one whose number the person holds
        written = session.scalars(sa.select(AuditEntry.object_id).where(AuditEntry.action == "report:submitted")).all()
        assert sorted(map(str, written)) == sorted(map(str, reports))
        left = session.scalars(sa.select(ReportDraft.id)).all()
        assert not set(left) & set(reports)
        for report_id in reports:
            assert sealed.take(report_id, Compartment.ACCOUNT)[Compartment.ACCOUNT].narrative
        finish(keep=False)


def test_thirty_reports_over_a_bad_line_are_thirty_reports(house):
    send_over_a_bad_line(house, n_reports=int(os.environ.get("REPORTS", "30")), n_told=2, seed=1)


@pytest.mark.prove
def test_two_thousand_reports_over_a_bad_line_are_two_thousand_reports(house):
    send_over_a_bad_line(house, n_reports=2000, n_told=20, seed=2)
