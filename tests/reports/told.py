"""A report told page by page, as a volunteer types it."""

import re
from typing import Any

from tests.factories import Browser

YES_NO_QUESTIONS = (
    "targeted_at_home", "known_and_near", "escalating", "weapons_or_fire", "threats_to_kill", "children", "vulnerable",
    "suicidal", "retaliation",
)  # fmt: skip

ANSWERS: dict[int, dict[str, Any]] = {
    1: {"is_safe": "yes", "is_private": "yes", "channel": "in_person_centre"},
    2: {"sharing": "anonymous_to_police", "consent_given_by": "victim", "is_read_back": "yes"},
    3: {
        "narrative": "Wey igu qayliyeen albaabka hortiisa.",
        "kind": "hate_incident",
        "incident_types": ["verbal_abuse"],
    },
    4: {"precision": "part_of_day", "day": ["7", "11", "2026"], "part_of_day": "evening"},
    5: {
        "scope": "in_borough",
        "place_type": "home_doorstep_or_garden",
        "postcode": "zz1 1aa",
        "street": "Orchard Row",
        "address": "Flat 9, 4",
        "location_precision": "street_or_estate",
    },
    6: {"strands": ["race", "religion"], "primary_strand": "race"},
    7: {"number": "3-5", "relationship": "neighbour", "description": "Four boys", "provenance": "first_hand"},
    8: {"injury": "none", "repeat": "before_same_people", "first_ever_told": "first_person_told"},
    9: dict.fromkeys(YES_NO_QUESTIONS, "no"),
    10: {"wanted": ["emotional"]},
    11: {"name": "Amina Example", "age_band": "35-44", "ethnicity": "B2"},
}
CHECK = 12
KEY = re.compile(r'name="submission_key" value="([^"]+)"')
DRAFT = re.compile(r'name="draft" value="([^"]+)"')
REFERENCE = re.compile(r"[34679ACDEFGHJKMNPQRTWXY]{4}-[34679ACDEFGHJKMNPQRTWXY]{4}")
SECRET = re.compile(r"\d{3} \d{3} \d{4}")
MISTAKE = re.compile(r'<p[^>]*class="govuk-error-message"[^>]*>.*?</p>', re.S)


def begin(volunteer: Browser, *, second_language: str = "so") -> None:
    assert volunteer.post("/f", {"second_language": second_language}).location == "/f/1"


def answer(volunteer: Browser, **changed: dict[str, Any]) -> None:
    """Answers every page; ``page_3={"narrative": "…"}`` changes answers of page 3."""
    for number, values in ANSWERS.items():
        given = {**values, **changed.get(f"page_{number}", {})}
        response = volunteer.post(f"/f/{number}", given)
        assert response.status_code == 302, (number, MISTAKE.findall(response.text))


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
