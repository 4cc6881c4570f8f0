"""The pages of the data-protection lead, and who opened a report, in a real browser."""

from datetime import timedelta

import pytest
import time_machine

from reporting import clock
from reporting.database import session
from reporting.people.queries import by_email
from reporting.reports.models import IncidentReport
from tests import cast

pytestmark = pytest.mark.browser

SECRET = "4021187754"


@pytest.fixture
def busy(app, sign_in, file_report, run):
    """A night of looking, a reveal, and the finding of it; returns the pages to look at."""
    report_id = file_report(secret=SECRET, sharing="identity_to_police", shares_full_account=True)
    night = clock.london(clock.now() - timedelta(days=1)).replace(hour=22, minute=5)
    with time_machine.travel(night, tick=True):
        omar = sign_in("omar")
        for other in (report_id, file_report(), file_report()):
            omar.get(f"/reports/{other}")
    omar = sign_in("omar")
    omar.post(f"/reports/{report_id}/reveal", {"purpose": "contact"})
    omar.get("/trail")
    assert run("oversight", "look").output.startswith("1 new")
    with app.app_context():
        person_id = by_email(cast.email("omar")).id
        reference = session.get_one(IncidentReport, report_id).reference
    pages = ["/", "/trail", "/trail?kind=refused", f"/trail/report/{report_id}", f"/trail/person/{person_id}"]
    return [*pages, "/trail/unusual"], reference


ALSO = [(320, "en"), (360, "en"), (360, "ar"), (1280, "ar")]  # the narrowest in Arabic and the widest in English always


@pytest.mark.parametrize(
    ("width", "language"), [(320, "ar"), (1280, "en"), *(pytest.param(*one, marks=pytest.mark.prove) for one in ALSO)]
)
def test_the_trail_is_readable_at_every_width_and_breaks_no_rule_of_axe(
    open_page, enter, speak, check, busy, width, language
):
    page = open_page(width=width)
    enter(page, "dana")
    if language != "en":
        speak(page, language)
    for address in busy[0]:
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == language
        check(page, width=width)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_finding_is_looked_at_and_closed_with_one_word(open_page, enter, check, busy, javascript):
    page = open_page(width=360, javascript=javascript)
    enter(page, "dana")
    page.get_by_role("link", name="1 thing to look at").click()
    page.get_by_role("button", name="Write it down").click()
    assert page.locator(".govuk-error-summary").is_visible()
    check(page, width=360, javascript=javascript)
    page.get_by_label("What became of it?").select_option("explained")
    page.get_by_role("button", name="Write it down").click()
    assert page.get_by_text("Nothing waits for you.").is_visible()
    page.get_by_role("link", name="Trail of").first.click()
    assert "/trail/person/" in page.url


def test_a_trail_is_found_by_reference_and_checked(page, enter, check, busy):
    enter(page, "dana")
    page.goto("/trail")
    page.get_by_label("Reference of a report").fill("nonsense")
    page.get_by_role("button", name="Show the trail of this report").click()
    check(page)
    page.get_by_label("Reference of a report").fill(busy[1])
    page.get_by_role("button", name="Show the trail of this report").click()
    assert page.get_by_role("heading", level=1).inner_text().endswith(busy[1])
    page.goto("/trail")
    page.get_by_role("button", name="Check the whole trail").click()
    assert page.get_by_text("entries are as they were written").is_visible()
    check(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_person_reads_who_opened_their_report(open_page, check, busy, width):
    page = open_page(width=width)
    page.goto("/follow")
    page.get_by_label("Reference").fill(busy[1])
    page.get_by_label("Secret number").fill(SECRET)
    page.get_by_role("button", name="Continue").click()
    assert page.get_by_role("heading", name="Who has opened your report").is_visible()
    assert page.get_by_text("who you are and how to reach you").is_visible()
    check(page, width=width)
