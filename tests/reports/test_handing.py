"""An unfinished report goes on to a colleague of the same centre, and is not erased without a warning."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from reporting.database import finish, session
from reporting.mail.models import OutgoingMail
from reporting.people.models import Person
from reporting.reports.drafts import discard_old_drafts, ends_at
from reporting.reports.handing.actions import warn_before_end
from reporting.reports.models import ReportDraft
from tests import cast, factories
from tests.reports import told


@pytest.fixture
def colleague(app) -> str:
    """Vic, who works at Vera's centre now and is ready."""
    with app.app_context():
        vera = session.scalar(sa.select(Person).where(Person.email == cast.email("vera")))
        vic = session.scalar(sa.select(Person).where(Person.email == cast.email("vic")))
        vic.centre_id = vera.centre_id
        finish(keep=True)
        return str(vic.id)


def begun(app, volunteer) -> str:
    told.begin(volunteer)
    volunteer.post(told.page("safety"), told.PAGES["safety"])
    with app.app_context():
        return str(session.scalar(sa.select(ReportDraft.id)))


def letters(app) -> list[str]:
    with app.app_context():
        return sorted(session.scalars(sa.select(OutgoingMail.address)))


def test_the_colleague_goes_on_where_it_was_left_and_the_giver_can_open_it_no_more(app, sign_in, colleague):
    vera, vic = sign_in("vera"), sign_in("vic")
    draft = begun(app, vera)
    assert vera.post(f"/f/{draft}/hand-over", {"colleague": colleague}).location == "/"
    assert vera.post(f"/f/{draft}/resume").status_code == 404
    assert vera.get(told.page("sharing")).location == "/"
    assert "A colleague began it" in vic.get("/").text
    assert vic.post(f"/f/{draft}/resume").location == told.page("sharing")
    assert letters(app) == [cast.email("vic")]


def test_a_lead_hands_on_what_they_cannot_read(app, sign_in, colleague):
    draft = begun(app, sign_in("vera"))
    lena = sign_in("lena")
    page = lena.get(f"/f/{draft}/hand-over")
    assert page.status_code == 200
    assert lena.post(f"/f/{draft}/resume").status_code == 403
    assert lena.post(f"/f/{draft}/hand-over", {"colleague": colleague}).status_code == 302


def test_it_goes_to_nobody_else(app, sign_in):
    vera = sign_in("vera")
    draft = begun(app, vera)
    with app.app_context():
        vic = str(session.scalar(sa.select(Person.id).where(Person.email == cast.email("vic"))))
    assert vera.post(f"/f/{draft}/hand-over", {"colleague": vic}).status_code == 422
    assert sign_in("vic").get(f"/f/{draft}/hand-over").status_code == 404
    assert sign_in("cora").get(f"/f/{draft}/hand-over").status_code == 403


def test_a_colleague_who_may_not_take_reports_is_not_offered(app, sign_in, colleague):
    vera = sign_in("vera")
    draft = begun(app, vera)
    factories.untrain(app, "vic")
    assert vera.post(f"/f/{draft}/hand-over", {"colleague": colleague}).status_code == 422


def test_owner_and_lead_are_told_once_two_days_before_it_is_erased(app, sign_in):
    with time_machine.travel("2026-11-10 12:00", tick=True):
        begun(app, sign_in("vera"))
    for day, n_warned in (("2026-11-15 11:00", 0), ("2026-11-15 13:00", 1), ("2026-11-16 13:00", 0)):
        with time_machine.travel(day, tick=True), app.app_context():
            assert warn_before_end() == n_warned, day
            finish(keep=True)
    assert letters(app) == [cast.email("lena"), cast.email("vera")]
    with time_machine.travel("2026-11-16 13:00", tick=True):
        assert "erased soon" in sign_in("lena").get("/").text


def test_what_waits_for_its_owner_says_the_day_it_really_goes(app, sign_in):
    """Its owner may not go on: each night begins the seven days anew, for at most 28."""
    with time_machine.travel("2026-11-10 12:00", tick=True):
        vera = sign_in("vera")
        begun(app, vera)
        factories.untrain(app, "vera")
    for day in ("2026-11-16 12:00", "2026-11-22 12:00"):
        with time_machine.travel(day, tick=True), app.app_context():
            assert discard_old_drafts() == 0
            finish(keep=True)
    with time_machine.travel("2026-11-22 13:00", tick=True), app.app_context():
        (draft,) = session.scalars(sa.select(ReportDraft))
        assert f"{ends_at(draft):%d %H:%M}" == "29 12:00"
        assert warn_before_end() == 0
        draft.waited_at = draft.saved_at + timedelta(days=27)
        assert ends_at(draft) == draft.saved_at + timedelta(days=28)
