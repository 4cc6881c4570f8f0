"""Wards that claim the same ground."""

from collections.abc import Sequence

import shapely
from flask_babel import lazy_gettext as _l

from reporting.places.readers import WardOutline
from reporting.places.refusals import OverlappingWards, quoted

TOLERANCE_M2 = 100.0
"""Neighbours may share this much: a hundredth of a hectare, to which areas are published. Wards drawn from one set of
lines share none; rounded coordinates leave slivers centimetres wide along a border of a few kilometres. One house with
its garden is about 200 square metres, so no home lies in two wards."""


def refuse_overlaps(outlines: Sequence[WardOutline]) -> None:
    """Raises OverlappingWards naming the pair that overlaps most, with the area in square metres."""
    shapes = [ward.shape for ward in outlines]
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = [(int(a), int(b)) for a, b in zip(first, second, strict=True) if a < b]
    if not pairs:
        return
    shared = [float(shapes[a].intersection(shapes[b]).area) for a, b in pairs]
    area = max(shared)
    if area > TOLERANCE_M2:
        a, b = pairs[shared.index(area)]
        raise OverlappingWards(
            _l(
                "%(first)s and %(second)s overlap by %(area)s square metres. Every place must be in one ward.",
                first=quoted(outlines[a].name),
                second=quoted(outlines[b].name),
                area=f"{area:,.0f}",
            )
        )
