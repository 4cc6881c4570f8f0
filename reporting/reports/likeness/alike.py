"""Whether two reports may be of one event, or of one thing that goes on. Pure; it only offers, a person decides.

Facts in clear come first (day, place, kind), words only decide between what is left: two people tell one event in
different words, and one person tells two events in the same.
"""

from dataclasses import dataclass
from datetime import date
from math import hypot

from rapidfuzz import fuzz, utils

NEAR_M = 250  # two anchors of one place may lie so far apart
DAYS_APART = 1  # told as the evening before or the night after
SLACK = {"month": 31, "between_dates": 7, "ongoing": 31}  # days by which a report may be out; others: none
BEFORE_DAYS = 365
FEWEST_WORDS = 40  # signs: shorter texts are alike by chance
WORDS_ALIKE = 60  # of 100
NAMES_ALIKE = 90
FEWEST_SIGNS = 4  # of what was said to be a name


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is compared of one report. ``point`` in metres EPSG:27700, as it was snapped; words and names as told."""

    day: date
    precision: str
    scope: str
    ward: str
    point: tuple[int, int] | None
    strands: frozenset[str]
    types: frozenset[str]
    words: str = ""
    names: str = ""


@dataclass(frozen=True)
class Likeness:
    """What two reports may be to each other (``same_event`` or ``happened_before``), why, and how alike: 0 to 1."""

    verdict: str
    reasons: tuple[str, ...]
    score: float


def likeness(this: Known, other: Known) -> Likeness | None:
    """How ``other`` is like ``this``; None: not enough to trouble anyone with."""
    place = _place(this, other)
    days = abs((this.day - other.day).days)
    slack = max(SLACK.get(one.precision, 0) for one in (this, other))
    shared_kinds = this.types & other.types
    words = _alike(this.words, other.words, fewest=FEWEST_WORDS)
    kinds = ["kind"] if shared_kinds else []
    said = ["words"] if words >= WORDS_ALIKE else []
    if place and days <= DAYS_APART + slack and (kinds or said):
        share = len(shared_kinds) / max(1, len(this.types | other.types))
        score = (words / 100 + share + 1 / (1 + days) + (place == "near")) / 4
        return Likeness("same_event", (*(["day"] if days == 0 else []), place, *kinds, *said), score)
    if not 0 < (this.day - other.day).days <= BEFORE_DAYS:
        return None
    names = ["names"] if _alike(this.names, other.names, fewest=FEWEST_SIGNS) >= NAMES_ALIKE else []
    if names or (place == "near" and kinds and this.strands & other.strands):
        score = (bool(names) + (place == "near") + words / 100 + 1 - days / BEFORE_DAYS) / 4
        return Likeness("happened_before", (*([place] if place else []), *kinds, *said, *names), score)
    return None


def _place(this: Known, other: Known) -> str:
    """``near``, ``ward`` where no more is known, or nothing."""
    if this.scope != other.scope:
        return ""
    if this.point and other.point:
        apart = hypot(this.point[0] - other.point[0], this.point[1] - other.point[1])
        return "near" if apart <= NEAR_M else ""
    return "ward" if this.ward == other.ward else ""


def _alike(one: str, other: str, *, fewest: int) -> float:
    """How alike two texts are, 0 to 100; 0 where one is too short to say."""
    texts = [utils.default_process(text) for text in (one, other)]
    if min(len(text) for text in texts) < fewest:
        return 0
    return fuzz.token_set_ratio(*texts)
