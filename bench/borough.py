"""A made-up borough's reports, and rows of the analytics' table: milliseconds, and how many times faster than what."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.spatial import cKDTree

from reporting.hotspots.incidents import Incidents, collapse

DAYS = 3 * 365
SIDE_M = 4700  # of a square as large as an inner London borough
ANCHORS = 2500


def borough(n: int, *, seed: int = 0) -> Incidents:
    """n reports over three years, snapped to anchors: 45 % anywhere, the rest around fourteen busy points."""
    rng = np.random.default_rng(seed)
    anchors = np.rint(rng.uniform(0, SIDE_M, (ANCHORS, 2)))
    busy, spread = rng.uniform(0, SIDE_M, (14, 2)), rng.uniform(120, 450, 14)
    near = rng.integers(0, 14, n)
    around = busy[near] + rng.normal(size=(n, 2)) * spread[near][:, None]
    points = np.where(rng.random((n, 1)) < 0.45, rng.uniform(0, SIDE_M, (n, 2)), around)
    nearest = cKDTree(anchors).query(points)[1]
    return collapse(anchors[nearest], rng.integers(0, DAYS, n), np.arange(n), np.ones(n), np.zeros(n))


def milliseconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return 1000 * (time.perf_counter() - start)


def fastest(*runs: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of the best of several runs of each, taken in turn so that a noisy machine is noisy for all."""
    rounds = [[milliseconds(run) for run in runs] for _ in range(times)]
    return np.min(rounds, axis=0).tolist()


def row(what: str, value: float, reference: float | None, against: str) -> dict[str, Any]:
    """reference  milliseconds of what does the same; None where it is not there to be timed."""
    return {
        "what": what,
        "value": round(value, 1),
        "unit": "ms",
        "reference": f"{against} is not available" if reference is None else f"{reference:,.0f} ms ({against})",
        "ratio": None if reference is None else round(reference / value, 2 if reference < 10 * value else 0),
    }
