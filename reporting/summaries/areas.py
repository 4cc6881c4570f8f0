"""Groups of neighbouring wards, drawn once from the shapes of an edition and never from what was reported there."""

from collections.abc import Mapping

import shapely

GROUP_SIZE = 3
DRAWING_TOLERANCE_M = 1.0
BORDER_MINIMUM_M = 10.0  # less is a corner, not a border


def neighbourhoods(shapes: Mapping[str, shapely.Geometry]) -> tuple[tuple[str, ...], ...]:
    """Groups of up to three wards that share borders, as sorted codes; every ward is in exactly one.

    shapes   outline of each ward by code, metres

    The ward whose code comes first and that is still alone takes the free neighbour with which the group shares the
    longest border, until the group is full; one that found nobody free joins the group it shares most border with.
    """
    codes = sorted(shapes)
    borders = {
        (a, b): _border_m(shapes[a], shapes[b])
        for a in codes
        for b in codes
        if a < b and shapes[a].dwithin(shapes[b], DRAWING_TOLERANCE_M)
    }

    def shared_m(code: str, group: list[str]) -> float:
        return sum(borders.get((min(code, other), max(code, other)), 0.0) for other in group)

    groups: list[list[str]] = []
    free = list(codes)
    while free:
        group = [free.pop(0)]
        while len(group) < GROUP_SIZE:
            near = [code for code in free if shared_m(code, group) > 0]
            if not near:
                break
            joined = max(near, key=lambda code: (shared_m(code, group), -codes.index(code)))
            free.remove(joined)
            group.append(joined)
        groups.append(group)
    for alone in [group for group in groups if len(group) == 1]:
        others = [group for group in groups if group is not alone and shared_m(alone[0], group) > 0]
        if others:
            max(others, key=lambda group: shared_m(alone[0], group)).append(alone[0])
            groups.remove(alone)
    return tuple(sorted(tuple(sorted(group)) for group in groups))


def _border_m(one: shapely.Geometry, other: shapely.Geometry) -> float:
    """Length of the border two wards share, metres, though their outlines were rounded apart; 0 where only corners meet."""
    length = float(other.boundary.intersection(one.buffer(DRAWING_TOLERANCE_M)).length)
    return length if length >= BORDER_MINIMUM_M else 0.0
