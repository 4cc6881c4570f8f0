"""Every question in every two languages that may sit at one desk: it fits the smallest telephone and everyone can use it."""

import gzip
import itertools
from dataclasses import replace

import pytest
import sqlalchemy as sa

from reporting.database import finish, session
from reporting.people.models import Person
from reporting.reports import drafts, sealed
from reporting.reports.opening import open_draft
from reporting.reports.steps.order import N_PAGES, NUMBERS
from tests import cast
from tests.browser.test_moods import press
from tests.crash_server import as_list
from tests.reports import told

pytestmark = pytest.mark.browser

NARROW = 320
MOST_BYTES = 50 * 1024
PAIRS = list(itertools.permutations(("en", "so", "bn", "ar"), 2))
SAMPLE = ("safety", "what", "where", "risk")
EVERY_PAGE = {  # together these make every page relevant
    "safety": {"channel": "paper_form_keyed_later"},
    "where": {"scope": "online", "place_type": "transport_vehicle"},
    "risk": {"safeguarding": ["child"]},
}
TOO_LONG = "w" * 4_001
TOO_LONG_IN_EVERY_BOX = f"""() => {{
  for (const box of document.querySelectorAll('#question input[type=text], #question textarea')) box.value = '{TOO_LONG}'
}}"""


def waiting(app, pages: dict, *, beside: str) -> str:
    """The id of a report of Vera's in which these pages are answered."""
    with app.app_context():
        vera = session.scalars(sa.select(Person).where(Person.email == cast.email("vera"))).unique().one()
        draft = drafts.start_report(vera, second_language=beside)
        session.flush()
        steps = {key: {name: as_list(value) for name, value in page.items()} for key, page in pages.items()}
        sealed.put(draft.id, replace(open_draft(draft.id), steps=steps))
        finish(keep=True)
        return str(draft.id)


def see(page, check, beside: str) -> None:
    """What must hold of a page, whether or not it names mistakes."""
    assert page.locator(f'main [lang="{beside}"]').count(), page.url
    assert len(gzip.compress(page.content().encode())) <= MOST_BYTES, page.url
    page.evaluate(
        "window.scrollTo(0, 0)"
    )  # a page with mistakes scrolls to them; the bar on top then lies over half a button
    check(page, width=NARROW)


def name_mistakes(page, number: int) -> None:
    """Sends the page empty; where it may be empty, with more in its boxes than they hold."""
    press(page)
    if page.locator(".govuk-error-summary").count() == 0:
        page.goto(f"/f/{number}")
        page.evaluate(TOO_LONG_IN_EVERY_BOX)
        press(page)
    assert page.locator(".govuk-error-summary a").count() >= 1, page.url


def walk(app, page, check, beside: str, keys: tuple[str, ...]) -> None:
    draft_id = waiting(app, EVERY_PAGE, beside=beside)
    page.goto("/")
    page.locator(f'form[action="/f/{draft_id}/resume"] button').click()
    for key in keys:
        page.goto(f"/f/{NUMBERS[key]}")
        assert page.url.endswith(f"/f/{NUMBERS[key]}")  # it is asked
        see(page, check, beside)
        name_mistakes(page, NUMBERS[key])
        see(page, check, beside)


@pytest.fixture
def desk(open_page, enter, speak):
    """desk("so") is Vera's narrow screen in that language."""

    def begin(language: str):
        page = open_page(width=NARROW)
        enter(page, "vera")
        speak(page, language)
        assert page.locator("html").get_attribute("lang") == language
        return page

    return begin


@pytest.mark.parametrize(("language", "beside"), [("so", "en"), ("ar", "bn")])
def test_questions_in_two_languages_fit_and_can_be_used_by_everyone(app, desk, check, language, beside):
    walk(app, desk(language), check, beside, SAMPLE)


@pytest.mark.prove
@pytest.mark.parametrize(("language", "beside"), PAIRS)
def test_every_question_in_every_pair_of_languages_fits_and_can_be_used_by_everyone(app, desk, check, language, beside):
    page = desk(language)
    walk(app, page, check, beside, tuple(NUMBERS))
    finished = waiting(app, told.PAGES, beside=beside)
    page.goto("/")
    page.locator(f'form[action="/f/{finished}/resume"] button').click()
    assert page.url.endswith(f"/f/{N_PAGES}")
    see(page, check, beside)
