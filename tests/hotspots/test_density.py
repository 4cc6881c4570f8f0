"""The heat surface against the sum written out, and what must hold of it."""

from dataclasses import replace

import numpy as np
import pytest

from reporting.hotspots import kernel
from reporting.hotspots.sharing_out import shared_out
from reporting.hotspots.surface import Grid, density, support

GRID = Grid(west=526000, south=181000, cell_m=25, rows=200, cols=256)


def exact(points, weights, grid, bandwidth_m):
    """Sum of Gaussians at the cells' centres, per km²."""
    east, north = grid.centres()
    x, y = ((np.subtract.outer(axis, p) / bandwidth_m) for axis, p in ((east, points[:, 0]), (north, points[:, 1])))
    return (np.exp(-(y**2) / 2) * weights) @ np.exp(-(x**2) / 2).T / (2 * np.pi * bandwidth_m**2) * 1e6


def inside(rng, n):
    return np.column_stack((rng.uniform(527000, 531000, n), rng.uniform(182000, 185000, n)))


@pytest.mark.parametrize(("n", "share"), [(1, 3e-3), (1000, 4e-4), (5000, 4e-4)])
def test_it_errs_by_under_four_ten_thousandths_of_the_peak(n, share):
    rng = np.random.default_rng(n)
    points, weights = np.rint(inside(rng, n)), rng.integers(1, 6, n).astype(float)
    expected = exact(points, weights, GRID, 200)
    assert np.abs(density(points, weights, grid=GRID, bandwidth_m=200) - expected).max() <= share * expected.max()


def test_it_sums_to_the_weight_of_the_incidents():
    rng = np.random.default_rng(1)
    points, weights = inside(rng, 400), rng.uniform(0, 5, 400)
    total = density(points, weights, grid=GRID, bandwidth_m=100).sum() * (25 / 1000) ** 2
    assert total == pytest.approx(weights.sum(), rel=1e-4)


@pytest.mark.parametrize(("east", "north"), [(1, 0), (0, 1), (-3, 2)])
def test_moving_every_event_by_one_cell_moves_the_surface_by_one_cell(east, north):
    points = inside(np.random.default_rng(2), 200)
    here = density(points, np.ones(200), grid=GRID, bandwidth_m=100)
    there = density(points + (25 * east, 25 * north), np.ones(200), grid=GRID, bandwidth_m=100)
    np.testing.assert_allclose(
        np.roll(here, (north, east), (0, 1))[4:-4, 4:-4], there[4:-4, 4:-4], atol=1e-9 * here.max()
    )


def test_row_0_is_south_and_column_0_is_west():
    corner = density(np.array([[526012.5, 181012.5]]), np.ones(1), grid=GRID, bandwidth_m=50)
    assert np.unravel_index(corner.argmax(), corner.shape) == (0, 0)


def test_the_edge_of_the_borough_does_not_look_quiet():
    """Even incidents give an even surface up to the edge with the correction, and half of it without."""
    square = np.zeros((GRID.rows, GRID.cols), dtype=bool)
    square[40:160, 60:180] = True
    east, north = GRID.centres()
    points = np.column_stack([axis[square] for axis in np.meshgrid(east, north)])
    corrected = density(points, np.ones(len(points)), grid=replace(GRID, area=square), bandwidth_m=200)
    plain = density(points, np.ones(len(points)), grid=GRID, bandwidth_m=200)
    np.testing.assert_allclose(corrected[square], 1600, rtol=1e-6)
    assert plain[100, 60] == pytest.approx(0.5 * 1600, rel=0.05)
    assert (corrected[~square] == 0).all()


def test_incidents_beyond_the_grid_and_no_incidents_count_nothing():
    far = np.array([[525999.0, 183000.0], [600000.0, 183000.0], [530000.0, 180999.0], [530000.0, 186000.0]])
    for points in (far, np.empty((0, 2))):
        surface = density(points, np.ones(len(points)), grid=GRID, bandwidth_m=200)
        assert surface.shape == (200, 256)
        assert not surface.any()


def test_support_counts_the_incidents_behind_a_cell():
    on_a_centre = np.repeat([[530012.5, 183012.5]], 6, axis=0)
    behind = support(on_a_centre, grid=GRID, bandwidth_m=250)
    assert behind.max() == pytest.approx(6, rel=0.01)
    assert behind[0, 0] < 1e-6


@pytest.mark.parametrize(("bandwidth_m", "weight"), [(0, 1), (-5, 1), (float("nan"), 1), (100, -1)])
def test_what_cannot_be_meant_is_refused(bandwidth_m, weight):
    with pytest.raises(ValueError, match="must"):
        density(np.array([[530000.0, 183000.0]]), np.array([weight]), grid=GRID, bandwidth_m=bandwidth_m)


def test_both_engines_share_points_out_alike(monkeypatch):
    rng = np.random.default_rng(4)
    points, weight = rng.uniform((-50, -50), (850, 550), (500, 2)), rng.uniform(1, 6, 500)
    points[:3] = (0, 0), (800, 125), (799.9, 500)
    compiled = shared_out(points, weight, where=(0, 0, 25), rows=20, cols=32)
    monkeypatch.setattr(kernel, "numba", None)
    plain = shared_out(points, weight, where=(0, 0, 25), rows=20, cols=32)
    assert compiled.shape == (22, 34)
    np.testing.assert_allclose(compiled, plain, rtol=1e-12)
    inside = ((points >= 0) & (points < (800, 500))).all(axis=1)
    assert plain.sum() == pytest.approx(weight[inside].sum())
