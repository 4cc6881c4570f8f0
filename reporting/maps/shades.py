"""Five depths of one hue for the numbers of a map."""

from collections.abc import Iterable

STEPS = 5


def width(numbers: Iterable[int]) -> int:
    """How many whole numbers one depth stands for: five equal ones reach the largest. At least 1."""
    return max(1, -(-max(numbers, default=0) // STEPS))


def step(number: int, *, width: int) -> int:
    """The depth of a number: 0 for none at all, else 1 to 5. Raises ValueError for a number beyond the fifth."""
    found = -(-number // width)
    if not 0 <= found <= STEPS:
        raise ValueError(number)
    return found


def ranges(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """First and last number of each depth in use, the palest first; none where every number is 0."""
    known = list(numbers)
    wide = width(known)
    deepest = step(max(known, default=0), width=wide)
    return [((depth - 1) * wide + 1, depth * wide) for depth in range(1, deepest + 1)]
