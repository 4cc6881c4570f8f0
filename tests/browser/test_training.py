"""The training gate in a real Chromium: locked, learned, practised, open again; narrow, and without JavaScript."""

import os

import pytest

from reporting.people.training.syllabus import KEYS, MODULES
from tests import factories
from tests.browser.test_journeys import PHONE, fill, press
from tests.reports import told

pytestmark = pytest.mark.browser


def look(page, name: str) -> None:
    """Keeps a picture where PICTURES names a folder."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.fixture
def vera(app, open_page, enter):
    """Vera on her first day, with a telephone."""
    factories.untrain(app, "vera")
    page = open_page(width=PHONE)
    enter(page, "vera")
    return page


def answer(page, number: int, *, right: bool) -> None:
    """Chooses by what the labels say, as a person does."""
    wanted = next(str(option.text) for option in MODULES[number - 1].options if option.is_right is right)
    page.get_by_label(wanted, exact=True).check(force=True)
    press(page)


def test_a_volunteer_learns_on_a_narrow_screen_until_the_form_opens(vera, check):
    page = vera
    look(page, "home-locked")
    check(page, width=PHONE)
    page.goto("/f")
    look(page, "form-locked")
    check(page, width=PHONE)
    page.get_by_role("button", name="Go to your training").or_(
        page.get_by_role("link", name="Go to your training")
    ).click()
    look(page, "training-new")
    check(page, width=PHONE)
    for number in range(1, len(KEYS) + 1):
        page.goto(f"/training/{number}")
        if number == 1:
            press(page)
            look(page, "module-mistake")
            check(page, width=PHONE)
        if number in (2, 6):
            look(page, f"module-{number}")
            check(page, width=PHONE)
        answer(page, number, right=number not in (2, 3, 4))
        if number in (4, 5):
            look(page, f"module-{number}-answered")
            check(page, width=PHONE)
    page.goto("/training")
    look(page, "training-again")
    check(page, width=PHONE)
    for number in (2, 3, 4):
        page.goto(f"/training/{number}")
        answer(page, number, right=True)
    page.goto("/training")
    look(page, "training-passed")
    assert "14 of 14 modules right" in page.locator("main").inner_text()
    check(page, width=PHONE)


def test_a_practice_is_told_on_a_narrow_screen_to_its_sample(vera, check):
    page = vera
    page.goto("/f/practice")
    look(page, "practice-begin")
    check(page, width=PHONE)
    press(page)
    for number in told.ANSWERS:
        assert page.locator(".practice").count() == 1
        if number in (told.N["safety"], told.N["when"]):
            look(page, f"practice-{number}")
            check(page, width=PHONE)
        fill(page, number, **({"strands": ["race"]} if number == told.N["why"] else {}))
        press(page)
        assert page.url.endswith(f"/f/{told.following(number)}")
    look(page, "practice-check")
    check(page, width=PHONE)
    press(page)
    assert page.url.endswith("/f/practice/done")
    look(page, "practice-done")
    check(page, width=PHONE)


def test_the_dates_of_a_volunteer_are_written_down_without_javascript(app, open_page, enter):
    page = open_page(width=PHONE, javascript=False)
    enter(page, "lena")
    page.goto("/training")
    look(page, "training-lead")
    page.get_by_role("link", name="Vera").click()
    look(page, "person")
    page.locator("#dbs_on-year").fill("26")
    press(page)
    look(page, "person-mistake")
    assert page.locator(".govuk-error-summary a").get_attribute("href") == "#dbs_on-day"
    page.locator("#dbs_on-year").fill("2026")
    press(page)
    assert "The dates are saved." in page.locator("main").inner_text()


def test_the_dates_page_breaks_no_rule_of_accessibility(app, open_page, enter, check):
    page = open_page(width=PHONE)
    enter(page, "lena")
    page.goto("/training")
    check(page, width=PHONE)
    page.get_by_role("link", name="Vera").click()
    check(page, width=PHONE)
    page.locator("#dbs_on-year").fill("26")
    press(page)
    check(page, width=PHONE)
    page.locator(".govuk-error-summary a").click()
    assert page.evaluate("document.activeElement.id") == "dbs_on-day"
