"""Film of a camera that somebody can still ask for: until when, and of which reports. Pure.

That a camera may have seen it is a row of its own beside the evidence, without a word: the queue counts days without
opening a seal. Of what is only counted there is none, because asking for a film tells somebody.
"""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from reporting.reports.evidence.vocabulary import CAMERAS, CCTV_DAYS, CCTV_POSSIBLE
from reporting.reports.vocabulary import SharingChoice

OWN_NUMBER = 0  # what people add counts from 1


def film_row(cctv: str, *, report_id: UUID, sharing: SharingChoice, added_at: datetime) -> dict[str, Any] | None:
    """The row that says that a camera may have seen it, or None."""
    if cctv not in CAMERAS or sharing is SharingChoice.STATISTICS_ONLY:
        return None
    return {
        "id": uuid4(),
        "report_id": report_id,
        "number": OWN_NUMBER,
        "kind": CCTV_POSSIBLE,
        "held_by": "other",
        "shows_person": False,
        "added_at": added_at,
        "added_by_id": None,
        "centre_id": None,
        "media_type": "",
        "size": 0,
        "words": b"",
        "handed_over_on": None,
        "exhibit": "",
    }


def days_left(happened_on: date, *, today: date) -> int:
    """How many days film of that day is commonly still kept; 0 is the last one, negative: likely gone."""
    return CCTV_DAYS - (today - happened_on).days


def earliest_kept(today: date) -> date:
    """The first day of which film may still be there."""
    return today - timedelta(days=CCTV_DAYS)
