"""Where reports may gather in the next thirty days: smoothed, counted and even surfaces, mixed as the past teaches.

Where reports gathered is weighed by how long ago it was. Every number is chosen by how well it would have foretold the
thirty-day periods before: nothing is set by hand. A surface of reports, not of incidents, and never of people.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reporting.hotspots.forecast_ground import ForecastGround
from reporting.hotspots.incidents import Incidents

HORIZON_DAYS = 30
LOOK_BACK_DAYS = 365  # what a surface is made of
N_HORIZONS = 6  # so many closed periods teach the weights
RUN_IN_DAYS = 60  # and each of them has so many days of history before it
BANDWIDTHS_M = (60, 120, 240, 480, 960)
DECAYS_DAYS = (30.0, 90.0, 180.0, 365.0, np.inf)  # an incident fades to 1/e in so many days; infinite: it never does
ROUNDS = 200

Array = NDArray[np.float64]


class Weights(NamedTuple):
    """Mixing weights, summing to 1, and the log-likelihood they reach."""

    pi: Array
    log_likelihood: float


@dataclass(frozen=True, eq=False)
class Mixture:
    """What the past taught. pi: weight of each bandwidth of BANDWIDTHS_M, then of the counts, then of an even spread."""

    decay_days: float
    pi: Array
    log_likelihood: float


class Past:
    """Incidents by day and square, and the surfaces of each moment, worked out once.

    Every incident counts 1, whatever its severity. Whatever is asked about a day reads earlier days only.
    """

    def __init__(self, incidents: Incidents, squares: ForecastGround) -> None:
        self.incidents, self.squares = incidents, squares
        self._surfaces: dict[tuple[int, float], Array] = {}

    def counted(self, first: int, before: int) -> Array:
        """Incidents of the days first <= day < before in each square, (squares,)."""
        return self.squares.counts(self.incidents.xy[self._days(first, before)])

    def begins(self, before: int) -> int | None:
        """The day of the first incident before a day; None without any."""
        days = self.incidents.day[self.incidents.day < before]
        return int(days.min()) if len(days) else None

    def surfaces(self, before: int, decay_days: float) -> Array:
        """Each part of the mixture as shares that sum to 1, (parts, squares), from the look-back before a day."""
        if (before, decay_days) not in self._surfaces:
            self._surfaces[before, decay_days] = self._made(before, decay_days)
        return self._surfaces[before, decay_days]

    def _made(self, before: int, decay_days: float) -> Array:
        rows = self._days(before - LOOK_BACK_DAYS, before)
        xy, age = self.incidents.xy[rows], before - 1 - self.incidents.day[rows]
        weights = np.exp(-age / decay_days)
        smoothed = [self.squares.smoothed(xy, weights, bandwidth_m=h) for h in BANDWIDTHS_M]
        return np.array([_shares(one) for one in (*smoothed, self.squares.counts(xy, weights), self._even())])

    def _even(self) -> Array:
        return np.ones(len(self.squares))

    def _days(self, first: int, before: int) -> NDArray[np.bool_]:
        return (self.incidents.day >= first) & (self.incidents.day < before)


def mixture(past: Past, *, before: int) -> Mixture | None:
    """The decay and the weights under which the periods before a day were the likeliest.

    before  ordinal of the first day that is not known; the last N_HORIZONS periods of HORIZON_DAYS before it are each
            foretold from the days before them
    None where no such period holds an incident.

    A square's incidents are taken as Poisson around the period's total times the square's share, so that only the
    sum of count × log share tells decays and weights apart.
    """
    periods = _periods(past, before)
    counts = [past.counted(first, first + HORIZON_DAYS) for first in periods]
    if not sum(one.sum() for one in counts):
        return None
    best: Mixture | None = None
    for decay_days in DECAYS_DAYS:
        found = mixing_weights([past.surfaces(first, decay_days) for first in periods], counts)
        if best is None or found.log_likelihood > best.log_likelihood:
            best = Mixture(decay_days, found.pi, found.log_likelihood)
    return best


def scores(past: Past, learned: Mixture, *, before: int) -> Array:
    """The share of the next period's incidents that each square is expected to hold, (squares,), summing to 1."""
    return learned.pi @ past.surfaces(before, learned.decay_days)


def mixing_weights(surfaces: Sequence[Array], counts: Sequence[Array], *, rounds: int = ROUNDS) -> Weights:
    """The weights of the parts that make the counts likeliest, by expectation and maximisation from equal ones.

    surfaces  for each period (parts, squares), each part summing to 1; counts: for each period (squares,)
    Raises ValueError where nothing was counted.
    Source: Dempster, Laird and Rubin (1977), Journal of the Royal Statistical Society B 39(1), 1-38, section 4.3.
    """
    shares, seen = np.concatenate(surfaces, axis=1), np.concatenate(counts)
    shares, seen = shares[:, seen > 0], seen[seen > 0]
    if not len(seen):
        raise ValueError("nothing was counted")
    pi = np.full(len(shares), 1 / len(shares))
    for _ in range(rounds):
        pi = pi * (shares @ (seen / (pi @ shares)))
        pi /= pi.sum()
    return Weights(pi, float(seen @ np.log(pi @ shares)))


def _periods(past: Past, before: int) -> list[int]:
    """First days of the periods that teach, the earliest first."""
    begins = past.begins(before)
    if begins is None:
        return []
    firsts = [before - HORIZON_DAYS * back for back in range(N_HORIZONS, 0, -1)]
    return [first for first in firsts if first >= begins + RUN_IN_DAYS]


def _shares(amounts: Array) -> Array:
    """Amounts as shares of their sum; where there is none, an even spread."""
    total = amounts.sum()
    return amounts / total if total > 0 else np.full(len(amounts), 1 / len(amounts))
