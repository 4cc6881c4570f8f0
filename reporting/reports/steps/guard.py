"""Where the details to be shared would point to the person themselves, said before anything is sent. Pure.

Nothing is changed without them: each sentence comes with an offer to share less (``domain.md`` G 10, A.4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from reporting.reports import vocabulary
from reporting.reports.actions import Submission
from reporting.reports.contents import Account, Identity
from reporting.reports.vocabulary import Precision, SharingChoice, Term

FEW_KNOWN_TO_BELONG = frozenset({"transgender", "sexual_orientation", "alternative_subculture"})
COMMON_GROUPS = frozenset({"W1", "NS", "not_asked"})

OFFERS = {
    "street": Term(_l("Share only the street or estate")),
    "ward": Term(_l("Share only the ward, and only the week")),
    "no_details": Term(_l("Do not share details about me")),
    "summary_only": Term(_l("Let the police read only the short summary")),
}
Steps = Mapping[str, Mapping[str, Sequence[str]]]
Changed = dict[str, list[str]]


@dataclass(frozen=True)
class Pointer:
    """One way in which what is shared could point to the person, and what could be shared instead."""

    key: str
    sentence: Any
    offers: tuple[str, ...]


def pointing(found: Submission) -> list[Pointer]:
    """What of this submission could tell the police, or who hears of it from them, whom it is about.

    Nothing where who they are is shared anyway, or where nothing is shared.
    """
    facts = found.facts
    if facts.sharing is not SharingChoice.ANONYMOUS_TO_POLICE:
        return []
    account, identity = found.content(Account), found.content(Identity)
    is_home = vocabulary.PLACE_TYPES[facts.place_type].is_home
    pointers = []
    if is_home and facts.location_precision is Precision.EXACT:
        pointers.append(Pointer(
            "own_door",
            _l("It happened at your own home, and you let the exact place be shared. That is as good as your name."),
            ("street", "ward"),
        ))  # fmt: skip
    elif is_home and facts.location_precision is Precision.STREET_OR_ESTATE and _has_few(facts.strands, identity):
        pointers.append(Pointer(
            "few_in_the_street",
            _l("It happened at your home, and few families like yours may live in that street or estate."),
            ("ward",),
        ))  # fmt: skip
    if "T" in account.happened_from and facts.location_precision is Precision.EXACT and not is_home:
        pointers.append(Pointer(
            "exact_time_and_place",
            _l("The exact place and the exact time together may tell who was there."),
            ("street", "ward"),
        ))  # fmt: skip
    if facts.shares_demographics and (identity.community or identity.ethnicity not in COMMON_GROUPS):
        pointers.append(Pointer(
            "details",
            _l("Your age group, your background and the centre together may point to you, where few people share them."),
            ("no_details",),
        ))  # fmt: skip
    if facts.shares_full_account:
        pointers.append(Pointer(
            "own_words",
            _l("Your own words may hold what only you would say: a name, a job, a child’s school. Read them once more."),
            ("summary_only",),
        ))  # fmt: skip
    return pointers


def taken_up(steps: Steps, offer: str) -> tuple[str, Changed]:
    """The page an offer changes and its answers afterwards. Raises KeyError for an offer that is none."""
    step, question, instead = {
        "street": ("where", "location_precision", [Precision.STREET_OR_ESTATE.value]),
        "ward": ("where", "location_precision", [Precision.WARD_ONLY.value]),
        "no_details": ("sharing", "shares_demographics", []),
        "summary_only": ("sharing", "shares_full_account", []),
    }[offer]
    answers: Changed = {name: list(texts) for name, texts in steps.get(step, {}).items()}
    answers.pop(question, None)
    return step, {**answers, **({question: instead} if instead else {})}


def _has_few(strands: frozenset[str], identity: Identity) -> bool:
    """Whether the strand or what is said of the person names a group that may be small in one street."""
    return bool(strands & FEW_KNOWN_TO_BELONG or identity.community or identity.ethnicity not in COMMON_GROUPS)
