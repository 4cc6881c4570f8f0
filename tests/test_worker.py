"""A web process has its machine code before anybody asks for a map."""

import os
import subprocess
import sys
from pathlib import Path

ASKED = """
from reporting import worker
from reporting.hotspots import draws
before = len(draws._maxima.signatures)
worker.make_ready()
print(before, len(draws._maxima.signatures))
"""


def test_what_a_map_works_out_is_compiled_once_the_process_is_ready(tmp_path):
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path), "OPENBLAS_NUM_THREADS": "1"}
    root = Path(__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-c", ASKED], capture_output=True, text=True, env=environment, cwd=root, check=True
    )
    assert done.stdout.split() == ["0", "1"]
    assert any(tmp_path.rglob("*.nbc"))  # and kept for the next process
