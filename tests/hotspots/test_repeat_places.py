"""Places that come back: a worked example, and what chance alone lists."""

import numpy as np
import pytest
from scipy.stats import nbinom

from reporting.hotspots.incidents import collapse
from reporting.hotspots.repeat_places import repeat_places
from reporting.hotspots.scan import shrunken_ratio


def incidents(days_at, *, copies=1):
    """{(easting, northing): days}: one occurrence on each of that many days, ``copies`` motives each."""
    rows = [(*at, day, motive) for at, days in days_at.items() for day in range(days) for motive in range(copies)]
    table = np.array(rows).reshape(-1, 4)
    return collapse(table[:, :2], table[:, 2], table[:, 3], np.ones(len(table)), np.zeros(len(table)))


def test_a_place_is_compared_with_its_neighbours():
    """Days 6, 1, 1, 1, 1: mean 2, variance 4, so the prior is Gamma(2, 1); four neighbours with four days make it
    Gamma(6, 5), which expects 1.2 and predicts a negative binomial."""
    (found,) = repeat_places(incidents({(0, 0): 6, (100, 0): 1, (0, 100): 1, (-100, 0): 1, (0, -100): 1}))
    assert (found.easting, found.northing, found.days, found.incidents, found.last_day) == (0, 0, 6, 6, 5)
    assert found.expected == pytest.approx(1.2)
    assert found.q == pytest.approx(5 * nbinom.sf(5, 6, 5 / 6))
    assert (found.rr_shrunk, found.rr_low, found.rr_high) == pytest.approx(shrunken_ratio(6, 1.2))


def test_days_count_and_not_occurrences_or_reports():
    """Three motives on each of two days are six occurrences, yet two days: below three, no repeat."""
    around = {(100 * i, 100 * j): 1 for i in range(-2, 3) for j in range(-2, 3) if (i, j) != (0, 0)}
    assert repeat_places(incidents(around | {(0, 0): 2}, copies=3)) == []
    (found,) = repeat_places(incidents(around | {(0, 0): 8}, copies=3))
    assert (found.days, found.incidents, found.reports) == (8, 24, 24)


def test_a_busy_place_in_a_busy_quarter_is_no_repeat():
    quiet = {(300 * i, 300 * j): 1 for i in range(10) for j in range(10)}
    busy = {(20000 + 100 * i, 100 * j): 8 for i in range(3) for j in range(3)}
    assert (20000, 0) not in {(p.easting, p.northing) for p in repeat_places(incidents(quiet | busy))}
    lonely = {(20000 + 100 * i, 100 * j): 1 for i in range(3) for j in range(3)} | {(20000, 0): 8}
    assert (20000, 0) in {(p.easting, p.northing) for p in repeat_places(incidents(quiet | lonely))}


def test_chance_alone_lists_hardly_anything():
    """Ninety places, each with the same chance of days."""
    at = [(150 * i, 150 * j) for i in range(10) for j in range(9)]
    lists = []
    for seed in range(60):
        days = np.random.default_rng(seed).poisson(3, len(at))
        lists.append(len(repeat_places(incidents(dict(zip(at, days.tolist(), strict=True))))))
    assert np.mean([n > 0 for n in lists]) <= 0.15


def test_the_surest_come_first():
    days_at = {(200 * i, 200 * j): 1 for i in range(12) for j in range(12)} | {
        (0, 0): 9,
        (1000, 1000): 12,
        (2000, 0): 7,
    }
    found = repeat_places(incidents(days_at))
    assert [p.days for p in found] == [12, 9, 7]
    assert [p.q for p in found] == sorted(p.q for p in found)


def test_nothing_and_one_place_are_no_repeat():
    assert repeat_places(incidents({})) == []
    assert repeat_places(incidents({(0, 0): 9})) == []
