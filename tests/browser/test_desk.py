"""Nothing typed is lost, and a screen that is left alone is closed: seen in a real browser, with the clock moved by hand."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from reporting import clock
from tests.reports import told

pytestmark = pytest.mark.browser

TYPED = "Half a sentence that nobody may lose"
STORED = """async () => ({
  local: Object.keys(localStorage), session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map((one) => one.name), caches: await caches.keys(), cookie: document.cookie,
})"""
NOTHING = {"local": [], "session": [], "databases": [], "caches": [], "cookie": ""}


@pytest.fixture
def later(monkeypatch):
    """later(page, minutes=3) moves the clocks of the site and of the browser's page; timers that are due run."""
    real, moved = clock.now, [timedelta()]
    monkeypatch.setattr(clock, "now", lambda: real() + moved[0])

    def move(*pages, **by):
        step = timedelta(**by)
        moved[0] += step
        for page in pages:
            page.clock.run_for(int(step.total_seconds() * 1000))

    return move


def sit_down(page, enter) -> None:
    """Vera at her desk, with the page's clock in our hands."""
    page.clock.install()
    enter(page, "vera")


def begin(page, enter) -> None:
    """The third page of a new report."""
    sit_down(page, enter)
    page.goto("/f")
    page.locator("main form .govuk-button").first.click()
    page.wait_for_url("**/f/1")
    page.goto(told.page("what"))


def unlock(page) -> None:
    page.locator("form", has=page.locator('[name="simply"]')).locator("button").click()
    page.wait_for_load_state()


def narrative(page):
    return page.locator('[name="narrative"]')


@pytest.mark.parametrize("javascript", [True, False])
def test_the_lock_button_keeps_what_is_typed_and_unlocking_leads_back_to_it(open_page, enter, check, javascript):
    page = open_page(width=360, javascript=javascript)
    enter(page, "vera")
    page.goto("/f")
    page.locator("main form .govuk-button").first.click()
    page.goto(told.page("what"))
    narrative(page).fill(TYPED)
    page.locator('[name="incident_types"]').first.check(force=True)
    page.get_by_role("button", name="Lock").click()
    page.wait_for_url("**/unlock")
    assert TYPED not in page.content()
    check(page, javascript=javascript)
    page.go_back()
    assert TYPED not in page.content()
    assert page.url.endswith("/unlock")
    unlock(page)
    assert page.url.endswith(told.page("what"))
    assert narrative(page).input_value() == TYPED
    assert page.locator('[name="incident_types"]').first.is_checked()
    check(page, javascript=javascript)


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize(("number", "box"), [(told.N["who"], "names"), (told.N["what"], "witnesses")])
def test_enter_in_a_box_saves_the_page_and_never_locks_it(open_page, enter, javascript, number, box):
    page = open_page(javascript=javascript)
    enter(page, "vera")
    page.goto("/f")
    page.locator("main form .govuk-button").first.click()
    page.goto(f"/f/{number}")
    page.locator(f'[name="{box}"]').fill("the tall one")
    page.locator(f'[name="{box}"]').press("Enter")
    page.wait_for_load_state()
    assert page.url.endswith(f"/f/{number}")
    assert page.locator(".govuk-error-summary").count() == 1  # it was sent to be saved, and other answers are missing


def test_what_is_typed_is_kept_within_a_minute_and_said_beside_the_button(page, enter, later):
    begin(page, enter)
    status = page.locator('[role="status"][data-text]')
    assert status.inner_text() == ""
    narrative(page).press_sequentially(TYPED)
    with page.expect_response("**/keep") as kept:
        later(page, seconds=61)
    assert set(kept.value.json()) == {"saved"}
    expect(status).to_have_text(f"Saved {kept.value.json()['saved']}")
    page.goto(told.page("what"))
    assert narrative(page).input_value() == TYPED


def test_typing_without_a_pause_sends_no_more_than_one_word_in_twenty_seconds(page, enter, later):
    begin(page, enter)
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    for _ in range(18):  # three minutes
        narrative(page).press_sequentially("ab")
        later(page, seconds=10)
    expect(page.locator("[data-text]")).to_have_text(re.compile("^Saved "))
    assert 5 <= len(sent) <= 9
    assert all(url.endswith("/f/5/keep") for url in sent)


def test_typing_on_any_page_keeps_the_session_open(page, enter, later):
    sit_down(page, enter)
    page.goto("/account/passphrase")
    for _ in range(8):  # forty minutes
        page.locator("main input:not([type=hidden])").first.press_sequentially("a")
        with page.expect_response("**/stay"):
            later(page, seconds=61)
        later(page, minutes=4)
    assert not page.locator("#desk").is_visible()
    page.goto("/account")
    assert page.url.endswith("/account")


def test_two_minutes_before_the_end_a_question_comes_and_staying_works_by_keyboard(page, enter, later, violations):
    begin(page, enter)
    narrative(page).press_sequentially(TYPED)
    with page.expect_response("**/keep"):
        later(page, seconds=61)
    expect(page.locator("[data-text]")).to_have_text(re.compile("^Saved "))
    later(page, minutes=12)
    desk = page.locator("#desk")
    assert not desk.is_visible()
    later(page, seconds=61)
    desk.wait_for()
    assert violations(page) == []
    assert page.evaluate("document.activeElement.textContent") == "Stay signed in"
    text, said = desk.locator("[aria-live]"), []
    for left in ("2 minutes", "1 minute", "45 seconds", "30 seconds", "15 seconds"):
        while text.inner_text() != f"You will be signed out in {left}.":
            said.append(text.inner_text())
            later(page, seconds=1)
            assert len(said) < 120, (
                left,
                set(said),
                said[-3:],
                page.evaluate('[Date.now(), document.getElementById("desk").open]'),
            )
    assert len(set(said)) == 4  # each was shown before the next, and the last is shown now
    with page.expect_response("**/stay"):
        page.keyboard.press("Enter")
    expect(desk).not_to_be_visible()
    later(page, minutes=10)
    assert not desk.is_visible()
    page.goto(told.page("what"))
    assert narrative(page).input_value() == TYPED


