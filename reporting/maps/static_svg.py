"""The map without a script: a choropleth that stands in the page, on paper and in a letter."""

from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from markupsafe import Markup, escape

from reporting.mapping import (
    CIRCLE_LINE,
    CIRCLE_WEIGHT,
    CROWDED,
    FILLS,
    FRINGE_DASHES,
    FRINGE_WEIGHT,
    LINE,
    SQUARE_LINE,
    STRONG_WEIGHT,
    Overlay,
    Sign,
    square_weight,
)

WIDTH = 800
MARGIN = 4
NAME_SIZE = 15
NUMBER_SIZE = 22
LINE_LENGTH = 14  # signs of a name on one line
SIGN_SIZE, SIGN_ABOVE = 28, 48
HATCHED = "hatched"  # id of the pattern, for the drawing and for its legend
HATCHING = (
    f'<defs><pattern id="{HATCHED}" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="8" height="8" fill="#ffffff"/><path d="M0 0V8" stroke="{LINE}" stroke-width="3"/></pattern></defs>'
)


@dataclass(frozen=True)
class Shape:
    """One area, metres (EPSG:27700), with its number at a point inside; names are drawn, titles read.

    number, is_strong, is_fringe   as in ``mapping.Area``
    is_hatched   told apart by a pattern, without a shade; its number is the words for one that is not told
    """

    outline: shapely.Geometry
    point_m: tuple[float, float]
    number: int | str | None
    title: str = ""
    name: str = ""
    step: int = 0
    is_strong: bool = False
    is_fringe: bool = False
    is_hatched: bool = False


def svg(
    wards: Sequence[Shape],
    squares: Sequence[Shape],
    circles: Sequence[Shape] = (),
    *,
    signs: Sequence[Sign] = (),
    overlay: Overlay | None = None,
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
    west, south, east, north = shapely.total_bounds([area.outline for area in (*wards, *squares, *circles, *shaded)])
    scale = (WIDTH - 2 * MARGIN) / (east - west)
    height = round((north - south) * scale) + 2 * MARGIN

    def place(easting: float, northing: float) -> tuple[int, int]:
        return round((easting - west) * scale) + MARGIN, round((north - northing) * scale) + MARGIN

    def path(outline: shapely.Geometry) -> str:
        rings = [ring for part in shapely.get_parts(outline) for ring in (part.exterior, *part.interiors)]
        return "".join(_ring([place(x, y) for x, y in shapely.get_coordinates(ring).tolist()]) for ring in rings)

    drawn = [_picture(overlay, [place(*corner) for corner in overlay.corners_m])] if overlay else []
    drawn += [
        f'<path d="{path(ward.outline)}" fill="{"none" if overlay else _fill(ward)}" stroke="{LINE}"'
        f' fill-rule="evenodd"><title>{escape(ward.title)}</title></path>'
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
    weak = [square for square in squares if not square.is_strong]
    for some, line in (
        (weak, f'stroke-width="{square_weight(len(weak))}" stroke-dasharray="6 4"'),
        ([square for square in squares if square.is_strong], f'stroke-width="{STRONG_WEIGHT}"'),
    ):
        if some:
            outlines = "".join(path(square.outline) for square in some)
            drawn.append(f'<path d="{outlines}" fill="#ffffff" fill-opacity="0.25" stroke="{SQUARE_LINE}" {line}/>')
    whole = f'stroke-width="{CIRCLE_WEIGHT}"'
    fringe = f'stroke-width="{FRINGE_WEIGHT}" stroke-dasharray="{FRINGE_DASHES}"'
    drawn += [
        f'<path d="{path(circle.outline)}" fill="none" stroke="{CIRCLE_LINE}" {fringe if circle.is_fringe else whole}/>'
        for circle in circles
    ]
    drawn += [_estate(sign, *place(*sign.point_m)) for sign in signs if sign.kind == "estate"]
    for ward in wards:
        texts = [*_number(ward), *((line, NAME_SIZE) for line in _broken(ward.name))]
        drawn += _lines(texts, *place(*ward.point_m))
    for square in squares if len(squares) <= CROWDED else ():
        if square.number is not None:
            drawn += _lines([(str(square.number), NAME_SIZE)], *place(*square.point_m))
    for sign in signs:
        if sign.kind != "estate":
            drawn += _mood(sign, *place(*sign.point_m))
    for circle in circles:
        if circle.number is not None:
            drawn += _lines([(f"({circle.number})", NUMBER_SIZE)], *place(*circle.point_m))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="static-map" role="img" viewBox="0 0 {WIDTH} {height}"'
        f' width="{WIDTH}" height="{height}" aria-labelledby="static-map-title static-map-description"'
        f' font-family="sans-serif"><title id="static-map-title">{escape(title)}</title>'
        f'<desc id="static-map-description">{escape(description)}</desc>'
    )
    if any(ward.is_hatched for ward in wards):
        head += HATCHING
    return Markup(head + "".join(drawn) + "</svg>")  # noqa: S704 numbers, our own constants and escaped texts


def _picture(overlay: Overlay, corners: list[tuple[int, int]]) -> str:
    """The overlay with its corners where they belong: it is drawn along degrees, and the grid is turned against them."""
    (left, top), (right, aslant), (below, bottom) = corners
    columns, rows = overlay.size
    turned = [
        (right - left) / columns,
        (aslant - top) / columns,
        (below - left) / rows,
        (bottom - top) / rows,
        left,
        top,
    ]
    matrix = " ".join(f"{number:.4f}" for number in turned)
    return (
        f'<image href="{escape(overlay.url)}" width="{columns}" height="{rows}" preserveAspectRatio="none"'
        f' transform="matrix({matrix})"/>'
    )


def _estate(sign: Sign, x: int, y: int) -> str:
    house = f"M{x - 5} {y + 5}v-6l5 -5l5 5v6z"
    return f'<path d="{house}" fill="#ffffff" stroke="{SQUARE_LINE}"><title>{escape(sign.title)}</title></path>'


def _mood(sign: Sign, x: int, y: int) -> list[str]:
    """A circle, a square or a diamond above the number of a ward, with what it says in it."""
    y -= SIGN_ABOVE
    half = SIGN_SIZE // 2
    outline = {
        "calm": f'<circle cx="{x}" cy="{y}" r="{half}"',
        "uneasy": f'<rect x="{x - half}" y="{y - half}" width="{SIGN_SIZE}" height="{SIGN_SIZE}"',
        "serious": f'<path d="M{x} {y - SIGN_SIZE}l{SIGN_SIZE} {SIGN_SIZE}l-{SIGN_SIZE} {SIGN_SIZE}l-{SIGN_SIZE} -{SIGN_SIZE}z"',
    }[sign.kind]
    shape = f'{outline} fill="#ffffff" stroke="#2a2320" stroke-width="2"><title>{escape(sign.title)}</title>'
    end = {"calm": "</circle>", "uneasy": "</rect>", "serious": "</path>"}[sign.kind]
    return [shape + end, *_lines([(sign.text, NAME_SIZE)], x, y - NAME_SIZE // 6)]


def _fill(ward: Shape) -> str:
    return f"url(#{HATCHED})" if ward.is_hatched else FILLS[ward.step]


def _number(ward: Shape) -> list[tuple[str, int]]:
    """The lines of a number: (text, size); words are smaller."""
    if isinstance(ward.number, int):
        return [(str(ward.number), NUMBER_SIZE)]
    return [(line, NAME_SIZE) for line in _broken(ward.number or "")]


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
