"""A million reports fit into half a gigabyte, the program and all its libraries included."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def in_a_child(n, *, seed):
    if not Path("/proc/self/status").exists():
        pytest.skip("NO /proc: HOW MUCH MEMORY A STUDY TAKES WAS NOT MEASURED")
    command = [sys.executable, "-m", "tests.hotspots.a_million", str(n), str(seed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_thirty_thousand_reports_take_little_more_than_the_program():
    assert in_a_child(30_000, seed=1)["peak_mb"] <= 300


@pytest.mark.prove
def test_a_million_reports_take_no_more_than_half_a_gigabyte(proved):
    told = in_a_child(1_000_000, seed=1)
    steps = ", ".join(
        f"{name} {mb:.0f} MB after {told['seconds'][name]:.1f} s of processor" for name, mb in told["mb"].items()
    )
    proved(
        what="memory, 1,000,000 reports in 3 years, every analysis in one process",
        reach="at most 500 MB",
        measured=f"{told['peak_mb']:.0f} MB ({steps}; {told['n_incidents']:,} incidents, 999 shuffles)",
        seed="1",
    )
    assert told["peak_mb"] <= 500
