"""Passkeys in a real Chromium with a made-up authenticator: set up first, signed in with, asked for again, used once."""

import threading
from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from werkzeug.serving import make_server

from reporting.people.factors import passkeys
from reporting.people.queries import by_email
from reporting.people.sessions import queries
from tests import cast, factories
from tests.people import hand

pytestmark = pytest.mark.browser

AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def home(real_app):
    """The address of a real instance by the name under which passkeys work."""
    server = make_server("127.0.0.1", 0, real_app, threaded=True)
    address = f"http://localhost:{server.port}"
    real_app.config["SETTINGS"] = replace(real_app.config["SETTINGS"], base_url=address)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield address
    server.shutdown()
    thread.join(timeout=10)
    server.server_close()


@pytest.fixture
def desk(browser, home):
    """A page of a browser that has an authenticator, and the authenticator's voice."""
    contexts = []

    def begin(width: int = 1280):
        context = browser.new_context(base_url=home, viewport={"width": width, "height": 800})
        contexts.append(context)
        page = context.new_page()
        voice = context.new_cdp_session(page)
        voice.send("WebAuthn.enable")
        made = voice.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        return page, voice, made["authenticatorId"]

    yield begin
    for context in contexts:
        context.close()


def give_passphrase(page, name: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(cast.email(name))
    page.locator("#passphrase").fill(cast.PASSPHRASE)
    page.locator("main form .govuk-button").last.click()
    page.wait_for_load_state()


def set_up(page) -> None:
    page.locator('[data-passkey="make"] button').wait_for()
    page.get_by_label("A name for this passkey").fill("Desk by the window")
    page.locator('[data-passkey="make"] button').click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    page.get_by_role("button", name="I have kept them").click()
    page.get_by_role("heading", name="Welcome, ").wait_for()


def test_a_coordinator_is_offered_a_passkey_first_and_signs_in_with_it(desk, home, real_app, check):
    page, _voice, _key = desk()
    give_passphrase(page, "cora")
    headings = page.locator("main h2").all_inner_texts()
    assert headings.index("A passkey") < headings.index("Or an app that shows codes")
    check(page)
    set_up(page)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()
    give_passphrase(page, "cora")
    check(page)
    page.get_by_role("button", name="Use your passkey").click()
    page.get_by_role("heading", name="Welcome, ").wait_for()
    with real_app.app_context():
        (kept,) = passkeys.of(by_email(cast.email("cora")))
        assert kept.used_at is not None
        assert kept.name == "Desk by the window"


def test_a_volunteer_is_offered_the_app_first(desk):
    page, _voice, _key = desk(width=360)
    give_passphrase(page, "vera")
    headings = page.locator("main h2").all_inner_texts()
    assert headings.index("An app that shows codes") < headings.index("A passkey")


def test_what_a_passkey_signed_serves_once(desk, home, real_app):
    page, _voice, _key = desk()
    give_passphrase(page, "cora")
    set_up(page)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()
    give_passphrase(page, "cora")
    with page.expect_request(lambda request: request.method == "POST" and request.url.endswith("/second")) as sent:
        page.get_by_role("button", name="Use your passkey").click()
    page.get_by_role("heading", name="Welcome, ").wait_for()
    signed = parse_qs(sent.value.post_data)["proof_passkey"][0]
    thief = factories.Browser(real_app)
    hand.give_passphrase(thief, cast.email("cora"))
    assert thief.post("/sign-in/second", {"proof_passkey": signed}).status_code == 422
    thief.post("/passkey/use")  # a question of the thief's own does not fit the answer of another
    assert thief.post("/sign-in/second", {"proof_passkey": signed}).status_code == 422
    assert thief.get("/account").status_code == 302


def test_what_was_signed_for_another_site_or_another_question_does_not_count(desk, home, real_app):
    page, _voice, _key = desk()
    give_passphrase(page, "cora")
    set_up(page)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()
    give_passphrase(page, "cora")
    page.route("**/sign-in/second", lambda route: route.abort())  # signed, and never sent
    with page.expect_request(lambda request: request.method == "POST" and request.url.endswith("/second")) as sent:
        page.get_by_role("button", name="Use your passkey").click()
    signed = parse_qs(sent.value.post_data)["proof_passkey"][0]
    settings = real_app.config["SETTINGS"]
    cases = {"http://localhost:9": False, "https://evil.example": False, home: True}
    for base_url, due in cases.items():
        real_app.config["SETTINGS"] = replace(settings, base_url=base_url)
        with real_app.app_context():
            cora = by_email(cast.email("cora"))
            row = next(one for one in queries.live_of(cora.id) if one.challenge)
            assert passkeys.accept(cora, row, signed) is due, base_url
            assert row.challenge == ""  # and nothing of this is kept: the next case finds the question again
    real_app.config["SETTINGS"] = settings
    with real_app.app_context():
        cora = by_email(cast.email("cora"))
        row = next(one for one in queries.live_of(cora.id) if one.challenge)
        for answer in (
            "{}",
            "[]",
            "null",
            '"x"',
            "{",
            '{"id": 1}',
            '{"id": "AAAA"}',
            signed[:-9],
            signed.replace("a", "b"),
        ):
            question = row.challenge
            assert not passkeys.accept(cora, row, answer), answer
            row.challenge = question


def test_a_person_the_device_cannot_verify_does_not_come_in(desk):
    page, voice, key = desk()
    give_passphrase(page, "cora")
    set_up(page)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()
    give_passphrase(page, "cora")
    voice.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    page.get_by_role("button", name="Use your passkey").click()
    page.locator(".passkey__trouble").wait_for()
    assert page.locator(".passkey__trouble").is_visible()
    page.goto("/account")
    assert page.url.endswith("/sign-in/second")


def test_a_locked_screen_opens_with_the_passkey(desk):
    page, _voice, _key = desk()
    give_passphrase(page, "cora")
    set_up(page)
    page.get_by_role("button", name="Lock").click()
    page.get_by_role("heading", name="This screen is locked").wait_for()
    page.get_by_role("button", name="Unlock with your passkey").click()
    page.get_by_role("heading", name="Welcome, ").wait_for()
