"""The ward and the anchor of many places at once: what ``places.queries`` answers one by one."""

from collections.abc import Sequence
from uuid import UUID

import numpy as np
import shapely
import sqlalchemy as sa
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from reporting.database import session
from reporting.demonstration.told import Told
from reporting.places import queries as places
from reporting.places.models import Anchor, Ward
from reporting.reports.vocabulary import PLACE_TYPES, Precision

Placed = tuple[UUID | None, str, tuple[int, int] | None]
"""A ward's id and code, and the anchor, metres (EPSG:27700); all empty outside the borough."""

NEIGHBOURS = 8  # the nearest anchors looked at; of equally near ones the westernmost, then the southernmost is taken


class Ground:
    """The wards and anchors of this instance, read once."""

    def __init__(self) -> None:
        edition = places.current_edition()
        rows = session.execute(
            sa.select(Ward.id, Ward.code, Ward.outline).where(Ward.edition_id == edition.id).order_by(Ward.code)
            if edition
            else sa.select(Ward.id, Ward.code, Ward.outline).where(sa.false())
        ).all()
        self._wards = [(row.id, row.code) for row in rows]
        self._tree = shapely.STRtree([shapely.from_wkb(row.outline) for row in rows])
        self._anchors = {True: _anchors("home"), False: _anchors("street", "place")}

    def placed(self, reports: Sequence[Told]) -> list[Placed]:
        """Where each report lies. No anchor for those that may be shared only as a ward."""
        found: list[Placed] = [(None, "", None)] * len(reports)
        inside = [number for number, one in enumerate(reports) if one.spot]
        spots = np.array([reports[number].spot for number in inside], np.float64).reshape(-1, 2)
        wards = self._wards_at(spots)
        for is_home in (True, False):
            chosen = [
                place
                for place, number in enumerate(inside)
                if PLACE_TYPES[reports[number].facts["place_type"]].is_home is is_home
            ]
            for place, anchor in zip(chosen, _nearest(self._anchors[is_home], spots[chosen]), strict=True):
                number, ward = inside[place], self._wards[wards[place]]
                is_ward_only = reports[number].facts["location_precision"] is Precision.WARD_ONLY
                found[number] = (*ward, None if is_ward_only else anchor)
        return found

    def _wards_at(self, spots: NDArray[np.float64]) -> NDArray[np.int64]:
        """For each spot the first ward, by code, that holds it."""
        which, ward = self._tree.query(shapely.points(spots), predicate="intersects")
        first = np.full(len(spots), len(self._wards), np.int64)
        np.minimum.at(first, which, ward)
        return first


def _anchors(*kinds: str) -> NDArray[np.int64]:
    rows = session.execute(sa.select(Anchor.easting, Anchor.northing).where(Anchor.kind.in_(kinds)).distinct())
    return np.array(sorted(tuple(row) for row in rows), np.int64).reshape(-1, 2)


def _nearest(anchors: NDArray[np.int64], spots: NDArray[np.float64]) -> list[tuple[int, int] | None]:
    """The nearest anchor of each spot, as ``places.anchors.snap`` chooses it; none without anchors."""
    if not len(anchors) or not len(spots):
        return [None] * len(spots)
    near = cKDTree(anchors).query(spots, k=min(NEIGHBOURS, len(anchors)))[1].reshape(len(spots), -1)
    near.sort(axis=1)  # the anchors are sorted: among equally near ones the first is the one to take
    squares = ((anchors[near] - spots[:, None, :]) ** 2).sum(axis=2)
    best = near[np.arange(len(spots)), squares.argmin(axis=1)]
    return [(int(east), int(north)) for east, north in anchors[best]]
