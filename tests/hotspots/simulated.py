"""A made-up borough for proofs: where and when incidents happen is drawn apart, unless a cluster is planted.

A square as large as an inner London borough (21.8 km²): 45 % of the incidents lie anywhere, the rest around fourteen busy
points; more happen in some seasons, at weekends and in later years; each is snapped to the nearest of 2,500 anchors.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from reporting.hotspots.incidents import Incidents, collapse

SIDE_M = 4670.0
DAYS = 3 * 365
ANYWHERE = 0.45
BUSY_POINTS = 14
ANCHORS = 2500


@dataclass(frozen=True)
class Borough:
    """What stays the same from one draw to the next. Points are (n, 2) metres."""

    busy: NDArray[np.float64]
    spread_m: NDArray[np.float64]
    share: NDArray[np.float64]
    anchors: NDArray[np.float64]
    nearest: cKDTree

    def points(self, n: int, rng: np.random.Generator) -> NDArray[np.float64]:
        """n points of ordinary life, not snapped."""
        kind = rng.choice(BUSY_POINTS, n, p=self.share)
        around = self.busy[kind] + rng.normal(size=(n, 2)) * self.spread_m[kind][:, None]
        is_anywhere = (rng.random(n) < ANYWHERE) | ((around < 0) | (around > SIDE_M)).any(axis=1)
        return np.where(is_anywhere[:, None], rng.uniform(0, SIDE_M, (n, 2)), around)

    def incidents(self, points: NDArray[np.float64], day: NDArray[np.int64], stratum: object = 0) -> Incidents:
        """Snapped; no two are one event."""
        n = len(day)
        snapped = self.anchors[self.nearest.query(points)[1]]
        return collapse(snapped, day, np.arange(n), np.ones(n), np.broadcast_to(np.asarray(stratum), n))

    def quiet(self, n: int, rng: np.random.Generator) -> Incidents:
        """n incidents of DAYS days in which place and day have nothing to do with each other."""
        return self.incidents(self.points(n, rng), days(n, rng))


def borough(seed: int) -> Borough:
    """A borough of its own for each seed."""
    rng = np.random.default_rng(seed)
    share = rng.gamma(1.0, size=BUSY_POINTS)
    anchors = np.rint(rng.uniform(0, SIDE_M, (ANCHORS, 2)))
    return Borough(
        busy=rng.uniform(0, SIDE_M, (BUSY_POINTS, 2)),
        spread_m=rng.uniform(120, 450, BUSY_POINTS),
        share=share / share.sum(),
        anchors=anchors,
        nearest=cKDTree(anchors),
    )


def days(n: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """n days from 0 to DAYS - 1: more in summer, at weekends and later."""
    day = np.arange(DAYS)
    rate = (1 + 0.25 * np.sin(2 * np.pi * day / 365.25)) * (1 + 0.15 * (day % 7 >= 5)) * (1 + 0.15 * day / DAYS)
    return rng.choice(DAYS, n, p=rate / rate.sum())


@dataclass(frozen=True)
class Planted:
    """So many incidents more, normally scattered around one point, on the last days."""

    extra: int
    sigma_m: float
    lasting_days: int

    def among(
        self, quiet: Incidents, ground: Borough, rng: np.random.Generator
    ) -> tuple[Incidents, NDArray[np.float64]]:
        """The quiet incidents and the planted ones, and where these were planted: anywhere, or where life is busy."""
        at = ground.points(1, rng)[0] if rng.random() < 0.5 else rng.uniform(0, SIDE_M, 2)
        points = np.clip(at + rng.normal(size=(self.extra, 2)) * self.sigma_m, 0, SIDE_M)
        more = ground.incidents(points, rng.integers(DAYS - self.lasting_days, DAYS, self.extra))
        return both(quiet, more), at


def both(one: Incidents, other: Incidents) -> Incidents:
    """The incidents of two draws, side by side."""
    columns = {
        name: np.concatenate((getattr(one, name), getattr(other, name)))
        for name in ("xy", "day", "weight", "stratum", "reports")
    }
    place = np.unique(columns["xy"], axis=0, return_inverse=True)[1].reshape(-1).astype(np.int32)
    return replace(one, place=place, **columns)
