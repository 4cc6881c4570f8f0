"""Knox's table: pairs counted by hand, moments from every permutation there is."""

from itertools import permutations

import numpy as np
import pytest

from reporting.hotspots.incidents import Incidents, collapse
from reporting.hotspots.near_repeat import Knox, Told, near_repeat, told

SPACE, TIME = (0, 1, 100, 400), (0, 3, 8)


def incidents(xy, day):
    n = len(day)
    return collapse(np.asarray(xy).reshape(-1, 2), day, np.arange(n), np.ones(n), np.zeros(n))


def test_pairs_fall_into_half_open_bands():
    """Distances 0, 100, 100 and 399, 499, 499 m; delays 2, 3, 5, 8, 10, 5 days."""
    knox = near_repeat(incidents([(0, 0), (0, 0), (100, 0), (499, 0)], [0, 2, 5, 10]), space_m=SPACE, time_days=TIME)
    assert knox.observed.tolist() == [[1, 0], [0, 0], [0, 3]]


def test_expectation_and_variance_are_those_of_all_permutations():
    xy = np.array([(0, 0), (0, 0), (80, 0), (90, 30), (500, 0), (600, 50)])
    day = np.array([0, 1, 4, 9, 10, 30])
    tables = [
        near_repeat(incidents(xy, order), space_m=SPACE, time_days=TIME).observed
        for order in map(list, permutations(day))
    ]
    knox = near_repeat(incidents(xy, day), space_m=SPACE, time_days=TIME)
    np.testing.assert_allclose(knox.expected, np.mean(tables, axis=0))
    np.testing.assert_allclose(knox.variance, np.var(tables, axis=0))


def test_pairs_match_a_plain_double_loop(scattered):
    many = scattered(300, seed=3)
    knox = near_repeat(many)
    observed = np.zeros(knox.observed.shape, dtype=int)
    for i in range(300):
        for j in range(i):
            s = np.searchsorted(knox.space_m, np.hypot(*(many.xy[i] - many.xy[j])), side="right") - 1
            t = np.searchsorted(knox.time_days, abs(int(many.day[i]) - int(many.day[j])), side="right") - 1
            if s < observed.shape[0] and t < observed.shape[1]:
                observed[s, t] += 1
    np.testing.assert_array_equal(knox.observed, observed)
    np.testing.assert_allclose(knox.ratio, observed / knox.expected)


def test_repeats_close_by_and_soon_after_are_found(scattered):
    calm = scattered(300, seed=3)
    followed = Incidents(
        *(np.concatenate((c, c[:40])) for c in (calm.xy, calm.day, calm.weight, calm.stratum, calm.place, calm.reports))
    )
    followed.day[300:] += 1
    assert near_repeat(calm).p_holm.min() > 0.05
    knox = near_repeat(followed)
    assert knox.p_holm[0, 0] < 1e-6
    assert knox.ratio[0, 0] > 2
    assert (knox.p_holm >= knox.p).all()


def test_p_holds_its_level_when_days_are_chance(scattered):
    tables = [near_repeat(scattered(120, seed=seed, places=40)) for seed in range(60)]
    hits = np.mean([table.p <= 0.05 for table in tables])
    assert 0.01 <= hits <= 0.08


@pytest.mark.parametrize("n", [0, 1, 2, 3])
def test_fewer_than_four_incidents_prove_nothing(n):
    knox = near_repeat(incidents([(0, 0)] * n, [0] * n))
    assert (knox.p == 1).all()
    assert (knox.p_holm == 1).all()
    assert knox.observed[0, 0] == n * (n - 1) / 2


def test_what_is_told_is_the_strongest_band_that_chance_does_not_explain(scattered):
    calm = scattered(300, seed=3)
    assert told(near_repeat(calm)) is None
    for kind, moved in (("same place", 0), ("near by", 150)):
        followed = Incidents(
            *(
                np.concatenate((c, c[:40]))
                for c in (calm.xy, calm.day, calm.weight, calm.stratum, calm.place, calm.reports)
            )
        )
        followed.day[300:] += 1
        followed.xy[300:, 0] += moved
        knox = near_repeat(followed)
        found = told(knox)
        assert found is not None
        assert found.is_same_place == (kind == "same place")
        assert (found.first_day, found.last_day) == (0, 2)
        assert (found.nearest_m, found.furthest_m) == ((100, 200) if moved else (0, 1))
        assert found.n_pairs >= 40
        assert found.ratio > 1.5
        assert found.p_holm <= 0.05


def test_nothing_is_told_of_few_incidents_few_pairs_little_more_than_chance_or_what_is_far_or_late():
    def table(**changed):
        ones = np.full((4, 4), 1.0)
        plain = {
            "space_m": (0.0, 1.0, 100.0, 200.0, 400.0), "time_days": (0, 3, 8, 15, 29), "n_incidents": 50,
            "observed": np.full((4, 4), 9), "expected": ones, "variance": ones, "ratio": 9 * ones, "p": ones, "p_holm": ones,
        }  # fmt: skip
        return Knox(**{**plain, **changed})

    def only(s, t):
        p = np.full((4, 4), 1.0)
        p[s, t] = 0.01
        return p

    assert told(table(p_holm=only(2, 2))) == Told(100.0, 200.0, False, 8, 14, 9, 9.0, 0.01)
    assert told(table(p_holm=only(3, 0))) is None
    assert told(table(p_holm=only(0, 3))) is None
    assert told(table(p_holm=only(0, 0), n_incidents=29)) is None
    assert told(table(p_holm=only(0, 0), observed=np.full((4, 4), 2))) is None
    assert told(table(p_holm=only(0, 0), ratio=np.full((4, 4), 1.05))) is None


def test_bands_must_ascend():
    with pytest.raises(ValueError, match="ascend"):
        near_repeat(incidents([(0, 0)], [0]), space_m=(0, 100, 100))
