"""Centres are asked every 90 days whether what is said of them holds: three letters at most, and none after an answer."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from reporting import clock, jobs
from reporting.audit.queries import recent
from reporting.centres import verification
from reporting.centres.vocabulary import CentreStatus
from reporting.database import finish
from reporting.mail.models import OutgoingMail

TODAY = date(2026, 11, 22)
START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
CONTACT = "desk@harbour.example"
LINK = re.compile(r"http://localhost:8000(/centres/confirm/\S+)")


def links(office, n=0):
    return [LINK.search(letter.get_content()).group(1) for letter in office.letters][n:]


def letter_is_due(status=CentreStatus.ACTIVE, *, verified=None, n_letters=0, last=None, is_doubted=False):
    return verification.is_letter_due(
        status,
        verified_on=None if verified is None else TODAY - timedelta(days=verified),
        n_letters=n_letters,
        last_letter_on=None if last is None else TODAY - timedelta(days=last),
        is_doubted=is_doubted,
        today=TODAY,
    )


@pytest.mark.parametrize(("days", "it_holds"), [(0, True), (90, True), (91, False), (None, False)])
def test_a_confirmation_holds_for_90_days(days, it_holds):
    verified_on = None if days is None else TODAY - timedelta(days=days)
    assert verification.holds(verified_on, today=TODAY) is it_holds


@pytest.mark.parametrize(
    ("given", "due"),
    [
        ({"verified": 75}, False),
        ({"verified": 76}, True),
        ({"verified": None}, True),
        ({"verified": 104, "n_letters": 1, "last": 13}, False),
        ({"verified": 104, "n_letters": 1, "last": 14}, True),
        ({"verified": 118, "n_letters": 2, "last": 14}, True),
        ({"verified": 132, "n_letters": 3, "last": 14}, False),
        ({"verified": 900, "n_letters": 3, "last": 700}, False),
        ({"verified": 90, "is_doubted": True}, False),
        ({"verified": 90, "status": CentreStatus.DORMANT}, True),
        ({"verified": None, "status": CentreStatus.DORMANT}, False),
        ({"verified": None, "status": CentreStatus.PROPOSED}, False),
        ({"verified": None, "status": CentreStatus.TRAINED}, False),
        ({"verified": 90, "status": CentreStatus.SUSPENDED}, False),
        ({"verified": 90, "status": CentreStatus.CLOSED}, False),
    ],
)
def test_a_letter_is_due(given, due):
    given = {"status": CentreStatus.ACTIVE, **given}
    assert letter_is_due(given.pop("status"), **given) is due


def each_night(app, run, days, *, told=False):
    """Runs the night's job and the mail, twice each, on every day; a centre with ``told`` has a report every day."""
    job = next(one for one in jobs.JOBS if one.name == "centres")
    for day in range(days):
        with time_machine.travel(START + timedelta(days=day), tick=False):
            assert jobs.run(app, job)
            assert jobs.run(app, job)
            run("mail", "deliver")
            run("mail", "deliver")
            yield day


def test_a_year_of_a_centre_that_answers_the_first_two_rounds_and_then_no_more(
    app, run, centre, post_office, monkeypatch
):
    """Confirmed on day 0; asked on day 76, answers on day 80; asked on day 156, reminded twice, answers on day 190; then silent."""
    told = {}
    monkeypatch.setattr(jobs, "last_told", lambda: told)
    centre("MEADOW", status=CentreStatus.CLOSED)
    harbour = centre("HARBOUR", contact_email=CONTACT, verified_at=START, moved_at=START)
    got, statuses = {}, {}
    for day in each_night(app, run, 366):
        told[harbour] = clock.today()  # somebody tells something every day
        got[day] = len(post_office.letters)
        if day in {80, 190}:
            answer(app, links(post_office)[-1], "right")
        with app.app_context():
            from reporting.centres.queries import by_code

            statuses[day] = by_code("HARBOUR").status
    days = [day for day in got if got[day] > got.get(day - 1, 0)]
    assert days == [76, 156, 170, 184, 266, 280, 294]
    assert Counter(map(tuple, post_office.recipients)) == {(CONTACT,): 7}
    assert set(statuses.values()) == {CentreStatus.ACTIVE}  # 175 days since the last answer


