"""Small marks on the map: how tense a ward is, told by shape, number and arrow, and where the estates are."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _

from reporting.mapping import Sign
from reporting.maps.outlines import Outline
from reporting.places import projection
from reporting.places.models import NamedPlace
from reporting.tension.levels.level import NORMAL
from reporting.tension.levels.queries import Standing
from reporting.tension.vocabulary import DIRECTIONS, JUDGEMENTS

KINDS = {"green": "calm", "amber": "uneasy", "red": "serious"}
ARROWS = {"rising": "↑", "falling": "↓"}


def tension_signs(levels: Sequence[Standing], outlines: Mapping[str, Outline]) -> list[Sign]:
    """One sign for each ward that is known not to be normal; ``outlines`` by ward code."""
    signs = []
    for one in levels:
        if one.level in {None, NORMAL} or one.code not in outlines:
            continue
        judged, place = JUDGEMENTS[str(one.level)], outlines[one.code]
        signs.append(
            Sign(
                at=place.at,
                point_m=place.point_m,
                kind=KINDS[judged.group],
                text=f"{one.level}{ARROWS.get(one.direction, '')}",
                title=_tension(one.name, str(judged.label), one.direction),
            )
        )
    return signs


def estate_signs(estates: Sequence[NamedPlace], bounds_m: tuple[float, float, float, float]) -> list[Sign]:
    """One sign for each estate within west, south, east and north, metres."""
    west, south, east, north = bounds_m
    signs = []
    for one in estates:
        if west <= one.easting <= east and south <= one.northing <= north:
            at = projection.position(one.easting, one.northing)
            signs.append(
                Sign(at, (one.easting, one.northing), "estate", one.name, _("Estate: %(name)s", name=one.name))
            )
    return signs


def _tension(ward: str, level: str, direction: str) -> str:
    if direction in DIRECTIONS:
        return _("%(ward)s: %(level)s, %(direction)s", ward=ward, level=level, direction=DIRECTIONS[direction].label)
    return _("%(ward)s: %(level)s", ward=ward, level=level)
