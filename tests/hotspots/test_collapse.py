"""Reports of one event are one occurrence."""

import numpy as np
import pytest

from reporting.hotspots.incidents import collapse

HERE, THERE = (530000, 184000), (530100, 184000)


def test_same_place_day_and_motive_are_one_occurrence():
    found = collapse([HERE, HERE, HERE], [5, 5, 5], ["race"] * 3, [1, 4, 2], [1, 2, 3])
    assert len(found) == 1
    assert found.reports.tolist() == [3]
    assert found.weight.tolist() == [4]
    assert found.stratum.tolist() == [2], "the stratum is that of the gravest report"


@pytest.mark.parametrize(
    ("place", "day", "motive"),
    [(THERE, 5, "race"), (HERE, 6, "race"), (HERE, 5, "faith")],
    ids=["place", "day", "motive"],
)
def test_another_place_day_or_motive_is_another_occurrence(place, day, motive):
    found = collapse([HERE, place], [5, day], ["race", motive], [1, 1], [1, 1])
    assert len(found) == 2
    assert found.reports.tolist() == [1, 1]
    assert len(set(found.place.tolist())) == (2 if place == THERE else 1)


def test_columns_have_the_promised_types():
    found = collapse([HERE], [738000], ["race"], [1], [0])
    assert found.xy.dtype == np.float64
    assert found.day.dtype == found.weight.dtype == found.place.dtype == np.int32
    assert found.stratum.dtype == found.reports.dtype == np.int16


def test_the_order_of_reports_does_not_matter(scattered):
    rng = np.random.default_rng(4)
    xy, day = rng.integers(0, 3, (200, 2)) * 100, rng.integers(0, 4, 200)
    motive, weight = rng.integers(0, 2, 200), rng.permutation(200) + 1
    stratum, order = rng.integers(0, 3, 200), rng.permutation(200)
    once = collapse(xy, day, motive, weight, stratum)
    again = collapse(xy[order], day[order], motive[order], weight[order], stratum[order])
    for column in ("xy", "day", "weight", "stratum", "place", "reports"):
        np.testing.assert_array_equal(getattr(once, column), getattr(again, column))
    assert once.reports.sum() == 200


def test_nothing_collapses_to_nothing():
    assert len(collapse(np.empty((0, 2)), [], [], [], [])) == 0


@pytest.mark.parametrize(
    ("day", "weight"), [([5], [1, 1]), ([5, 5], [1, 0])], ids=["a column too short", "a weight under one"]
)
def test_what_cannot_be_meant_is_refused(day, weight):
    with pytest.raises(ValueError, match="length|weight"):
        collapse([HERE, THERE], day, ["a", "b"], weight, [1, 1])