def test_a_centre_that_never_answers_is_asked_three_times_and_then_falls_dormant(
    app, run, centre, post_office, read, monkeypatch
):
    told = {}
    monkeypatch.setattr(jobs, "last_told", lambda: told)
    centre("MEADOW", status=CentreStatus.CLOSED)
    harbour = centre("HARBOUR", contact_email=CONTACT, verified_at=None, moved_at=START)
    fell = None
    for day in each_night(app, run, 200):
        told[harbour] = clock.today() if day < 150 else told[harbour]
        if fell is None and read("HARBOUR", "status") is CentreStatus.DORMANT:
            fell = day
    assert len(post_office.letters) == 3
    assert [letter["Date"].datetime.date() for letter in post_office.letters] == [
        START.date() + timedelta(days=days) for days in (0, 14, 28)
    ]
    assert fell == 181
    assert read("HARBOUR", "n_letters") == 3


def answer(app, path, said):
    from tests.factories import Browser

    browser = Browser(app)
    browser.get(path)
    return browser.post(path, {"answer": said})


def test_a_letter_says_nothing_of_what_is_told_there(app, run, centre, post_office):
    centre(contact_email=CONTACT)
    run("centres", "verify")
    run("mail", "deliver")
    (letter,) = post_office.letters
    said = f"{letter['Subject']} {letter.get_content()}".lower()
    for word in ("hate", "police", "incident", "report", "crime", "victim", "race", "harbour centre"):
        assert word not in said.replace("http://localhost:8000", "")
    assert "please check that what we say about your centre is still right" in said


def test_the_command_posts_what_is_due_once(run, centre):
    centre(contact_email=CONTACT)
    assert run("centres", "verify").output == "1 posted.\n"
    assert run("centres", "verify").output == "0 posted.\n"


def test_a_centre_without_an_address_is_not_asked(run):
    assert run("centres", "verify").output == "0 posted.\n"


def test_the_outbox_holds_nothing_that_opens_the_page(app, run, centre):
    import sqlalchemy as sa

    from reporting.database import session

    harbour = centre(contact_email=CONTACT)
    run("centres", "verify")
    with app.app_context():
        (letter,) = session.scalars(sa.select(OutgoingMail))
        assert (letter.kind, letter.about_id, letter.claim) == ("verification", harbour, "verify:0:1")
        finish(keep=False)


def test_another_address_begins_a_new_round_and_takes_back_what_was_not_sent(app, run, centre, post_office, sign_in):
    harbour = centre(contact_email=CONTACT, status=CentreStatus.ACTIVE)
    run("centres", "verify")
    lena = sign_in("lena")
    lena.get(f"/centres/manage/{harbour}/edit")
    values = {"step_free": "yes", "contact_language": "en", "contact_email": "new@harbour.example"}
    assert lena.post(f"/centres/manage/{harbour}/edit", values).status_code == 302
    assert run("mail", "deliver").output == "0 delivered.\n"
    assert run("centres", "verify").output == "1 posted.\n"
    run("mail", "deliver")
    assert post_office.recipients == [["new@harbour.example"]]


def test_an_answer_takes_back_a_reminder_that_waits(app, run, centre, post_office):
    centre(contact_email=CONTACT)
    run("centres", "verify")
    assert run("centres", "confirm", "HARBOUR").output == "HARBOUR confirmed.\n"
    assert run("mail", "deliver").output == "0 delivered.\n"
    with app.app_context():
        entry = recent(1)[0]
        assert (entry.action, entry.detail, entry.actor_role) == ("centre:verified", "by_call", "system")
        finish(keep=False)


def test_a_letter_is_in_the_language_of_the_contact_and_its_link_works(app, run, centre, post_office):
    centre(contact_email=CONTACT, contact_language="ar")
    run("centres", "verify")
    run("mail", "deliver")
    assert app.test_client().get(links(post_office)[0]).status_code == 200
    with app.app_context():
        from reporting import i18n
        from reporting.mail.letters import LETTERS

        with i18n.speaking("ar"):
            assert post_office.letters[0]["Subject"] == str(LETTERS["verification"].subject)
