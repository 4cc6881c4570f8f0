"""Incidents scattered over a square borough, with a seed; and where the figures of a proof are kept."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from reporting.hotspots.incidents import Incidents, collapse
from tests import proofs


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


@pytest.fixture
def proved() -> Callable[..., None]:
    """proved(what=…, reach=…, measured=…, seed=…) keeps a row of bench/proofs.md, before it is judged."""
    return partial(proofs.keep, Path(__file__).parents[2] / "bench" / "proofs.md")
