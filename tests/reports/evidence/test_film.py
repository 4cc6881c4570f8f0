"""Film of a camera is erased after a month: the coordinator sees how many days are left to ask for it."""

from datetime import timedelta

import pytest

from reporting import clock
from reporting.database import finish, session
from reporting.reports import actions
from reporting.reports.contents import Account
from reporting.reports.evidence.filming import days_left
from reporting.reports.models import IncidentReport
from tests.factories import Words


def seen_by_camera(file_report, *, days_ago: int, cctv: str = "estate", **given):
    words = Words(account=Account(narrative="They shouted.", cctv=cctv))
    on = clock.today() - timedelta(days=days_ago)
    return file_report(status="submitted", words=words, happened_on=on, **given)


@pytest.mark.parametrize(
    ("days_ago", "said"), [(0, "31 days left"), (3, "28 days left"), (30, "1 day left"), (31, "the last day")]
)
def test_queue_and_report_count_the_days_from_the_day_it_happened(sign_in, file_report, days_ago, said):
    report_id = seen_by_camera(file_report, days_ago=days_ago)
    cora = sign_in("cora")
    for page in ("/reports", f"/reports/{report_id}"):
        text = cora.get(page).text
        assert "CCTV is often kept for 31 days" in text, page
        assert said in text, page


@pytest.mark.parametrize(
    "given",
    [{"days_ago": 32}, {"days_ago": 3, "cctv": "no"}, {"days_ago": 3, "cctv": "not_known"},
     {"days_ago": 3, "sharing": "statistics_only"}],
)  # fmt: skip
def test_nothing_is_counted_where_there_is_nothing_left_to_ask_for(sign_in, file_report, given):
    report_id = seen_by_camera(file_report, **given)
    cora = sign_in("cora")
    for page in ("/reports", f"/reports/{report_id}"):
        assert "CCTV is often" not in cora.get(page).text, page


def test_the_days_are_counted_until_somebody_has_asked(sign_in, file_report):
    report_id = seen_by_camera(file_report, days_ago=3)
    other = seen_by_camera(file_report, days_ago=4)
    cora = sign_in("cora")
    for _twice in range(2):
        assert cora.post(f"/reports/{report_id}/papers/film").status_code == 302
    assert "28 days left" not in cora.get("/reports").text
    assert "CCTV is often" not in cora.get(f"/reports/{report_id}").text
    assert (
        cora.get(f"/reports/{report_id}/papers").text.count("Camera film (CCTV) that somebody has asked for</dd>") == 1
    )
    assert "27 days left" in cora.get(f"/reports/{other}").text


def test_nobody_asks_for_a_film_of_a_report_that_was_withdrawn(app, sign_in, file_report):
    report_id = seen_by_camera(file_report, days_ago=3)
    with app.app_context():
        actions.withdraw_report(session.get_one(IncidentReport, report_id))
        finish(keep=True)
    assert "CCTV is often" not in sign_in("cora").get("/reports").text


@pytest.mark.parametrize("name", ["vera", "lena", "omar"])
def test_only_the_coordinator_is_told_to_ask(sign_in, file_report, name):
    report_id = seen_by_camera(file_report, days_ago=3)
    somebody = sign_in(name)
    assert "CCTV is often" not in somebody.get("/reports").text
    assert "CCTV is often" not in somebody.get(f"/reports/{report_id}").text


def test_the_last_day_is_zero():
    today = clock.today()
    assert days_left(today - timedelta(days=31), today=today) == 0
    assert days_left(today, today=today) == 31
