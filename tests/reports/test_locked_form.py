"""Who is not trained, checked and signed cannot file; what they had begun waits for them."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from reporting.centres.vocabulary import CentreStatus
from reporting.database import finish, session
from reporting.people import queries as people
from reporting.people.training import queries as training
from reporting.reports.models import IncidentReport, ReportDraft
from tests import cast, factories
from tests.digest_of_tables import digest_of_tables
from tests.reports import told

ONE = timedelta(days=1)
HOURS = timedelta(hours=1)


def drafts(app) -> list[ReportDraft]:
    with app.app_context():
        return list(session.scalars(sa.select(ReportDraft)))


def set_dates(app, name: str, **days) -> None:
    with app.app_context():
        person = people.by_email(cast.email(name))
        for field, day in days.items():
            setattr(person, field, day)
        finish(keep=True)


def pages_of_the_form(app) -> list[tuple[str, str]]:
    """Every page of the form, receipts left out, from the map of addresses itself."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("telling.") and not rule.rule.startswith("/kept"):
            address = rule.rule.replace("<int:number>", "3").replace("<uuid:draft_id>", "{draft}")
            found += [(method, address) for method in sorted(rule.methods - {"HEAD", "OPTIONS"})]
    return found


def test_every_page_of_the_form_is_locked_and_changes_nothing(app, sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    vera.post(told.page("safety"), told.PAGES["safety"])
    (draft,) = drafts(app)
    factories.untrain(app, "vera")
    vera.get("/help-now")
    before = digest_of_tables(app)
    pages = [*pages_of_the_form(app), ("GET", f"/f/{told.CHECK}"), ("POST", f"/f/{told.CHECK}")]
    assert len(pages) >= 10
    for method, address in pages:
        address = address.format(draft=draft.id)
        given = {**told.PAGES["what"], "draft": str(draft.id), "submission_key": str(draft.id)}
        answer = vera.get(address) if method == "GET" else vera.post(address, given)
        assert answer.status_code == 403, (method, address)
        assert 'href="/training"' in answer.text
        assert "is kept and waits for you" in answer.text
        assert "there is no certificate yet" in answer.text
    assert digest_of_tables(app) == before


@pytest.mark.parametrize("field", ["dbs_on", "agreement_on"])
@pytest.mark.parametrize("is_too_old", [False, True])
def test_each_date_locks_the_form_from_the_day_after_its_last(app, sign_in, field, is_too_old):
    with time_machine.travel("2026-11-26 12:00", tick=True):
        factories.train(app, "vera")
        last_good = people_day(2023, 11, 26)
        set_dates(app, "vera", **{field: last_good - is_too_old * ONE})
        assert sign_in("vera").get("/f").status_code == (403 if is_too_old else 200)


def people_day(year: int, month: int, day: int):
    from datetime import date

    return date(year, month, day)


def test_a_certificate_that_runs_out_in_the_middle_of_a_report_locks_it_and_the_next_one_opens_it_again(app, sign_in):
    with app.app_context():
        until = training.certificate_until(people.by_email(cast.email("vera")))
    with time_machine.travel(f"{until} 22:00", tick=True):
        vera = sign_in("vera")
        told.begin(vera)
        for number in list(told.ANSWERS)[:4]:
            assert vera.post(f"/f/{number}", told.ANSWERS[number]).status_code == 302
    with time_machine.travel(f"{until + ONE} 09:00", tick=True):
        vera = sign_in("vera")
        (draft,) = drafts(app)
        answer = vera.post(told.page("when"), {**told.PAGES["when"], "draft": str(draft.id)})
        assert answer.status_code == 403
        assert "The certificate ran out" in answer.text
        factories.train(app, "vera")
        assert vera.post(f"/f/{draft.id}/resume").location == told.page("when")
        assert told.PAGES["what"]["narrative"] in vera.get(told.page("what")).text
        for number in list(told.ANSWERS)[4:]:
            assert vera.post(f"/f/{number}", told.ANSWERS[number]).status_code == 302
        told.submit(vera)
    with app.app_context():
        assert session.scalar(sa.select(sa.func.count()).select_from(IncidentReport)) == 1


def test_a_receipt_is_shown_and_confirmed_although_the_form_is_locked(app, sign_in):
    vera = sign_in("vera")
    address = told.tell(vera)
    factories.untrain(app, "vera")
    assert told.SECRET.search(vera.get(address).text)
    assert vera.get(f"{address}.pdf").status_code == 200
    assert f'href="{address}"' in vera.get("/").text
    assert vera.post(address, {"has_both": "yes"}).status_code == 302
    assert not told.SECRET.search(vera.get(address).text)


def test_home_leads_to_the_training_instead_of_the_form(app, sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    factories.untrain(app, "vera")
    page = vera.get("/").text
    assert "The form is locked for you" in page
    assert 'href="/training"' in page
    assert "Begin a report" not in page
    assert "is kept and waits for you" in page
    assert "/resume" not in page
    factories.train(app, "vera")
    page = vera.get("/").text
    assert "Begin a report" in page
    assert "/resume" in page


def test_those_who_may_not_file_at_all_are_told_that_and_nothing_about_training(app, sign_in):
    factories.untrain(app, "lena")
    assert "locked" not in sign_in("lena").get("/f").text
    assert sign_in().get("/f").location.startswith("/sign-in")


NIGHT = "2026-11-10 12:00"


def nights(app, run, *, begun, first: int, last: int) -> int:
    """Tidies each night so many days after the beginning; returns how many drafts are left."""
    for number in range(first, last + 1):
        with time_machine.travel(begun + number * ONE, tick=True):
            assert run("reports", "discard-drafts").exit_code == 0
    return len(drafts(app))


@pytest.fixture
def begun(app, sign_in):
    """When Vera began a report; the same day her training fell away."""
    from datetime import UTC, datetime

    moment = datetime(2026, 11, 10, 12, tzinfo=UTC)
    with time_machine.travel(moment, tick=True):
        told.begin(sign_in("vera"))
        factories.untrain(app, "vera")
    return moment + HOURS


def test_a_draft_waits_for_its_volunteer_up_to_twenty_eight_days(app, run, begun):
    assert nights(app, run, begun=begun, first=1, last=27) == 1
    assert nights(app, run, begun=begun, first=28, last=28) == 0


def test_whoever_is_ready_again_has_seven_days_from_then(app, run, begun):
    assert nights(app, run, begun=begun, first=1, last=10) == 1
    factories.train(app, "vera")
    assert nights(app, run, begun=begun, first=11, last=16) == 1
    assert nights(app, run, begun=begun, first=17, last=18) == 0


def test_ready_again_never_makes_it_longer_than_twenty_eight_days(app, run, begun):
    assert nights(app, run, begun=begun, first=1, last=26) == 1
    factories.train(app, "vera")
    assert nights(app, run, begun=begun, first=27, last=27) == 1
    assert nights(app, run, begun=begun, first=28, last=28) == 0


def test_a_draft_of_somebody_who_left_does_not_wait(app, run, begun):
    with app.app_context():
        people.by_email(cast.email("vera")).active = False
        finish(keep=True)
    assert nights(app, run, begun=begun, first=1, last=6) == 1
    assert nights(app, run, begun=begun, first=7, last=8) == 0


@pytest.mark.parametrize("status", list(CentreStatus))
def test_a_centre_that_is_suspended_closed_or_not_there_yet_takes_no_reports(app, sign_in, status):
    vera = sign_in("vera")
    with app.app_context():
        people.by_email(cast.email("vera")).centre.status = status
        finish(keep=True)
    takes = status in {CentreStatus.TRAINED, CentreStatus.ACTIVE, CentreStatus.DORMANT}
    answer = vera.get("/f")
    assert answer.status_code == (200 if takes else 403)
    assert ("Your centre takes no reports at present" in answer.text) is not takes
    assert "What is missing" not in answer.text
