"""What a summary is made from: counts of one month, and of the longer periods that some tables need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reporting.reports.figures import Count
from reporting.summaries.groups import Group
from reporting.summaries.tabulation import Cell

BREAKDOWN_DIMENSIONS = (
    ("kind",), ("channel",), ("primary_strand",), ("main_type",), ("place_type",), ("part_of_day",),
    ("happened_on", "disclosed_on"), ("repeat",), ("first_ever_told",), ("risk",), ("sharing",),
)  # fmt: skip
PEOPLE_FACTS = ("age_band", "gender", "ethnicity", "main_language")


def months_before(month: str, n: int) -> str:
    """The month n months earlier, as 2026-11."""
    year, number = int(month[:4]), int(month[5:])
    index = year * 12 + number - 1 - n
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


@dataclass(frozen=True, kw_only=True)
class Month:
    """Counts of the reports told in one month.

    total    all of them
    by       for each of BREAKDOWN_DIMENSIONS, counts whose last value is the code of the centre
    people   for each of PEOPLE_FACTS, how many people by vocabulary key
    """

    month: str
    total: Count
    by: Mapping[tuple[str, ...], Sequence[Count]]
    people: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A period beside the month in the headline. ``heading`` is a month or "rolling_12"."""

    heading: Cell
    total: Count
    kinds: Sequence[Count]


@dataclass(frozen=True, kw_only=True)
class Internal:
    """What the internal summary needs beyond the month itself.

    strands, mentions   counts by month and primary strand, and by month and set of strands, over ``months``
    wards               counts by ward code and primary strand; ward_totals by ward code alone
    ward_names, centre_names   (code, name) in the order to show
    """

    month: Month
    comparisons: Sequence[Comparison]
    months: Sequence[str]
    strands: Sequence[Count]
    mentions: Sequence[Count]
    wards: Sequence[Count]
    ward_totals: Sequence[Count]
    ward_names: Sequence[tuple[str, str]]
    centre_names: Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Period:
    """A closed calendar quarter or year: its months' totals, its total and its wards (code, or "" for none)."""

    first: str
    last: str
    months: Sequence[Group]
    total: Group
    wards: Mapping[str, Group]
    n_surplus: int


@dataclass(frozen=True, kw_only=True)
class Public:
    """What the public summary needs beyond the month itself.

    earlier          headline cells of the earlier months beside it, as they were published, by month and measure
    quarter, year    only in the last month of each
    levels_frozen    the levels of area already published for other months of the same year
    neighbourhoods   groups of neighbouring wards, as codes
    """

    month: Month
    earlier: Mapping[str, Mapping[str, Cell]]
    quarter: Period | None
    year: Period | None
    levels_frozen: frozenset[str]
    ward_names: Sequence[tuple[str, str]]
    neighbourhoods: Sequence[tuple[str, ...]]
