"""Signing in says nothing about who has an account; signing out and suspending end it at once."""

import re
from dataclasses import replace

import pytest
import sqlalchemy as sa

from reporting import create_app
from reporting.database import finish, session
from reporting.people import actions
from reporting.people.models import Person
from reporting.people.queries import by_email
from tests import cast, factories

WRONG = "not this passphrase, not this one"


def attempt(browser, email, passphrase):
    browser.get("/sign-in")
    return browser.post("/sign-in", {"email": email, "passphrase": passphrase})


def without_what_differs(answer, email):
    """The body without the typed address and the page's token."""
    text = re.sub(r'name="csrf_token"[^>]*value="[^"]+"', "TOKEN", answer.text)
    return text.replace(f'value="{email}"', "ADDRESS")


def is_signed_in(browser) -> bool:
    return browser.get("/reports").status_code != 302


def test_the_right_passphrase_opens_a_session(sign_in):
    browser = sign_in()
    answer = attempt(browser, cast.email("vera"), cast.PASSPHRASE)
    assert (answer.status_code, answer.location) == (302, "/")
    assert is_signed_in(browser)


@pytest.mark.parametrize("typed", [" VERA@demo.example ", "Vera@Demo.Example"])
def test_an_address_is_known_in_any_case(sign_in, typed):
    assert attempt(sign_in(), typed, cast.PASSPHRASE).status_code == 302


def test_a_wrong_passphrase_and_an_unknown_address_answer_the_same(sign_in):
    known, unknown = cast.email("vera"), "nobody@demo.example"
    one, other = attempt(sign_in(), known, WRONG), attempt(sign_in(), unknown, WRONG)
    assert (one.status_code, other.status_code) == (422, 422)
    assert without_what_differs(one, known) == without_what_differs(other, unknown)
    assert [name for name, _ in one.headers] == [name for name, _ in other.headers]


def test_a_suspended_and_an_uninvited_person_answer_as_an_unknown_one(app, sign_in):
    with app.app_context():
        actions.suspend(by_email(cast.email("vera")))
        by_email(cast.email("vic")).password = None
        finish(keep=True)
    pages = set()
    for email in (cast.email("vera"), cast.email("vic"), "nobody@demo.example"):
        answer = attempt(sign_in(), email, cast.PASSPHRASE)
        assert answer.status_code == 422
        pages.add(without_what_differs(answer, email))
    assert len(pages) == 1


@pytest.mark.parametrize("name", ["vera", "nobody"])
def test_a_refused_sign_in_hashes_a_passphrase_whoever_was_asked_for(sign_in, monkeypatch, name):
    """The same slow work for a known and an unknown address: time tells nothing."""
    done = []
    hash_, verify = actions.hash_password, actions.verify_password
    monkeypatch.setattr(actions, "hash_password", lambda word: done.append("hash") or hash_(word))
    monkeypatch.setattr(actions, "verify_password", lambda *words: done.append("verify") or verify(*words))
    attempt(sign_in(), cast.email(name), WRONG)
    assert len(done) == 1


def test_nobody_signs_in_without_a_passphrase_however_it_is_left_out(app, sign_in):
    with app.app_context():
        by_email(cast.email("vic")).password = None
        finish(keep=True)
    for passphrase in ("", " ", "None", "\0"):
        assert attempt(sign_in(), cast.email("vic"), passphrase).status_code == 422


def test_signing_out_ends_the_session(sign_in):
    browser = sign_in("vera")
    assert browser.post("/sign-out").status_code == 302
    assert not is_signed_in(browser)


def test_signing_out_asks_the_browser_to_forget_what_it_keeps(sign_in):
    assert sign_in("vera").post("/sign-out").headers["Clear-Site-Data"] == '"cache", "storage"'


def test_an_open_session_of_a_suspended_person_ends_at_once(app, sign_in, run):
    browser = sign_in("vera")
    assert is_signed_in(browser)
    assert run("people", "suspend", cast.email("vera")).exit_code == 0
    assert not is_signed_in(browser)


def test_an_open_session_ends_at_once_when_only_the_active_mark_is_taken(app, sign_in):
    browser = sign_in("vera")
    with app.app_context():
        by_email(cast.email("vera")).active = False
        finish(keep=True)
    assert not is_signed_in(browser)


def test_a_session_begins_with_an_empty_cookie(app, sign_in):
    """Whatever an earlier person left in this browser is gone: no fixation, no foreign draft."""
    browser = sign_in()
    with browser.client.session_transaction() as kept:
        kept["draft"] = "of somebody else"
    attempt(browser, cast.email("vera"), cast.PASSPHRASE)
    with browser.client.session_transaction() as kept:
        assert "draft" not in kept


def test_a_forged_session_is_nobodys(app, sign_in):
    browser = sign_in()
    browser.client.set_cookie("session", "eyJfdXNlcl9pZCI6IjEifQ.aaaaaa.forged-signature")
    assert not is_signed_in(browser)


# ── where the way leads afterwards ────────────────────────────────────────────────────────────────────────────────


BACKS = (
    "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "evil.example", "/reports",
    "reports.show", "people.sign_out", "static", "people.invitation", "receipts.show", "nothing.at_all",
    "%2F%2Fevil.example", "site.home\r\nX-Evil: 1",
)  # fmt: skip


def test_back_never_leads_away_from_our_own_plain_pages(sign_in):
    browser = sign_in()
    for back in BACKS:
        browser.get("/sign-in")
        person = {"email": cast.email("omar"), "passphrase": cast.PASSPHRASE}
        answer = browser.post("/sign-in", person, query_string={"back": back})
        assert (answer.status_code, answer.location) == (302, "/"), back


