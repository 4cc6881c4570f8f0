"""Incidents scattered over a square borough, with a seed."""

import numpy as np
import pytest

from reporting.hotspots.incidents import Incidents, collapse


def scatter(n, *, seed, places=60, days=365, strata=1, weighted=False, side_m=3000) -> Incidents:
    """n reports at snapped places, more in some than in others, on days 0..days - 1; no two alike."""
    rng = np.random.default_rng(seed)
    anchors = np.rint(rng.uniform(0, side_m, (places, 2)))
    busy = rng.gamma(1.0, size=places)
    return collapse(
        anchors[rng.choice(places, n, p=busy / busy.sum())],
        rng.integers(0, days, n),
        np.arange(n),
        rng.integers(1, 6, n) if weighted else np.ones(n, dtype=int),
        rng.integers(0, strata, n),
    )


@pytest.fixture
def scattered():
    return scatter
