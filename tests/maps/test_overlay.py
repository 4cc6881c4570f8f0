"""The surface as a picture, where it belongs and blank where too little was told."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from reporting.hotspots.surface import Grid
from reporting.maps import overlay
from reporting.places import projection

GRID = Grid(west=526_000, south=182_000, cell_m=25, rows=160, cols=200)


def picture(drawn) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(drawn.overlay.url.partition(",")[2]))))


def surface(*places: tuple[int, int], ground: float = 1.0) -> np.ndarray:
    """1 everywhere, and 5 in 9 x 9 cells around each (row, col)."""
    values = np.full((GRID.rows, GRID.cols), ground)
    for row, col in places:
        values[row - 4 : row + 5, col - 4 : col + 5] = 5.0
    return values


def test_nothing_known_is_no_picture():
    assert overlay.drawn(np.full((GRID.rows, GRID.cols), np.nan), GRID) is None
    assert overlay.drawn(np.zeros((GRID.rows, GRID.cols)), GRID) is None


def test_what_is_not_known_is_transparent_and_the_rest_has_four_depths():
    values = surface((80, 100))
    values[:40] = np.nan
    found = overlay.drawn(values, GRID)
    pixels = picture(found)
    assert pixels.shape == (160, 200, 4)
    assert (pixels[125:, 20:180, 3] == 0).all()  # the south is below
    assert (pixels[30:110, 20:180, 3] == 255).all()
    assert found.edges == (1.0, 2.0, 3.0, 4.0, 5.0)
    assert len({tuple(pixel) for pixel in pixels[pixels[..., 3] == 255]}) == 2


@pytest.mark.parametrize("place", [(30, 20), (140, 180), (80, 100), (20, 185)])
def test_a_peak_is_where_its_place_is_in_degrees(place):
    found = overlay.drawn(surface(place), GRID)
    pixels = picture(found)
    red = np.where(pixels[..., 3] == 255, pixels[..., 0], 255)
    deepest = red == red.min()
    row, col = (axis.mean() + 0.5 for axis in np.nonzero(deepest))
    west, south, east, north = found.overlay.bounds
    longitude = west + (east - west) * col / pixels.shape[1]
    latitude = north - (north - south) * row / pixels.shape[0]
    easting, northing = projection.metres(longitude, latitude)
    assert easting == pytest.approx(GRID.west + (place[1] + 0.5) * GRID.cell_m, abs=15)
    assert northing == pytest.approx(GRID.south + (place[0] + 0.5) * GRID.cell_m, abs=15)


def test_its_corners_in_metres_are_its_bounds_in_degrees():
    found = overlay.drawn(surface((80, 100)), GRID).overlay
    west, south, east, north = found.bounds
    for corner, degrees in zip(found.corners_m, [(west, north), (east, north), (west, south)], strict=True):
        assert corner == pytest.approx(projection.metres(*degrees), abs=6)
