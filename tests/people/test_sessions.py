"""A session ends when it should, at once and everywhere, and a locked screen shows nothing."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine

from reporting.audit import queries as audit
from reporting.database import finish, session
from reporting.people import actions
from reporting.people.queries import by_email
from reporting.people.sessions.models import PersonSession
from reporting.people.sessions.standing import IDLE, LONGEST, Standing, standing
from reporting.policy import Role
from tests import cast, factories
from tests.people import hand

START = datetime(2026, 11, 23, 10, tzinfo=UTC)


def is_in(browser) -> bool:
    return browser.get("/account").status_code == 200


def test_the_cookie_holds_a_random_word_and_the_table_only_its_hash(app, sign_in):
    browser = sign_in("vera")
    with browser.client.session_transaction() as kept:
        word = kept["_user_id"]
    with app.app_context():
        rows = session.scalars(sa.select(PersonSession)).all()
        assert len(word) >= 43
        assert [row.person_id for row in rows] == [by_email(cast.email("vera")).id]
        assert word not in repr([vars(row) for row in rows])


def test_idle_for_fifteen_minutes_is_the_end_and_a_minute_less_is_not(sign_in):
    with time_machine.travel(START, tick=False) as time:
        browser = sign_in("vera")
        time.shift(IDLE - timedelta(minutes=1))
        assert is_in(browser)
        time.shift(IDLE - timedelta(minutes=1))
        assert is_in(browser)
        time.shift(IDLE)
        assert not is_in(browser)


def test_eight_hours_are_the_end_however_busy_somebody_is(sign_in):
    with time_machine.travel(START, tick=False) as time:
        browser = sign_in("vera")
        for _ in range(LONGEST // timedelta(minutes=10) - 1):
            time.shift(timedelta(minutes=10))
            assert is_in(browser)
        time.shift(timedelta(minutes=10))
        assert not is_in(browser)


def test_saying_that_one_is_there_counts(sign_in):
    with time_machine.travel(START, tick=False) as time:
        browser = sign_in("vera")
        for _ in range(4):
            time.shift(timedelta(minutes=14))
            assert browser.post("/stay").json == {"seconds": 900}
        assert is_in(browser)


def test_a_locked_screen_answers_nothing_but_the_page_that_unlocks(sign_in, file_report):
    vera = sign_in("vera")
    report = file_report()
    assert vera.get(f"/reports/{report}").status_code == 200
    assert vera.post("/lock").location == "/unlock"
    for page in ("/reports", f"/reports/{report}", "/f", "/f/1", "/account", "/account/sessions"):
        assert vera.get(page).location == "/unlock", page
    for page in ("/f", "/stay", "/lock", "/account/codes"):
        assert vera.post(page).location == "/unlock", page
    assert "Orchard" not in vera.get("/unlock").text
    assert vera.post("/unlock", {"passphrase": "not this one, surely"}).status_code == 422
    assert vera.get("/reports").location == "/unlock"
    assert vera.post("/unlock", {"passphrase": cast.PASSPHRASE}).status_code == 302
    assert vera.get(f"/reports/{report}").status_code == 200


def test_a_locked_screen_still_runs_out_of_time(sign_in):
    with time_machine.travel(START, tick=False) as time:
        vera = sign_in("vera")
        vera.post("/lock")
        time.shift(IDLE)
        assert vera.get("/unlock").location.startswith("/sign-in")


def test_guessing_at_a_locked_screen_makes_the_next_guess_wait(sign_in):
    with time_machine.travel(START, tick=False):
        vera = sign_in("vera")
        vera.post("/lock")
        for number in range(6):
            vera.post("/unlock", {"passphrase": f"a wrong guess number {number}"})
        answer = vera.post("/unlock", {"passphrase": cast.PASSPHRASE})
        assert answer.status_code == 422
        assert "too many tries" in answer.text


def test_leaving_quickly_locks_and_leads_away(sign_in, settings):
    vera = sign_in("vera")
    answer = vera.get("/exit")
    assert (answer.status_code, answer.location) == (303, settings.exit_url)
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert vera.get("/reports").location == "/unlock"
    nobody = sign_in().get("/exit")
    assert (nobody.status_code, nobody.location) == (303, settings.exit_url)


def test_everyone_sees_their_own_sessions_and_ends_any_of_them(app, sign_in):
    one, other = sign_in("vera"), sign_in("vera")
    page = one.get("/account/sessions")
    assert page.text.count("End this session</button>") == 1 or page.text.count("End this session") == 1
    with app.app_context():
        rows = session.scalars(sa.select(PersonSession)).all()
        with other.client.session_transaction() as kept:
            from reporting.people.sessions.actions import hash_of

            of_other = next(row.id for row in rows if row.token_hash == hash_of(kept["_user_id"]))
    assert one.post("/account/sessions", {"session": str(of_other)}).status_code == 302
    assert is_in(one)
    assert not is_in(other)


def test_nobody_ends_a_session_of_somebody_else(app, sign_in):
    vera, vic = sign_in("vera"), sign_in("vic")
    with app.app_context():
        of_vic = session.scalar(
            sa.select(PersonSession.id).where(PersonSession.person_id == by_email(cast.email("vic")).id)
        )
    for word in (str(of_vic), "nonsense", "", "00000000-0000-4000-8000-000000000000"):
        assert vera.post("/account/sessions", {"session": word}).status_code == 404, word
    assert is_in(vic)


def test_signing_out_everywhere_else_keeps_this_one(sign_in):
    one, others = sign_in("vera"), [sign_in("vera") for _ in range(3)]
    one.post("/account/sessions", {"session": "others"})
    assert is_in(one)
    assert not any(is_in(other) for other in others)


def change_passphrase(app):
    with app.app_context():
        from uuid import uuid4

        actions.change_passphrase(by_email(cast.email("omar")), "hashed elsewhere", here=uuid4())
        finish(keep=True)


def change_role(app):
    with app.app_context():
        actions.give_role(by_email(cast.email("omar")), Role.PANEL_MEMBER, centre=None, ward_codes=())
        finish(keep=True)


def add_ward(app):
    with app.app_context():
        actions.add_ward(by_email(cast.email("omar")), "Z02", from_on=None, to_on=None)
        finish(keep=True)


def take_ward(app):
    with app.app_context():
        omar = by_email(cast.email("omar"))
        assert actions.remove_ward(omar, omar.ward_grants[0].id)
        finish(keep=True)


def suspend(app):
    with app.app_context():
        actions.suspend(by_email(cast.email("omar")))
        finish(keep=True)


@pytest.mark.parametrize("happens", [change_passphrase, change_role, add_ward, take_ward, suspend])
def test_whatever_changes_an_account_ends_what_was_begun_before(app, sign_in, happens):
    browser = sign_in("omar")
    happens(app)
    assert not is_in(browser)


def test_a_session_that_opens_gets_a_new_word(real_app):
    """Whoever saw the cookie of the half-way session has nothing when it opens."""
    real_app.config.update(PROPAGATE_FAILURES=True)
    browser = factories.Browser(real_app)
    hand.give_passphrase(browser, cast.email("vera"))
    before = browser.client.get_cookie("session").value
    hand.set_up(browser)
    assert is_in(browser)
    browser.client.set_cookie("session", before)
    assert not is_in(browser)


def test_beginning_locking_and_ending_are_in_the_trail(app, sign_in):
    vera = sign_in("vera")
    vera.post("/lock")
    vera.post("/unlock", {"passphrase": cast.PASSPHRASE})
    vera.post("/sign-out")
    with app.app_context():
        written = [entry.action for entry in reversed(audit.recent())]
    assert written == [
        "session:begun", "session:device:first", "session:locked", "session:unlocked", "session:ended",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("began", "seen", "is_open", "is_locked", "is_ended", "due"),
    [
        (0, 0, True, False, False, Standing.OPEN),
        (0, 0, False, False, False, Standing.HALF),
        (0, 0, True, True, False, Standing.LOCKED),
        (0, 0, True, False, True, Standing.OVER),
        (-20, -15, True, False, False, Standing.OVER),
        (-20, -14, True, False, False, Standing.OPEN),
        (-480, 0, True, False, False, Standing.OVER),
        (-479, 0, True, False, False, Standing.OPEN),
        (-30, 0, False, False, False, Standing.OVER),
        (-29, 0, False, False, False, Standing.HALF),
        (-20, -15, True, True, False, Standing.OVER),
    ],
)
def test_how_a_session_stands(began, seen, is_open, is_locked, is_ended, due):
    row = PersonSession(
        began_at=START + timedelta(minutes=began),
        last_seen_at=START + timedelta(minutes=seen),
        is_open=is_open,
        locked_at=START if is_locked else None,
        ended_at=START if is_ended else None,
    )
    assert standing(row, now=START) is due
