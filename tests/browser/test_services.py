"""The list of those who can help and the sheet a person takes home, in a real browser, narrow and wide."""

import pytest

from reporting import clock
from reporting.database import finish
from reporting.signposts import queries
from tests.signposts.conftest import planted  # noqa: F401
from tests.signposts.test_sheet import give_receipt

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("width", "code"),
    [
        (320, "ar"),
        (1280, "en"),
        pytest.param(320, "en", marks=pytest.mark.prove),
        pytest.param(1280, "ar", marks=pytest.mark.prove),
    ],
)
def test_nothing_runs_over_the_side_and_everyone_can_use_it(
    app, planted, file_report, open_page, enter, speak, check, width, code  # noqa: F811
):  # fmt: skip
    report_id = file_report()
    give_receipt(app, report_id, language="so")
    with app.app_context():
        service = queries.by_name("Samaritans").id
        finish(keep=False)
    page = open_page(width=width)
    for name, addresses in (
        ("cora", ("/services", "/services/new", f"/services/{service}")),
        ("vera", ("/services", f"/kept/{report_id}", f"/kept/{report_id}/support")),
    ):
        enter(page, name)
        speak(page, code)
        for address in addresses:
            page.goto(address)
            check(page, width=width)


def test_a_service_is_added_and_rung_without_a_script(app, open_page, enter):
    page = open_page(width=360, javascript=False)
    enter(page, "cora")
    page.goto("/services/new")
    page.get_by_label("Name of the service").fill("Larch Line")
    page.get_by_label("What it does, in one line").fill("Somebody listens.")
    page.get_by_label("Telephone").fill("0800 FLOWERS")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Enter a telephone number that can be rung").click()
    assert page.get_by_label("Telephone").input_value() == "0800 FLOWERS"
    page.get_by_label("Telephone").fill("0800 1111")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="I rang and it is right").click()
    assert page.get_by_text("Checked today.").count() == 1
    with app.app_context():
        assert queries.by_name("Larch Line").last_verified_on == clock.today()
        finish(keep=False)
