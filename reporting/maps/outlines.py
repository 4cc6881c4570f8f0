"""Wards made light enough to draw, once per edition."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

import shapely

from reporting.places import projection

TOLERANCE_M = 8.0


@dataclass(frozen=True, eq=False)
class Outline:
    """One ward: its shape for drawing in metres and in degrees, and a point inside for its number, in both."""

    shape: shapely.Geometry
    geometry: dict[str, Any]
    point_m: tuple[float, float]
    at: tuple[float, float]


def outlines(edition_id: UUID, shapes: Sequence[bytes]) -> tuple[Outline, ...]:
    """Outlines in the order of the shapes (WKB, metres). Editions never change, so a process draws each once."""
    return _drawn(edition_id, tuple(shapes))


@lru_cache(maxsize=8)
def _drawn(_edition_id: UUID, shapes: tuple[bytes, ...]) -> tuple[Outline, ...]:
    exact = shapely.from_wkb(list(shapes))
    # Neighbours keep one border between them: no gaps, no overlaps.
    light = shapely.coverage_simplify(exact, TOLERANCE_M) if len(exact) else exact
    return tuple(_outline(shape, geometry) for shape, geometry in zip(light, in_degrees(light), strict=True))


def _outline(shape: shapely.Geometry, geometry: dict[str, Any]) -> Outline:
    inside = middle(shape)
    return Outline(
        shape=shape,
        geometry=geometry,
        point_m=inside,
        at=projection.position(*inside),
    )


def middle(shape: shapely.Geometry) -> tuple[float, float]:
    """The point of a shape that is farthest from its border, metres: there a number has most room."""
    easting, northing = shapely.maximum_inscribed_circle(shape, tolerance=5).coords[0]
    return easting, northing


def in_degrees(shapes: Sequence[shapely.Geometry]) -> list[dict[str, Any]]:
    """GeoJSON geometries with five decimals, about a metre."""
    redrawn = projection.shape_in_degrees(shapely.GeometryCollection(list(shapes)))
    return [_rounded(shapely.geometry.mapping(shape)) for shape in redrawn.geoms]


def _rounded(geometry: dict[str, Any]) -> dict[str, Any]:
    def five(part: Any) -> Any:
        return round(part, 5) if isinstance(part, float) else [five(inner) for inner in part]

    return {"type": geometry["type"], "coordinates": five(geometry["coordinates"])}


def bounds_in_degrees(geometries: Sequence[dict[str, Any]]) -> tuple[float, float, float, float]:
    """West, south, east, north of all these GeoJSON geometries."""
    west, south, east, north = shapely.total_bounds([shapely.geometry.shape(geometry) for geometry in geometries])
    return float(west), float(south), float(east), float(north)
