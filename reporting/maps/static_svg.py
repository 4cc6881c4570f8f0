"""The map without a script: a choropleth that stands in the page, on paper and in a letter."""

from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from markupsafe import Markup, escape

from reporting.mapping import CIRCLE_LINE, CIRCLE_WEIGHT, CROWDED, FILLS, LINE, SQUARE_LINE, square_weight

WIDTH = 800
MARGIN = 4
NAME_SIZE = 15
NUMBER_SIZE = 22
LINE_LENGTH = 14  # signs of a name on one line


@dataclass(frozen=True)
class Shape:
    """One area, metres (EPSG:27700), with its number, if any, at a point inside; names are drawn, titles read."""

    outline: shapely.Geometry
    point_m: tuple[float, float]
    number: int | None
    title: str = ""
    name: str = ""
    step: int = 0


def svg(
    wards: Sequence[Shape],
    squares: Sequence[Shape],
    circles: Sequence[Shape] = (),
    *,
    shaded: Sequence[Shape] = (),
    title: str,
    description: str,
) -> Markup:
    """An svg element without style attributes, scripts or links. Empty without wards.

    shaded  areas filled by their step, beneath the lines of the wards
    Many squares are drawn without their numbers, which would hide everything: the table has them.
    Halo and letters are separate elements, because not every program that prints draws ``paint-order``.
    """
    if not wards:
        return Markup("")
    west, south, east, north = shapely.total_bounds([area.outline for area in (*wards, *squares, *shaded)])
    scale = (WIDTH - 2 * MARGIN) / (east - west)
    height = round((north - south) * scale) + 2 * MARGIN

    def place(easting: float, northing: float) -> tuple[int, int]:
        return round((easting - west) * scale) + MARGIN, round((north - northing) * scale) + MARGIN

    def path(outline: shapely.Geometry) -> str:
        rings = [ring for part in shapely.get_parts(outline) for ring in (part.exterior, *part.interiors)]
        return "".join(_ring([place(x, y) for x, y in shapely.get_coordinates(ring).tolist()]) for ring in rings)

    drawn = [
        f'<path d="{path(ward.outline)}" fill="{FILLS[ward.step]}" stroke="{LINE}" fill-rule="evenodd">'
        f"<title>{escape(ward.title)}</title></path>"
        for ward in wards
    ]
    if shaded:
        drawn += [
            f'<path d="{path(area.outline)}" fill="{FILLS[area.step]}" stroke="{LINE}" stroke-opacity="0.4">'
            f"<title>{escape(area.title)}</title></path>"
            for area in shaded
        ]
        lines = "".join(path(ward.outline) for ward in wards)
        drawn.append(f'<path d="{lines}" fill="none" stroke="{LINE}"/>')
    if squares:
        outlines = "".join(path(square.outline) for square in squares)
        drawn.append(
            f'<path d="{outlines}" fill="#ffffff" fill-opacity="0.25" stroke="{SQUARE_LINE}"'
            f' stroke-width="{square_weight(len(squares))}" stroke-dasharray="6 4"/>'
        )
    drawn += [
        f'<path d="{path(circle.outline)}" fill="none" stroke="{CIRCLE_LINE}" stroke-width="{CIRCLE_WEIGHT}"/>'
        for circle in circles
    ]
    for ward in wards:
        number = [] if ward.number is None else [(str(ward.number), NUMBER_SIZE)]
        texts = [*number, *((line, NAME_SIZE) for line in _broken(ward.name))]
        drawn += _lines(texts, *place(*ward.point_m))
    for square in squares if len(squares) <= CROWDED else ():
        drawn += _lines([(str(square.number), NAME_SIZE)], *place(*square.point_m))
    for circle in circles:
        drawn += _lines([(f"({circle.number})", NUMBER_SIZE)], *place(*circle.point_m))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="static-map" role="img" viewBox="0 0 {WIDTH} {height}"'
        f' width="{WIDTH}" height="{height}" aria-labelledby="static-map-title static-map-description"'
        f' font-family="sans-serif"><title id="static-map-title">{escape(title)}</title>'
        f'<desc id="static-map-description">{escape(description)}</desc>'
    )
    return Markup(head + "".join(drawn) + "</svg>")  # noqa: S704 numbers, our own constants and escaped texts


def _ring(corners: list[tuple[int, int]]) -> str:
    """A closed path in whole steps from corner to corner; corners that fall together are left out."""
    distinct = [corner for number, corner in enumerate(corners) if not number or corner != corners[number - 1]]
    if len(distinct) > 1 and distinct[-1] == distinct[0]:
        distinct.pop()
    steps = [f"{x - before[0]} {y - before[1]}" for before, (x, y) in zip(distinct[:-1], distinct[1:], strict=True)]
    return f"M{distinct[0][0]} {distinct[0][1]}l{' '.join(steps)}z" if steps else ""


def _broken(name: str) -> list[str]:
    """A name on as few lines as its words allow."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + len(word) < LINE_LENGTH:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _lines(texts: list[tuple[str, int]], x: int, y: int) -> list[str]:
    """Lines of text centred on a point: (text, size)."""
    at = y - sum(size for _, size in texts) // 2
    drawn = []
    for text, size in texts:
        at += size
        where, words = f'x="{x}" y="{at}" font-size="{size}" text-anchor="middle"', escape(text)
        drawn.append(
            f'<text {where} fill="none" stroke="#ffffff" stroke-width="4" stroke-linejoin="round">{words}</text>'
        )
        drawn.append(f'<text {where} fill="#2a2320">{words}</text>')
    return drawn
