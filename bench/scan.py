"""Times the space-time scan and the heat surface against plain references in the same run, and prints the ratios.

    python bench/scan.py [--reports 10000] [--replicates 999] [--points 100000]

Times depend on the machine; the ratios hardly do.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import gaussian_kde

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from reporting.hotspots import kernel
from reporting.hotspots.incidents import Incidents, collapse
from reporting.hotspots.scan import scan
from reporting.hotspots.surface import Grid, density

DAYS = 3 * 365
SIDE_M = 4700  # of a square as large as an inner London borough
ANCHORS = 2500
SUBSAMPLE = 1000
BANDWIDTH_M = 200.0


def borough(n: int, *, seed: int = 0) -> Incidents:
    """n reports over three years, snapped to anchors: 45 % anywhere, the rest around fourteen busy points."""
    rng = np.random.default_rng(seed)
    anchors = np.rint(rng.uniform(0, SIDE_M, (ANCHORS, 2)))
    busy, spread = rng.uniform(0, SIDE_M, (14, 2)), rng.uniform(120, 450, 14)
    near = rng.integers(0, 14, n)
    around = busy[near] + rng.normal(size=(n, 2)) * spread[near][:, None]
    points = np.where(rng.random((n, 1)) < 0.45, rng.uniform(0, SIDE_M, (n, 2)), around)
    nearest = np.concatenate(
        [
            ((part[:, None] - anchors[None]) ** 2).sum(axis=2).argmin(axis=1)
            for part in np.array_split(points, n // 500 + 1)
        ]
    )
    return collapse(anchors[nearest], rng.integers(0, DAYS, n), np.arange(n), np.ones(n), np.zeros(n))


def fastest(run: Callable[[], object], *, times: int) -> float:
    """Milliseconds of the best of several runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return 1000 * min(taken)


def scan_row(*, reports: int, replicates: int) -> dict[str, Any]:
    incidents = borough(reports)

    def run() -> np.ndarray:
        return scan(incidents, today=DAYS - 1, replicates=replicates, seed=1).null

    compiled = kernel.numba
    if compiled is None:
        raise SystemExit("numba is missing: there is nothing to compare")
    fast = run()  # compiles, or loads what an earlier run compiled
    value = fastest(run, times=5)
    kernel.numba = None  # type: ignore[assignment]
    try:
        start = time.perf_counter()
        slow = run()
        reference = 1000 * (time.perf_counter() - start)
    finally:
        kernel.numba = compiled
    if not np.allclose(fast, slow):
        raise SystemExit("the two engines disagree: the times mean nothing")
    what = f"scan of {reports:,} reports over 3 years, {replicates} replicates"
    return row(what, value, reference, "numpy alone, the same draws")


def surface_row(*, points: int) -> dict[str, Any]:
    rng = np.random.default_rng(1)
    grid = Grid(west=0, south=0, cell_m=SIDE_M / 256, rows=256, cols=256)
    xy = np.clip(SIDE_M / 2 + rng.normal(size=(points, 2)) * 700, 0, SIDE_M - 1)
    value = fastest(lambda: density(xy, np.ones(points), grid=grid, bandwidth_m=BANDWIDTH_M), times=7)

    east, north = grid.centres()
    nodes = np.vstack([axis.ravel() for axis in np.meshgrid(east, north)])
    some = xy[: min(SUBSAMPLE, points)]
    kde = gaussian_kde(some.T, bw_method=1.0)
    start = time.perf_counter()
    kde(nodes)
    reference = 1000 * (time.perf_counter() - start) * points / len(some)
    note = f"scipy gaussian_kde, {len(some):,} points timed and scaled up"
    return row(f"surface 256 x 256 of {points:,} points", value, reference, note)


def row(what: str, value: float, reference: float, against: str) -> dict[str, Any]:
    return {
        "what": what,
        "value": round(value, 1),
        "unit": "ms",
        "reference": f"{reference:,.0f} ms ({against})",
        "ratio": round(reference / value, 1),
    }


def rows(*, reports: int = 10_000, replicates: int = 999, points: int = 100_000) -> list[dict[str, Any]]:
    """All rows, for the harness."""
    return [scan_row(reports=reports, replicates=replicates), surface_row(points=points)]


def table(found: Iterable[dict[str, Any]]) -> str:
    """Markdown rows under a header."""
    columns = ("what", "value", "unit", "reference", "ratio")
    lines = [columns, ("---",) * len(columns), *(tuple(str(r[c]) for c in columns) for r in found)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Time the scan and the surface.")
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--replicates", type=int, default=999)
    parser.add_argument("--points", type=int, default=100_000)
    print(table(rows(**vars(parser.parse_args()))))
