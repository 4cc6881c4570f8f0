"""The scan of volume against its formula written out, what must hold of it, and what it finds in noise."""

import numpy as np
import pytest
from scipy.stats import chisquare, kstest

from reporting.hotspots import draws, kernel
from reporting.hotspots.volume import circles, volume

RADII_M = (100.0, 200.0, 400.0, 800.0)


def lattice(side=12, spacing_m=150.0):
    return np.stack(np.meshgrid(np.arange(side), np.arange(side)), axis=-1).reshape(-1, 2) * spacing_m


def best_score(places, counts, baseline, *, min_incidents, scale, max_share=0.5):
    """Every circle in turn, as in the formula; None when none qualifies."""
    total, best = counts.sum(), None
    for centre in places:
        for radius in RADII_M:
            inside = np.hypot(*(places - centre).T) <= radius + 1e-6
            c, share = counts[inside].sum(), baseline[inside].sum() / baseline.sum()
            e = total * share
            if c < min_incidents or c <= e or share > max_share:
                continue
            llr = c * np.log(c / e) + ((total - c) * np.log((total - c) / (total - e)) if c < total else 0)
            score = np.sqrt(2 * llr) - scale * np.sqrt(2 * np.log(np.e * total / e))
            best = score if best is None else max(best, score)
    return best


@pytest.mark.parametrize("seed", range(8))
def test_the_best_score_is_that_of_the_formula(seed):
    rng = np.random.default_rng(seed)
    places, baseline = rng.uniform(0, 2000, (40, 2)), rng.gamma(1.0, size=40)
    counts = rng.multinomial(20 + 30 * seed, baseline / baseline.sum())
    rule = {"min_incidents": 2 + seed % 2, "scale": (0.5, 0.0)[seed % 2]}
    found = volume(counts, baseline, around=circles(places, radii_m=RADII_M), replicates=0, seed=1, **rule)
    assert found.zones[0].score == pytest.approx(best_score(places, counts, baseline, **rule), abs=1e-9)
    for zone in found.zones:
        inside = np.hypot(*(places - (zone.easting, zone.northing)).T) <= zone.radius_m + 1e-6
        assert zone.places == tuple(np.flatnonzero(inside))
        assert zone.observed == counts[inside].sum()
        assert zone.expected == pytest.approx(counts.sum() * baseline[inside].sum() / baseline.sum())


def test_without_numba_the_result_is_the_same(monkeypatch):
    rng = np.random.default_rng(3)
    places, baseline = rng.uniform(0, 2000, (50, 2)), rng.gamma(1.0, size=50)
    around, counts = circles(places), rng.multinomial(300, baseline / baseline.sum())
    fast = volume(counts, baseline, around=around, replicates=199, seed=5)
    monkeypatch.setattr(kernel, "numba", None)
    slow = volume(counts, baseline, around=around, replicates=199, seed=5)
    np.testing.assert_allclose(fast.null, slow.null, atol=1e-12)
    assert fast.zones == slow.zones


def test_the_number_of_threads_changes_nothing():
    around, ones = circles(lattice()), np.ones(144)
    one, three = (volume(ones, ones, around=around, replicates=99, seed=2, threads=n) for n in (1, 3))
    np.testing.assert_array_equal(one.null, three.null)


def test_incidents_fall_by_the_baseline():
    baseline = np.array([0.0, 1.0, 2.0, 5.0, 0.5, 11.5])
    cut, other = draws.alias_tables(baseline)
    staying = cut / 2**32
    share = (staying + np.bincount(other, weights=1 - staying, minlength=6)) / 6
    np.testing.assert_allclose(share, baseline / baseline.sum(), atol=1e-9)
    model = draws.DrawnModel(
        first=np.zeros(7, np.int64),
        zone=np.zeros(0, np.int32),
        n_centres=0,
        n_rings=1,
        cut=cut,
        other=other,
        n_incidents=2000,
        expected=np.zeros((0, 1)),
        penalty=np.zeros((0, 1)),
        total=2000.0,
        min_incidents=3,
        is_weighted=False,
    )
    fell = np.bincount(draws._drawn_by_numpy(model, kernel.stream_keys(20, 4)).ravel(), minlength=6)
    assert fell[0] == 0
    assert chisquare(fell[1:], 40_000 * baseline[1:] / 20).pvalue > 0.01


