"""The case this was made for, as it is told at a centre: a family on an estate, and a group said to live at three addresses."""

import re

import pytest
import sqlalchemy as sa

from reporting.database import session
from reporting.reports import sealed
from reporting.reports.contents import Compartment
from reporting.reports.models import IncidentReport
from reporting.reports.steps.order import N_PAGES, NUMBERS
from reporting.tension.models import TensionObservation
from tests.browser.test_moods import fill, press
from tests.reports import told
from tests.tension import told as tension

pytestmark = pytest.mark.browser

PHONE = 360
MOST_PAGES, MOST_ANSWERS = 14, 60
SAID = {
    "so": "Mar kasta oo aan bannaanka u baxno way na caayaan oo albaabka way laadaan. Carruurtu way baqayaan.",
    "ar": "كلما خرجنا شتمونا وركلوا الباب. الأطفال خائفون.",
}
CASE = {
    "safety": {"is_safe": "yes", "is_private": "yes", "channel": "in_person_centre", "interpreter_now": "none"},
    "sharing": {
        "sharing": "anonymous_to_police", "shares_full_account": "yes", "share_with": ["landlord"],
        "consent_given_by": "victim", "is_read_back": "yes",
    },
    "teller": {
        "kind": "hate_incident", "reporter_role": "victim", "victim_type": "family_or_household", "number_of_victims": "5",
        "children_there": "targeted",
    },
    "what": {
        "exact_words": "go back where you came from", "witnesses": "one neighbour, agreed to be rung",
        "incident_types": ["verbal_abuse"],
    },
    "when": {
        "precision": "ongoing", "day": ["1", "9", "2026"], "last_day": ["21", "11", "2026"], "part_of_day": "evening",
        "frequency": "weekly",
    },
    "where": {
        "scope": "in_borough", "place_type": "home_doorstep_or_garden", "postcode": "ZZ1 1AA", "street": "Orchard Estate",
        "address": "Flat 9, 4", "location_precision": "street_or_estate",
    },
    "why": {"strands": ["race"], "why_perceived": "They say it each time."},
    "who": {
        "number": "6-10", "relationship": "group_member", "is_under_18": "not_known", "description": "Young men, one grey dog",
        "area": "Flat 2, Larch Court; 14 Orchard Row; above the bakery", "provenance": "first_hand",
    },
    "harm": {"injury": "none", "loss": "under_50", "impacts": ["sleep"], "afraid_of_repeat": "very"},
    "before": {"repeat": "before_same_people", "previous": "All summer", "first_ever_told": "family_only"},
    "risk": {
        "known_and_near": "yes", "escalating": "yes", "weapons_or_fire": "no", "threats_to_kill": "no", "vulnerable": "no",
        "suicidal": "no", "retaliation": "yes", "lives_alone": "no",
    },
    "support": {"wanted": ["emotional"], "contact_means": ["phone"], "phone": "01632 960 001", "name": "Amina Example"},
    "you": {"age_band": "35-44", "ethnicity": "B2", "main_language": "so"},
}  # fmt: skip


@pytest.fixture
def vera(open_page, enter, speak):
    """vera("so") is at her desk, without JavaScript, in that language."""

    def begin(language: str):
        page = open_page(width=PHONE, javascript=False)
        enter(page, "vera")
        speak(page, language)
        assert page.locator("html").get_attribute("lang") == language
        return page

    return begin


def n_answers(values: dict) -> int:
    """Boxes filled and choices made; a day is one answer."""
    return sum(len(one) if isinstance(one, list) and name not in told.DAYS else 1 for name, one in values.items())


def give(page, values: dict) -> None:
    """Types the days box by box, and everything else by its name; each must be there to be answered."""
    for name, value in values.items():
        assert page.locator(f'[name="{name}"]').count(), name
        if name in told.DAYS:
            for index, text in enumerate(value):
                page.locator(f'[name="{name}"]').nth(index).fill(text)
        else:
            fill(page, {name: value})


@pytest.mark.parametrize(("language", "beside"), [("so", "en"), ("ar", "bn")])
def test_the_estate_case_takes_at_most_fourteen_pages_and_sixty_answers(app, vera, language, beside):
    page = vera(language)
    page.locator('main a.govuk-button[href="/f"]').click()
    page.locator(f"#second-{beside}").check(force=True)
    press(page)
    seen, given = [], 0
    while (number := int(re.search(r"/f/(\d+)", page.url).group(1))) != N_PAGES:
        key = next(key for key, place in NUMBERS.items() if place == number)
        values = {**CASE[key], **({"narrative": SAID[language]} if key == "what" else {})}
        give(page, values)
        press(page)
        seen.append(key)
        given += n_answers(values)
        assert page.locator(".govuk-error-message").all_inner_texts() == [], key
    assert seen == list(CASE)  # each page once, and no other
    assert len(seen) + 1 <= MOST_PAGES
    assert given <= MOST_ANSWERS
    press(page)
    text = page.locator("main").inner_text()
    assert told.REFERENCE.search(text)
    assert told.SECRET.search(text)
    page.locator("#has_both").check(force=True)
    press(page)
    assert page.url.endswith("/")
    with app.app_context():
        report = session.scalars(sa.select(IncidentReport)).one()
        kept = sealed.take(report.id, Compartment.ACCOUNT, Compartment.ALLEGED)
        assert kept[Compartment.ACCOUNT].narrative == SAID[language]
        assert kept[Compartment.ALLEGED].area == CASE["who"]["area"]


@pytest.mark.parametrize("language", ["so", "ar"])
def test_what_the_centre_notices_takes_two_pages(app, vera, language):
    page = vera(language)
    page.locator('main a[href="/o"]').first.click()
    fill(page, tension.WHAT)
    press(page)
    assert page.url.endswith("/o/2")
    fill(page, tension.WHERE)
    press(page)
    assert page.url.endswith("/o/sent")
    with app.app_context():
        assert session.scalar(sa.select(sa.func.count()).select_from(TensionObservation)) == 1


def test_nothing_to_report_is_two_clicks_from_home_at_most(vera):
    page = vera("so")
    n_clicks = 0
    while page.locator('form[action$="/undo"]').count() == 0:
        assert n_clicks < 2
        page.locator('form[action$="/nil"] button').first.click()
        n_clicks += 1
