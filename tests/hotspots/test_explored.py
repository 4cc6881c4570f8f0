"""What a change of dates or strands shows, and what of it police may not be shown."""

from dataclasses import asdict

import numpy as np
import pytest

from reporting.hotspots import kernel
from reporting.hotspots.dominance import largest
from reporting.hotspots.explored import Baseline, explored
from reporting.hotspots.incidents import collapse
from reporting.hotspots.surface import Grid, support

WEST, SOUTH, SIDE_M = 526000, 181000, 4500
DISC = np.hypot(*(np.mgrid[:180, :180] - 89.5)) <= 88
AREA = Grid(west=WEST, south=SOUTH, cell_m=25, rows=180, cols=180, area=DISC)


def reports(points, days):
    n = len(points)
    return collapse(points, days, np.arange(n), np.ones(n), np.zeros(n))


def even(n, seed=0):
    """n reports anywhere inside the area, snapped to whole metres."""
    rng = np.random.default_rng(seed)
    points = WEST, SOUTH
    anywhere = points + rng.uniform(0, SIDE_M, (3 * n, 2))
    cell = ((anywhere - points) / AREA.cell_m).astype(int)
    return np.rint(anywhere[DISC[cell[:, 1], cell[:, 0]]][:n]), rng.integers(0, 365, n)


def with_busy(points, days, *, at, n=60, places=15, spread_m=200, on=range(365), seed=9):
    rng = np.random.default_rng(seed)
    snapped = np.rint(np.array(at) + rng.uniform(-spread_m, spread_m, (places, 2)))
    more = snapped[np.arange(n) % places]
    return np.concatenate((points, more)), np.concatenate((days, rng.choice(list(on), n)))


def shown(incidents, **settings):
    return explored(incidents, **{"area_grid": AREA, "period_days": 365, "seed": 1, **settings})


MIDDLE = (WEST + 2300, SOUTH + 2200)


def test_a_busy_place_is_a_zone_a_square_and_the_top_of_the_surface():
    found = shown(reports(*with_busy(*even(300), at=MIDDLE)))
    assert (found.n_incidents, found.n_reports) == (360, 360)
    zone = found.zones[0]
    assert np.hypot(zone.easting - MIDDLE[0], zone.northing - MIDDLE[1]) < 300
    assert zone.radius_m >= 200
    assert zone.rr_low > 1
    assert (zone.places > 5, zone.days > 5) == (True, True)
    assert any(abs(s.easting + 125 - MIDDLE[0]) <= 375 and s.p_fwer <= 0.05 for s in found.squares)
    row, col = np.unravel_index(np.nanargmax(found.surface), found.surface.shape)
    assert np.hypot(WEST + 25 * (col + 0.5) - MIDDLE[0], SOUTH + 25 * (row + 0.5) - MIDDLE[1]) < 200


def test_the_surface_is_a_rate_and_blank_where_few_incidents_are_behind_it():
    incidents = reports(*even(2000))
    found = shown(incidents)
    per_km2_and_30_days = 2000 / (DISC.sum() * 0.025**2) * 30 / 365
    assert np.nanmean(found.surface) == pytest.approx(per_km2_and_30_days, rel=0.05)
    np.testing.assert_allclose(shown(incidents, period_days=730).surface, found.surface / 2)
    assert np.isnan(found.surface[~DISC]).all()
    sparse = shown(reports(*with_busy(*even(20), at=MIDDLE)))
    assert np.isnan(sparse.surface[sparse.support < 6]).all()
    assert 0 < np.isfinite(sparse.surface).sum() < 0.2 * DISC.sum()


@pytest.mark.parametrize("hidden", [{"places": 1}, {"on": [100]}], ids=["one place", "one day"])
def test_one_place_or_one_day_of_which_much_is_told_shows_no_surface(hidden):
    found = shown(reports(*with_busy(np.empty((0, 2)), [], at=MIDDLE, n=40, spread_m=50, **hidden)))
    assert np.isnan(found.surface).all()
    near = shown(reports(*with_busy(np.empty((0, 2)), [], at=MIDDLE, n=40, spread_m=50)))
    assert np.isfinite(near.surface).any()


@pytest.mark.parametrize(("at_home", "beside"), [(10, 200), (6, 300), (8, 280), (30, 100)])
def test_a_place_of_which_much_is_told_shows_no_surface_for_one_that_lies_beside_it(at_home, beside):
    points = np.array([MIDDLE] * at_home + [(MIDDLE[0] + beside, MIDDLE[1])], dtype=float)
    assert np.isnan(shown(reports(points, np.arange(at_home + 1) * 3)).surface).all()


def test_one_day_shows_no_surface_wherever_it_happened():
    around = [(MIDDLE[0] + 40 * x, MIDDLE[1] + 40 * y) for x in range(-6, 6) for y in range(-6, 6)]
    assert np.isnan(shown(reports(np.array(around, dtype=float), np.full(len(around), 100))).surface).all()


def test_both_engines_find_the_same_largest_place(monkeypatch):
    rng = np.random.default_rng(3)
    points, weight = rng.uniform((WEST, SOUTH), (WEST + SIDE_M, SOUTH + SIDE_M), (40, 2)), rng.uniform(1, 9, 40)
    compiled = largest(points, weight, grid=AREA, bandwidth_m=250.0)
    monkeypatch.setattr(kernel, "numba", None)
    np.testing.assert_allclose(largest(points, weight, grid=AREA, bandwidth_m=250.0), compiled, rtol=1e-12)
    each = np.array([support(points[i : i + 1], grid=AREA, bandwidth_m=250.0) * weight[i] for i in range(40)])
    assert np.abs(compiled - each.max(axis=0)).max() < 0.02  # nothing is counted beyond four bandwidths


