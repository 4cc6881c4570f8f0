"""A published table of areas -> what is drawn on the public map and said in its legend.

Every number here stands in the table beside the map, word for word as it was fixed; a suppressed one has neither a
number nor a depth, only a pattern that all of them share.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import shapely
from flask_babel import gettext as _
from flask_babel import ngettext

from reporting.disclosure import PUBLIC_MINIMUM, PUBLIC_ROUNDING
from reporting.maps import shades
from reporting.maps.outlines import Outline, middle
from reporting.maps.static_svg import HATCHED, Shape
from reporting.summaries.districts import CODES_JOINED_BY
from reporting.summaries.tabulation import SUPPRESSED, Tabulation
from reporting.summaries.wording import said


@dataclass(frozen=True)
class PublishedArea:
    """A ward or a group of wards. ``number``: as it was published; None: suppressed."""

    codes: tuple[str, ...]
    name: str
    number: int | None


def areas(table: Tabulation) -> list[PublishedArea]:
    """The areas of a table that lie somewhere: without its rows for no ward and for the whole borough."""
    return [
        PublishedArea(
            codes=tuple(str(code).split(CODES_JOINED_BY)),
            name=str(name),
            number=number if isinstance(number, int) else None,
        )
        for code, name, number in table.rows
        if code
    ]


def shapes(listed: Sequence[PublishedArea], outlines: Mapping[str, Outline]) -> list[Shape]:
    """The areas to draw, from the outlines of wards by code; none where a ward of the table is of another edition."""
    if any(code not in outlines for area in listed for code in area.codes):
        return []
    wide = shades.width(_ranks(listed))
    return [_shape(area, [outlines[code] for code in area.codes], wide) for area in listed]


def legend(listed: Sequence[PublishedArea]) -> list[dict[str, object]]:
    """What the pattern and each depth of shade mean, in words and numbers."""
    entries: list[dict[str, object]] = []
    if any(area.number is None for area in listed):
        text = _("fewer than 10, or hidden so that such a number cannot be worked out")
        entries.append({"step": HATCHED, "text": text})
    for depth, ranks in enumerate(shades.ranges(_ranks(listed)), start=1):
        first, last = (PUBLIC_MINIMUM + (rank - 1) * PUBLIC_ROUNDING for rank in ranks)
        if first == last:
            text = ngettext("%(num)s report", "%(num)s reports", first)
        else:
            text = _("%(first)s to %(last)s reports", first=first, last=last)
        entries.append({"step": depth, "text": text})
    return entries


def _shape(area: PublishedArea, its: Sequence[Outline], wide: int) -> Shape:
    if len(its) == 1:
        outline, point = its[0].shape, its[0].point_m
    else:
        # The wards were made light together, so that neighbours meet in one border, which disappears here.
        outline = shapely.coverage_union_all([one.shape for one in its])
        point = middle(outline)
    if area.number is None:
        hidden = str(said(SUPPRESSED))
        title = _("%(area)s: %(number)s", area=area.name, number=hidden)
        return Shape(outline, point, number=hidden, title=title, name=area.name, is_hatched=True)
    reports = ngettext("%(num)s report", "%(num)s reports", area.number)
    title = _("%(area)s: %(number)s", area=area.name, number=reports)
    step = shades.step(_rank(area.number), width=wide)
    return Shape(outline, point, number=area.number, title=title, name=area.name, step=step)


def _ranks(listed: Sequence[PublishedArea]) -> list[int]:
    return [_rank(area.number) for area in listed if area.number is not None]


def _rank(number: int) -> int:
    """Published numbers counted from 1: 10, 15, 20 … No depth of shade stands for a number that nobody may read."""
    return (number - PUBLIC_MINIMUM) // PUBLIC_ROUNDING + 1
