"""Run as a child: every analysis of a million reports; prints its peak of memory and its seconds of processor as JSON."""

import json
import sys
import time
from pathlib import Path

import numpy as np

from reporting.disclosure import may_name_cluster
from reporting.hotspots.cells import cell_counts
from reporting.hotspots.incidents import collapse
from reporting.hotspots.near_repeat import near_repeat
from reporting.hotspots.repeat_places import repeat_places
from reporting.hotspots.scan import scan
from reporting.hotspots.surface import Grid, density, support

DAYS = 3 * 365
SIDE_M = 4670
ANCHORS = 2500
GRID = Grid(west=0, south=0, cell_m=SIDE_M / 256, rows=256, cols=256, area=np.ones((256, 256), bool))


def peak_mb() -> float:
    """The most memory that was resident since this program began; getrusage would count the parent's."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def main(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    anchors = np.rint(rng.uniform(0, SIDE_M, (ANCHORS, 2)))
    busy = rng.gamma(1.0, size=ANCHORS)
    drawn = [
        anchors[rng.choice(ANCHORS, n, p=busy / busy.sum())],
        *(rng.integers(low, top, n) for low, top in ((0, DAYS), (0, 8), (1, 7), (0, 12))),
    ]
    took: dict[str, float] = {}
    found: dict[str, float] = {}

    def timed(name, work):
        start = time.process_time()
        done = work()
        took[name] = round(time.process_time() - start, 1)
        found[name] = peak_mb()
        return done

    incidents = timed("collapse", lambda: collapse(*drawn))
    drawn.clear()
    timed("scan", lambda: scan(incidents, today=DAYS - 1, seed=seed))
    timed("density", lambda: density(incidents.xy, incidents.weight, grid=GRID, bandwidth_m=250))
    timed("support", lambda: support(incidents.xy, grid=GRID, bandwidth_m=250))
    timed("cell_counts", lambda: cell_counts(incidents, minimum=may_name_cluster))
    timed("near_repeat", lambda: near_repeat(incidents))
    timed("repeat_places", lambda: repeat_places(incidents))
    sys.stdout.write(
        json.dumps({"peak_mb": max(found.values()), "mb": found, "seconds": took, "n_incidents": len(incidents)})
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
