"""What a web process does before anybody asks it for anything: ``gunicorn --config python:reporting.worker``."""

import gc
import threading
from typing import Any

import numpy as np


def post_worker_init(_worker: Any) -> None:
    """The officer's map needs machine code; nobody should wait while it is made or loaded."""
    threading.Thread(target=make_ready, daemon=True).start()


def make_ready() -> None:
    """Goes once through everything a map works out, with made-up incidents."""
    from reporting.hotspots.explored import explored
    from reporting.hotspots.incidents import collapse
    from reporting.hotspots.surface import Grid

    at = np.column_stack((np.arange(20) * 50, np.arange(20) * 40))
    incidents = collapse(at, np.arange(20), np.zeros(20), np.ones(20), np.zeros(20))
    explored(incidents, area_grid=Grid(0, 0, 50, 20, 20), period_days=20, replicates=1, seed=1)
    # What the compiler brought stays for good: looking through it for rubbish would cost a request a fifth of a second.
    gc.collect()
    gc.freeze()
