"""A photo is added without a script on a small screen, and a coordinator saves it: in a real browser."""

import pytest

from reporting.reports.contents import Account
from tests.factories import Words
from tests.reports.evidence import made
from tests.reports.evidence.showing import add

pytestmark = pytest.mark.browser


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "IMG_7.jpg"
    path.write_bytes(made.taken_somewhere(size=(640, 480), orientation=6))
    return path


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_photo_is_added_on_a_small_screen_without_a_script(open_page, enter, speak, photo, language):
    page = open_page(width=360, javascript=False)
    enter(page, "vera")
    speak(page, language)
    page.goto("/f")
    page.locator("main form .govuk-button").first.click()
    page.goto("/f/list")
    page.locator('a[href="/f/papers"]').click()
    page.locator('input[type="file"]').set_input_files(str(photo))
    page.locator('[name="description"]').fill("كسروا الباب")
    form = page.locator('form[enctype="multipart/form-data"]')
    form.locator("button").click()
    assert "كسروا الباب" in page.locator('[name="description"]').input_value()  # what it is was not said yet
    page.locator('input[type="file"]').set_input_files(str(photo))
    page.locator('[name="kind"][value="photo_damage"]').check(force=True)
    form.locator("button").click()
    assert "IMG_7.jpg" in page.locator("main").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_pages_of_evidence_keep_to_the_rules_of_accessibility(app, open_page, enter, file_report, violations):
    report_id = file_report(status="submitted", words=Words(account=Account(narrative="They shouted.", cctv="estate")))
    add(app, report_id, description="The door")
    page = open_page(width=360)
    enter(page, "cora")
    for address in ("/reports", f"/reports/{report_id}", f"/reports/{report_id}/papers"):
        page.goto(address)
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_a_coordinator_saves_a_photo_under_a_neutral_name(app, page, enter, file_report):
    report_id = file_report(status="submitted")
    add(app, report_id)
    enter(page, "cora")
    page.goto(f"/reports/{report_id}/papers")
    page.locator("summary").first.click()
    page.locator('[name="purpose"][value="safety"]').check(force=True)
    with page.expect_download() as saved:
        page.evaluate("document.querySelector('form[action$=\"/papers/1\"]').requestSubmit()")
    assert saved.value.suggested_filename == "item-1.jpg"
