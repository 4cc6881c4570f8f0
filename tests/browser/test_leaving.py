"""Leaving in a hurry, and what the browser shows afterwards: a real Chromium, with and without JavaScript."""

import re

import pytest

from tests.browser.test_journeys import fill, press
from tests.reports import told
from tests.test_neutral_history import TELLING, says_nothing

pytestmark = pytest.mark.browser

TYPED = "Half a sentence that nobody may lose"
WEATHER = "/help-now"  # stands in for the harmless page


@pytest.fixture
def away(app, live_server):
    """Where the quick way out leads in these tests."""
    from dataclasses import replace

    app.config["SETTINGS"] = replace(app.config["SETTINGS"], exit_url=f"{live_server}{WEATHER}")
    return f"{live_server}{WEATHER}"


def begin(page, enter, number: int = told.N["what"]) -> None:
    enter(page, "vera")
    page.goto("/f")
    press(page)
    page.goto(f"/f/{number}")


def by_click(page) -> None:
    page.locator(".quick-exit a").click()


def by_shift(page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


WAYS = [(by_click, True), (by_shift, True), (by_click, False)]


@pytest.mark.parametrize(("leave", "javascript"), WAYS)
def test_leaving_locks_the_screen_and_going_back_shows_nothing(open_page, enter, away, leave, javascript):
    page = open_page(width=360, javascript=javascript)
    begin(page, enter)
    page.locator('[name="narrative"]').fill(TYPED)
    leave(page)
    page.wait_for_url(away)
    assert TYPED not in page.content()
    page.go_back()
    page.wait_for_load_state()
    assert TYPED not in page.content()
    assert "What happened?" not in page.content()
    page.goto(told.page("what"))
    assert page.url.endswith("/unlock")
    page.locator("form", has=page.locator('[name="simply"]')).locator("button").click()
    page.goto(told.page("what"))
    if javascript:  # it was sent on the way out, beside the lock
        assert page.locator('[name="narrative"]').input_value() == TYPED


@pytest.mark.parametrize(("leave", "javascript"), WAYS[:2])
def test_the_page_that_was_left_is_not_in_the_history(open_page, enter, away, leave, javascript):
    page = open_page(javascript=javascript)
    begin(page, enter)
    before = page.evaluate("history.length")
    leave(page)
    page.wait_for_url(away)
    assert page.evaluate("history.length") == before
    assert not any(
        url.endswith(told.page("what")) for url in page.evaluate("navigation.entries().map((one) => one.url)")
    )


@pytest.mark.parametrize(("leave", "javascript"), WAYS)
def test_anyone_can_leave_a_public_page(open_page, away, leave, javascript):
    page = open_page(width=320, javascript=javascript)
    for address in ("/", "/privacy", "/follow", "/sign-in"):
        page.goto(address)
        leave(page)
        page.wait_for_url(away)


def test_the_page_is_covered_at_once(page, enter, away):
    begin(page, enter)
    page.locator('[name="narrative"]').fill(TYPED)
    cover, is_seen = page.evaluate("""() => {
      document.querySelector('.quick-exit a').click()
      const cover = document.querySelector('.govuk-exit-this-page-overlay')
      const box = cover.getBoundingClientRect()
      const isAll = box.width >= innerWidth - 20 && box.height >= innerHeight
      return [[cover.textContent, isAll], document.querySelector('[name="narrative"]').checkVisibility()]
    }""")
    assert cover == ["Leaving", True]
    assert not is_seen
    page.wait_for_url(away)


def test_leaving_in_one_tab_closes_the_others(page, enter, away):
    silent = "if (location.pathname === '/help-now') delete window.BroadcastChannel"  # another site tells nobody
    page.add_init_script(silent)
    begin(page, enter)
    other = page.context.new_page()
    other.goto("/reports")
    by_click(page)
    page.wait_for_url(away)
    other.wait_for_url("**/unlock")


def test_a_form_that_leaves_reaches_another_site_although_no_form_may_end_there(browser, live_server, app, enter):
    """The policy of these pages forbids it to forms, even by a redirect; the page in between leads on."""
    from dataclasses import replace

    app.config["SETTINGS"] = replace(app.config["SETTINGS"], exit_url="https://weather.example/")
    context = browser.new_context(java_script_enabled=False, base_url=live_server)
    page = context.new_page()
    page.route("https://weather.example/", lambda route: route.fulfill(body="sunny"))
    begin(page, enter)
    page.locator('[name="narrative"]').fill(TYPED)
    page.locator('button[value="lock"]').evaluate("button => { button.value = 'exit' }")
    page.locator('button[value="exit"]').click()
    page.wait_for_url("https://weather.example/")
    page.goto(told.page("what"))
    assert page.url.endswith("/unlock")
    context.close()


@pytest.mark.parametrize("javascript", [True, False])
def test_after_signing_out_the_back_button_shows_nothing(open_page, enter, javascript):
    page = open_page(javascript=javascript)
    begin(page, enter, told.N["who"])
    page.locator('[name="names"]').fill(TYPED)
    press(page)
    page.goto(told.page("who"))
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()
    for _ in range(3):
        page.go_back()
        page.wait_for_load_state()
        assert TYPED not in page.content()
        assert "Who did it?" not in page.content()
        assert page.locator("form.signed-in").count() == 0


def test_a_page_the_browser_kept_alive_is_never_shown_again_as_it_was(page, enter):
    begin(page, enter)
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert page.evaluate("document.documentElement.hidden")
    page.evaluate("window.wasKept = true")
    with page.expect_navigation():
        page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert page.evaluate("window.wasKept") is None


@pytest.mark.parametrize(
    "code", [code if code in {"en", "ar"} else pytest.param(code, marks=pytest.mark.prove) for code in TELLING]
)
def test_walking_the_whole_form_leaves_only_neutral_entries(page, enter, speak, code):
    enter(page, "vera")
    speak(page, code)
    page.goto("/f")
    press(page)
    titles = []
    for number in told.ANSWERS:
        fill(page, number, **({"strands": ["race"]} if number == told.N["why"] else {}))
        titles.append(page.title())
        press(page)
    titles.append(page.title())
    press(page)
    titles.append(page.title())
    entries = page.evaluate("navigation.entries().map((one) => one.url)")
    assert len(entries) >= len(told.asked()) + 1
    assert len(titles) == len(told.asked()) + 1
    for title in titles:
        says_nothing("", title, code)
    for url in entries:
        path = re.sub(r"^https?://[^/]+", "", url)
        says_nothing(path, "", code)
        assert re.fullmatch(r"/(sign-in|f(/\d+)?|kept/[0-9a-f-]{36})?", path), path
        assert not told.SECRET.search(path)


@pytest.mark.parametrize(
    ("width", "code"),
    [
        (320, "ar"),
        (360, "en"),
        *(
            pytest.param(*one, marks=pytest.mark.prove)
            for one in [(320, "en"), (360, "ar"), (1280, "en"), (1280, "ar")]
        ),
    ],
)
def test_the_way_out_comes_right_after_the_skip_link_stays_in_reach_and_hides_nothing(
    open_page, enter, speak, check, width, code
):
    page = open_page(width=width)
    begin(page, enter)
    speak(page, code)
    page.goto(told.page("what"))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.quick-exit a')")
    bar, box = page.locator(".quick-exit"), page.locator(".quick-exit a")
    size = box.bounding_box()
    assert size["height"] >= 44
    middle = size["x"] + size["width"] / 2
    if width == 1280:
        assert middle < width / 2 if code == "ar" else middle > width / 2
    masthead = page.locator(".masthead").bounding_box()
    assert masthead["y"] >= bar.bounding_box()["y"] + bar.bounding_box()["height"] - 1
    page.evaluate("window.scrollTo(0, 900)")
    assert bar.bounding_box()["y"] == 0
    last = page.locator("main input[type=checkbox]").last
    last.focus()
    for _ in range(8):  # backwards through the page: what has the focus is never under the bar
        page.keyboard.press("Shift+Tab")
        here = page.evaluate("document.activeElement.getBoundingClientRect().bottom")
        assert here > bar.bounding_box()["height"]
    check(page, width=width)
