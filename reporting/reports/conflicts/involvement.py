"""Whether a report involves somebody: the rule of comparison, in one place. Pure.

A name     matches as whole words in their order or in the reverse order, in what is said of people: the person and whom
           they trust, alleged perpetrators, witnesses, the account in words, the summary for the police
A number   matches by its last nine digits, anywhere, however it is written
A place    matches anywhere: a postcode with or without its space, an address as whole words in their order
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reporting.reports.conflicts.folding import folded
from reporting.reports.conflicts.vocabulary import ConflictKind
from reporting.reports.contents import Account, Alleged, Content, Identity, Summary

PHONE_DIGITS = 9  # without the 0 or the country code in front
POSTCODE = re.compile(r"(?:^|(?<= ))([a-z]{1,2}[0-9][a-z0-9]?) ?([0-9][a-z]{2})(?:$|(?= ))")
SPACE_IN_NUMBER = re.compile(r"(?<=[0-9]) (?=[0-9])")
BETWEEN = " \n "  # between two answers: no words run from one into the next


@dataclass(frozen=True)
class Searchable:
    """What a report says, folded once for any number of comparisons."""

    people: str  # where people are named
    everything: str
    numbers: str  # everything, the spaces inside numbers left out


@dataclass(frozen=True)
class Sought:
    """What one conflict of interest looks for. Without anything to look for it is in nothing."""

    kind: ConflictKind
    forms: tuple[str, ...]
    postcode: re.Pattern[str] | None = None

    def is_in(self, said: Searchable) -> bool:
        if self.kind is ConflictKind.PHONE:
            return any(form in said.numbers for form in self.forms)
        text = said.people if self.kind is ConflictKind.NAME else said.everything
        return any(form in text for form in self.forms) or bool(self.postcode and self.postcode.search(text))


def involves(kind: ConflictKind, words: str, contents: Iterable[Content]) -> bool:
    """Whether these contents of a report involve whom or what the words name."""
    return sought(kind, words).is_in(searchable(contents))


def sought(kind: ConflictKind, words: str) -> Sought:
    """What the words look for."""
    text = folded(words)
    if kind is ConflictKind.PHONE:
        digits = "".join(sign for sign in text if sign.isdigit())
        return Sought(kind, (digits[-PHONE_DIGITS:],) if len(digits) >= PHONE_DIGITS else ())
    if not text:
        return Sought(kind, ())
    if kind is ConflictKind.NAME:
        # In reverse, a double name stays as it is written: "Zoë Hill-Bright" is also "Hill-Bright, Zoë".
        orders = (text, folded(_reversed(words)), _reversed(text))
        return Sought(kind, tuple(dict.fromkeys(_whole(order) for order in orders)))
    found = POSTCODE.search(text)
    address = " ".join(POSTCODE.sub(" ", text).split())
    if found and not address:
        return Sought(kind, (), re.compile(f" {found[1]} ?{found[2]} "))
    return Sought(kind, (_whole(address),))  # a postcode beside an address says the same less exactly


def searchable(contents: Iterable[Content]) -> Searchable:
    """The folded text of the contents that can name somebody; other contents are passed over."""
    people: list[str] = []
    others: list[str] = []
    for content in contents:
        if isinstance(content, Identity):
            people += [content.name, content.trusted_contact, content.contact_rules]
            others += [content.phone, content.email, content.address, content.community]
        elif isinstance(content, Account):
            people += [content.narrative, content.narrative_english, content.exact_words, content.why_perceived]
            people += [content.witnesses]
            others += [content.postcode, content.when_words]
            # House number and street are asked for in boxes of their own.
            others += [f"{content.address} {place}" for place in (content.place_words, content.anchor_name)]
            others += [f"{content.place_words} {content.anchor_name}"]
        elif isinstance(content, Alleged):
            people += [content.names, content.description]
            others += [content.area]
        elif isinstance(content, Summary):
            people += [content.text]
    of_people = _joined(people)
    everything = of_people + _joined(others)
    return Searchable(of_people, everything, SPACE_IN_NUMBER.sub("", everything))


def _joined(answers: list[str]) -> str:
    return f" {BETWEEN.join(folded(answer) for answer in answers if answer)} "


def _reversed(text: str) -> str:
    return " ".join(reversed(text.split()))


def _whole(text: str) -> str:
    """The words with a space on either side: no part of a longer word is like it."""
    return f" {text} "
