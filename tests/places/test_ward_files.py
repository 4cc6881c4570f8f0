"""The same wards from every format, with the fields found by themselves."""

from datetime import date

import pytest
import shapely

from reporting.places import actions, projection, queries
from reporting.places.overlaps import TOLERANCE_M2
from reporting.places.readers import wards_in
from reporting.places.refusals import OverlappingWards
from tests.places.files import WGS84_PRJ, geometry_blob, geopackage, shapefile_zip
from tests.places.sea import GRID, SEA_EAST, SEA_NORTH, collection, feature, square, two_wards


def in_degrees(features):
    def ring(points):
        return [list(projection.degrees(*point)) for point in points]

    return [one | {"geometry": {"type": "Polygon", "coordinates": [ring(r) for r in one["geometry"]["coordinates"]]}} for one in features]  # fmt: skip


def shapes_of(features):
    return {one["properties"]["WD26NM"]: shapely.Polygon(one["geometry"]["coordinates"][0]) for one in features}


@pytest.fixture
def written(write, tmp_path):
    """A file of the two wards in each format and projection."""
    wards = two_wards()
    crs84 = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    return {
        "geojson, metres": lambda: write(collection(wards)),
        "geojson, old name": lambda: write(collection(wards, {"type": "name", "properties": {"name": "EPSG:27700"}})),
        "geojson, degrees": lambda: write(collection(in_degrees(wards), None)),
        "geojson, CRS84": lambda: write(collection(in_degrees(wards), crs84)),
        "geojson, byte order mark": lambda: write(b"\xef\xbb\xbf" + write(collection(wards)).read_bytes()),
        "shapefile, metres": lambda: write(shapefile_zip(wards), "wards.zip"),
        "shapefile, degrees": lambda: write(shapefile_zip(in_degrees(wards), prj=WGS84_PRJ), "wards.zip"),
        "shapefile, in a folder": lambda: write(shapefile_zip(wards, folder="Data (2026)/../../up/"), "wards.zip"),
        "geopackage, metres": lambda: geopackage(tmp_path / "wards.gpkg", shapes_of(wards)),
        "geopackage, degrees": lambda: geopackage(tmp_path / "wards.gpkg", shapes_of(in_degrees(wards)), srs=4326),
        "geopackage, no envelope": lambda: geopackage(
            tmp_path / "a strange ? name#.gpkg",
            {name: geometry_blob(shape, envelope=False) for name, shape in shapes_of(wards).items()},
        ),
    }


@pytest.mark.parametrize(
    "which",
    ["geojson, metres", "geojson, old name", "geojson, degrees", "geojson, CRS84", "geojson, byte order mark",
     "shapefile, metres", "shapefile, degrees", "shapefile, in a folder",
     "geopackage, metres", "geopackage, degrees", "geopackage, no envelope"],
)  # fmt: skip
def test_every_format_gives_the_same_wards(written, which):
    found = wards_in(written[which]())
    assert [(one.code, one.name) for one in found] == [("E05000001", "North Bank"), ("E05000002", "South Bank")]
    for one, west in zip(found, (0, 400), strict=True):
        expected = shapely.box(SEA_EAST + west, SEA_NORTH, SEA_EAST + west + 400, SEA_NORTH + 400)
        assert one.shape.symmetric_difference(expected).area < 20  # a centimetre along the border
        assert one.shape.area == pytest.approx(160_000, abs=10)


def test_nothing_inside_an_archive_is_written_anywhere(written, tmp_path):
    path = written["shapefile, in a folder"]()
    before = set(tmp_path.parent.rglob("*"))
    wards_in(path)
    assert set(tmp_path.parent.rglob("*")) == before


def test_a_ward_of_two_parts_with_a_hole_keeps_both_and_the_hole(write):
    rings = square(0, 0)
    parts = [[rings[0], square(100, 100, 100)[0]], square(1000, 0)]
    (ward,) = wards_in(write(collection([feature("E1", "Islands", parts, "MultiPolygon")])))
    assert ward.shape.area == 2 * 160_000 - 10_000


def test_a_shapefile_keeps_its_holes(write):
    one = feature("E1", "Ring", [square(0, 0)[0], square(100, 100, 100)[0][::-1]])
    (ward,) = wards_in(write(shapefile_zip([one]), "wards.zip"))
    assert ward.shape.area == 150_000


@pytest.mark.parametrize(
    ("fields", "code", "name"),
    [
        ({"GSS_CODE": "E1", "NAME": "Bank", "LAGSSCODE": "E09"}, "E1", "Bank"),
        ({"wd24cd": "E1", "wd24nm": "Bank", "wd24nmw": "Glan", "LAD24CD": "E09"}, "E1", "Bank"),
        ({"LAGSSCODE": "E09", "Code": "E1", "DISTRICT_NAME": "Seaward", "Name": "Bank"}, "E1", "Bank"),
        ({"ward_code": 17, "ward_name": " Bank \n Side"}, "17", "Bank Side"),
    ],
)
def test_the_fields_are_found_by_the_names_in_common_use(write, fields, code, name):
    one = feature("", "", square(0, 0)) | {"properties": fields}
    (ward,) = wards_in(write(collection([one])))
    assert (ward.code, ward.name) == (code, name)


def test_of_two_codes_the_one_that_differs_is_the_wards(write):
    wards = [
        one | {"properties": {"la_code": "E09", "unit_code": f"E{n}", "name": f"W{n}"}}
        for n, one in enumerate(two_wards())
    ]
    assert [one.code for one in wards_in(write(collection(wards)))] == ["E0", "E1"]


def test_given_fields_win(write):
    one = feature("E1", "Bank", square(0, 0), Ref="R9", Title="The Bank")
    (ward,) = wards_in(write(collection([one])), code_field="ref", name_field="TITLE")
    assert (ward.code, ward.name) == ("R9", "The Bank")


@pytest.mark.parametrize(("metres", "is_kept"), [(0.2, True), (0.3, False)])
def test_slivers_are_kept_and_overlaps_are_not(context, write, metres, is_kept):
    """A border of 400 m: 80 square metres are rounding, 120 are not."""
    assert 0.2 * 400 < TOLERANCE_M2 < 0.3 * 400
    path = write(
        collection([feature("E1", "North", square(0, 0)), feature("E2", "South", square(400 - metres, 0))], GRID)
    )
    if is_kept:
        assert actions.import_wards(path, in_force_on=date(2018, 5, 3)).wards == 2
        shared = (SEA_EAST + 400 - metres / 2, SEA_NORTH + 200)
        assert queries.ward_at(*shared, on=date(2026, 1, 1)).code == "E1"
    else:
        with pytest.raises(OverlappingWards, match="North and South overlap by 120 square metres"):
            actions.import_wards(path, in_force_on=date(2018, 5, 3))
