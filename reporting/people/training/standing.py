"""How far somebody is in a course. Pure: answers in, a standing out.

Every round asks each module that is not right yet, once. When all of a round are answered, the course is passed or the
next round begins.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

PASS_PERCENT = 80  # of the modules


@dataclass(frozen=True)
class Given:
    """An answer to a module in a round."""

    round: int
    module: str
    is_right: bool


@dataclass(frozen=True)
class Standing:
    """Where a course stands.

    round     the present round, from 1; the last one when the course is passed
    right     modules answered right so far
    wrong     modules answered wrong in the present round
    open      modules the present round still asks
    repeated  modules the present round asks because they were wrong in the last one
    """

    round: int
    right: frozenset[str]
    wrong: frozenset[str]
    open: tuple[str, ...]
    repeated: tuple[str, ...]
    is_passed: bool


def standing(given: Iterable[Given], *, modules: Sequence[str], essential: frozenset[str]) -> Standing:
    """The standing after these answers, in any order. Answers to modules that are no longer taught are passed over."""
    by_round: dict[int, dict[str, bool]] = {}
    for one in given:
        by_round.setdefault(one.round, {})[one.module] = one.is_right
    right: frozenset[str] = frozenset()
    number = 1
    while True:
        asked = tuple(key for key in modules if key not in right)
        answers = {key: is_right for key, is_right in by_round.get(number, {}).items() if key in asked}
        right |= {key for key, is_right in answers.items() if is_right}
        still_open = tuple(key for key in asked if key not in answers)
        is_passed = not still_open and has_passed(right, modules=modules, essential=essential)
        if still_open or is_passed:
            wrong = frozenset(key for key, is_right in answers.items() if not is_right)
            return Standing(number, right, wrong, still_open, asked if number > 1 else (), is_passed)
        number += 1


def has_passed(right: frozenset[str], *, modules: Sequence[str], essential: frozenset[str]) -> bool:
    """Whether enough is right, and everything that nobody passes without."""
    return len(right) >= n_needed(len(modules)) and (essential & frozenset(modules)) <= right


def n_needed(n_modules: int) -> int:
    """So many modules must be right: 12 of 14."""
    return -(-n_modules * PASS_PERCENT // 100)
