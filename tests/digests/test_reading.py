"""Reading a digest: the ward team's own, as it may be shown today, in the reader's language."""

import pytest
import sqlalchemy as sa

from reporting.audit.models import AuditEntry
from reporting.database import finish, session
from reporting.reports import actions as reports
from reporting.reports.models import IncidentReport
from tests.digests.conftest import text_of


@pytest.fixture
def reference(release, run):
    made = release(risk="high", main_type="threat", incident_types=frozenset({"threat"}))
    run("digests", "send")
    return made


@pytest.mark.parametrize(("name", "status"), [("omar", 200), ("sunil", 200), ("cora", 200), ("olga", 404), ("vera", 403), ("ada", 403), ("pia", 403)])  # fmt: skip
def test_the_ward_team_and_the_coordinator_read_it(reference, sign_in, week, name, status):
    browser = sign_in(name)
    for ending in ("", "/document.pdf"):
        assert browser.get(f"/digests/{week.name}/Z01{ending}").status_code == status


def test_a_digest_of_another_ward_answers_as_one_that_was_never_made(reference, sign_in, week):
    browser = sign_in("olga")
    other = browser.get(f"/digests/{week.name}/Z01")
    never = browser.get("/digests/1999-W01/Z01")
    assert (other.status_code, other.data) == (never.status_code, never.data)


def test_the_list_holds_ones_own_wards(reference, sign_in):
    assert "Larch Green" in sign_in("omar").get("/digests").text
    assert "Larch Green" not in sign_in("olga").get("/digests").text
    both = sign_in("cora").get("/digests").text
    assert "Larch Green" in both
    assert "Mill Quarter" in both


def test_the_page_and_the_pdf_say_the_same(reference, sign_in, week):
    browser = sign_in("omar")
    page = browser.get(f"/digests/{week.name}/Z01").text
    paper = text_of(browser.get(f"/digests/{week.name}/Z01/document.pdf").data)
    for words in (
        reference, "Larch Green", week.name, "Act now", "High risk", "Threats of violence", "No name shared",
        "For the ward team only.", "Do not disclose where this came from.", "Do not visit anyone who did not ask for it.",
        "Community reports, not tested; counts reflect who comes forward; do not treat as crime figures.",
    ):  # fmt: skip
        assert words in page
        assert words in paper


def test_a_week_without_news_says_so_and_has_no_empty_heading(reference, sign_in, week):
    page = sign_in("olga").get(f"/digests/{week.name}/Z02").text
    assert "Nothing new." in page
    for heading in ("Act now", "What changed", "by what it was about"):
        assert heading not in page


def test_what_was_withdrawn_since_is_hidden_and_its_notes_are_to_be_destroyed(app, reference, sign_in, week):
    with app.app_context():
        reports.withdraw_report(session.scalars(sa.select(IncidentReport)).unique().one())
        finish(keep=True)
    browser = sign_in("omar")
    page = browser.get(f"/digests/{week.name}/Z01").text
    paper = text_of(browser.get(f"/digests/{week.name}/Z01/document.pdf").data)
    for text in (page, paper):
        assert reference in text
        assert "No longer shared" in text
        assert "Destroy your notes" in text
        assert "Threats of violence" not in text


def test_each_reading_is_in_the_trail(app, reference, sign_in, week, run):
    browser = sign_in("omar")
    browser.get(f"/digests/{week.name}/Z01")
    browser.get(f"/digests/{week.name}/Z01/document.pdf")
    with app.app_context():
        actions = list(session.scalars(sa.select(AuditEntry.action).order_by(AuditEntry.number)))
        finish(keep=False)
    assert actions.count("digest:sent") == 2
    assert [one for one in actions if one.endswith(":read")] == ["digest:read", "digest:document:read"]
    assert run("audit", "verify").exit_code == 0


def test_the_page_runs_from_right_to_left_for_who_reads_arabic(reference, sign_in, week):
    page = sign_in("omar", language="ar").get(f"/digests/{week.name}/Z01").text
    assert 'dir="rtl"' in page
    assert f'<bdi dir="ltr" class="reference">{reference}</bdi>' in page


def test_an_acknowledged_report_no_longer_waits(app, release, run, stored):
    from reporting import clock
    from reporting.people.queries import by_email
    from reporting.responses.models import Acknowledgement

    release(risk="high")
    with app.app_context():
        report_id = session.scalar(sa.select(IncidentReport.id))
        officer = by_email("omar@demo.example")
        session.add(Acknowledgement(report_id=report_id, acknowledged_by_id=officer.id, acknowledged_at=clock.now()))
        finish(keep=True)
    run("digests", "send")
    (content,) = stored("Z01")
    assert content["picture"]["n_waiting"] == 0
    assert content["urgent"] == []
    assert content["picture"]["n_new"] == 1
