"""The ward map of the form: a picture that is a button. Pressing it tells where, without a script.

Pure: outlines in metres go in, svg text comes out, and a pressed pixel goes back to metres.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import shapely

WIDTH_PX = 280  # fits a screen of 320; a browser reports the press in the pixels it drew, so it must not be scaled
SIMPLIFY_M = 15
MARGIN_PX = 4


@dataclass(frozen=True)
class Frame:
    """How metres become pixels: west and north edge, metres per pixel, height in pixels."""

    west_m: float
    north_m: float
    metres_per_px: float
    height_px: int

    @classmethod
    def around(cls, shape: shapely.Geometry) -> "Frame":
        west, south, east, north = shape.bounds
        scale = (east - west) / (WIDTH_PX - 2 * MARGIN_PX)
        return cls(
            west - MARGIN_PX * scale, north + MARGIN_PX * scale, scale, round((north - south) / scale) + 2 * MARGIN_PX
        )

    def ground(self, x_px: int, y_px: int) -> tuple[int, int]:
        """Easting and northing of the middle of a pixel, metres."""
        return (
            round(self.west_m + (x_px + 0.5) * self.metres_per_px),
            round(self.north_m - (y_px + 0.5) * self.metres_per_px),
        )

    def pixel(self, easting: float, northing: float) -> tuple[float, float]:
        return (easting - self.west_m) / self.metres_per_px, (self.north_m - northing) / self.metres_per_px


def svg(wards: Iterable[tuple[str, shapely.Geometry]], frame: Frame) -> str:
    """The wards with their names, WIDTH_PX wide."""
    pieces = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH_PX}" height="{frame.height_px}" '
        f'viewBox="0 0 {WIDTH_PX} {frame.height_px}" font-family="sans-serif" font-size="9" text-anchor="middle">'
        '<rect width="100%" height="100%" fill="#ffffff"/>'
    ]
    names = []
    for number, (name, shape) in enumerate(wards, start=1):
        drawn = shape.simplify(SIMPLIFY_M)
        for polygon in getattr(drawn, "geoms", [drawn]):
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (frame.pixel(*xy) for xy in polygon.exterior.coords))
            pieces.append(f'<polygon points="{points}" fill="#fbf5ef" stroke="#8c4a26" stroke-width="1"/>')
        x, y = frame.pixel(*shape.representative_point().coords[0])
        label = escape(f"{number} {name}" if len(name) < 14 else str(number))
        names.append(f'<text x="{x:.1f}" y="{y:.1f}" stroke="#ffffff" stroke-width="3">{label}</text>')
        names.append(f'<text x="{x:.1f}" y="{y:.1f}" fill="#0b0c0c">{label}</text>')
    return "".join([*pieces, *names, "</svg>"])