def test_under_fifteen_incidents_nothing_is_tested():
    found = shown(reports(*with_busy(np.empty((0, 2)), [], at=MIDDLE, n=14, spread_m=50)))
    assert (found.too_few, found.zones, found.squares) == (True, (), ())
    assert not shown(reports(*with_busy(np.empty((0, 2)), [], at=MIDDLE, n=15, spread_m=50))).too_few


@pytest.mark.parametrize("hidden", [{"places": 1}, {"on": [100]}], ids=["one place", "one day"])
def test_a_zone_of_one_place_or_one_day_is_counted_and_not_shown(hidden):
    found = shown(reports(*with_busy(*even(30, seed=3), at=MIDDLE, n=15, spread_m=50, **hidden)))
    assert found.zones == ()
    assert found.zones_withheld == 1


@pytest.mark.parametrize("days", [np.arange(36), np.full(36, 100)], ids=["one place each", "one day"])
def test_squares_of_one_place_or_one_day_are_counted_and_not_shown(days):
    nine = np.stack(np.meshgrid((0, 250, 500), (0, 250, 500)), axis=-1).reshape(-1, 2) + MIDDLE
    at = np.repeat(nine, 4, axis=0)
    if days[0] == days[1]:
        at = at + np.tile([[0, 0], [30, 0], [0, 30], [30, 30]], (9, 1))
    found = shown(reports(at, days))
    assert found.squares == ()
    assert found.squares_withheld >= 9


def test_every_square_shown_holds_enough_itself():
    points, days = with_busy(*even(300), at=MIDDLE, n=60, places=40, spread_m=300)
    found = shown(reports(points, days))
    assert found.squares
    for square in found.squares:
        inside = (np.floor(points / 250) * 250 == (square.easting, square.northing)).all(axis=1)
        assert square.n_incidents == inside.sum()
        assert square.n_incidents >= 3
        assert len(np.unique(days[inside])) >= 2
        assert len(np.unique(points[inside], axis=0)) >= 2


def test_a_baseline_explains_what_it_is_the_share_of():
    points, days = with_busy(*even(300), at=MIDDLE)
    incidents = reports(points, days)
    everywhere = np.stack(np.meshgrid(*AREA.centres()), axis=-1)[DISC]
    weight = np.concatenate((np.full(len(everywhere), 300 / len(everywhere)), np.ones(60)))
    people = Baseline(np.concatenate((everywhere, points[300:])), weight)

    def at_the_middle(found):
        return [z for z in found.zones if np.hypot(z.easting - MIDDLE[0], z.northing - MIDDLE[1]) <= z.radius_m]

    assert at_the_middle(shown(incidents))
    assert not at_the_middle(shown(incidents, baseline=people))


def test_incidents_where_the_baseline_has_nobody_count_where_the_nearest_people_are():
    people = Baseline(
        np.array([[WEST + 1500.0, SOUTH + 2250.0], [WEST + 3000.0, SOUTH + 2250.0]]), np.array([9.0, 1.0])
    )
    points = np.array([[WEST + 2900.0 + 10 * i, SOUTH + 2900.0] for i in range(6)] * 3)
    found = shown(reports(points, np.arange(18)), baseline=people)
    assert [(zone.observed, round(zone.expected, 1)) for zone in found.zones] == [(18, 1.8)]


def test_noise_shows_little():
    several = [shown(reports(*even(300, seed=seed)), seed=seed) for seed in range(20)]
    assert np.mean([bool(one.zones) for one in several]) <= 0.15
    assert np.mean([bool(one.squares) for one in several]) <= 0.15


def test_the_order_of_the_reports_changes_nothing():
    points, days = with_busy(*even(300), at=MIDDLE)
    incidents = reports(points, days)
    turned = incidents.where(np.random.default_rng(5).permutation(len(incidents)))
    here, there = shown(incidents), shown(turned)
    assert (here.zones, here.squares, here.near_repeat) == (there.zones, there.squares, there.near_repeat)
    np.testing.assert_allclose(here.surface, there.surface)


def test_a_scan_of_a_large_area_takes_larger_squares_and_still_finds_the_place():
    county = Grid(west=400000, south=200000, cell_m=200, rows=200, cols=200)
    rng = np.random.default_rng(2)
    points = np.rint((400000, 200000) + rng.uniform(0, 40000, (500, 2)))
    busy = np.rint((412300, 217700) + rng.uniform(-300, 300, (60, 2)))
    incidents = reports(np.concatenate((points, busy)), rng.integers(0, 365, 560))
    zone = explored(incidents, area_grid=county, period_days=365, seed=1).zones[0]
    assert np.hypot(zone.easting - 412300, zone.northing - 217700) < 1500


def test_no_incidents_show_nothing():
    found = shown(reports(np.empty((0, 2)), []))
    assert np.isnan(found.surface).all()
    nothing = {
        "n_incidents": 0,
        "n_reports": 0,
        "too_few": True,
        "zones": (),
        "zones_withheld": 0,
        "squares": (),
        "squares_withheld": 0,
    }
    assert {key: value for key, value in asdict(found).items() if key not in {"surface", "support"}} == {
        **nothing,
        "near_repeat": None,
    }


def test_what_cannot_be_meant_is_refused():
    with pytest.raises(ValueError, match="a day"):
        shown(reports(*even(20)), period_days=0)
    with pytest.raises(ValueError, match="baseline"):
        shown(reports(*even(20)), baseline=Baseline(np.array([[0.0, 0.0]]), np.ones(1)))
