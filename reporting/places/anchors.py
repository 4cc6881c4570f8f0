"""Points that stand for several addresses, and the nearest of them to a place.

The idea is that of data.police.uk: a report's place is replaced by the nearest anchor, and an anchor stands only where
enough postcode units lie nearer to it than to any other. Units at one point count once: they are one building (a
sorting office in London holds over a thousand), and a point keeps its place when its units are renumbered.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

MERGE_M = 100.0
STREET_UNITS = 3
HOME_UNITS = 8

PUBLIC_KINDS = frozenset(
    {"bus_stop", "station", "library", "museum", "theatre", "cinema", "music_venue", "pub", "nightlife", "park",
     "square", "market", "shopping_centre", "leisure_centre", "hospital", "university"}
)  # fmt: skip
"""Kinds of named place that anyone may go to. Not estates (they are homes), not reporting centres, and not places of
worship or community centres, which may be one."""


@dataclass(frozen=True)
class AnchorPoint:
    """A point in whole metres and how many points of postcode units it stands for."""

    easting: int
    northing: int
    units: int


def anchors(points: Sequence[tuple[int, int]], *, at_least: int, within_m: float = MERGE_M) -> list[AnchorPoint]:
    """Anchors for postcode units, ordered by easting and northing.

    points     eastings and northings of the units, metres; repeated ones count once
    at_least   the fewest units an anchor may stand for
    within_m   how far from the first unit of a group the others may lie, metres

    Every anchor lies inside the extent of the group it was made from, and at least ``at_least`` of the given units are
    nearer to it than to any other anchor. Units too far from others to make a group count for the nearest anchor.
    The order of ``points`` does not matter.
    """
    places = np.array(sorted(set(points)), dtype=np.float64).reshape(-1, 2)
    if len(places) < at_least:
        return []
    middles = [_middle(places[group]) for group in _groups(places, at_least, within_m)]
    spots = np.unique(np.array(middles, dtype=np.int64).reshape(-1, 2), axis=0)
    spots, units = _with_catchments(spots, places, at_least)
    return [AnchorPoint(int(e), int(n), int(u)) for (e, n), u in zip(spots, units, strict=True)]


def _groups(places: NDArray[np.float64], at_least: int, within_m: float) -> list[list[int]]:
    """Disjoint groups of exactly ``at_least`` neighbours, the closest-knit first."""
    tree = cKDTree(places)
    reach = tree.query(places, k=at_least)[0].reshape(len(places), -1)[:, -1]
    is_free = np.ones(len(places), dtype=bool)
    made = []
    # the places are sorted, and a stable sort keeps their order among equals: the same groups every time
    for seed in np.argsort(reach, kind="stable"):
        if reach[seed] > within_m:
            break
        if not is_free[seed]:
            continue
        near = np.array(sorted(tree.query_ball_point(places[seed], within_m)))
        near = near[is_free[near]]
        if len(near) < at_least:
            continue
        distance = np.hypot(*(places[near] - places[seed]).T)
        group = near[np.argsort(distance, kind="stable")[:at_least]]
        is_free[group] = False
        made.append(group.tolist())
    return made


def _middle(group: NDArray[np.float64]) -> tuple[int, int]:
    """The mean point in whole metres: inside the extent, whose sides are whole metres too."""
    east, north = group.mean(axis=0)
    return round(east), round(north)


def _with_catchments(
    spots: NDArray[np.int64], places: NDArray[np.float64], at_least: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Takes away the anchor with the fewest units until each has enough; returns the rest and their units."""
    while len(spots):
        units = np.bincount(cKDTree(spots).query(places)[1], minlength=len(spots))
        weak = np.flatnonzero(units < at_least)
        if not len(weak):
            return spots, units
        # the weakest go first, and never two neighbours in one round: one may live on what the other leaves
        gone: list[int] = []
        closed: set[int] = set()
        neighbours = cKDTree(spots).query(spots[weak], k=min(8, len(spots)))[1].reshape(len(weak), -1)
        for k in np.argsort(units[weak], kind="stable"):
            if int(weak[k]) not in closed:
                gone.append(int(weak[k]))
                closed.update(int(one) for one in neighbours[k])
        spots = np.delete(spots, gone, axis=0)
    return spots, np.zeros(0, dtype=np.int64)


def snap(easting: float, northing: float, anchors: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The nearest anchor, metres; of equally near ones the westernmost, then the southernmost. None without anchors."""
    return min(anchors, key=lambda one: ((one[0] - easting) ** 2 + (one[1] - northing) ** 2, one), default=None)
