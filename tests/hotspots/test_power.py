"""Planted clusters: how many of them the weekly scan finds, in turn with SaTScan's way and with the plain score.

The same seeds for all three, at one false alarm in fifty scans. Found is: p <= .02 and the strongest circle reaches to
within one sigma of where the cluster was planted.
"""

from functools import cache
from itertools import product

import numpy as np
import pytest

from reporting.hotspots.scan import scan
from tests.hotspots.every_circle import LONGEST_M, EveryCircle
from tests.hotspots.simulated import DAYS, Planted, borough

LEVEL = 0.02
REPLICATES = 499
SHAPES = ((75, 7), (150, 14), (300, 28))  # sigma in metres, days
EXTRA = {1000: (3, 4, 6), 3000: (4, 6, 9)}
PLAIN = {"scale": 0.0, "min_incidents": 2}
SETS = {1000: 200, 3000: 100}
PARTS = tuple(product(EXTRA, (7, 8)))  # reports, borough
WAYS = ("ours", "every circle", "plain score")


def kinds(n):
    return [Planted(extra, sigma, days) for (sigma, days), extra in product(SHAPES, EXTRA[n])]


def is_near(one, at, planted):
    return np.hypot(one[0] - at[0], one[1] - at[1]) <= one[2] + planted.sigma_m


def finds_by_ladder(incidents, at, planted, seed, **rule):
    found = scan(incidents, today=DAYS - 1, replicates=0, seed=seed, **rule).clusters
    if not found or not is_near((found[0].easting, found[0].northing, found[0].radius_m), at, planted):
        return False
    return scan(incidents, today=DAYS - 1, replicates=REPLICATES, seed=seed, **rule).clusters[0].p <= LEVEL


def finds_by_every_circle(incidents, at, planted, seed):
    circles = EveryCircle(incidents, today=DAYS - 1)
    best = circles.best()
    if best is None or not is_near((*best.centre, best.radius_m), at, planted):
        return False
    enough = int(LEVEL * (REPLICATES + 1))  # so many shuffles as high, and p is above the level whatever the rest are
    return circles.p(best.llr, replicates=REPLICATES, seed=seed, enough=enough) <= LEVEL


def found(n, *, ground, sets, first_seed):
    """(kinds, sets, WAYS) True where a planted cluster was found."""
    rows = []
    for number, planted in enumerate(kinds(n)):
        for i in range(sets):
            seed = first_seed + 1000 * number + i
            rng = np.random.default_rng(seed)
            incidents, at = planted.among(ground.quiet(n, rng), ground, rng)
            rows.append(
                (
                    finds_by_ladder(incidents, at, planted, seed),
                    finds_by_every_circle(incidents, at, planted, seed),
                    finds_by_ladder(incidents, at, planted, seed, **PLAIN),
                )
            )
    return np.array(rows, dtype=float).reshape(-1, sets, len(WAYS))


@cache
def of_borough(n, scene):
    """``found`` of one borough: computed once, for itself and for the mean."""
    return found(n, ground=borough(scene), sets=SETS[n], first_seed=1_000_000 * scene + 100 * n)


def by_kind(n, held):
    """Power of each kind, the ways in turn: "3 in 7 days at 75 m .30/.37/.47"."""
    powers = held.mean(axis=1)
    return "; ".join(
        f"{one.extra} in {one.lasting_days} days at {one.sigma_m} m " + "/".join(f"{power:.2f}" for power in row)
        for one, row in zip(kinds(n), powers, strict=True)
    )


def gain(parts, one, other):
    """Mean over kinds of the paired differences of two ways, and half of its 95 % interval."""
    differences = [part[..., one] - part[..., other] for part in parts]
    mean = np.concatenate([part.mean(axis=1) for part in differences])
    variance = np.concatenate([part.var(axis=1, ddof=1) / part.shape[1] for part in differences])
    return mean.mean(), 1.96 * np.sqrt(variance.sum()) / len(mean)


def radii_of_every_circle(places):
    distance = np.sort(np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1)), axis=1)
    near = np.where(distance <= LONGEST_M, distance, 0.0)[:, : (distance <= LONGEST_M).sum(axis=1).max()]
    return np.maximum.accumulate(near, axis=1)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_reference_is_satscan_s_scan(seed):
    """Our engine gives SaTScan's answer to SaTScan's sample, and the reference gives ours."""
    ground, rng = borough(7), np.random.default_rng(seed)
    incidents, _at = Planted(4, 75, 7).among(ground.quiet(600, rng), ground, rng)
    places = np.unique(incidents.xy[incidents.day >= DAYS - 365], axis=0)
    result = scan(
        incidents, today=DAYS - 1, windows=range(1, 29), centres=places, radii_m=radii_of_every_circle(places),
        replicates=999, seed=seed, **PLAIN,
    )  # fmt: skip
    circles = EveryCircle(incidents, today=DAYS - 1)
    best, first = circles.best(), result.clusters[0]
    assert best.llr == pytest.approx(first.score**2 / 2, abs=1e-9)
    assert (best.days, best.radius_m) == (first.days, pytest.approx(first.radius_m))
    assert tuple(best.centre) == (first.easting, first.northing)
    assert circles.p(best.llr, replicates=999, seed=seed, enough=1000) == pytest.approx(first.p, abs=0.03)


def test_a_sample_of_planted_clusters_is_found_about_as_often_as_by_every_circle():
    ours, every, plain = found(1000, ground=borough(7), sets=4, first_seed=100_000).mean(axis=(0, 1))
    assert ours >= 0.4
    assert ours >= max(every, plain) - 0.15


@pytest.mark.prove
@pytest.mark.parametrize(("n", "scene"), PARTS)
def test_in_no_borough_are_planted_clusters_found_clearly_less_often(proved, n, scene):
    what = f"power, {n:,} reports in 3 years, borough {scene}"
    held = of_borough(n, scene)
    for mean, half in tell(proved, held, what=what, reach="not clearly less than either", more=by_kind(n, held)):
        assert mean + half > -0.02


@pytest.mark.prove
def test_planted_clusters_are_found_no_less_often_than_by_every_circle_and_more_than_by_the_plain_score(proved):
    against_every, against_plain = tell(
        proved, *(of_borough(n, scene) for n, scene in PARTS), what="power, the mean of all kinds",
        reach="less every circle: interval above -.02; less the plain score: above 0",
    )  # fmt: skip
    assert against_every[0] - against_every[1] > -0.02
    assert against_plain[0] > 0


def tell(proved, *parts, what, reach, more=""):
    """Keeps the mean located power of each way, and returns what ours gains over each of the others."""
    gains = gain(parts, 0, 1), gain(parts, 0, 2)
    powers = np.concatenate([part.mean(axis=1) for part in parts]).mean(axis=0)
    means = ", ".join(f"{way} {power:.3f}" for way, power in zip(WAYS, powers, strict=True))
    differences = " and ".join(f"{mean:+.3f} ± {half:.3f}" for mean, half in gains)
    sizes = " + ".join(f"{len(part)} kinds x {part.shape[1]} sets" for part in parts)
    proved(
        what=what,
        reach=reach,
        measured=f"{means}; ours less each: {differences} (paired, 95 %; {sizes})" + (f"; {more}" if more else ""),
        seed="1,000,000 x borough + 100 x reports + 1,000 x kind + set",
    )
    return gains