def test_p_is_uniform_when_only_the_baseline_decides():
    baseline = np.random.default_rng(0).gamma(2.0, size=144)
    around = circles(lattice())
    p = [
        volume(
            np.random.default_rng(seed).multinomial(200, baseline / baseline.sum()),
            baseline,
            around=around,
            replicates=99,
            seed=seed,
        ).zones[0].p
        for seed in range(150)
    ]  # fmt: skip
    assert kstest(p, "uniform").pvalue > 0.01
    assert np.mean(np.array(p) <= 0.05) <= 0.10


def test_a_busy_corner_is_found_and_a_busy_baseline_explains_it():
    places = lattice()
    near = np.hypot(*(places - (450, 450)).T) <= 320
    counts = np.random.default_rng(1).poisson(1.0, 144) + 4 * near
    around = circles(places)
    even = volume(counts, np.ones(144), around=around, seed=1).zones[0]
    assert even.p == 0.001
    assert np.hypot(even.easting - 450, even.northing - 450) <= 150
    assert even.rr_low > 1
    assert even.rr_shrunk < even.observed / even.expected
    explained = volume(counts, 1 + 4.0 * near, around=around, seed=1).zones[0]
    assert explained.p > 0.05


def test_zones_share_no_place_and_weaken_down_the_list():
    counts = np.random.default_rng(8).poisson(2.0, 144)
    zones = volume(counts, np.ones(144), around=circles(lattice()), seed=1).zones
    assert len(zones) > 2
    assert len({i for zone in zones for i in zone.places}) == sum(len(zone.places) for zone in zones)
    assert [zone.score for zone in zones] == sorted((zone.score for zone in zones), reverse=True)
    assert all(zone.observed >= 3 for zone in zones)


def test_moving_everything_and_numbering_places_otherwise_changes_nothing():
    places, rng = lattice(), np.random.default_rng(6)
    counts, baseline = rng.poisson(2.0, 144), rng.gamma(3.0, size=144)
    other = rng.permutation(144)
    here = volume(counts, baseline, around=circles(places), replicates=0, seed=1).zones
    there = volume(counts[other], baseline[other], around=circles(places[other] + 5000), replicates=0, seed=1).zones
    assert [z.score for z in here] == pytest.approx([z.score for z in there])
    assert (here[0].easting + 5000, here[0].observed) == (there[0].easting, there[0].observed)


def test_nothing_one_place_and_too_few_are_no_zones():
    around, even = circles(lattice()), np.ones(144)
    nothing = volume(np.zeros(144), even, around=around, seed=1)
    assert (nothing.n_incidents, nothing.zones, len(nothing.null)) == (0, (), 0)
    two = np.zeros(144)
    two[5] = 2
    assert volume(two, even, around=around, replicates=9, seed=1).zones == ()
    alone = circles(np.array([[0.0, 0.0]]))
    assert volume([7], [3.0], around=alone, replicates=9, seed=1).zones == ()


@pytest.mark.parametrize(
    ("counts", "baseline", "replicates"),
    [([1], [1, 1], 9), ([1, 1], [1], 9), ([1, -1], [1, 1], 9), ([1, 1], [1, -1], 9), ([1, 1], [1, 0], 9), ([1, 1], [1, 1], -1)],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(counts, baseline, replicates):
    around = circles(np.array([[0.0, 0.0], [100.0, 0.0]]))
    with pytest.raises(ValueError, match=r"must|different"):
        volume(counts, baseline, around=around, replicates=replicates, seed=1)


def test_radii_must_ascend():
    with pytest.raises(ValueError, match="ascending"):
        circles(lattice(), radii_m=(200, 100))
