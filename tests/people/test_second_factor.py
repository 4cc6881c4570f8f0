"""In a real instance nobody comes in with a passphrase alone; a code serves once; a lost telephone is no dead end."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine

from reporting import crypto
from reporting.database import finish, session
from reporting.people.factors import recovery_codes, totp
from reporting.people.factors.models import RecoveryCode
from reporting.people.queries import by_email
from tests import cast, factories
from tests.people import hand

START = datetime(2026, 11, 23, 10, tzinfo=UTC)  # a Monday


@pytest.fixture
def real(real_app):
    """A browser at the door of a real instance."""
    real_app.config.update(PROPAGATE_FAILURES=True)
    return lambda: factories.Browser(real_app)


def is_in(browser) -> bool:
    return browser.get("/account").status_code == 200


@pytest.mark.parametrize("name", list(cast.CAST))
def test_every_role_owes_a_second_factor_in_a_real_instance(real, name):
    browser = real()
    assert hand.give_passphrase(browser, cast.email(name)).location == "/sign-in/second"
    assert not is_in(browser)
    hand.set_up(browser)
    assert is_in(browser)


def test_a_demonstration_asks_only_those_who_set_one_up(sign_in):
    browser = sign_in("vera")
    app = hand.CodeApp(browser.get("/account/app").text)
    assert browser.post("/account/app", {"sealed": app.sealed, "app_code": app.code()}).status_code == 200
    again = sign_in()
    assert hand.give_passphrase(again, cast.email("vera")).location == "/sign-in/second"
    assert hand.give_passphrase(sign_in(), cast.email("vic")).location == "/"


def test_half_signed_in_is_nobody_to_every_page(real):
    browser = real()
    hand.give_passphrase(browser, cast.email("cora"))
    for page in ("/reports", "/summaries", "/people", "/account", "/account/app", "/account/sessions", "/f", "/trail"):
        assert browser.get(page).location == "/sign-in/second", page
    assert browser.post("/lock").location == "/sign-in/second"


def test_the_next_sign_in_asks_for_the_code_and_opens_with_it(real):
    with time_machine.travel(START, tick=False) as time:
        app, _codes = hand.come_in(real(), cast.email("vera"))
        time.shift(timedelta(minutes=1))
        browser = real()
        hand.give_passphrase(browser, cast.email("vera"))
        assert "One more step" in browser.get("/sign-in/second").text
        assert browser.post("/sign-in/second", {"proof_code": app.code()}).location == "/"
        assert is_in(browser)


def test_a_half_signed_in_session_cannot_set_another_app_up(real):
    """Whoever has only stolen a passphrase must not be able to make a factor of their own."""
    hand.come_in(real(), cast.email("vera"))
    thief = real()
    hand.give_passphrase(thief, cast.email("vera"))
    assert thief.get("/sign-in/set-up").location == "/sign-in/second"
    own = {"sealed": "00", "app_code": "123456"}
    assert thief.post("/sign-in/set-up/app", own).location == "/sign-in/second"
    assert thief.post("/sign-in/set-up/done").location == "/sign-in/second"
    assert thief.post("/passkey/make").status_code == 403
    assert not is_in(thief)


def test_a_code_is_accepted_once_in_each_of_a_hundred_steps(real, real_app):
    with time_machine.travel(START, tick=False) as time:
        app, _codes = hand.come_in(real(), cast.email("vera"))
        for _ in range(100):
            time.shift(timedelta(seconds=30))
            code = app.code()
            with real_app.app_context():
                vera = by_email(cast.email("vera"))
                assert totp.accept(vera, code)
                assert not totp.accept(vera, code)
                finish(keep=True)
            with real_app.app_context():
                assert not totp.accept(by_email(cast.email("vera")), code)


def test_of_twenty_who_give_the_same_code_at_once_exactly_one_comes_in(real, real_app, postgres):
    with time_machine.travel(START, tick=False) as time:
        app, _codes = hand.come_in(real(), cast.email("vera"))
        time.shift(timedelta(minutes=1))

        def accept(_number: int) -> bool:
            with real_app.app_context():
                done = totp.accept(by_email(cast.email("vera")), app.code())
                finish(keep=True)
                return done

        with ThreadPoolExecutor(20) as threads:
            assert sorted(threads.map(accept, range(20))) == [False] * 19 + [True]


def test_being_right_at_a_locked_screen_forgives_no_wrong_codes(real):
    with time_machine.travel(START, tick=False) as time:
        browser = real()
        app, _codes = hand.come_in(browser, cast.email("cora"))
        time.shift(timedelta(minutes=6))
        for _ in range(6):
            browser.post("/account/codes", {"proof_code": "000000"})
        browser.post("/lock")
        browser.get("/unlock")
        assert browser.post("/unlock", {"passphrase": cast.PASSPHRASE}).status_code == 302
        assert "too many tries" in browser.post("/account/codes", {"proof_code": app.code()}).text


def test_a_code_of_two_steps_ago_or_of_the_future_is_not_right(real, real_app):
    with time_machine.travel(START, tick=False) as time:
        app, _codes = hand.come_in(real(), cast.email("vera"))
        time.shift(timedelta(minutes=10))
        with real_app.app_context():
            vera = by_email(cast.email("vera"))
            for steps in (-3, -2, 2, 3):
                assert not totp.accept(vera, app.code(steps_later=steps)), steps
            for typed in ("", "12345", "1234567", "abcdef", "１２３４５６", "0" * 40):
                assert not totp.accept(vera, typed), typed
            assert totp.accept(vera, app.code(steps_later=-1))


@pytest.mark.parametrize("values", [{}, {"proof_code": ""}, {"proof_code": " "}, {"proof_code": "9" * 41}, {"proof_passkey": "{"},
                                    {"proof_recovery": "x"}, {"proof_code": "\x07"}, {"proof_simply": "yes"}])  # fmt: skip
def test_nothing_or_nonsense_in_place_of_a_factor_is_said_beside_the_field(real, values):
    hand.come_in(real(), cast.email("vera"))
    browser = real()
    hand.give_passphrase(browser, cast.email("vera"))
    answer = browser.post("/sign-in/second", values)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert not is_in(browser)


def test_wrong_codes_make_the_next_try_wait_and_right_ones_do_not(real):
    with time_machine.travel(START, tick=False) as time:
        app, _codes = hand.come_in(real(), cast.email("vera"))
        time.shift(timedelta(minutes=1))
        browser = real()
        hand.give_passphrase(browser, cast.email("vera"))
        for _ in range(6):
            assert browser.post("/sign-in/second", {"proof_code": "000000"}).status_code == 422
        answer = browser.post("/sign-in/second", {"proof_code": app.code()})
        assert "too many tries" in answer.text
        time.shift(timedelta(minutes=1))
        assert browser.post("/sign-in/second", {"proof_code": app.code()}).location == "/"


def test_the_secret_is_sealed_and_bound_to_its_person(real, real_app, settings):
    app, _codes = hand.come_in(real(), cast.email("vera"))
    with real_app.app_context():
        vera, vic = by_email(cast.email("vera")), by_email(cast.email("vic"))
        assert app.totp.key not in vera.totp_secret
        with pytest.raises(crypto.SealBroken):
            totp.is_right(vera.totp_secret, vic.id, app.code())
    real_app.extensions["database"].checkpoint()
    for path in settings.folder.glob("*.db*"):
        assert app.totp.key not in path.read_bytes()
        assert app.totp.base32_key.encode() not in path.read_bytes()


# ── recovery codes ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_recovery_code_opens_once_however_it_is_typed(real):
    with time_machine.travel(START, tick=False):
        _app, codes = hand.come_in(real(), cast.email("vera"))
        assert len(set(codes)) == 8
        for typed in (codes[0].lower().replace("-", " "), codes[1]):
            browser = real()
            hand.give_passphrase(browser, cast.email("vera"))
            assert browser.post("/sign-in/second", {"proof_recovery": typed}).location == "/"
        again = real()
        hand.give_passphrase(again, cast.email("vera"))
        answer = again.post("/sign-in/second", {"proof_recovery": codes[0]})
        assert answer.status_code == 422
        assert "used already" in answer.text


def test_recovery_codes_cannot_be_read_back_and_belong_to_one_person(real, real_app):
    _app, codes = hand.come_in(real(), cast.email("vera"))
    with real_app.app_context():
        stored = session.scalars(sa.select(RecoveryCode)).all()
        text = repr([vars(one) for one in stored])
        assert not any(code in text or code.replace("-", "") in text for code in codes)
        assert not recovery_codes.accept(by_email(cast.email("vic")).id, codes[0])
        assert recovery_codes.n_left(by_email(cast.email("vera")).id) == 8


def test_new_codes_end_the_old_ones(real):
    browser = real()
    _app, codes = hand.come_in(browser, cast.email("vera"))
    fresh = hand.CODES.findall(browser.post("/account/codes").text)
    assert len(fresh) == 8
    assert not set(fresh) & set(codes)
    other = real()
    hand.give_passphrase(other, cast.email("vera"))
    assert other.post("/sign-in/second", {"proof_recovery": codes[0]}).status_code == 422
    assert other.post("/sign-in/second", {"proof_recovery": fresh[0]}).status_code == 302


# ── one's own account ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_only_factor_cannot_be_taken_away_where_one_is_owed(real, real_app):
    browser = real()
    hand.come_in(browser, cast.email("vera"))
    assert browser.post("/account/remove", {"factor": "app"}).status_code == 302
    with real_app.app_context():
        assert by_email(cast.email("vera")).totp_secret is not None
    assert browser.post("/account/remove", {"factor": "nonsense"}).status_code == 404


def test_a_new_telephone_ends_every_other_session(real):
    with time_machine.travel(START, tick=False):
        one, other = real(), real()
        _app, codes = hand.come_in(one, cast.email("vera"))
        hand.give_passphrase(other, cast.email("vera"))
        other.post("/sign-in/second", {"proof_recovery": codes[0]})
        assert is_in(other)
        page = one.get("/account/app")
        new = hand.CodeApp(page.text)
        assert one.post("/account/app", {"sealed": new.sealed, "app_code": new.code()}).status_code == 200
        assert is_in(one)
        assert not is_in(other)


def test_a_wrong_first_code_keeps_the_same_picture_so_that_nothing_is_scanned_twice(real):
    browser = real()
    hand.give_passphrase(browser, cast.email("vera"))
    app = hand.CodeApp(browser.get("/sign-in/set-up").text)
    answer = browser.post("/sign-in/set-up/app", {"sealed": app.sealed, "app_code": "000000"})
    assert answer.status_code == 422
    assert hand.CodeApp(answer.text).totp.key == app.totp.key


def test_a_made_up_secret_is_never_kept(real, real_app):
    browser = real()
    hand.give_passphrase(browser, cast.email("vera"))
    other = real()
    hand.give_passphrase(other, cast.email("vic"))
    of_vic = hand.CodeApp(other.get("/sign-in/set-up").text)
    for sealed in (of_vic.sealed, "", "zz", "00" * 40, of_vic.sealed[:-2] + "00"):
        answer = browser.post("/sign-in/set-up/app", {"sealed": sealed, "app_code": of_vic.code()})
        assert answer.status_code == 422, sealed
    with real_app.app_context():
        assert by_email(cast.email("vera")).totp_secret is None
