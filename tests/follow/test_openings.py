"""The person reads who has opened their report: roles, parts and days, never a name."""

import html
import re
from datetime import datetime, timedelta

import pytest
import time_machine

from reporting import clock, i18n
from reporting.audit.queries import Opening
from reporting.database import finish, session
from reporting.follow import openings
from reporting.reports import actions
from reporting.reports.models import IncidentReport
from tests import cast
from tests.reports.marked import found_in, words

SECRET = "4021187754"


@pytest.fixture
def ask(app, client):
    """ask(report_id) gives the part of the page that says who has opened the report."""

    def send(report_id) -> str:
        with app.app_context():
            reference = session.get_one(IncidentReport, report_id).reference
        page = client.post("/follow", data={"reference": reference, "secret": SECRET}).text
        return page.split('id="openings"', 1)[1].split("Close this page", 1)[0]

    return send


def lines_of(part: str) -> list[str]:
    plain = (html.unescape(re.sub("<[^>]+>", " ", line)) for line in part.split("<strong>")[1:])
    return [re.sub(r"\s+", " ", line).strip() for line in plain]


def test_nobody_has_opened_it_yet(ask, file_report):
    assert "Nobody has opened it yet." in ask(file_report(secret=SECRET))


def test_each_role_is_named_with_what_it_opened_and_on_which_day(ask, sign_in, file_report):
    report_id = file_report(secret=SECRET, sharing="identity_to_police", shares_full_account=True)
    first_day = clock.now() - timedelta(days=2)
    with time_machine.travel(first_day, tick=True):
        sign_in("cora").get(f"/reports/{report_id}")
        sign_in("vera").get(f"/reports/{report_id}")
    omar = sign_in("omar")
    omar.get(f"/reports/{report_id}")
    omar.post(f"/reports/{report_id}/reveal", {"purpose": "contact"})
    before, today = (i18n_date(moment) for moment in (first_day, clock.now()))
    lines = lines_of(ask(report_id))
    assert lines[0].startswith(f"{before} : The scheme's coordinator the summary for the police what you told")
    assert lines[1] == f"{before} : The centre where you told us what you told"
    assert lines[2].startswith(f"{today} : An officer of the police team for the area the summary for the police")
    assert "who you are and how to reach you" in lines[2]
    assert len(lines) == 3


def i18n_date(moment: datetime) -> str:
    day = clock.london(moment).date()
    return f"{day.day} {day:%B} {day.year}"


def test_opening_it_again_on_the_same_day_is_said_once(ask, sign_in, file_report):
    report_id = file_report(secret=SECRET)
    for name in ("omar", "omar"):
        browser = sign_in(name)
        for _ in range(3):
            browser.get(f"/reports/{report_id}")
    assert len(lines_of(ask(report_id))) == 1


def test_what_is_only_destroyed_was_opened_by_nobody(app, ask, sign_in, file_report):
    report_id = file_report(secret=SECRET, status="accepted")
    cora = sign_in("cora")
    assert cora.post(f"/reports/{report_id}/withdraw").status_code == 302
    part = ask(report_id)
    assert "who you are" not in part


def test_what_the_site_itself_opened_is_not_a_person(app, ask, file_report):
    report_id = file_report(secret=SECRET, status="accepted")
    with app.app_context():
        actions.withdraw_report(session.get_one(IncidentReport, report_id))
        finish(keep=True)
    assert "Nobody has opened it yet." in ask(report_id)


def test_no_name_centre_or_word_stands_there(ask, sign_in, file_report):
    report_id = file_report(secret=SECRET, sharing="identity_to_police", words=words(), shares_full_account=True)
    for name in ("vera", "cora", "omar", "sunil"):
        sign_in(name).get(f"/reports/{report_id}")
    part = ask(report_id)
    assert len(lines_of(part)) == 4
    assert not found_in(part)
    for name in (*cast.CAST, "Harbour", "Larch", str(report_id)):
        assert name.title() not in part, name


def test_a_reveal_is_who_you_are_and_shared_details_are_only_those(app):
    def opening(detail: str) -> Opening:
        return Opening("officer", "report:identity:opened", detail, clock.now())

    assert openings.part_of(opening("contact")) == "identity"
    assert openings.part_of(opening("")) == "details"
    assert openings.part_of(opening("forgetting")) is None
    assert openings.part_of(Opening("volunteer", "report:receipt:opened", "", clock.now())) is None


def test_days_are_londons(app):
    late = datetime.fromisoformat("2026-07-01T23:30:00+00:00")
    with app.test_request_context(), i18n.speaking("en"):
        (told,) = openings.told([Opening("officer", "report:account:opened", "", late)])
    assert told.on.isoformat() == "2026-07-02"


def test_every_role_that_may_open_a_part_has_its_words():
    from reporting.policy import ROLES

    assert {role for role, powers in ROLES.items() if powers.sees_content} <= set(openings.WHO)
