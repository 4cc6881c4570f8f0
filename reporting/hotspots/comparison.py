"""Whether the forecast beats plain counts, on the scheme's own history."""

from dataclasses import dataclass

import numpy as np

from reporting.hotspots.forecast import HORIZON_DAYS, LOOK_BACK_DAYS, N_HORIZONS, Past, mixture, scores
from reporting.hotspots.hit_rate import Hit, evaluate

MIN_INCIDENTS = 200
MIN_HORIZONS = 4
MIN_IN_HORIZON = 10
DRAWS = 9_999
LOW = 0.05
HISTORY_DAYS = LOOK_BACK_DAYS + 2 * N_HORIZONS * HORIZON_DAYS  # what the earliest period needs to be foretold


@dataclass(frozen=True)
class Horizon:
    """One closed period, ordinals of its days; ours, year and month are None where it was too thin to test."""

    first_day: int
    last_day: int
    n_incidents: int
    ours: Hit | None = None
    year: Hit | None = None
    month: Hit | None = None


@dataclass(frozen=True)
class Comparison:
    """The forecast beside the counts of the last 12 months and of the last 30 days.

    ours, year, month  means over the tested horizons; None where nothing could be tested
    low                how much more it finds than the better count, at least, in 95 of 100 draws of the horizons
    """

    horizons: tuple[Horizon, ...]
    n_incidents: int
    is_too_few: bool
    beats: bool
    ours: Hit | None = None
    year: Hit | None = None
    month: Hit | None = None
    low: float | None = None


def compare(past: Past, *, before: int, seed: int) -> Comparison:
    """Foretells each of the last N_HORIZONS periods before a day from what had happened before it.

    It beats the counts when its mean hit rate is higher than that of the better count, and stays so in 95 of 100 draws
    of the horizons with replacement. Reports told late count on the day of what happened, as they do everywhere.
    Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13 (percentile interval).
    """
    n_incidents = int(past.counted(before - HISTORY_DAYS, before).sum())
    horizons = tuple(_horizon(past, before - HORIZON_DAYS * back) for back in range(N_HORIZONS, 0, -1))
    tested = [(one.ours, one.year, one.month) for one in horizons if one.ours and one.year and one.month]
    if n_incidents < MIN_INCIDENTS or len(tested) < MIN_HORIZONS:
        return Comparison(horizons, n_incidents, is_too_few=True, beats=False)
    hits = np.array(tested)  # (horizons, models, the values of a Hit)
    ours, year, month = (Hit(*mean) for mean in hits.mean(axis=0).tolist())
    rival = 1 if year.hit_rate >= month.hit_rate else 2
    low = _low(hits[:, 0, 0] - hits[:, rival, 0], seed=seed)
    beats = ours.hit_rate > max(year.hit_rate, month.hit_rate) and low > 0
    return Comparison(
        horizons, n_incidents, is_too_few=False, beats=beats, ours=ours, year=year, month=month, low=low
    )  # fmt: skip


def _horizon(past: Past, first: int) -> Horizon:
    came = past.counted(first, first + HORIZON_DAYS)
    n_incidents, last = int(came.sum()), first + HORIZON_DAYS - 1
    learned = mixture(past, before=first) if n_incidents >= MIN_IN_HORIZON else None
    if learned is None:
        return Horizon(first, last, n_incidents)
    return Horizon(
        first,
        last,
        n_incidents,
        ours=evaluate(scores(past, learned, before=first), came),
        year=evaluate(past.counted(first - LOOK_BACK_DAYS, first), came),
        month=evaluate(past.counted(first - HORIZON_DAYS, first), came),
    )


def _low(differences: np.ndarray, *, seed: int) -> float:
    """The lower end of the mean difference: LOW of the draws with replacement lie below."""
    drawn = np.random.default_rng(seed).integers(0, len(differences), (DRAWS, len(differences)))
    return float(np.quantile(differences[drawn].mean(axis=1), LOW))
