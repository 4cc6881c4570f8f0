"""The unit of every count in this room: an occurrence, several reports of one event taken as one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from reporting.hotspots.geometry import distinct_points


@dataclass(frozen=True)
class Incidents:
    """Occurrences as columns of equal length n.

    xy       (n, 2) float64, snapped eastings and northings, metres (EPSG:27700)
    day      (n,) int32, ordinal of the London day (``date.toordinal``)
    weight   (n,) int32, severity, >= 1: the highest among its reports
    stratum  (n,) int16, reporting centre and channel: dates are only compared inside one
    place    (n,) int32, equal for equal xy
    reports  (n,) int16, how many reports were taken together
    centre   (n,) int16, reporting centre, whatever the channel; without it each stratum is taken for a centre
    """

    xy: NDArray[np.float64]
    day: NDArray[np.int32]
    weight: NDArray[np.int32]
    stratum: NDArray[np.int16]
    place: NDArray[np.int32]
    reports: NDArray[np.int16]
    centre: NDArray[np.int16] | None = None

    @property
    def sources(self) -> NDArray[np.int16]:
        """(n,) who told of each."""
        return self.stratum if self.centre is None else self.centre

    def __len__(self) -> int:
        return len(self.day)

    def where(self, rows: NDArray[np.bool_] | NDArray[np.intp]) -> "Incidents":
        """The chosen rows: a mask (n,) or indices in the wanted order."""
        centre = None if self.centre is None else self.centre[rows]
        return Incidents(
            self.xy[rows],
            self.day[rows],
            self.weight[rows],
            self.stratum[rows],
            self.place[rows],
            self.reports[rows],
            centre,
        )


def collapse(
    xy: ArrayLike,
    day: ArrayLike,
    motive: ArrayLike,
    weight: ArrayLike,
    stratum: ArrayLike,
    *,
    centre: ArrayLike | None = None,
) -> Incidents:
    """Reports at the same snapped place on the same day with the same motive become one occurrence.

    xy      (n, 2) metres (EPSG:27700), already snapped: equal to the metre means the same place
    day     (n,) ordinals; motive (n,) any labels that sort; weight (n,) integers >= 1; stratum and centre (n,) integers
    returns occurrences by place, day and motive; each has the severity, stratum and centre of its gravest report
            (the first of them in the order given)

    Raises ValueError for columns of different length or a weight under 1.
    """
    points = np.asarray(xy, dtype=np.float64).reshape(-1, 2)
    days, weights = np.asarray(day, dtype=np.int32), np.asarray(weight, dtype=np.int32)
    strata, motives = np.asarray(stratum, dtype=np.int16), np.asarray(motive)
    n = len(points)
    if any(len(column) != n for column in (days, motives, weights, strata)):
        raise ValueError("columns of different length")
    if n and weights.min() < 1:
        raise ValueError("a weight must be at least 1")

    snapped = np.rint(points)
    place = distinct_points(snapped)[1]
    motive_code = np.unique(motives, return_inverse=True)[1]
    order = np.lexsort((-weights, motive_code, days, place))
    keys = np.column_stack((place, days, motive_code))[order]
    is_first = np.ones(n, dtype=bool)
    is_first[1:] = (keys[1:] != keys[:-1]).any(axis=1)
    gravest = order[is_first]
    reports = np.diff(np.append(np.flatnonzero(is_first), n))
    return Incidents(
        xy=snapped[gravest],
        day=days[gravest],
        weight=weights[gravest],
        stratum=strata[gravest],
        place=place[gravest].astype(np.int32),
        reports=reports.astype(np.int16),
        centre=None if centre is None else np.asarray(centre, dtype=np.int16)[gravest],
    )
