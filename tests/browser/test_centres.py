"""The list of centres, the link of a letter and the board, in a real browser, narrow and wide."""

import pytest

from reporting import clock
from reporting.centres import links, queries
from reporting.database import finish

pytestmark = pytest.mark.browser


@pytest.fixture
def path(app):
    """The link of a letter about a centre of which everything is known."""
    with app.app_context():
        harbour = queries.by_code("HARBOUR")
        harbour.address, harbour.postcode, harbour.phone = "1 Harbour Road\nLarkmere", "ZZ1 1AA", "01632 960 101"
        harbour.email = harbour.contact_email = "a-rather-long-address-of-the-front-desk@harbour-centre.example"
        harbour.opening_hours = "mon 10:00-12:00 13:00-16:00\nthu 18:00-20:00"
        harbour.languages, harbour.verified_at = frozenset({"en", "so", "ar", "bfi"}), clock.now()
        finish(keep=True)
        return links.path(harbour.id)


@pytest.mark.parametrize(
    ("width", "code"),
    [
        (320, "ar"),
        (1280, "en"),
        pytest.param(320, "en", marks=pytest.mark.prove),
        pytest.param(1280, "ar", marks=pytest.mark.prove),
    ],
)
def test_nothing_runs_over_the_side_and_everyone_can_use_it(open_page, enter, speak, check, path, width, code):
    page = open_page(width=width)
    page.goto("/")
    speak(page, code)
    for address in ("/centres", path):
        page.goto(address)
        check(page, width=width)
    enter(page, "cora")
    speak(page, code)
    for address in ("/centres/health", "/centres/manage", "/centres/manage/new"):
        page.goto(address)
        check(page, width=width)
    page.goto("/centres/manage")
    page.get_by_role("link", name="Harbour Centre").click()
    check(page, width=width)


def test_a_centre_is_confirmed_with_one_press_without_a_script(open_page, path):
    page = open_page(width=360, javascript=False)
    page.goto(path)
    page.locator("button[value=right]").click()
    assert page.url.endswith("/centres")
    assert page.get_by_role("heading", name="Harbour Centre").count() == 1


def test_hours_that_are_none_keep_what_was_typed_and_take_the_reader_there(open_page, enter, path, check):
    page = open_page(width=360)
    enter(page, "lena")
    page.goto("/centres/manage")
    page.get_by_role("link", name="Change the details").click()
    page.fill("#tue", "ten to four")
    page.fill("#wed", "10-12")
    page.locator("main form button").last.click()
    page.locator(".govuk-error-summary a").click()
    assert page.evaluate("document.activeElement.id") == "tue"
    assert page.input_value("#tue") == "ten to four"
    assert page.input_value("#wed") == "10-12"
    check(page, width=360)
