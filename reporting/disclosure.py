"""The one rule for small numbers. Every figure that leaves the scheme passes through one of three profiles.

Source: the 10-5 rule of the Office for National Statistics for published counts; the thresholds for
clusters follow data.police.uk, whose points stand for at least eight addresses.
"""

from collections.abc import Iterable
from dataclasses import dataclass

PUBLIC_MINIMUM = 10
PUBLIC_ROUNDING = 5
PERCENTAGE_BASE = 50
HOUSEHOLDS_MINIMUM = 3
CENTRES_MINIMUM = 2
CLUSTER_OCCURRENCES = 3
CLUSTER_DAYS = 2
CLUSTER_PLACES = 2
CLUSTER_RADIUS_M = 200


@dataclass(frozen=True)
class Suppressed:
    """A number too small to say. Its text is the same for every true value from 0 to 9."""

    minimum: int = PUBLIC_MINIMUM


Published = int | Suppressed


def public(count: int, *, households: int | None = None, centres: int | None = None) -> Published:
    """A count as the public may see it: under 10 suppressed, else rounded to the nearest 5.

    households, centres   how many distinct ones stand behind the count; too few suppress it whatever its size
    """
    if count < PUBLIC_MINIMUM:
        return Suppressed()
    if households is not None and households < HOUSEHOLDS_MINIMUM:
        return Suppressed()
    if centres is not None and centres < CENTRES_MINIMUM:
        return Suppressed()
    return PUBLIC_ROUNDING * ((count + PUBLIC_ROUNDING // 2) // PUBLIC_ROUNDING)


def percentage(part: Published, whole: Published) -> int | None:
    """A whole percentage made from published numbers only, or None where the base is under 50 or either is suppressed."""
    if isinstance(part, Suppressed) or isinstance(whole, Suppressed) or whole < PERCENTAGE_BASE:
        return None
    return round(100 * min(part, whole) / whole)


def may_name_cluster(*, occurrences: int, days: int, places: int) -> bool:
    """Whether police may be shown where a cluster or cell is; otherwise it is "seen, withheld"."""
    return occurrences >= CLUSTER_OCCURRENCES and days >= CLUSTER_DAYS and places >= CLUSTER_PLACES


def shown_radius_m(radius_m: float) -> float:
    """The radius police are shown, metres: never under 200."""
    return max(radius_m, CLUSTER_RADIUS_M)


def is_mostly_suppressed(counts: Iterable[int]) -> bool:
    """Whether over half the areas of a table fall under the minimum, so that a coarser one must be published."""
    numbers = list(counts)
    return sum(1 for n in numbers if n < PUBLIC_MINIMUM) * 2 > len(numbers)
