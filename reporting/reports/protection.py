"""Whom to ring for each kind of concern. Only numbers that are general and certain; the rest the coordinator keeps. Pure.

Source: `domain.md` 1.10. Every number must be checked once more before real people use the site.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class Call:
    """Whom to ring, and the number as it is dialled; empty where the coordinator keeps it."""

    whom: Any
    number: str = ""


DANGER = Call(_l("In danger now: police, ambulance or fire"), "999")
COUNCIL_CHILDREN = Call(_l("The council’s service for children: ask the coordinator for the number"))
COUNCIL_ADULTS = Call(_l("The council’s service for adults at risk: ask the coordinator for the number"))

CALLS: dict[str, tuple[Call, ...]] = {
    "child": (DANGER, COUNCIL_CHILDREN, Call(_l("NSPCC, for adults worried about a child"), "0808 800 5000")),
    "adult": (DANGER, COUNCIL_ADULTS),
    "suicide": (
        DANGER,
        Call(_l("NHS, mental health crisis: choose option 2"), "111"),
        Call(_l("Samaritans, day and night"), "116 123"),
    ),
    "domestic_abuse": (DANGER, Call(_l("National Domestic Abuse Helpline"), "0808 2000 247")),
    "modern_slavery": (DANGER, Call(_l("Modern Slavery and Exploitation Helpline"), "0800 0121 700")),
    "radicalisation": (DANGER, Call(_l("ACT Early, for somebody being drawn into violence"), "0800 011 3764")),
}


def calls_for(concerns: Iterable[str]) -> list[Call]:
    """Whom to ring, each once, in the order of the table."""
    wanted = set(concerns)
    return list(dict.fromkeys(call for key, calls in CALLS.items() if key in wanted for call in calls))
