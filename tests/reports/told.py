"""A report told page by page, as a volunteer types it."""

import re
from typing import Any

from reporting.reports.steps.order import N_PAGES, NUMBERS
from tests.factories import Browser

RISK_QUESTIONS = (
    "known_and_near", "escalating", "weapons_or_fire", "threats_to_kill", "children", "vulnerable", "suicidal",
    "retaliation", "lives_alone", "group_link",
)  # fmt: skip

DAYS = frozenset({"day", "last_day", "disclosed_on", "date_of_birth"})  # questions of three boxes

PAGES: dict[str, dict[str, Any]] = {
    "safety": {"is_safe": "yes", "is_private": "yes", "channel": "in_person_centre", "interpreter_now": "none"},
    "sharing": {"sharing": "anonymous_to_police", "consent_given_by": "victim", "is_read_back": "yes"},
    "teller": {
        "kind": "hate_incident",
        "reporter_role": "victim",
        "victim_type": "person",
        "children_there": "no",
    },
    "what": {
        "narrative": "Wey igu qayliyeen albaabka hortiisa.",
        "incident_types": ["verbal_abuse"],
    },
    "when": {"precision": "part_of_day", "day": ["7", "11", "2026"], "part_of_day": "evening"},
    "where": {
        "scope": "in_borough",
        "place_type": "home_doorstep_or_garden",
        "postcode": "zz1 1aa",
        "street": "Orchard Row",
        "address": "Flat 9, 4",
        "location_precision": "street_or_estate",
    },
    "why": {"strands": ["race", "religion"], "primary_strand": "race"},
    "who": {"number": "3-5", "relationship": "neighbour", "description": "Four boys", "provenance": "first_hand"},
    "harm": {"injury": "none", "loss": "none"},
    "before": {"repeat": "before_same_people", "first_ever_told": "first_person_told"},
    "risk": dict.fromkeys(RISK_QUESTIONS, "no"),
    "support": {"wanted": ["emotional"], "name": "Amina Example"},
    "you": {"age_band": "35-44", "ethnicity": "B2"},
}
N = NUMBERS
ANSWERS: dict[int, dict[str, Any]] = {N[key]: values for key, values in PAGES.items()}
CHECK = N_PAGES
KEY = re.compile(r'name="submission_key" value="([^"]+)"')
DRAFT = re.compile(r'name="draft" value="([^"]+)"')
REFERENCE = re.compile(r"(?<![\w-])[34679ACDEFGHJKMNPQRTWXY]{4}-[34679ACDEFGHJKMNPQRTWXY]{4}(?![\w-])")
SECRET = re.compile(r"\d{3} \d{3} \d{4}")
MISTAKE = re.compile(r'<p[^>]*class="govuk-error-message"[^>]*>.*?</p>', re.S)


def begin(volunteer: Browser, *, second_language: str = "so") -> None:
    assert volunteer.post("/f", {"second_language": second_language}).location == "/f/1"


def page(key: str) -> str:
    """The address of a page by its key."""
    return f"/f/{N[key]}"


def asked() -> list[int]:
    """The numbers of the pages that this report needs, the last one too."""
    return [*ANSWERS, CHECK]


def following(number: int) -> int:
    """The number of the page that comes after this one."""
    numbers = asked()
    return numbers[numbers.index(number) + 1]


def answer(volunteer: Browser, **changed: dict[str, Any]) -> None:
    """Answers every page; ``what={"narrative": "…"}`` changes answers of that page."""
    for key, values in PAGES.items():
        response = volunteer.post(page(key), {**values, **changed.get(key, {})})
        assert response.status_code == 302, (key, MISTAKE.findall(response.text))


def submission_key(volunteer: Browser) -> str:
    page = volunteer.get(f"/f/{CHECK}")
    assert page.status_code == 200, page.location
    found = KEY.search(page.text)
    assert found
    return found.group(1)


def submit(volunteer: Browser) -> str:
    """Sends a finished form; returns the address of the receipt."""
    response = volunteer.post(f"/f/{CHECK}", {"submission_key": submission_key(volunteer)})
    assert response.status_code == 302
    return response.location


def tell(volunteer: Browser, **changed: dict[str, Any]) -> str:
    """The whole way; returns the address of the receipt."""
    begin(volunteer)
    answer(volunteer, **changed)
    return submit(volunteer)