def test_back_leads_to_the_page_that_was_asked_for(sign_in):
    browser = sign_in()
    asked = browser.get("/reports")
    browser.get(asked.location)
    answer = browser.post(asked.location, {"email": cast.email("omar"), "passphrase": cast.PASSPHRASE})
    assert answer.location == "/reports"


def test_an_address_with_a_report_in_it_is_not_remembered(sign_in):
    asked = sign_in().get("/reports/00000000-0000-4000-8000-000000000000")
    assert asked.location == "/sign-in"


# ── the cookie ────────────────────────────────────────────────────────────────────────────────────────────────────


def cookie_of(app, base_url):
    answer = app.test_client().get("/sign-in", base_url=base_url)
    return answer.headers["Set-Cookie"]


def test_the_cookie_on_this_machine_is_closed_to_scripts_and_other_sites(app):
    cookie = cookie_of(app, "http://localhost")
    assert cookie.startswith("session=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert "Expires" not in cookie


def test_the_cookie_of_an_https_site_is_bound_to_its_host_and_to_https(settings):
    app = create_app(replace(settings, base_url="https://reports.example"))
    cookie = cookie_of(app, "https://reports.example")
    app.extensions["database"].engine.dispose()
    assert cookie.startswith("__Host-session=")
    assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_nothing_personal_is_in_the_cookie(app, sign_in):
    browser = sign_in("vera")
    with browser.client.session_transaction() as kept:
        text = repr(dict(kept))
    assert "vera" not in text.lower()
    assert "HARBOUR" not in text


# ── one-click sign-in ─────────────────────────────────────────────────────────────────────────────────────────────

ONE_CLICK = "/demonstration/sign-in/omar@demo.example"


def click(app, path=ONE_CLICK, **surroundings):
    client = app.test_client()
    token = factories.TOKEN.search(client.get("/sign-in", **surroundings).text)
    return client.post(path, data={"csrf_token": token.group(1)} if token else {}, **surroundings)


def test_one_click_signs_in_on_this_machine(app):
    for host in ("localhost", "localhost:8000", "127.0.0.1", "127.0.0.1:8000"):
        for address in ("127.0.0.1", "127.8.9.10", "::1"):
            answer = click(app, headers={"Host": host}, environ_overrides={"REMOTE_ADDR": address})
            assert answer.status_code == 302, (host, address)


def test_one_click_does_not_exist_in_a_real_instance(real_app):
    assert click(real_app).status_code == 404


def test_one_click_does_not_exist_from_another_machine(app):
    for address in ("10.0.0.9", "192.168.1.2", "8.8.8.8", "2001:db8::1", "", "nonsense", "127.0.0.1.evil.example"):
        assert click(app, environ_overrides={"REMOTE_ADDR": address}).status_code == 404, address


def test_one_click_is_refused_by_any_other_name(app):
    for host in (
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil.example:80",
        "a@evil.example",
        "[::1]:8000",
    ):
        assert click(app, headers={"Host": host}).status_code == 400, host


def test_one_click_does_not_exist_through_a_proxy(app):
    for header in ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via"):
        for value in ("127.0.0.1", "10.0.0.9", "127.0.0.1, 10.0.0.9", "for=127.0.0.1", "localhost"):
            assert click(app, headers={header: value}).status_code == 404, (header, value)


def test_no_header_makes_a_distant_machine_look_near(app):
    for header in ("X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Client-IP", "True-Client-IP"):
        answer = click(app, headers={header: "127.0.0.1"}, environ_overrides={"REMOTE_ADDR": "10.0.0.9"})
        assert answer.status_code == 404


def test_one_click_does_not_exist_behind_a_trusted_proxy(settings):
    app = create_app(replace(settings, proxy_hops="1"))
    answers = {
        click(app, headers={"X-Forwarded-For": chain}).status_code
        for chain in ("10.0.0.9", "127.0.0.1, 10.0.0.9", "127.0.0.1")
    }
    app.extensions["database"].engine.dispose()
    assert answers == {404}


def test_one_click_knows_only_the_cast(app):
    for email in ("nobody@demo.example", "omar", "%25", "omar@demo.example%00", "OMAR@DEMO.EXAMPLE"):
        assert click(app, f"/demonstration/sign-in/{email}").status_code == 404, email


def test_one_click_does_not_open_an_account_outside_the_cast_or_a_suspended_one(app):
    with app.app_context():
        by_email(cast.email("omar")).active = False
        by_email(cast.email("olga")).email = "olga@police.example"
        finish(keep=True)
    assert click(app).status_code == 404
    assert click(app, "/demonstration/sign-in/olga@police.example").status_code == 404


def test_the_buttons_are_shown_only_where_they_work(app, real_app):
    assert "/demonstration/sign-in/" in app.test_client().get("/sign-in").text
    assert "/demonstration/sign-in/" not in real_app.test_client().get("/sign-in").text
    assert (
        "/demonstration/sign-in/"
        not in app.test_client().get("/sign-in", environ_overrides={"REMOTE_ADDR": "10.0.0.9"}).text
    )


def test_a_page_sent_twice_needs_a_token_here_too(app):
    browser = factories.Browser(app)
    assert browser.client.post(ONE_CLICK).status_code == 400
    assert browser.post(ONE_CLICK).status_code == 302


def test_a_passphrase_is_kept_as_argon2id_and_salted(app):
    with app.app_context():
        hashes = {person.password for person in session.scalars(sa.select(Person)).unique()}
        one, other = actions.hash_password(cast.PASSPHRASE), actions.hash_password(cast.PASSPHRASE)
    assert all(word.startswith("$argon2id$") for word in hashes)
    assert one != other
