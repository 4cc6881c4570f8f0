"""Counts and outlines -> what is drawn on the map, said in the legend and listed in the tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from flask_babel import gettext as _
from flask_babel import ngettext

from reporting.hotspots.cells import Cell
from reporting.i18n import hundredths, tenths
from reporting.mapping import Area
from reporting.maps import shades
from reporting.maps.grid_reference import grid_reference
from reporting.maps.outlines import Outline, in_degrees
from reporting.maps.queries import WardCount
from reporting.maps.static_svg import Shape
from reporting.places.grid import CELL_M, square
from reporting.places.models import NamedPlace

BESIDE_M = 150.0  # an estate this near to a square names it
LegendEntry = dict[str, Any]


@dataclass(frozen=True)
class Layer:
    """The same areas twice: for Leaflet, and for the drawing that needs no script."""

    areas: list[Area]
    shapes: list[Shape]


@dataclass(frozen=True)
class NamedSquare:
    """A square that may be shown: its cell and outline, its name in words and the ward most of it lies in (empty: in none).

    estate   the nearest one in it or beside it; empty: none
    """

    cell: Cell
    outline: shapely.Geometry
    name: str
    ward: str
    estate: str = ""


def ward_layer(counts: Sequence[WardCount], outlines: Sequence[Outline]) -> Layer:
    """Wards shaded by their number of reports."""
    wide = shades.width(count.n_reports for count in counts)
    layer = Layer([], [])
    for count, outline in zip(counts, outlines, strict=True):
        name = count.ward.name if count.ward else ""
        text, depth = _ward_text(name, count), shades.step(count.n_reports, width=wide)
        layer.areas.append(
            Area(geometry=outline.geometry, at=outline.at, number=count.n_reports, text=text, step=depth)
        )
        layer.shapes.append(
            Shape(outline.shape, outline.point_m, number=count.n_reports, title=text, name=name, step=depth)
        )
    return layer


def rate_layer(counts: Sequence[WardCount], outlines: Sequence[Outline]) -> Layer:
    """Wards shaded by their incidents per 1,000 residents; a ward without a rate is hatched on paper and says so."""
    highest = max((count.per_thousand or 0.0 for count in counts), default=0.0)
    layer = Layer([], [])
    for count, outline in zip(counts, outlines, strict=True):
        name, rate = count.ward.name if count.ward else "", count.per_thousand
        number = "–" if rate is None else hundredths(rate)
        depth = 0 if rate is None else min(shades.STEPS, 1 + int(shades.STEPS * rate / highest * (1 - 1e-9)))
        text = _rate_text(name, rate)
        layer.areas.append(Area(geometry=outline.geometry, at=outline.at, number=number, text=text, step=depth))
        layer.shapes.append(
            Shape(
                outline.shape,
                outline.point_m,
                number=number,
                title=text,
                name=name,
                step=depth,
                is_hatched=rate is None,
            )
        )
    return layer


def square_layer(squares: Sequence[NamedSquare], *, is_strong: bool = False) -> Layer:
    """Squares outlined, with their number of incidents; ``is_strong``: with a thick line without gaps."""
    layer = Layer([], [])
    geometries = in_degrees([one.outline for one in squares])
    for one, geometry in zip(squares, geometries, strict=True):
        corners = geometry["coordinates"][0][:4]
        at = (round(sum(corner[1] for corner in corners) / 4, 5), round(sum(corner[0] for corner in corners) / 4, 5))
        number = one.cell.n_incidents
        layer.areas.append(Area(geometry=geometry, at=at, number=number, text=_square_text(one), is_strong=is_strong))
        middle = (one.cell.easting + CELL_M / 2, one.cell.northing + CELL_M / 2)
        layer.shapes.append(Shape(one.outline, middle, number=number, is_strong=is_strong))
    return layer


def named_squares(
    cells: Sequence[Cell],
    counts: Sequence[WardCount],
    outlines: Sequence[Outline],
    *,
    estates: Sequence[NamedPlace] = (),
) -> list[NamedSquare]:
    """The cells with their names, the fullest first."""
    if not cells:
        return []
    names = [count.ward.name if count.ward else "" for count in counts]
    shapes = [square(cell.easting, cell.northing) for cell in cells]
    largest = [(0.0, "")] * len(cells)
    tree = shapely.STRtree([outline.shape for outline in outlines])
    for number, ward in zip(*tree.query(shapes, predicate="intersects"), strict=True):
        shared = (shapes[number].intersection(outlines[ward].shape).area, names[ward])
        largest[number] = max(largest[number], shared)
    beside = _estates_beside(shapes, estates)
    found = [
        NamedSquare(cell, outline, _square_name(cell, ward, estate), ward, estate)
        for cell, outline, (_area, ward), estate in zip(cells, shapes, largest, beside, strict=True)
    ]
    return sorted(found, key=lambda one: (-one.cell.n_incidents, one.ward, one.name))


def _estates_beside(squares: Sequence[shapely.Geometry], estates: Sequence[NamedPlace]) -> list[str]:
    """For each square the name of the nearest estate within BESIDE_M, empty where there is none."""
    named = [""] * len(squares)
    if not estates:
        return named
    tree = shapely.STRtree([shapely.Point(one.easting, one.northing) for one in estates])
    for number, estate in zip(*tree.query_nearest(squares, max_distance=BESIDE_M, all_matches=False), strict=True):
        named[number] = estates[estate].name
    return named


def legend(counts: Sequence[WardCount]) -> list[LegendEntry]:
    """What each depth of shade means, in words and numbers."""
    entries: list[LegendEntry] = [{"step": "none", "text": _("no report")}]
    for depth, (first, last) in enumerate(shades.ranges(count.n_reports for count in counts), start=1):
        if first == last:
            text = ngettext("%(num)s report", "%(num)s reports", first)
        else:
            text = _("%(first)s to %(last)s reports", first=first, last=last)
        entries.append({"step": depth, "text": text})
    return entries


def rate_legend(counts: Sequence[WardCount]) -> list[LegendEntry]:
    """What each depth of a rate means."""
    highest = max((count.per_thousand or 0.0 for count in counts), default=0.0)
    entries: list[LegendEntry] = [
        {"step": "none", "text": _("No rate: residents not known, or fewer than 3 incidents")}
    ]
    for depth in range(1, shades.STEPS + 1) if highest else ():
        low, high = (hundredths(highest * part / shades.STEPS) for part in (depth - 1, depth))
        text = _("%(low)s to %(high)s incidents per 1,000 residents", low=low, high=high)
        entries.append({"step": depth, "text": text})
    return entries


def surface_legend(edges: Sequence[float]) -> list[LegendEntry]:
    """What each depth of the surface means: words first, then incidents per square kilometre in 30 days."""
    words = (_("Least"), _("More"), _("Much"), _("Most"))
    entries: list[LegendEntry] = [{"step": "none", "text": _("Too little was told to say")}]
    for depth, (low, high) in enumerate(zip(edges[:-1], edges[1:], strict=True), start=1):
        text = _(
            "%(word)s: %(low)s to %(high)s incidents per square kilometre in 30 days",
            word=words[depth - 1],
            low=tenths(low),
            high=tenths(high),
        )
        entries.append({"step": depth, "text": text})
    return entries


def _rate_text(name: str, rate: float | None) -> str:
    if rate is None:
        return _("%(ward)s: no rate", ward=name)
    return _("%(ward)s: %(rate)s incidents per 1,000 residents", ward=name, rate=hundredths(rate))


def _ward_text(name: str, count: WardCount) -> str:
    reports = ngettext("%(num)s report", "%(num)s reports", count.n_reports)
    incidents = ngettext("%(num)s incident", "%(num)s incidents", count.n_incidents)
    return _("%(ward)s: %(reports)s, %(incidents)s", ward=name, reports=reports, incidents=incidents)


def _square_name(cell: Cell, ward: str, estate: str) -> str:
    reference = grid_reference(cell.easting, cell.northing)
    if not ward:
        return _("Square of 250 m outside today's wards (%(reference)s)", reference=reference)
    if not estate:
        return _("Square of 250 m in %(ward)s (%(reference)s)", ward=ward, reference=reference)
    return _(
        "Square of 250 m in %(ward)s, by %(estate)s (%(reference)s)", ward=ward, estate=estate, reference=reference
    )


def _square_text(one: NamedSquare) -> str:
    incidents = ngettext("%(num)s incident", "%(num)s incidents", one.cell.n_incidents)
    return _("%(square)s: %(incidents)s", square=one.name, incidents=incidents)
