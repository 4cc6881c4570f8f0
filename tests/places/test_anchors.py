"""Anchors stand for enough homes, and a place goes to the nearest."""

import time
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.places.anchors import AnchorPoint, anchors, snap

points = st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), max_size=120)


@settings(max_examples=150, deadline=None)
@given(points, st.sampled_from([3, 8]))
def test_no_anchor_stands_for_fewer_units_than_it_must(units, at_least):
    made = anchors(units, at_least=at_least)
    spots = [(one.easting, one.northing) for one in made]
    behind = Counter()
    for unit in set(units):
        distances = [(e - unit[0]) ** 2 + (n - unit[1]) ** 2 for e, n in spots]
        if distances.count(min(distances, default=-1)) == 1:
            behind[spots[int(np.argmin(distances))]] += 1
        else:  # as near to two: either may hold it
            for spot, distance in zip(spots, distances, strict=True):
                behind[spot] += distance == min(distances)
    assert all(behind[spot] >= at_least for spot in spots)
    assert all(one.units >= at_least for one in made)
    assert sum(one.units for one in made) == (len(set(units)) if made else 0)


@settings(max_examples=60, deadline=None)
@given(points, st.randoms())
def test_the_order_of_the_units_changes_nothing(units, random):
    shuffled = list(units)
    random.shuffle(shuffled)
    assert anchors(units, at_least=3) == anchors(shuffled, at_least=3)


@settings(max_examples=60, deadline=None)
@given(points)
def test_every_anchor_has_its_units_around_it(units):
    """It is the middle of a group: some unit lies on each side of it, none farther than two reaches."""
    for one in anchors(units, at_least=3):
        near = [u for u in units if abs(u[0] - one.easting) <= 200 and abs(u[1] - one.northing) <= 200]
        assert min(u[0] for u in near) <= one.easting <= max(u[0] for u in near)
        assert min(u[1] for u in near) <= one.northing <= max(u[1] for u in near)


def test_three_units_in_one_street_make_one_anchor_in_their_middle():
    assert anchors([(0, 0), (30, 0), (60, 30)], at_least=3) == [AnchorPoint(30, 10, 3)]


def test_a_thousand_units_in_one_building_make_none():
    assert anchors([(500, 500)] * 1000, at_least=3) == []


def test_units_too_far_apart_make_none():
    assert anchors([(0, 0), (101, 0), (202, 0)], at_least=3) == []


def test_a_lonely_unit_counts_for_the_nearest_anchor():
    assert anchors([(0, 0), (30, 0), (60, 0), (900, 0)], at_least=3) == [AnchorPoint(30, 0, 4)]


def test_a_home_needs_eight():
    row = [(10 * i, 0) for i in range(7)]
    assert anchors(row, at_least=8) == []
    assert [one.units for one in anchors([*row, (70, 0)], at_least=8)] == [8]


def test_twenty_thousand_units_take_under_three_seconds():
    random = np.random.default_rng(7)
    units = [tuple(map(int, one)) for one in random.uniform(0, 7000, (20_000, 2))]
    started = time.perf_counter()
    assert anchors(units, at_least=3)
    assert time.perf_counter() - started < 3


@pytest.mark.parametrize(
    ("place", "expected"), [((9, 0), (0, 0)), ((11, 0), (20, 0)), ((10, 0), (0, 0)), ((19, 50), (20, 40))]
)
def test_a_place_goes_to_the_nearest_anchor_and_west_before_east(place, expected):
    assert snap(*place, [(20, 40), (20, 0), (0, 0)]) == expected


def test_without_anchors_there_is_nowhere_to_go():
    assert snap(0, 0, []) is None
