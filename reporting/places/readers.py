"""Wards from a file: which format it is, which fields say code and name, and whether every outline can be trusted."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from flask_babel import lazy_gettext as _l

from reporting.places import projection
from reporting.places.formats import geojson, geopackage, shapefiles
from reporting.places.formats.features import Feature, Layer, Projection, likely_name, refuse_too_large
from reporting.places.refusals import UnreadableFile, named, quoted

WARDS_MAX = 300  # the largest local authorities have under 130 wards; a national file has thousands
CODE_LENGTH_MAX = 20
NAME_LENGTH_MAX = 100
CODE_FIELDS = (r"gss_?code", r"wd\d\dcd", r"ward_?code", r"code", r".*code")
NAME_FIELDS = (r"name", r"wd\d\dnm", r"ward_?name", r".*name")
BOROUGH_FIELDS = (r"district", r"borough", r"lad\d\dnm", r"(district|borough|lad|authority)_?name")

BOUNDS = {  # west, south, east, north of Great Britain with its islands and sea
    Projection.WGS84: (-9.0, 49.7, 2.2, 61.0),
    Projection.BRITISH_NATIONAL_GRID: (0.0, 0.0, 700_000.0, 1_300_000.0),
}


@dataclass(frozen=True)
class WardOutline:
    """One ward of a file. ``shape`` is a valid polygon or multipolygon, metres (EPSG:27700)."""

    code: str
    name: str
    shape: shapely.Geometry
    borough: str = ""  # as the file gives it, or empty


def wards_in(path: Path, *, code_field: str | None = None, name_field: str | None = None) -> list[WardOutline]:
    """The wards of a GeoJSON, zipped Shapefile or GeoPackage file, by code.

    code_field, name_field   which fields hold them; None: found by the names in common use
    Raises UnreadableFile, whose reason names the ward or the feature that is wrong.
    """
    layer = _layer(path)
    if not layer.features:
        raise UnreadableFile(_l("The file holds no wards."))
    if len(layer.features) > WARDS_MAX:
        raise UnreadableFile(
            _l(
                "The file holds %(count)s wards, more than any borough has. Give only the wards of your borough.",
                count=len(layer.features),
            )
        )
    for feature in layer.features:
        _refuse_untrustworthy(feature, layer.projection)
    outlines = sorted(_outlines(layer, code_field, name_field), key=lambda ward: ward.code)
    _refuse_duplicates(outlines)
    return outlines


def _layer(path: Path) -> Layer:
    try:
        refuse_too_large(path.stat().st_size)
        with path.open("rb") as file:
            start = file.read(512)
        if start.startswith(b"SQLite format 3\x00"):
            return geopackage.layer(path)
        if start.startswith(b"PK"):
            return shapefiles.layer(path.read_bytes())
        if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", b"[")):
            return geojson.layer(path.read_bytes())
    except OSError as error:
        raise UnreadableFile(_l("The file cannot be opened: it does not exist, or it may not be read.")) from error
    if not start.strip():
        raise UnreadableFile(_l("The file is empty."))
    raise UnreadableFile(
        _l("The file is neither GeoJSON nor a zipped Shapefile nor a GeoPackage, whatever its name says.")
    )


def _refuse_untrustworthy(feature: Feature, declared: Projection) -> None:
    """Raises UnreadableFile for a shape that is not an area on the ground of Great Britain."""
    shape = feature.shape
    ward = named(likely_name(feature.fields), feature.number)
    if shape.geom_type not in {"Polygon", "MultiPolygon"}:
        raise UnreadableFile(
            _l("The shape of %(ward)s is not an area (it is “%(kind)s”).", ward=ward, kind=shape.geom_type)
        )
    points = shapely.get_coordinates(shape)
    if not len(points):
        raise UnreadableFile(_l("The shape of %(ward)s is empty.", ward=ward))
    if not np.isfinite(points).all():
        raise UnreadableFile(_l("The outline of %(ward)s has coordinates that are not numbers.", ward=ward))
    west, south, east, north = BOUNDS[declared]
    outside = points[~((points >= (west, south)) & (points <= (east, north))).all(axis=1)]
    if len(outside):
        raise UnreadableFile(_outside(ward, outside[0], declared))
    if not shape.is_valid:
        raise UnreadableFile(
            _l(
                "The outline of %(ward)s is broken: it crosses or touches itself (%(where)s).",
                ward=ward,
                where=quoted(shapely.is_valid_reason(shape)),
            )
        )


def _outside(ward: Any, point: Sequence[float], declared: Projection) -> Any:
    across, up = f"{point[0]:.6g}", f"{point[1]:.6g}"
    if declared is Projection.BRITISH_NATIONAL_GRID:
        return _l(
            "%(ward)s lies outside Great Britain: it reaches easting %(across)s, northing %(up)s.",
            ward=ward, across=across, up=up,
        )  # fmt: skip
    west, south, east, north = BOUNDS[Projection.BRITISH_NATIONAL_GRID]
    if 1000 < point[0] <= east and 1000 < point[1] <= north:
        return _l(
            "%(ward)s is given in metres (%(across)s, %(up)s), but the file does not say that its projection is"
            " British National Grid.",
            ward=ward, across=across, up=up,
        )  # fmt: skip
    return _l(
        "%(ward)s lies outside Great Britain: it reaches longitude %(across)s, latitude %(up)s.",
        ward=ward, across=across, up=up,
    )  # fmt: skip


def _outlines(layer: Layer, code_field: str | None, name_field: str | None) -> Iterable[WardOutline]:
    features = layer.features
    code_key = _field(features, code_field, CODE_FIELDS)
    name_key = _field(features, name_field, NAME_FIELDS)
    if code_key is None or name_key is None:
        found = ", ".join(quoted(key) for key in features[0].fields) or "–"
        missing = code_field if code_key is None else name_field
        if missing:
            reason = _l("No field is called “%(field)s”. The file has: %(found)s.", field=quoted(missing), found=found)
        elif code_key is None:
            reason = _l("No field seems to hold the wards' codes. The file has: %(found)s.", found=found)
        else:
            reason = _l("No field seems to hold the wards' names. The file has: %(found)s.", found=found)
        raise UnreadableFile(reason)
    borough_key = _field(features, None, BOROUGH_FIELDS)
    for one in features:
        code = _text(one.fields.get(code_key), CODE_LENGTH_MAX)
        name = _text(one.fields.get(name_key), NAME_LENGTH_MAX)
        if not code or not name:
            raise UnreadableFile(
                _l("Ward number %(number)s in the file has no readable code or name.", number=one.number)
            )
        shape = one.shape
        if layer.projection is Projection.WGS84:
            shape = projection.shape_in_metres(shape)
        if not shape.is_valid:
            raise UnreadableFile(_l("The outline of %(ward)s is broken once drawn in metres.", ward=quoted(name)))
        borough = _text(one.fields.get(borough_key), NAME_LENGTH_MAX) if borough_key else ""
        yield WardOutline(code, name, _tidy(shape), borough)


def _tidy(shape: shapely.Geometry) -> shapely.Geometry:
    """The same ground told one way: one part is a polygon, and rings begin at the same corner in every format."""
    parts = shapely.get_parts(shape)
    return shapely.normalize(parts[0] if len(parts) == 1 else shapely.MultiPolygon(list(parts)))


def _field(features: Sequence[Feature], given: str | None, patterns: Iterable[str]) -> str | None:
    """The field's name as the file writes it: the one given, or the first that fits a pattern.

    Of several that fit one pattern, the first whose values all differ: the authority's code is the same throughout.
    """
    keys = list(dict.fromkeys(str(key) for one in features for key in one.fields))
    if given is not None:
        return next((key for key in keys if key.lower() == given.lower()), None)
    for pattern in patterns:
        fitting = [key for key in keys if re.fullmatch(pattern, key, re.IGNORECASE)]
        distinct = [key for key in fitting if len({str(one.fields.get(key)) for one in features}) == len(features)]
        if fitting:
            return (distinct or fitting)[0]
    return None


def _text(value: Any, longest: int) -> str:
    """A field's value as words, or empty where it is none, unprintable or too long."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    text = " ".join(str(value).split())
    return text if text.isprintable() and len(text) <= longest else ""


def _refuse_duplicates(outlines: Sequence[WardOutline]) -> None:
    code, count = Counter(ward.code for ward in outlines).most_common(1)[0]
    if count > 1:
        first, second = [ward.name for ward in outlines if ward.code == code][:2]
        raise UnreadableFile(
            _l(
                "The code %(code)s is given to two wards, %(first)s and %(second)s.",
                code=quoted(code),
                first=quoted(first),
                second=quoted(second),
            )  # fmt: skip
        )
