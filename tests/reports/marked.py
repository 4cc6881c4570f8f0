"""Words that say where they stood, so that a page can be searched for every one of them."""

import re
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from reporting.audit import queries as audit
from reporting.reports.contents import Account, Alleged, Identity, Support
from tests.factories import TOKEN, Words

ACCOUNT = {
    "narrative": "Zq-narrative",
    "narrative_english": "Zq-in-english",
    "exact_words": "Zq-exact-words",
    "why_perceived": "Zq-why",
    "when_words": "Zq-when",
    "place_words": "Zq-place-words",
    "address": "Zq-address",
    "postcode": "ZQ9 9ZQ",
    "anchor_name": "Zq-anchor",
    "witnesses": "Zq-witness",
}
ALLEGED = {"description": "Zq-description", "names": "Zq-nickname", "area": "Zq-area"}
IDENTITY = {
    "name": "Zq-person",
    "phone": "01632 960 999",
    "email": "zq@person.example",
    "address": "Zq-home",
    "contact_rules": "Zq-rules",
    "trusted_contact": "Zq-trusted",
    "community": "Zq-community",
}
SUPPORT = {"notes": "Zq-support"}
SUMMARY = "Repeated shouting at a front door in the evening."  # as tests.factories writes it

EVERY_WORD = frozenset({*ACCOUNT.values(), *ALLEGED.values(), *IDENTITY.values(), *SUPPORT.values(), SUMMARY})


def words() -> Words:
    return Words(
        account=Account(**ACCOUNT),
        alleged=Alleged(**ALLEGED, provenance="first_hand"),
        support=Support(wanted=["legal"], **SUPPORT),
        identity=Identity(**IDENTITY, age_band="35-44", ethnicity="B2"),
    )


def found_in(text: str) -> set[str]:
    """Which of the words a page shows."""
    return {word for word in EVERY_WORD if word in text}


def bare(answer: TestResponse, path: str) -> tuple[int, str, dict[str, str]]:
    """An answer without what differs between any two requests: the token, the address asked for, the time."""
    text = TOKEN.sub("", answer.text).replace(path, "")
    headers = {name: value for name, value in answer.headers.items() if name not in {"Date", "Set-Cookie"}}
    headers["Content-Security-Policy"] = re.sub(r"'nonce-[^']+'", "", headers["Content-Security-Policy"])
    return answer.status_code, text, headers


def trail(app: Flask) -> list[tuple[str, str, str]]:
    """(action, detail, outcome) of every entry, the newest first."""
    with app.app_context():
        return [(entry.action, entry.detail, entry.outcome) for entry in audit.recent(10_000)]


def actions_in(app: Flask) -> list[str]:
    return [action for action, _detail, _outcome in trail(app)]


def status_of(app: Flask, report_id: Any) -> str:
    from reporting.database import session
    from reporting.reports.models import IncidentReport

    with app.app_context():
        return session.get_one(IncidentReport, report_id).status.value
