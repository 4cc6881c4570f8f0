"""The coordinator's queue, summary and risk, and how a report ends."""

import pytest
import sqlalchemy as sa

from reporting.database import session
from reporting.reports.models import IncidentReport, Tally
from reporting.written import is_readable
from tests.reports.marked import actions_in, found_in, status_of, words

DESTROYED = "The words of this report are destroyed"


def references(app, *report_ids) -> list[str]:
    with app.app_context():
        return [session.get_one(IncidentReport, report_id).reference for report_id in report_ids]


def n_tallies(app) -> int:
    with app.app_context():
        return session.scalar(sa.select(sa.func.count()).select_from(Tally))


def test_high_risk_comes_first_then_what_is_new(app, sign_in, file_report) -> None:
    released = file_report(status="released", risk="high")
    accepted = file_report(status="accepted")
    new = file_report(status="submitted")
    urgent = file_report(status="accepted", risk="high")
    page = sign_in("cora").get("/reports").text
    places = [page.index(reference) for reference in references(app, urgent, new, accepted, released)]
    assert places == sorted(places)
    assert "High risk" in page


def test_the_queue_is_filtered_by_status(app, sign_in, file_report) -> None:
    new, accepted = references(app, file_report(status="submitted"), file_report(status="accepted"))
    page = sign_in("cora").get("/reports?status=submitted").text
    assert new in page
    assert accepted not in page


def test_the_queue_comes_in_pages_of_fifty(sign_in, file_report) -> None:
    for _ in range(51):
        file_report(status="submitted")
    coordinator = sign_in("cora")
    first, second = (coordinator.get(f"/reports?page={number}").text for number in (1, 2))
    assert (first.count('scope="row"'), second.count('scope="row"')) == (50, 1)


def test_a_page_that_is_not_there_is_the_nearest(sign_in, file_report) -> None:
    file_report(status="submitted")
    coordinator = sign_in("cora")
    for page in ("0", "-3", "99999999999999999999", "x"):
        answer = coordinator.get(f"/reports?page={page}")
        assert answer.status_code == 200
        assert answer.text.count('scope="row"') == 1


def test_looking_changes_nothing_and_beginning_does(app, sign_in, file_report) -> None:
    report_id = file_report(status="submitted")
    coordinator = sign_in("cora")
    coordinator.get(f"/reports/{report_id}")
    assert status_of(app, report_id) == "submitted"
    coordinator.post(f"/reports/{report_id}/begin")
    assert status_of(app, report_id) == "in_review"


def test_the_summary_is_what_the_police_will_see_and_stands_beside_the_form(sign_in, file_report) -> None:
    report_id = file_report(status="submitted", words=words())
    coordinator = sign_in("cora")
    coordinator.post(f"/reports/{report_id}/begin")
    page = coordinator.post(
        f"/reports/{report_id}/summary", {"text": "صراخ عند الباب 😟\r\nZq-two"}, follow_redirects=True
    )
    assert page.status_code == 200
    panel = page.text.split('class="police-view"', 1)[1].split("</section>", 1)[0]
    assert "صراخ عند الباب 😟\nZq-two" in panel
    assert "Zq-narrative" not in panel
    assert "Zq-address" not in panel
    assert "Zq-description" in panel


@pytest.mark.parametrize(
    ("text", "message"),
    [("", "Write what the police will read"), ("x" * 2001, "2,000 characters or fewer"),
     ("half\x00word", "a sign that cannot be kept"), ("bell\x07", "a sign that cannot be kept")],
)  # fmt: skip
def test_a_summary_that_cannot_be_kept_is_refused_beside_its_field_and_stays_typed(
    app, sign_in, file_report, text, message
) -> None:
    report_id = file_report(status="submitted", words=words())
    coordinator = sign_in("cora")
    coordinator.post(f"/reports/{report_id}/begin")
    answer = coordinator.post(f"/reports/{report_id}/summary", {"text": text})
    assert answer.status_code == 422
    assert answer.text.count(message) == 2  # in the list of problems and beside the field
    assert "<title>Error: " in answer.text
    if len(text) > 2000:
        assert text in answer.text
    assert "report:summary:written" not in actions_in(app)


@pytest.mark.parametrize("text", ["سلام 😟 ক্ষমা", "a\nb\tc", "\u200fנ", "👩‍👩‍👧"])
def test_every_script_and_emoji_is_readable(text) -> None:
    assert is_readable(text)


@pytest.mark.parametrize("text", ["\x00", "a\ud800", "\udfff", "\x1b[0m", "\x7f", "\x9f"])
def test_half_signs_and_control_signs_are_not(text) -> None:
    assert not is_readable(text)


