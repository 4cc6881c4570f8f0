"""The public map in a real browser: small screens, no script, both directions, read aloud."""

import pytest

from tests.maps.published import TWO_WARDS, publish

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def published(app):
    publish(app, "2024-12", TWO_WARDS, "areas_wards")
    publish(app, "2025-03", (("Z01+Z02", "Larch Green, Mill Quarter", 45), TWO_WARDS[-1]), "areas_groups")


@pytest.mark.parametrize("language", ["en-GB", "ar"])
def test_it_breaks_no_rule_of_accessibility_and_fits_a_small_screen(open_page, violations, language):
    page = open_page(width=320, language=language)
    for address in ("/published/map", "/published/map?until=2024-12"):
        page.goto(address)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_quarter_is_chosen_without_a_script_and_the_table_is_one_step_away(open_page):
    page = open_page(javascript=False)
    page.goto("/published/map")
    page.locator("#until").select_option("2024-12")
    page.locator("form:has(#until) button").click()
    page.wait_for_url("**until=2024-12")
    assert page.locator(".static-map").is_visible()
    assert page.locator(".map-frame__skip").get_attribute("href") == "#figures"
    assert page.locator("#figures").inner_text().count("fewer than 10") == 2
