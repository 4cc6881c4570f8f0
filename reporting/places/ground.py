"""The ground that the wards of all editions cover, and what lies on it or near it."""

from collections.abc import Sequence
from dataclasses import dataclass

import shapely
import sqlalchemy as sa

from reporting.database import session
from reporting.places.models import Ward

AROUND_M = 2000  # people near the border name postcodes and places on its other side

Point = tuple[int, int]
"""Easting and northing, metres."""


@dataclass(frozen=True)
class Ground:
    """The union of the wards, metres."""

    shape: shapely.Geometry

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east and north of the wards and 2 km around them, metres."""
        west, south, east, north = self.shape.bounds
        return west - AROUND_M, south - AROUND_M, east + AROUND_M, north + AROUND_M

    def is_near(self, point: Point) -> bool:
        """Whether a point lies in the box around the wards."""
        west, south, east, north = self.box
        return west <= point[0] <= east and south <= point[1] <= north

    def holds(self, points: Sequence[Point]) -> list[bool]:
        """For each point whether it lies in a ward."""
        if not points:
            return []
        eastings, northings = zip(*points, strict=True)
        return shapely.intersects_xy(self.shape, eastings, northings).tolist()


def ground() -> Ground | None:
    """The ground of this instance; None before any wards are imported."""
    outlines = session.scalars(sa.select(Ward.outline)).all()
    if not outlines:
        return None
    shape = shapely.union_all(shapely.from_wkb(outlines))
    shapely.prepare(shape)
    return Ground(shape)