@pytest.mark.parametrize("choice", ["statistics_only", "support_only"])
def test_no_summary_for_the_police_where_nothing_is_for_the_police(app, sign_in, file_report, choice) -> None:
    report_id = file_report(status="submitted", sharing=choice)
    answer = sign_in("cora").post(f"/reports/{report_id}/summary", {"text": "told"})
    assert answer.status_code == 409
    assert "has not agreed to share this" in answer.text
    assert "report:summary:written" not in actions_in(app)


def test_the_coordinator_decides_the_risk(app, sign_in, file_report) -> None:
    report_id = file_report(status="submitted", risk="low")
    coordinator = sign_in("cora")
    assert (
        coordinator.post(
            f"/reports/{report_id}/risk", {"risk": "high", "reason": "told again by telephone"}
        ).status_code
        == 302
    )
    assert "High risk" in coordinator.get(f"/reports/{report_id}").text
    assert coordinator.post(f"/reports/{report_id}/risk", {"risk": "enormous"}).status_code == 422


def test_what_was_told_only_to_be_counted_is_destroyed_on_acceptance_and_that_is_said(
    app, sign_in, file_report
) -> None:
    report_id = file_report(status="submitted", sharing="statistics_only", words=words())
    coordinator = sign_in("cora")
    assert "Zq-narrative" in coordinator.get(f"/reports/{report_id}").text
    coordinator.post(f"/reports/{report_id}/begin")
    page = coordinator.post(f"/reports/{report_id}/accept", follow_redirects=True).text
    assert status_of(app, report_id) == "kept_local"
    assert not found_in(page)
    assert DESTROYED in page


@pytest.mark.parametrize(
    ("end", "begins"), [("reject", "submitted"), ("withdraw", "submitted"), ("withdraw", "released")]
)
def test_an_ended_report_loses_its_words_and_its_tally_after_a_question(app, sign_in, file_report, end, begins) -> None:
    report_id = file_report(status=begins, words=words())
    coordinator = sign_in("cora")
    tallied = n_tallies(app)
    asked = coordinator.get(f"/reports/{report_id}/{end}")
    assert asked.status_code == 200
    assert status_of(app, report_id) == begins
    page = coordinator.post(f"/reports/{report_id}/{end}", follow_redirects=True).text
    assert status_of(app, report_id) == {"reject": "rejected", "withdraw": "withdrawn"}[end]
    assert n_tallies(app) == tallied - 1
    assert not found_in(page)
    assert DESTROYED in page


def test_a_withdrawn_report_is_gone_for_the_officer_at_once(sign_in, file_report) -> None:
    report_id = file_report()
    officer, coordinator = sign_in("omar"), sign_in("cora")
    assert officer.get(f"/reports/{report_id}").status_code == 200
    coordinator.post(f"/reports/{report_id}/withdraw")
    assert officer.get(f"/reports/{report_id}").status_code == 404
    assert str(report_id) not in officer.get("/reports").text


@pytest.mark.parametrize(
    ("step", "status"),
    [("accept", "released"), ("accept", "withdrawn"), ("reject", "released"), ("reject", "withdrawn"),
     ("withdraw", "withdrawn"), ("release", "withdrawn"), ("release", "released")],
)  # fmt: skip
def test_a_step_that_came_too_late_is_a_message(app, sign_in, file_report, step, status) -> None:
    report_id = file_report(status=status)
    answer = sign_in("cora").post(f"/reports/{report_id}/{step}")
    assert answer.status_code == 409
    assert "There is a problem" in answer.text
    assert status_of(app, report_id) == status


@pytest.mark.parametrize(("step", "values"), [("summary", {"text": "late"}), ("risk", {"risk": "low"})])
def test_a_withdrawn_report_takes_no_more_words(sign_in, file_report, step, values) -> None:
    report_id = file_report(status="withdrawn")
    assert sign_in("cora").post(f"/reports/{report_id}/{step}", values).status_code == 409


@pytest.mark.parametrize("name", ["vera", "lena", "omar"])
def test_only_a_coordinator_reviews(app, sign_in, file_report, name) -> None:
    report_id = file_report(status="accepted")
    someone = sign_in(name)
    for step in ("begin", "summary", "risk", "accept", "release", "reject", "withdraw"):
        answer = someone.post(f"/reports/{report_id}/{step}", {"text": "x", "risk": "low"})
        assert answer.status_code == 403, step
    assert status_of(app, report_id) == "accepted"


def test_the_address_of_an_answered_form_leads_back_to_the_report(sign_in, file_report) -> None:
    report_id = file_report(status="submitted")
    answer = sign_in("cora").get(f"/reports/{report_id}/summary")
    assert (answer.status_code, answer.location) == (302, f"/reports/{report_id}")
