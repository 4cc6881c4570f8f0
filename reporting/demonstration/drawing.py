"""The lines of the demonstration borough: an irregular outline, cut into wards that share their borders exactly."""

import math
from random import Random

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.ops import polygonize, unary_union

CENTRE = (643_000, 183_500)  # in the sea, ten kilometres from any land, on the National Grid
RADIUS_M = 2_450
OUTLINE_POINTS = 96
BEND = 0.07  # how far a border bends from straight, as a share of its length
BENDS = 4  # halvings of a border
ROUNDS_OF_RELAXING = 3
ATTEMPTS = 50


def outline(random: Random) -> Polygon:
    """A rough round in whole metres, about 19 square kilometres."""
    waves = [(k, random.uniform(0.02, 0.22 / k), random.uniform(0, 2 * math.pi)) for k in (2, 3, 4, 5, 7, 11)]
    points = []
    for number in range(OUTLINE_POINTS):
        angle = 2 * math.pi * number / OUTLINE_POINTS
        stretch = 1 + sum(height * math.cos(k * angle + phase) for k, height, phase in waves)
        reach = RADIUS_M * max(stretch, 0.6)
        points.append((round(CENTRE[0] + reach * math.cos(angle)), round(CENTRE[1] + reach * math.sin(angle))))
    return Polygon(points)


def wards(random: Random, shape: Polygon, n_wards: int) -> list[Polygon]:
    """The shape cut into polygons on whole metres, from north-west to south-east, without overlap or gap.

    Every border is drawn once and belongs to both neighbours. Raises RuntimeError where no drawing comes out whole.
    """
    for _attempt in range(ATTEMPTS):
        middles = _spread(random, shape, n_wards)
        borders = [_bent(random, border) for border in _borders(middles, shape)]
        lines = shapely.set_precision(unary_union([shape.exterior, *borders]), 1.0)
        found = [piece for piece in polygonize(lines) if shape.buffer(2).covers(piece)]
        if len(found) == n_wards and min(piece.area for piece in found) > shape.area / n_wards / 3:
            # Whole metres stay; the mark that they are whole goes: buffering a marked polygon can lose it altogether.
            found = [shapely.set_precision(piece, 0) for piece in found]
            return sorted(found, key=lambda piece: (-round(piece.centroid.y / 900), piece.centroid.x))
    raise RuntimeError("no drawing of the wards came out whole")


def _spread(random: Random, shape: Polygon, n_points: int) -> list[shapely.Point]:
    """Points in the shape, moved apart by Lloyd's algorithm."""
    points = [random_point(random, shape) for _ in range(n_points)]
    for _round in range(ROUNDS_OF_RELAXING):
        cells = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=shape.buffer(500))
        points = [shape.intersection(cell).centroid for cell in cells.geoms]
    return sorted(points, key=lambda point: (point.x, point.y))


def _borders(middles: list[shapely.Point], shape: Polygon) -> list[LineString]:
    """The lines between the middles' cells, reaching a little beyond the shape."""
    edges = shapely.voronoi_polygons(shapely.MultiPoint(middles), extend_to=shape.buffer(500), only_edges=True)
    whole = shapely.line_merge(edges)
    lines = [LineString(pair) for line in shapely.get_parts(whole) for pair in _pairs(line)]
    kept = [line for line in lines if line.intersects(shape)]
    return sorted(kept, key=lambda line: line.wkb)


def _pairs(line: LineString) -> list[tuple[tuple[float, ...], tuple[float, ...]]]:
    points = sorted([line.coords[0], line.coords[-1]]) if len(line.coords) == 2 else list(line.coords)
    return list(zip(points, points[1:], strict=False))


def _bent(random: Random, line: LineString) -> LineString:
    """The line between the same ends, displaced at its middle, and so on for each half."""
    points = [np.array(point[:2]) for point in line.coords]
    for _halving in range(BENDS):
        halved = [points[0]]
        for start, end in zip(points, points[1:], strict=False):
            along = end - start
            aside = np.array([-along[1], along[0]]) * random.uniform(-BEND, BEND)
            halved += [(start + end) / 2 + aside, end]
        points = halved
    return LineString(points)


def random_point(random: Random, shape: shapely.Geometry) -> shapely.Point:
    """A point inside the shape, everywhere equally likely. Raises ValueError for a shape without ground."""
    if not shape.area:
        raise ValueError("a shape without ground")
    west, south, east, north = shape.bounds
    while True:
        point = shapely.Point(random.uniform(west, east), random.uniform(south, north))
        if shape.contains(point):
            return point
