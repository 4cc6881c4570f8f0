"""Keeping a suppressed number from being worked out by subtraction: ranges, and what a second suppression must hide.

A published 35 says "33 to 37"; a suppressed cell says "0 to 9"; a total and its parts together say more than each. So
each table whose parts make up a published total is attacked here as a reader with a pencil would attack it, and where
a small number could be told to within a few, the smallest published part is suppressed as well.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from reporting.disclosure import PUBLIC_MINIMUM, PUBLIC_ROUNDING, Published, Suppressed
from reporting.summaries.groups import Group

LARGEST_HIDDEN = PUBLIC_MINIMUM - 1
POSSIBLE_VALUES_MINIMUM = 5
"""A suppressed number must stay possible at this many values at least."""

Range = tuple[int, int]


def range_of(published: Published) -> Range:
    """The true counts that are published like this, where only the size of the number decides."""
    if isinstance(published, Suppressed):
        return 0, LARGEST_HIDDEN
    half = PUBLIC_ROUNDING // 2
    return max(PUBLIC_MINIMUM, published - half), published + half


def tightened(total: Range, tables: Sequence[Sequence[Published]]) -> Range:
    """What a reader knows of a total once every table of its parts has been added up."""
    low, high = total
    for parts in tables:
        ranges = [range_of(part) for part in parts if not isinstance(part, Suppressed)]
        low = max(low, sum(one[0] for one in ranges))
        if len(ranges) == len(parts):
            high = min(high, sum(one[1] for one in ranges))
    return low, max(low, high)


def is_told(total: Range, parts: Sequence[Published]) -> bool:
    """Whether a suppressed part could be told to within fewer than five values from the total and the other parts."""
    ranges = [range_of(part) for part in parts if not isinstance(part, Suppressed)]
    n_hidden = len(parts) - len(ranges)
    if not n_hidden:
        return False
    left_low = total[0] - sum(high for _low, high in ranges)
    left_high = total[1] - sum(low for low, _high in ranges)
    lowest = max(0, left_low - LARGEST_HIDDEN * (n_hidden - 1))
    highest = min(LARGEST_HIDDEN, left_high)
    return highest - lowest + 1 < POSSIBLE_VALUES_MINIMUM


def protected(parts: Mapping[Any, Group], total: Range) -> dict[Any, Published]:
    """The parts of a total as the public may see them.

    One more suppression is always enough: it hides at least ten, so that what is left over can be shared out between
    the two in at least eleven ways, and a reader cannot tell a second suppression from a first.
    """
    shown = {name: group.published for name, group in parts.items()}
    if is_told(total, list(shown.values())):
        smallest = min(
            (name for name, number in shown.items() if not isinstance(number, Suppressed)),
            key=lambda name: parts[name].n_reports,
            default=None,
        )
        if smallest is not None:
            shown[smallest] = Suppressed()
    return shown


def tells_its_wards(published: Published, n_wards: int) -> bool:
    """Whether an area's number, once readers may suppose that each of its wards is under 10, tells each to within five.

    Two wards under 10 that make 18 are nine each.
    """
    if isinstance(published, Suppressed) or n_wards < 1:
        return False
    low, _high = range_of(published)
    could_all_be_hidden = low <= LARGEST_HIDDEN * n_wards
    least = low - LARGEST_HIDDEN * (n_wards - 1)
    return could_all_be_hidden and LARGEST_HIDDEN - least + 1 < POSSIBLE_VALUES_MINIMUM
