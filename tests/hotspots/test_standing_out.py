"""Gi* against its equation written out, and what shuffling says of noise and of a busy block."""

import numpy as np
import pytest

from reporting.hotspots.squares import squares
from reporting.hotspots.standing_out import neighbourhoods, standing_out
from reporting.hotspots.surface import Grid

SIDE = 12


def block(west=526000, south=181000):
    return squares(Grid(west=west, south=south, cell_m=250, rows=SIDE, cols=SIDE), side_m=250)


NEAR = neighbourhoods(block())


def written_out(counts, steps):
    """The equation, one square at a time."""
    n, mean = len(counts), sum(counts) / len(counts)
    s = np.sqrt(sum(c * c for c in counts) / n - mean**2)
    z = []
    for step in steps:
        weights = [1.0 if max(abs(step - other)) <= 1 else 0.0 for other in steps]
        above = sum(w * c for w, c in zip(weights, counts, strict=True)) - mean * sum(weights)
        z.append(above / (s * np.sqrt((n * sum(w * w for w in weights) - sum(weights) ** 2) / (n - 1))))
    return z


def noise(seed, mean=0.7):
    return np.random.default_rng(seed).poisson(mean, SIDE * SIDE)


@pytest.mark.parametrize("seed", range(3))
def test_z_is_that_of_the_equation(seed):
    counts = noise(seed)
    np.testing.assert_allclose(
        standing_out(counts, NEAR, replicates=0, seed=1).z, written_out(counts, block().steps), atol=1e-9
    )


def test_z_is_that_of_esda():
    esda, libpysal = (pytest.importorskip(name, exc_type=ImportError) for name in ("esda", "libpysal"))
    counts = noise(5).astype(float)
    weights = libpysal.weights.lat2W(SIDE, SIDE, rook=False)
    expected = esda.G_Local(counts, weights, transform="B", star=True, permutations=0).Zs
    np.testing.assert_allclose(standing_out(counts, NEAR, replicates=0, seed=1).z, expected, atol=1e-6)


def test_a_square_at_an_edge_has_its_neighbours_and_itself():
    width = NEAR.sum(axis=1).reshape(SIDE, SIDE)
    assert (width[0, 0], width[0, 5], width[5, 5]) == (4, 6, 9)
    assert NEAR.diagonal().all()


def test_noise_seldom_stands_out_anywhere():
    """Family-wise: at most about one map in twenty shows anything, where z > 1.96 marks nearly every map."""
    found = [standing_out(noise(100 + seed), NEAR, replicates=199, seed=seed) for seed in range(200)]
    assert 0.005 <= np.mean([(one.p_fwer <= 0.05).any() for one in found]) <= 0.07
    assert np.mean([(one.z > 1.96).any() for one in found]) > 0.9


def test_a_busy_block_is_found_where_it_is():
    busy = np.zeros((SIDE, SIDE))
    busy[4:7, 6:9] = 3
    found = standing_out(noise(7) + busy.ravel(), NEAR, seed=1)
    stands = (found.p_fwer <= 0.05).reshape(SIDE, SIDE)
    assert stands[5, 7]
    assert found.p_fwer.min() == 0.001
    assert not stands[:, :4].any()
    assert not stands[9:].any()


def test_moving_everything_changes_nothing():
    counts = noise(3)
    here = standing_out(counts, NEAR, replicates=99, seed=4)
    there = standing_out(counts, neighbourhoods(block(526000 + 7500, 181000 - 2250)), replicates=99, seed=4)
    np.testing.assert_array_equal(here.z, there.z)
    np.testing.assert_array_equal(here.p_fwer, there.p_fwer)


def test_the_same_seed_gives_the_same_p_and_batches_do_not_matter(monkeypatch):
    counts = noise(3)
    at_once = standing_out(counts, NEAR, replicates=99, seed=4)
    monkeypatch.setattr("reporting.hotspots.standing_out.SHUFFLED_AT_ONCE", 1000)
    np.testing.assert_array_equal(at_once.null, standing_out(counts, NEAR, replicates=99, seed=4).null)


@pytest.mark.parametrize("counts", [np.zeros(SIDE * SIDE), np.full(SIDE * SIDE, 4)], ids=["none", "all alike"])
def test_where_all_squares_are_alike_none_stands_out(counts):
    found = standing_out(counts, NEAR, replicates=99, seed=1)
    assert not found.z.any()
    assert (found.p_fwer == 1).all()


@pytest.mark.parametrize("at", [0, 5, 65])
def test_one_report_stands_out_nowhere_not_even_in_a_corner(at):
    counts = np.zeros(SIDE * SIDE)
    counts[at] = 1
    assert (standing_out(counts, NEAR, replicates=199, seed=1).p_fwer == 1).all()


def test_one_square_and_none_are_answered():
    alone = squares(Grid(west=0, south=0, cell_m=250, rows=1, cols=1), side_m=250)
    assert standing_out([5], neighbourhoods(alone), replicates=9, seed=1).p_fwer.tolist() == [1.0]


def test_counts_must_be_of_the_same_squares():
    with pytest.raises(ValueError, match="same squares"):
        standing_out([1, 2], NEAR, seed=1)
