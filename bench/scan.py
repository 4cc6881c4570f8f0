"""Times the hotspot analytics against plain references in the same run, and prints the ratios.

    python bench/scan.py [--reports 10000] [--replicates 999] [--points 100000]

Times depend on the machine; the ratios hardly do. A folder that holds ``stscan4.py``, an earlier form of the space-time
scan, may be named by the environment variable PROTOTYPE; KDEpy and esda are compared with where they are installed.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.borough import DAYS, borough, fastest, milliseconds, row
from bench.maps import explored_row, near_repeat_row, squares_row, surface_rows
from reporting.hotspots import kernel
from reporting.hotspots.geometry import default_centres, distinct_points
from reporting.hotspots.scan import scan
from reporting.hotspots.volume import circles, volume

LARGER = (10_000, 100_000, 1_000_000)


def without_numba(run: Callable[[], np.ndarray]) -> tuple[np.ndarray, float]:
    """What the numpy engine gives, and its milliseconds."""
    compiled, kernel.numba = kernel.numba, None  # type: ignore[assignment]
    try:
        found: list[np.ndarray] = []
        taken = milliseconds(lambda: found.append(run()))
    finally:
        kernel.numba = compiled
    return found[0], taken


def compared(what: str, run: Callable[[], np.ndarray]) -> dict[str, Any]:
    """A null by both engines."""
    if kernel.numba is None:
        raise SystemExit("numba is missing: there is nothing to compare")
    fast = run()  # compiles, or loads what an earlier run compiled
    value = fastest(run, times=5)[0]
    slow, reference = without_numba(run)
    if not np.allclose(fast, slow):
        raise SystemExit("the two engines disagree: the times mean nothing")
    return row(what, value, reference, "numpy alone, the same draws")


def scan_row(*, reports: int, replicates: int) -> dict[str, Any]:
    incidents = borough(reports)
    return compared(
        f"scan of {reports:,} reports over 3 years, {replicates} replicates",
        lambda: scan(incidents, today=DAYS - 1, replicates=replicates, seed=1).null,
    )


def volume_row(*, reports: int, replicates: int) -> dict[str, Any]:
    places, place = distinct_points(borough(reports).xy)
    counts, around = np.bincount(place), circles(places, centres=default_centres(places))
    return compared(
        f"scan of volume of {reports:,} reports at {len(places):,} places, {replicates} replicates",
        lambda: volume(counts, np.ones(len(places)), around=around, replicates=replicates, seed=1).null,
    )


def prototype() -> ModuleType | None:
    folder = os.environ.get("PROTOTYPE", "")
    if not (Path(folder) / "stscan4.py").is_file():
        return None
    sys.path.append(folder)
    return importlib.import_module("stscan4")


def prototype_row(earlier: ModuleType | None, *, reports: int, replicates: int) -> dict[str, Any]:
    """The scan of a year, from its incidents to its clusters, and the earlier form of it, in turn."""
    everything = borough(reports)
    incidents = everything.where(everything.day >= DAYS - 365)
    what = f"scan of the last year of {reports:,} reports over 3, {replicates} replicates"

    def ours() -> float:
        return scan(incidents, today=DAYS - 1, replicates=replicates, seed=1).clusters[0].score

    best = ours()
    if earlier is None:
        return row(what, fastest(ours, times=3)[0], None, "the earlier form")

    def theirs() -> float:
        places, place = distinct_points(incidents.xy)
        around = earlier.Geometry(places, centres=default_centres(places))
        return earlier.scan(around, place, incidents.day, DAYS - 1, R=replicates)["obs"]

    if not np.isclose(best, theirs()):
        raise SystemExit("the two scans disagree: the times mean nothing")
    value, reference = fastest(ours, theirs, times=5)
    return row(what, value, reference, "the earlier form, the same clusters")


def rows(*, reports: int = 10_000, replicates: int = 999, points: int = 100_000) -> list[dict[str, Any]]:
    """All rows, for the harness."""
    earlier = prototype()
    return [
        scan_row(reports=reports, replicates=replicates),
        *(prototype_row(earlier, reports=n, replicates=replicates) for n in LARGER),
        volume_row(reports=reports, replicates=replicates),
        *surface_rows(points=points),
        squares_row(replicates=replicates),
        near_repeat_row(reports=reports),
        *(explored_row(reports=n) for n in (1_000, 10_000, 100_000)),
    ]


def table(found: Iterable[dict[str, Any]]) -> str:
    """Markdown rows under a header."""
    columns = ("what", "value", "unit", "reference", "ratio")
    lines = [columns, ("---",) * len(columns), *(tuple(str(r[c]) for c in columns) for r in found)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Time the hotspot analytics.")
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--replicates", type=int, default=999)
    parser.add_argument("--points", type=int, default=100_000)
    print(table(rows(**vars(parser.parse_args()))))
