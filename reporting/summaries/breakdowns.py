"""The tables that share the month's reports out under one heading each. Adding one is one row here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reporting.reports import vocabulary
from reporting.summaries.tabulation import Key

INTERNAL, PUBLIC = "internal", "public"
BOTH = (INTERNAL, PUBLIC)
NONE_GIVEN = Key("words", "none_given")


@dataclass(frozen=True, kw_only=True)
class Breakdown:
    """One table. ``heading`` takes the values of the dimensions; ``headings`` are shown even where nothing is counted."""

    id: str
    label: str  # key of wording.COLUMNS for the first column
    dimensions: tuple[str, ...]
    headings: tuple[Key, ...]
    heading: Callable[[Sequence[Any]], Key]
    audiences: tuple[str, ...] = BOTH
    notes: tuple[str, ...] = ()


def keys_of(name: str, terms: dict[str, vocabulary.Term]) -> tuple[Key, ...]:
    """The headings of a whole list."""
    return tuple(Key(name, key) for key in terms)


def _first(name: str) -> Callable[[Sequence[Any]], Key]:
    return lambda values: Key(name, str(values[0])) if values[0] else NONE_GIVEN


def _type_group(values: Sequence[Any]) -> Key:
    term = vocabulary.INCIDENT_TYPES.get(values[0])
    return Key("type_groups", term.group if term else "other")


def delay(values: Sequence[date]) -> Key:
    """From the (last) day it happened to the day it was told."""
    days = (values[1] - values[0]).days
    if days <= 0:
        return Key("delays", "same_day")
    return Key("delays", "1_to_7" if days <= 7 else "8_to_28" if days <= 28 else "29_or_more")


def band(values: Sequence[Any]) -> Key:
    """Parts of the day for the public: none shorter than six hours."""
    key = str(values[0])
    if key in {"early_morning", "morning", "not_known"}:
        return Key("parts_of_day", key)
    return Key("words", "noon_to_midnight")


DELAYS = tuple(Key("delays", key) for key in ("same_day", "1_to_7", "8_to_28", "29_or_more"))
BANDS = (
    Key("parts_of_day", "early_morning"),
    Key("parts_of_day", "morning"),
    Key("words", "noon_to_midnight"),
    Key("parts_of_day", "not_known"),
)
STRANDS = (*keys_of("strands", vocabulary.STRANDS), NONE_GIVEN)

BREAKDOWNS = (
    Breakdown(id="T2", label="channel", dimensions=("channel",), audiences=(PUBLIC,),
              headings=keys_of("channels", vocabulary.CHANNELS), heading=_first("channels")),
    Breakdown(id="T3", label="primary_strand", dimensions=("primary_strand",), audiences=(PUBLIC,),
              headings=STRANDS, heading=_first("strands"), notes=("one_strand_each",)),
    Breakdown(id="T4", label="type_group", dimensions=("main_type",),
              headings=keys_of("type_groups", vocabulary.TYPE_GROUPS), heading=_type_group),
    Breakdown(id="T6", label="place_type", dimensions=("place_type",),
              headings=keys_of("place_types", vocabulary.PLACE_TYPES), heading=_first("place_types")),
    Breakdown(id="T7", label="part_of_day", dimensions=("part_of_day",), audiences=(INTERNAL,),
              headings=keys_of("parts_of_day", vocabulary.PARTS_OF_DAY), heading=_first("parts_of_day")),
    Breakdown(id="T7", label="part_of_day", dimensions=("part_of_day",), audiences=(PUBLIC,),
              headings=BANDS, heading=band),
    Breakdown(id="T7A", label="delay", dimensions=("happened_on", "disclosed_on"), headings=DELAYS, heading=delay),
    Breakdown(id="T11", label="repeat", dimensions=("repeat",),
              headings=keys_of("repeats", vocabulary.REPEATS), heading=_first("repeats")),
    Breakdown(id="T11A", label="first_told", dimensions=("first_ever_told",),
              headings=keys_of("first_told", vocabulary.FIRST_TOLD), heading=_first("first_told")),
    Breakdown(id="T12", label="risk", dimensions=("risk",),
              headings=keys_of("risks", vocabulary.RISKS), heading=_first("risks")),
    Breakdown(id="T13", label="sharing", dimensions=("sharing",), audiences=(INTERNAL,),
              headings=keys_of("sharing_choices", vocabulary.SHARING_CHOICES), heading=_first("sharing_choices")),
)  # fmt: skip


def breakdowns_for(audience: str) -> list[Breakdown]:
    """The breakdowns of an audience, in order."""
    return [one for one in BREAKDOWNS if audience in one.audiences]
