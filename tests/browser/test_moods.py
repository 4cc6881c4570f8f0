"""The week and an observation in a real Chromium: on a telephone, with and without JavaScript, in Arabic too."""

import pytest

from tests.tension import told

pytestmark = pytest.mark.browser

PHONE, DESK = 360, 1280


def fill(page, answers: dict) -> None:
    for name, values in answers.items():
        for value in values if isinstance(values, list) else [values]:
            choice = page.locator(f'[name="{name}"][value="{value}"]')
            if choice.count() and choice.first.get_attribute("type") in {"radio", "checkbox"}:
                choice.first.check(force=True)
            elif page.locator(f'select[name="{name}"]').count():
                page.locator(f'select[name="{name}"]').select_option(value)
            else:
                page.locator(f'[name="{name}"]').first.fill(value)


def press(page) -> None:
    page.locator("main form .govuk-button:not(.govuk-button--secondary)").first.click()
    page.wait_for_load_state()


@pytest.mark.parametrize(
    ("language", "width", "javascript"), [("en", PHONE, True), ("ar", PHONE, True), ("en", 320, False)]
)
def test_nothing_to_report_and_an_observation_on_a_telephone(
    open_page, enter, speak, check, language, width, javascript
):
    page = open_page(width=width, javascript=javascript)
    enter(page, "vera")
    speak(page, language)
    check(page, width=width, javascript=javascript)
    page.locator('form[action$="/nil"] button').first.click()
    page.wait_for_load_state()
    assert page.locator('form[action$="/undo"]').count() == 1
    check(page, width=width, javascript=javascript)
    page.locator('form[action$="/undo"] button').first.click()
    page.wait_for_load_state()
    page.goto("/w")
    check(page, width=width, javascript=javascript)
    page.locator('main section a[href^="/w/"]').first.click()
    page.wait_for_load_state()
    press(page)
    check(page, width=width, javascript=javascript)
    assert page.locator(".govuk-error-summary a").count() >= 1
    fill(page, told.WEEK)
    press(page)
    assert page.url.endswith("/w")
    check(page, width=width, javascript=javascript)

    page.goto("/o")
    check(page, width=width, javascript=javascript)
    press(page)
    assert page.locator(".govuk-error-summary a").count() == 5
    check(page, width=width, javascript=javascript)
    fill(page, told.WHAT)
    press(page)
    assert page.url.endswith("/o/2")
    check(page, width=width, javascript=javascript)
    press(page)
    assert page.locator(".govuk-error-summary a").count() == 5
    fill(page, told.WHERE)
    press(page)
    assert page.url.endswith("/o/sent")
    check(page, width=width, javascript=javascript)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_coordinator_words_it_and_the_ward_team_reads_it(open_page, enter, check, sign_in, width):
    observation_id = told.observation(sign_in("vera"))
    page = open_page(width=width)
    enter(page, "cora")
    for address in ("/tension", "/tension/returns", f"/tension/observations/{observation_id}"):
        page.goto(address)
        check(page, width=width)
    page.locator("textarea").fill("Young people expect trouble between two groups.")
    page.locator('form[action$="/reword"] button').click()
    page.wait_for_load_state()
    check(page, width=width)
    other = open_page(width=width)
    enter(other, "omar")
    other.goto("/tension")
    check(other, width=width)
    other.locator("main table a").first.click()
    other.wait_for_load_state()
    check(other, width=width)
    assert "Young people expect trouble" in other.locator("main").inner_text()
