"""More of one kind everywhere at once, which no map can show: each strand's last week against its own year. Pure.

The scan asks where; it cannot see what rises in every place together. Here a week's number is compared with the weeks
before it, with as much scatter as they have themselves (negative binomial, Poisson where they scatter less). The two weeks
just before are left out, so that a surge does not hide its own next week (Farrington).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import nbinom, poisson

WEEKS = 53  # the last one is tested
GUARD = 2
FEWEST = 3  # incidents: fewer are never a surge, and are not named
USUAL_AT_LEAST = 0.25


@dataclass(frozen=True)
class Surge:
    """A strand of which more came than chance explains.

    recurrence_days   how seldom chance alone brings as much in any of the strands, of weekly checks
    """

    strand: str
    observed: int
    usual: float
    recurrence_days: float


def surges(weekly: Mapping[str, Sequence[int]]) -> list[Surge]:
    """What rises, the most unusual first; ``weekly``: for each strand WEEKS numbers, the last that of the week tested.

    Raises ValueError for another number of weeks.
    """
    if any(len(numbers) != WEEKS for numbers in weekly.values()):
        raise ValueError(f"{WEEKS} weeks are compared")
    found = []
    for strand, numbers in sorted(weekly.items()):
        observed = int(numbers[-1])
        if observed < FEWEST:
            continue
        before = np.asarray(numbers[: -1 - GUARD], dtype=float)
        chance = chance_of(observed, before)
        found.append(Surge(strand, observed, float(before.mean()), 7 / max(chance * len(weekly), 1e-12)))
    return sorted(found, key=lambda one: -one.recurrence_days)


def chance_of(observed: int, before: Sequence[float] | np.ndarray) -> float:
    """How probable so many or more are in a week like those before."""
    mean = max(float(np.mean(before)), USUAL_AT_LEAST)
    scatter = float(np.var(before, ddof=1)) if len(before) > 1 else mean
    if scatter <= mean:
        return float(poisson.sf(observed - 1, mean))
    size = mean**2 / (scatter - mean)
    return float(nbinom.sf(observed - 1, size, size / (size + mean)))
