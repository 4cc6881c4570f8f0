"""Reports that may belong together are offered to whoever may read them; a person links them, and nothing is deleted."""

from datetime import date

import pytest
import sqlalchemy as sa

from reporting import clock
from reporting.audit.models import AuditEntry
from reporting.database import session
from reporting.reports.figures import Profile, Selection, counts
from reporting.reports.likeness.models import ReportLink
from reporting.reports.models import Incident, IncidentReport
from tests.reports import told


@pytest.fixture
def two(file_report):
    """Two reports of one evening in one place."""
    return file_report(status="accepted"), file_report(status="accepted")


def page(cora, report) -> str:
    return cora.get(f"/reports/{report}").text


def say(cora, report, other, verdict):
    return cora.post(f"/reports/{report}/like", {f"like-{other}": verdict})


def n_incidents(app) -> int:
    with app.app_context():
        ever = Selection(profile=Profile.INTERNAL, since=date(2000, 1, 1), until=clock.today())
        (found,) = counts(ever)
        return found.n_incidents


def test_the_list_and_the_report_say_that_two_may_be_one_event(sign_in, two):
    cora = sign_in("cora")
    assert cora.get("/reports").text.count("May be the same event as another") == 2
    assert f'name="like-{two[1]}"' in page(cora, two[0])
    assert f'name="like-{two[0]}"' in page(cora, two[1])


def test_one_event_counts_once_and_both_reports_stay(app, sign_in, two):
    cora = sign_in("cora")
    assert n_incidents(app) == 2
    assert say(cora, *two, "same_event").status_code == 302
    assert n_incidents(app) == 1
    assert "May be the same event" not in cora.get("/reports").text
    with app.app_context():
        assert session.scalar(sa.select(sa.func.count()).select_from(IncidentReport)) == 2
        assert session.scalar(sa.select(sa.func.count()).select_from(Incident)) == 1
        entries = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "report:linked")).all()
        assert {entry.object_id for entry in entries} == set(two)


@pytest.mark.parametrize("after", ["different", "happened_before"])
def test_what_was_said_can_be_said_otherwise(app, sign_in, two, after):
    cora = sign_in("cora")
    say(cora, *two, "same_event")
    say(cora, *reversed(two), after)
    assert n_incidents(app) == 2
    with app.app_context():
        (link,) = session.scalars(sa.select(ReportLink))
        assert link.verdict == after
    assert (f'name="like-{two[1]}"' in page(cora, two[0])) == (after == "happened_before")


def test_a_third_report_joins_the_event_of_both(app, sign_in, two, file_report):
    cora, third = sign_in("cora"), file_report(status="accepted")
    say(cora, *two, "same_event")
    say(cora, third, two[0], "same_event")
    assert n_incidents(app) == 1


def test_what_is_not_a_report_of_theirs_cannot_be_linked(app, sign_in, two):
    cora = sign_in("cora")
    for name, verdict in ((f"like-{two[0]}", "same_event"), ("like-x", "same_event"), (f"like-{two[1]}", "whatever")):
        assert cora.post(f"/reports/{two[0]}/like", {name: verdict}).status_code == 302
    with app.app_context():
        assert session.scalar(sa.select(ReportLink)) is None
    assert sign_in("vera").post(f"/reports/{two[0]}/like", {f"like-{two[1]}": "same_event"}).status_code == 403


def test_a_volunteer_is_offered_only_what_they_took_and_says_it_while_sending(app, sign_in, file_report):
    vera = sign_in("vera")
    receipt = told.tell(vera)
    vera.post(receipt, {"has_both": "yes"})
    first = receipt.removeprefix("/kept/")
    told.begin(vera)
    told.answer(vera)
    check = vera.get(f"/f/{told.CHECK}").text
    assert check.count('name="like-') == 3
    key = check.split('name="submission_key" value="')[1].split('"')[0]
    vera.post(f"/f/{told.CHECK}", {"submission_key": key, f"like-{first}": "same_event"})
    assert "checked" in page(sign_in("cora"), first)
    with app.app_context():
        (link,) = session.scalars(sa.select(ReportLink))
        assert (str(link.report_id), str(link.other_id)) == (key, first)