def test_escape_is_staying(page, enter, later):
    begin(page, enter)
    later(page, minutes=13, seconds=30)
    page.locator("#desk").wait_for()
    with page.expect_response("**/stay") as stayed:
        page.keyboard.press("Escape")
    assert stayed.value.json()["seconds"] >= 890
    later(page, minutes=10)
    page.goto(told.page("what"))
    assert page.url.endswith(told.page("what"))


def test_signing_out_from_the_question_ends_it(page, enter, later):
    begin(page, enter)
    later(page, minutes=13, seconds=30)
    page.locator("#desk").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")
    page.goto("/reports")
    assert "/sign-in" in page.url


def test_when_the_time_is_up_nothing_stays_on_the_screen(page, enter, later):
    begin(page, enter)
    narrative(page).press_sequentially(TYPED)
    with page.expect_response("**/keep"):
        later(page, seconds=61)
    expect(page.locator("[data-text]")).to_have_text(re.compile("^Saved "))
    later(page, minutes=13, seconds=30)
    page.locator("#desk").wait_for()
    later(page, minutes=2)
    page.wait_for_url("**/sign-in")
    assert TYPED not in page.content()
    page.go_back()
    assert TYPED not in page.content()
    assert page.locator("form.signed-in").count() == 0
    enter(page, "vera")
    page.locator('form[action$="/resume"] button').click()
    page.goto(told.page("what"))
    assert narrative(page).input_value() == TYPED  # it was kept before


def test_tabs_do_not_contradict_each_other(page, enter, later):
    begin(page, enter)
    other = page.context.new_page()
    other.clock.install()
    other.goto("/help-now")
    later(page, other, minutes=10)
    other.goto("/reports")  # somebody is there, in the other tab
    later(page, other, minutes=4)
    assert not page.locator("#desk").is_visible()
    later(page, other, minutes=9, seconds=30)
    page.locator("#desk").wait_for()
    other.locator("#desk").wait_for()
    other.locator("#desk").get_by_role("button", name="Stay signed in").click()
    expect(other.locator("#desk")).not_to_be_visible()
    expect(page.locator("#desk")).not_to_be_visible()


def test_without_a_channel_between_tabs_the_server_is_asked_before_anything_is_said(open_page, enter, later):
    page = open_page()
    page.add_init_script("delete window.BroadcastChannel")
    begin(page, enter)
    later(page, minutes=10)
    page.context.request.get("/reports")
    with page.expect_response("**/stay"):
        later(page, minutes=4)
    page.wait_for_timeout(0)
    assert not page.locator("#desk").is_visible()


def test_locking_in_one_tab_closes_the_others(page, enter):
    enter(page, "vera")
    page.goto("/reports")
    other = page.context.new_page()
    other.goto("/account")
    page.get_by_role("button", name="Lock").click()
    page.wait_for_url("**/unlock")
    other.wait_for_url("**/unlock")


def test_another_language_takes_nothing_that_was_typed(page, enter):
    enter(page, "vera")
    page.goto("/f")
    page.locator("main form .govuk-button").first.click()
    page.goto(told.page("what"))
    narrative(page).fill(TYPED)
    page.locator("button[lang=ar]").click()
    page.locator("html[lang=ar]").wait_for()
    assert narrative(page).input_value() == TYPED
    page.locator("#second-language").select_option("bn")
    narrative(page).fill(f"{TYPED}, and more")
    page.locator(".person-language button").click()
    page.wait_for_load_state()
    assert narrative(page).input_value() == f"{TYPED}, and more"


def test_leaving_by_a_link_or_the_back_button_keeps_what_was_typed(page, enter):
    enter(page, "vera")
    page.goto("/f")
    page.locator("main form .govuk-button").first.click()
    page.goto(told.page("what"))
    narrative(page).fill(TYPED)
    page.get_by_role("link", name="Back").click()
    page.wait_for_url(f"**{told.page('teller')}")
    page.goto(told.page("what"))
    assert narrative(page).input_value() == TYPED
    narrative(page).fill(f"{TYPED}.")
    page.go_back()
    page.wait_for_load_state()
    for _ in range(20):  # it is on its way while the next page is already asked for
        page.goto(told.page("what"))
        if narrative(page).input_value() == f"{TYPED}.":
            break
    assert narrative(page).input_value() == f"{TYPED}."


def test_nothing_is_stored_in_the_browser_but_two_cookies_no_script_can_read(page, enter, later):
    begin(page, enter)
    narrative(page).press_sequentially(TYPED)
    with page.expect_response("**/keep"):
        later(page, seconds=61)
    later(page, minutes=13)
    page.locator("#desk").wait_for()
    assert page.evaluate(STORED) == NOTHING
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert set(cookies) == {"session", "desk"}
    assert all(cookie["httpOnly"] and cookie["sameSite"] == "Strict" for cookie in cookies.values())
