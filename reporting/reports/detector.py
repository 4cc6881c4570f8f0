"""Names, numbers and addresses in a text that is to be shared: marked for whoever reads it before it goes. Pure.

It marks rather too much than too little and decides nothing. Names are known ones (from what is sealed about the
report, in any script), words after a title, and two capitalised words in a row that do not begin a sentence.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from phonenumbers import Leniency, PhoneNumberMatcher

SHORTEST_NAME = 3  # letters of a part of a name that is looked for by itself
REGION = "GB"

EMAIL = re.compile(r"[^\s@<>]{1,64}@[^\s@<>]{1,190}\.[^\s@<>.,;:]{2,24}")
WEB = re.compile(r"(?:https?://|www\.)[^\s<>]{3,200}|(?<!\w)@\w{3,40}", re.IGNORECASE)
POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b", re.IGNORECASE)
PLATE = re.compile(r"\b[A-Z]{2}[0-9]{2} ?[A-Z]{3}\b")
LONG_NUMBER = re.compile(r"(?<!\w)\+?[0-9][0-9 ()-]{6,18}[0-9](?!\w)")
DAY_OF_BIRTH = re.compile(r"\b(?:born|aged?)\b[^.\n]{0,30}?[0-9]{1,4}", re.IGNORECASE)
STREETS = (
    "street|road|avenue|lane|close|court|house|place|gardens|way|row|terrace|square|crescent|drive|estate|tower|block"
)
ADDRESS = re.compile(
    rf"\b(?:flat|apartment|room|no\.?|number) ?[0-9]{{1,4}}[a-z]?\b|\b[0-9]{{1,4}}[a-z]? (?:[\w\u2019\'-]+ ){{1,3}}(?:{STREETS})\b",
    re.IGNORECASE,
)
TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sheikh|Imam|Father|Auntie|Uncle)\.? [^\W\d_][\w\u2019\'-]+")
TWO_CAPITALS = re.compile(r"(?<![.!?:\n] )(?<!^)\b([A-Z][\w\u2019\'-]+) ([A-Z][\w\u2019\'-]+)\b")


class Found(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"
    ADDRESS = "address"
    PLATE = "plate"
    BIRTH = "birth"
    NAME = "name"


@dataclass(frozen=True)
class Mark:
    """A part of the text, from ``start`` to before ``end``, and what it looks like."""

    start: int
    end: int
    kind: Found


def marks(text: str, *, names: Iterable[str] = (), allowed: Iterable[str] = ()) -> list[Mark]:
    """What looks like a name, a number or an address, in order and without overlaps.

    names     whole names that are known to belong to people of the report
    allowed   what may stand there although it looks like one: wards, the estate where it may be named
    """
    fine = {_folded(one) for one in allowed}
    found = [mark for mark in _all(text, names) if _folded(text[mark.start : mark.end]) not in fine]
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _all(text: str, names: Iterable[str]) -> Iterator[Mark]:
    for kind, pattern in (
        (Found.EMAIL, EMAIL), (Found.WEB, WEB), (Found.ADDRESS, ADDRESS), (Found.ADDRESS, POSTCODE), (Found.PLATE, PLATE),
        (Found.BIRTH, DAY_OF_BIRTH), (Found.NAME, TITLED), (Found.NAME, TWO_CAPITALS), (Found.PHONE, LONG_NUMBER),
    ):  # fmt: skip
        yield from (Mark(one.start(), one.end(), kind) for one in pattern.finditer(text))
    for match in PhoneNumberMatcher(text, REGION, leniency=Leniency.POSSIBLE):
        yield Mark(match.start, match.end, Found.PHONE)
    yield from _known(text, names)


def _known(text: str, names: Iterable[str]) -> Iterator[Mark]:
    """Every part of a known name, as a whole word, in any script and whatever its case."""
    parts = {part for name in names for part in re.split(r"[\s,;/]+", _folded(name)) if len(part) >= SHORTEST_NAME}
    if not parts:
        return
    for word in re.finditer(r"[^\W\d_][\w\u2019\'-]*", text):
        if _folded(word.group()) in parts:
            yield Mark(word.start(), word.end(), Found.NAME)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def split(text: str, found: Iterable[Mark]) -> list[tuple[str, Found | None]]:
    """The text in pieces, each with what it was marked as; joined they are the text."""
    pieces: list[tuple[str, Found | None]] = []
    at = 0
    for mark in found:
        pieces += [(text[at : mark.start], None), (text[mark.start : mark.end], mark.kind)]
        at = mark.end
    return [piece for piece in [*pieces, (text[at:], None)] if piece[0]]
