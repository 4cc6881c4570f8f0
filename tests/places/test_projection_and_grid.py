"""Longitude and latitude to metres, and the squares that density counts in."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from reporting.places import projection
from reporting.places.grid import Grid, cell_of, square


@pytest.mark.parametrize(
    ("station", "latitude", "longitude", "easting", "northing"),
    [
        # Ordnance Survey, OSTN15/OSGM15 test points
        ("London", 51.4893656461111, -0.119925564166667, 530624.963, 178388.461),
        ("Leeds", 53.8002151991667, -1.66379167583333, 422242.174, 433818.699),
        ("Lizard", 49.9600613830556, -5.20304610027778, 170370.706, 11572.404),
        ("Mallaig", 57.0060669652778, -5.82836692638889, 167634.19, 797067.142),
    ],
)
def test_the_ordnance_surveys_stations_land_within_five_metres(station, latitude, longitude, easting, northing):
    found = projection.metres(longitude, latitude)
    assert math.dist(found, (easting, northing)) < 5, station


def test_there_and_back_is_the_same_place_to_a_centimetre():
    assert projection.degrees(*projection.metres(-0.1276, 51.5306)) == pytest.approx((-0.1276, 51.5306), abs=1e-7)


def test_a_shape_comes_back_from_degrees_as_it_went():
    shape = square(529000, 183000)
    back = projection.shape_in_metres(projection.shape_in_degrees(shape))
    assert back.equals_exact(shape, tolerance=0.01)


@pytest.mark.parametrize(
    ("point", "corner"),
    [((530249.9, 182999.9), (530000, 182750)), ((530250, 183000), (530250, 183000)), ((0, 0), (0, 0))],
)
def test_a_point_lies_in_the_square_to_its_south_west(point, corner):
    assert cell_of(*point) == corner


def test_the_smallest_block_of_whole_squares_covers_a_shape():
    assert Grid.covering(shapely.box(530010, 183010, 530260, 183240)) == Grid(530000, 183000, 250, cols=2, rows=1)


def test_an_empty_shape_has_no_grid():
    with pytest.raises(ValueError, match="empty"):
        Grid.covering(shapely.Polygon())


@given(
    st.tuples(st.integers(0, 690_000), st.integers(0, 1_290_000)),
    st.integers(1, 5000),
    st.floats(0, 1),
    st.floats(0, 1),
    st.sampled_from([100, 250, 500]),
)
def test_every_point_of_a_shape_lies_in_a_cell_that_is_not_masked(corner, size, along, up, cell_m):
    shape = shapely.Point(*corner).buffer(size)
    grid, mask = Grid.covering(shape, cell_m), Grid.covering(shape, cell_m).mask(shape)
    west, south, east, north = shape.bounds
    point = west + along * (east - west), south + up * (north - south)
    where = grid.position(*point)
    assert where is not None
    if shape.contains(shapely.Point(point)):
        assert mask[where]


def test_cells_that_do_not_touch_the_shape_are_masked():
    shape = shapely.box(0, 0, 250, 250).union(shapely.box(500, 500, 700, 700)).buffer(-1)
    assert np.array_equal(
        Grid.covering(shape).mask(shape), [[True, False, False], [False, False, False], [False, False, True]]
    )


def test_a_point_beyond_the_block_has_no_position():
    grid = Grid(530000, 183000, 250, cols=2, rows=3)
    assert grid.position(530499, 183749) == (2, 1)
    assert grid.position(530500, 183000) is None
    assert grid.position(529999, 183000) is None
