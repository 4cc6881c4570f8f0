"""New, or going on: a cluster that touches one shown in the four weeks before belongs to the same episode. Pure."""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol

GAP = timedelta(days=28)
METRES_A_DEGREE = 111_200.0


class Round(Protocol):
    """A circle: degrees and metres."""

    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...
    @property
    def radius_m(self) -> int: ...


def begun(circle: Round, day: date, earlier: Sequence[tuple[date, Sequence[Round]]]) -> date:
    """The last day of the week in which the episode of a circle began; its own where it is new.

    earlier  last day and circles of each earlier study, the latest first
    """
    episode, first = [circle], day
    for its_day, circles in earlier:
        if first - its_day > GAP:
            break
        joined = [other for other in circles if any(touch(other, one) for one in episode)]
        if joined:
            episode, first = [*episode, *joined], its_day
    return first


def touch(one: Round, other: Round) -> bool:
    """Whether two circles have ground in common."""
    north = (one.lat - other.lat) * METRES_A_DEGREE
    east = (one.lon - other.lon) * METRES_A_DEGREE * math.cos(math.radians(one.lat))
    return math.hypot(north, east) < one.radius_m + other.radius_m
