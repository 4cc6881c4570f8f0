"""Wards in GeoJSON, in WGS84 or, with a ``crs`` member, in British National Grid."""

import json
import re
from typing import Any

from flask_babel import lazy_gettext as _l

from reporting.places.formats.features import Feature, Layer, Projection, polygons, unknown_projection
from reporting.places.refusals import UnreadableFile, quoted


def layer(content: bytes) -> Layer:
    """The features of a FeatureCollection. Raises UnreadableFile."""
    try:
        document = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(
            _l("The file is not GeoJSON: it is damaged, cut short or written in another way.")
        ) from error
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise UnreadableFile(_l("The file is JSON, but not a GeoJSON FeatureCollection of wards."))
    found = document.get("features")
    if not isinstance(found, list):
        raise UnreadableFile(_l("The file is JSON, but not a GeoJSON FeatureCollection of wards."))
    projection = _projection(document)
    return Layer(projection, [_feature(one, number) for number, one in enumerate(found, start=1)])


def _feature(one: Any, number: int) -> Feature:
    if not isinstance(one, dict) or one.get("type") != "Feature":
        raise UnreadableFile(_l("Entry %(number)s of the file is not a GeoJSON feature.", number=number))
    fields = one.get("properties")
    fields = fields if isinstance(fields, dict) else {}
    return Feature(number, fields, polygons(one.get("geometry"), fields, number))


def _projection(document: dict[str, Any]) -> Projection:
    """No ``crs`` member means longitude and latitude (RFC 7946); older files name one."""
    if "crs" not in document:
        return Projection.WGS84
    crs = document["crs"]
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if re.fullmatch(r"(?i)(urn:ogc:def:crs:)?(OGC:[\d.]*:?CRS84|EPSG:[\d.]*:?4326)", str(name)):
        return Projection.WGS84
    if re.fullmatch(r"(?i)(urn:ogc:def:crs:)?EPSG:[\d.]*:?27700", str(name)):
        return Projection.BRITISH_NATIONAL_GRID
    raise unknown_projection(quoted(name))


def _refuse_constant(constant: str) -> None:
    raise UnreadableFile(_l("The file holds “%(constant)s” where a number should be.", constant=quoted(constant)))
