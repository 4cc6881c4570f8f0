"""What a volunteer types into the two pages of an observation and into the questions of a week."""

import re
from typing import Any

from tests.factories import Browser

WHAT: dict[str, Any] = {
    "heard": "Young people say the group has split and talk of paying somebody back.",
    "types": ["gang_conflict", "revenge_talk"],
    "eep": "potential",
    "provenance": "told_first_hand",
    "heard_from": "youth_worker",
}
WHERE: dict[str, Any] = {
    "ward": "Z01",
    "place": "by the garages",
    "direction": "rising",
    "widely_held": "few",
    "judgement": "3",
    "reported": "no",
    "communities": "young people of two estates",
    "expected": "Friday after school",
    "impact": "Parents keep children in.",
    "responses": ["youth_work"],
}
WEEK: dict[str, Any] = {
    "aware": "yes",
    "categories": ["racial", "criminal_or_antisocial"],
    "details": "Two lads from the other estate were shouted at.",
    "had_coverage": "no",
    "impact": "People are uneasy.",
    "was_reported": "no",
}
DRAFT = re.compile(r'name="draft" value="([^"]+)"')
DAY = re.compile(r'name="observed_on"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="observed_on"')


def observation(browser: Browser, *, what: dict | None = None, **where: Any) -> str:
    """Tells an observation through both pages; returns its id."""
    first = browser.post("/o", {**WHAT, **(what or {})})
    assert first.status_code == 302, first.text
    assert first.location == "/o/2"
    page = browser.get("/o/2")
    draft = DRAFT.search(page.text).group(1)
    answer = browser.post("/o/2", {"draft": draft, **today(page.text), **WHERE, **where})
    assert answer.status_code == 302, answer.text
    return draft


def today(page: str) -> dict[str, list[str]]:
    """The three boxes of the day as the page offers them."""
    boxes = [re.search(r'value="(\d+)"', box).group(1) for box in re.findall(r"<input[^>]*observed_on[^>]*>", page)]
    assert len(boxes) == 3
    return {"observed_on": boxes}


def week(browser: Browser, name: str, **changed: Any):
    return browser.post(f"/w/{name}", {**WEEK, **changed})
