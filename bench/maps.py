"""Rows of what a map of hotspots shows: the surface, squares that stand out, near repeats, and all of it at once."""

import importlib
from typing import Any

import numpy as np
from scipy.stats import gaussian_kde

from bench.borough import DAYS, SIDE_M, borough, fastest, milliseconds, row
from reporting.hotspots.explored import explored
from reporting.hotspots.near_repeat import near_repeat
from reporting.hotspots.squares import squares
from reporting.hotspots.standing_out import neighbourhoods, standing_out
from reporting.hotspots.surface import Grid, density

GRID = Grid(west=0, south=0, cell_m=SIDE_M / 256, rows=256, cols=256)
BANDWIDTH_M = 200.0
SUBSAMPLE = 1000
SQUARE_M = 100
RUNS = 60
LIMIT_MS = 120.0


def installed(name: str) -> Any:
    """A library that is only compared with, or None."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def surface_rows(*, points: int) -> list[dict[str, Any]]:
    """The surface against scipy, and against KDEpy with the error of both as a share of the peak."""
    rng = np.random.default_rng(1)
    xy = np.clip(SIDE_M / 2 + rng.normal(size=(points, 2)) * 700, GRID.cell_m, SIDE_M - GRID.cell_m)
    east, north = GRID.centres()
    nodes = np.stack(np.meshgrid(east, north, indexing="ij"), axis=-1).reshape(-1, 2)
    ones = np.ones(points)

    def ours() -> np.ndarray:
        return density(xy, ones, grid=GRID, bandwidth_m=BANDWIDTH_M)

    some = xy[: min(SUBSAMPLE, points)]
    kde = gaussian_kde(some.T, bw_method=1.0)
    reference = milliseconds(lambda: kde(nodes.T)) * points / len(some)
    what = f"surface 256 x 256 of {points:,} points"
    found = [
        row(
            what,
            fastest(ours, times=7)[0],
            reference,
            f"scipy gaussian_kde, {len(some):,} points timed and scaled up",
        )
    ]
    kdepy = installed("KDEpy")
    if kdepy is None:
        return [*found, row(what, found[0]["value"], None, "KDEpy")]

    def theirs() -> np.ndarray:
        per_m2 = kdepy.FFTKDE(kernel="gaussian", bw=BANDWIDTH_M).fit(xy).evaluate(nodes)
        return per_m2.reshape(256, 256).T * points * 1e6

    exact = _exact(xy, east, north)
    errors = [np.abs(one - exact).max() / exact.max() for one in (ours(), theirs())]
    value, reference = fastest(ours, theirs, times=7)
    what += f", {errors[0]:.1e} of the peak off"
    return [*found, row(what, value, reference, f"KDEpy FFTKDE, {errors[1]:.1e} of the peak off")]


def _exact(xy: np.ndarray, east: np.ndarray, north: np.ndarray) -> np.ndarray:
    """The sum of Gaussians, per km²."""
    across, along = (
        np.exp(-(np.subtract.outer(axis, p) ** 2) / (2 * BANDWIDTH_M**2))
        for axis, p in ((east, xy[:, 0]), (north, xy[:, 1]))
    )
    return along @ across.T / (2 * np.pi * BANDWIDTH_M**2) * 1e6


def squares_row(*, replicates: int) -> dict[str, Any]:
    cut = squares(GRID, side_m=SQUARE_M)
    near, counts = neighbourhoods(cut), cut.counts(cut.of(borough(10_000).xy))
    what = f"Gi* of {len(cut):,} squares, {replicates} shuffles"
    esda, libpysal = installed("esda"), installed("libpysal")
    if esda is None or libpysal is None:
        ours = fastest(lambda: standing_out(counts, near, replicates=replicates, seed=1), times=5)[0]
        return row(what, ours, None, "esda")
    weights = libpysal.weights.lat2W(*(cut.steps.max(axis=0) + 1), rook=False)

    def theirs() -> None:
        esda.G_Local(counts.astype(float), weights, transform="B", star=True, permutations=replicates, n_jobs=2, seed=1)

    theirs()  # compiles
    value, reference = fastest(lambda: standing_out(counts, near, replicates=replicates, seed=1), theirs, times=5)
    return row(what, value, reference, "esda G_Local, 2 jobs, p of each square alone")


def near_repeat_row(*, reports: int) -> dict[str, Any]:
    incidents = borough(reports)
    value = fastest(lambda: near_repeat(incidents), times=5)[0]
    knox = near_repeat(incidents)
    by_hand = np.zeros_like(knox.observed)

    def every_pair() -> None:
        for i in range(len(incidents)):
            apart = np.sqrt(((incidents.xy[:i] - incidents.xy[i]) ** 2).sum(axis=1))
            s = np.searchsorted(knox.space_m, apart, side="right") - 1
            t = np.searchsorted(knox.time_days, np.abs(incidents.day[:i] - incidents.day[i]), side="right") - 1
            is_pair = (s < by_hand.shape[0]) & (t < by_hand.shape[1])
            np.add.at(by_hand, (s[is_pair], t[is_pair]), 1)

    reference = milliseconds(every_pair)
    if not np.array_equal(by_hand, knox.observed):
        raise SystemExit("the two counts of pairs disagree: the times mean nothing")
    return row(
        f"near repeats of {reports:,} reports, exact moments", value, reference, "numpy, only counting every pair"
    )


def explored_row(*, reports: int) -> dict[str, Any]:
    """The 95th percentile of one change of dates or strands, after the first."""
    incidents = borough(reports)
    middle = np.hypot(*(np.mgrid[:256, :256] - 127.5))
    grid = Grid(GRID.west, GRID.south, GRID.cell_m, GRID.rows, GRID.cols, middle <= 127)

    def change() -> None:
        explored(incidents, area_grid=grid, period_days=DAYS, seed=1)

    change()
    half, most = np.percentile([milliseconds(change) for _ in range(RUNS)], (50, 95))
    what = f"one change of dates or strands, {reports:,} reports: 95 % are faster, half under {half:.0f} ms"
    return row(what, float(most), LIMIT_MS, "the limit")
