"""What every format of wards is read into, before anything is asked of it."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import shapely
from flask_babel import lazy_gettext as _l
from pyproj import CRS

from reporting.places.refusals import UnreadableFile, named, quoted

LARGEST_BYTES = 200 * 1024 * 1024  # unpacked; a borough's wards at full detail are under 10 MB


class Projection(Enum):
    """The two projections that wards may come in."""

    WGS84 = "WGS84"
    BRITISH_NATIONAL_GRID = "British National Grid"


@dataclass(frozen=True)
class Feature:
    """One shape of a file, in the file's own coordinates, and the fields beside it. ``number`` counts from 1."""

    number: int
    fields: Mapping[str, Any]
    shape: shapely.Geometry


@dataclass(frozen=True)
class Layer:
    """The shapes of a file and the projection it declares."""

    projection: Projection
    features: Sequence[Feature]


def likely_name(fields: Mapping[str, Any]) -> Any:
    """A field that seems to hold the ward's name, only to say which ward a message is about."""
    found = [key for key in fields if re.fullmatch(r"(?i)name|wd\d\dnm|.*name", str(key))]
    return fields[min(found, key=len)] if found else None


def refuse_too_large(size_bytes: int) -> None:
    """Raises UnreadableFile above the size that is read into memory."""
    if size_bytes > LARGEST_BYTES:
        raise UnreadableFile(
            _l("The file holds more than %(limit)s MB. Give only the wards of one borough.", limit=LARGEST_BYTES >> 20)
        )


def unknown_projection(found: object) -> UnreadableFile:
    """The refusal of any other projection."""
    return UnreadableFile(
        _l(
            "The file's projection is “%(found)s”. Only WGS84 and British National Grid can be read.",
            found=quoted(found) or "?",
        )
    )


def projection_of(crs: CRS) -> Projection | None:
    """Which of the two projections a definition describes, by its numbers and not by its name; else None."""
    if crs.is_geographic:
        is_wgs84 = crs.datum is not None and bool(re.search(r"WGS.?(19)?84|World Geodetic System 1984", crs.datum.name))
        return Projection.WGS84 if is_wgs84 else None
    operation, ellipsoid = crs.coordinate_operation, crs.ellipsoid
    if not crs.is_projected or operation is None or ellipsoid is None:
        return None
    found = [operation.method_name, round(ellipsoid.semi_major_metre, 2)]
    numbers = [
        float(p.value) * (p.unit_conversion_factor if "false" in p.name.lower() else 1) for p in operation.params
    ]
    is_metric = all(axis.unit_conversion_factor == 1 for axis in crs.axis_info)
    grid = [49.0, -2.0, 0.9996012717, 400_000.0, -100_000.0]
    is_grid = len(numbers) == len(grid) and all(
        math.isclose(a, b, rel_tol=1e-9) for a, b in zip(numbers, grid, strict=False)
    )
    if found == ["Transverse Mercator", 6_377_563.4] and is_metric and is_grid:
        return Projection.BRITISH_NATIONAL_GRID
    return None


def polygons(geometry: Any, fields: Mapping[str, Any], number: int) -> shapely.MultiPolygon:
    """A GeoJSON Polygon or MultiPolygon as a shape, ring by ring, because shapely would silently close an open ring.

    Raises UnreadableFile for any other geometry, an open ring, or coordinates that are not numbers.
    """
    ward = named(likely_name(fields), number)
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in {"Polygon", "MultiPolygon"}:
        raise UnreadableFile(
            _l("The shape of %(ward)s is not an area (it is “%(kind)s”).", ward=ward, kind=quoted(kind))
        )
    parts = geometry.get("coordinates")
    if kind == "Polygon":
        parts = [parts]
    if not isinstance(parts, list | tuple) or not parts:
        raise UnreadableFile(_l("The shape of %(ward)s is empty.", ward=ward))
    made = []
    for rings in parts:
        if not isinstance(rings, list | tuple) or not rings:
            raise UnreadableFile(_l("The shape of %(ward)s is empty.", ward=ward))
        shell, *holes = [_ring(ring, ward) for ring in rings]
        made.append(shapely.Polygon(shell, holes))
    return shapely.MultiPolygon(made)


def _ring(points: Any, ward: Any) -> list[tuple[float, float]]:
    try:
        ring = [(_number(point[0]), _number(point[1])) for point in points]
    except (TypeError, ValueError, OverflowError, IndexError, KeyError) as error:
        raise UnreadableFile(_l("The outline of %(ward)s has coordinates that are not numbers.", ward=ward)) from error
    if len(ring) < 2 or ring[0] != ring[-1]:
        raise UnreadableFile(
            _l("The outline of %(ward)s is not closed: its last point differs from its first.", ward=ward)
        )
    if len(ring) < 4:
        raise UnreadableFile(_l("The outline of %(ward)s has fewer than three corners.", ward=ward))
    return ring


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(value)
    return float(value)
