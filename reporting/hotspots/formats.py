"""Findings as json, geojson and csv."""

import csv
import io
import json
import math
from collections.abc import Callable
from dataclasses import asdict, fields
from typing import Any

from reporting.hotspots.findings import Circle, Findings
from reporting.hotspots.near_repeat import Knox

DECIMALS = 6


def as_json(found: Findings) -> str:
    """Everything, as one object."""
    return _dumped(
        {
            "settings": found.settings,
            "n_reports": found.n_reports,
            "n_incidents": found.n_incidents,
            "n_recent": found.n_recent,
            "too_few": found.too_few,
            "clusters": [rounded(asdict(circle)) for circle in found.clusters],
            "withheld": found.withheld,
            "repeat_places": [rounded(asdict(place)) for place in found.repeat_places],
            "near_repeat": _bands(found.near_repeat),
        }
    )


def as_geojson(found: Findings) -> str:
    """The clusters as the centres of their circles."""
    features = []
    for circle in found.clusters:
        properties = rounded(asdict(circle))
        at = [properties.pop("lon"), properties.pop("lat")]
        features.append({"type": "Feature", "geometry": {"type": "Point", "coordinates": at}, "properties": properties})
    return _dumped(
        {
            "type": "FeatureCollection",
            "features": features,
            "settings": found.settings,
            "too_few": found.too_few,
            "withheld": found.withheld,
        }
    )


def as_csv(found: Findings) -> str:
    """The clusters, one a row; several wards are separated by semicolons."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([field.name for field in fields(Circle)])
    for circle in found.clusters:
        row = rounded(asdict(circle))
        writer.writerow([_cell(value) for value in row.values()])
    return text.getvalue()


FORMATS: dict[str, Callable[[Findings], str]] = {"json": as_json, "geojson": as_geojson, "csv": as_csv}


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return ";".join(value) if isinstance(value, (list, tuple)) else value


def _bands(knox: Knox) -> dict[str, Any]:
    arrays = {name: getattr(knox, name).tolist() for name in ("observed", "expected", "ratio", "p", "p_holm")}
    return rounded({"space_m": list(knox.space_m), "time_days": list(knox.time_days), **arrays})


def rounded(value: Any) -> Any:
    """Floats to six decimals, and what is not a number as null."""
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(part) for part in value]
    if isinstance(value, float):
        return round(value, DECIMALS) if math.isfinite(value) else None
    return value


def _dumped(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
