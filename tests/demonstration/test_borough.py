"""The drawn borough: whole, seeded, and nowhere."""

from itertools import combinations

import numpy as np
import pytest
import shapely

from reporting.demonstration import names
from reporting.demonstration.borough import borough
from reporting.places import codes, projection
from reporting.places.anchors import HOME_UNITS, anchors
from reporting.places.built_in import postcodes_within

SEEDS = (2008, 1, 2, 3, 4, 5)


def test_the_same_seed_draws_the_same_borough():
    once = borough(7)
    borough.cache_clear()
    again = borough(7)
    assert once is not again
    assert once == again
    assert once != borough(8)


@pytest.mark.parametrize("seed", SEEDS)
def test_wards_cover_the_outline_without_overlap_or_gap(seed):
    drawn = borough(seed)
    shapes = [ward.shape for ward in drawn.wards]
    assert all(shape.is_valid for shape in shapes)
    assert max(one.intersection(other).area for one, other in combinations(shapes, 2)) == 0
    assert shapely.union_all(shapes).symmetric_difference(drawn.outline).area == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_neighbours_share_every_point_of_their_border(seed):
    drawn = borough(seed)
    for one, other in combinations(drawn.wards, 2):
        border = one.shape.intersection(other.shape)
        if border.length > 0:
            corners = set(map(tuple, shapely.get_coordinates(border)))
            assert corners <= set(map(tuple, shapely.get_coordinates(one.shape)))
            assert corners <= set(map(tuple, shapely.get_coordinates(other.shape)))


@pytest.mark.parametrize("seed", SEEDS)
def test_everything_lies_in_the_ward_it_says(seed):
    drawn = borough(seed)
    shapes = {ward.code: ward.shape for ward in drawn.wards}
    for spot in (*drawn.estates, *drawn.places, *drawn.units):
        assert shapes[spot.ward].intersects(shapely.Point(spot.easting, spot.northing)), spot


def test_the_borough_has_its_size():
    drawn = borough(2008)
    assert 15 < drawn.outline.area / 1e6 < 25
    assert (len(drawn.wards), len(drawn.estates), len(drawn.places), len(drawn.centres)) == (20, 40, 60, 6)
    assert 2300 < len(drawn.units) < 2700
    assert [ward.code for ward in drawn.wards][:2] == ["ZZ000001", "ZZ000002"]


def test_its_postcodes_belong_to_nobody():
    units = borough(2008).units
    assert len({unit.code for unit in units}) == len(units)
    assert all(unit.code.startswith("ZZ") and codes.postcode(unit.code) == unit.code for unit in units)


def test_there_is_no_real_postcode_near_it():
    west, south, east, north = borough(2008).outline.bounds
    assert list(postcodes_within((west - 5000, south - 5000, east + 5000, north + 5000))) == []


def test_it_lies_on_the_map_and_in_the_sea_off_kent():
    west, south, east, north = borough(2008).outline.bounds
    corners = np.array([projection.degrees(west, south), projection.degrees(east, north)])
    assert (corners[:, 0] > 1.44).all()
    assert (corners[:, 0] < 1.6).all()
    assert (corners[:, 1] > 51.45).all()
    assert (corners[:, 1] < 51.55).all()


def test_every_estate_is_many_enough_homes_to_stand_for_them():
    drawn = borough(2008)
    homes = anchors([(unit.easting, unit.northing) for unit in drawn.units], at_least=HOME_UNITS)
    for estate in drawn.estates:
        nearest = min(((a.easting - estate.easting) ** 2 + (a.northing - estate.northing) ** 2) ** 0.5 for a in homes)
        assert nearest < 150, estate


def test_no_name_is_given_twice():
    estates, places = (names.STORY_ESTATE, *names.ESTATES), [name for some in names.PLACES.values() for name in some]
    assert len({*estates, *places}) == len(estates) + len(places)
    assert len(set(names.WARDS)) == len(names.WARDS)
