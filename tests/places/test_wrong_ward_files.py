"""A wrong file is refused in a sentence that says what is wrong, and nothing changes."""

import io
import json
import sqlite3
import struct
import zipfile

import pytest
import shapely

from reporting.places.formats import features
from tests.places.files import UTM_PRJ, geometry_blob, geopackage, shapefile_zip, zipped
from tests.places.sea import SEA_EAST, SEA_NORTH, collection, feature, square, two_wards

CRS84 = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
MERCATOR = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
BOW = [[[0, 0], [400, 400], [400, 0], [0, 400], [0, 0]]]
BOW = [[[SEA_EAST + e, SEA_NORTH + n] for e, n in BOW[0]]]


def with_third(rings, kind="Polygon", code="E05000003", name="Far Bank"):
    return collection([*two_wards(), feature(code, name, rings, kind)])


@pytest.fixture
def refused(run, write, contents, tmp_path):
    """Imports good wards, then the file: it must be refused, and every row must be what it was."""

    def check(content, name="wrong.geojson"):
        assert run("places", "import-wards", write(collection(two_wards())), "--edition", "2018-05-03").exit_code == 0
        before = contents()
        assert len(before["ward"]) == 2
        path = content if hasattr(content, "exists") else write(content, name)
        result = run("places", "import-wards", path, "--edition", "2022-05-05")
        assert result.exit_code == 1
        assert contents() == before
        assert result.stdout == ""
        assert result.stderr.endswith("Nothing was changed.\n")
        assert "Traceback" not in result.stderr
        return result.stderr

    return check


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("", "The file is empty.", id="empty"),
        pytest.param(" \n ", "The file is empty.", id="blank"),
        pytest.param("code,name\nE05000001,North Bank\n", "neither GeoJSON nor", id="csv"),
        pytest.param('{"type": "FeatureCollection", "features": [', "not GeoJSON: it is damaged", id="cut short"),
        pytest.param("[" * 100_000, "not GeoJSON: it is damaged", id="endless brackets"),
        pytest.param(b'{"type": "\xff\xfe"}', "not GeoJSON: it is damaged", id="not UTF-8"),
        pytest.param('{"type": "Topology"}', "not a GeoJSON FeatureCollection", id="TopoJSON"),
        pytest.param("[1, 2]", "not a GeoJSON FeatureCollection", id="a list"),
        pytest.param(two_wards()[0], "not a GeoJSON FeatureCollection", id="one feature"),
        pytest.param({"type": "FeatureCollection", "features": {}}, "FeatureCollection", id="features no list"),
        pytest.param(collection([]), "The file holds no wards.", id="no wards"),
        pytest.param(collection([7]), "Entry 1 of the file is not a GeoJSON feature.", id="a number for a feature"),
        pytest.param(with_third([square(800, 0)[0][:-1]]), "The outline of Far Bank is not closed", id="open ring"),
        pytest.param(with_third(BOW), "Far Bank is broken: it crosses or touches itself", id="bow tie"),
        pytest.param(with_third([]), "Far Bank is empty", id="no rings"),
        pytest.param(with_third([[]]), "Far Bank is not closed", id="no points"),
        pytest.param(with_third([[[1, 2], [3, 4], [1, 2]]]), "fewer than three corners", id="two corners"),
        pytest.param(with_third([[["1", "2"]] * 4]), "coordinates that are not numbers", id="words for numbers"),
        pytest.param(with_third([[[True, False]] * 4]), "coordinates that are not numbers", id="truths for numbers"),
        pytest.param(with_third([[[1]] * 4]), "coordinates that are not numbers", id="half a point"),
        pytest.param(with_third([{"a": 1}]), "coordinates that are not numbers", id="an object for a ring"),
        pytest.param(with_third([[[10**400, 0]] * 4]), "coordinates that are not numbers", id="beyond any number"),
        pytest.param(with_third(square(1e9, 0)), "Far Bank lies outside Great Britain", id="huge coordinates"),
        pytest.param(with_third([1, 2], "Point"), "not an area (it is “Point”)", id="a point"),
        pytest.param(
            collection([{"type": "Feature", "properties": {"NAME": "Mix"}, "geometry": {"type": "GeometryCollection"}}]),
            "The shape of Mix is not an area (it is “GeometryCollection”)",
            id="geometry collection",
        ),
        pytest.param(
            collection([{"type": "Feature", "properties": None, "geometry": None}]),
            "The shape of ward number 1 in the file is not an area",
            id="no geometry",
        ),
        pytest.param(with_third(square(800, 0), code="E05000001"), "The code E05000001 is given to two wards, North Bank and Far Bank", id="duplicate code"),
        pytest.param(with_third(square(800, 0), code=""), "Ward number 3 in the file has no readable code", id="no code"),
        pytest.param(with_third(square(800, 0), name="\x1b[31mRed"), "no readable code or name", id="control characters"),
        pytest.param(with_third(square(800, 0), code=1.5), "no readable code or name", id="a fraction for a code"),
        pytest.param(with_third(square(500, 100)), "South Bank and Far Bank overlap by 90,000 square metres", id="overlap"),
        pytest.param(collection(two_wards(), MERCATOR), "projection is “urn:ogc:def:crs:EPSG::3857”", id="Mercator"),
        pytest.param(collection(two_wards()) | {"crs": None}, "Only WGS84 and British", id="projection withheld"),
        pytest.param(collection(two_wards(), None), "North Bank is given in metres", id="metres undeclared"),
        pytest.param(
            collection([feature("E1", "Paris", [[[2.3, 48.8], [2.4, 48.8], [2.4, 48.9], [2.3, 48.8]]])], CRS84),
            "Paris lies outside Great Britain: it reaches longitude 2.3, latitude 48.8.",
            id="abroad",
        ),
        pytest.param(
            collection([{"type": "Feature", "properties": {"colour": "red", "size": 1}, "geometry": two_wards()[0]["geometry"]}]),
            "No field seems to hold the wards' codes. The file has: colour, size.",
            id="no code field",
        ),
        pytest.param(
            collection([feature(f"E{n}", f"W{n}", square(0, 500 * n)) for n in range(301)]),
            "301 wards, more than any borough has",
            id="the whole country",
        ),
    ],
)  # fmt: skip
def test_wrong_geojson_is_refused(refused, content, said):
    assert said in refused(content)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_number_that_is_none_is_refused(refused, number):
    text = json.dumps(with_third(square(800, 0))).replace(str(SEA_EAST + 1200), number, 1)
    assert "number" in refused(text)


def test_another_boroughs_wards_are_refused(refused):
    far = [feature("E05000009", "Elsewhere", square(50_000, 0))]
    assert "do not cover the same ground as the edition of 2018-05-03" in refused(collection(far))


@pytest.mark.parametrize("cut", [30, 400, -30])
def test_a_zip_file_cut_short_is_refused(refused, cut):
    assert "The zip file is damaged" in refused(shapefile_zip(two_wards())[:cut], "wards.zip")


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"readme.txt": b"hello"}, "must hold one Shapefile; it holds 0"),
        ({"a.shp": b"", "b.shp": b""}, "must hold one Shapefile; it holds 2"),
        ({"a.shp": b"x", "a.dbf": b"x"}, "no .prj file"),
        ({"a.shp": b"x", "a.prj": b"x"}, "no .dbf file"),
        ({"a.shp": b"x", "a.dbf": b"x", "a.prj": b"nonsense"}, "projection is “nonsense”"),
        ({"a.shp": b"x", "a.dbf": b"x", "a.prj": UTM_PRJ.encode()}, "projection is “WGS 84 / UTM zone 30N”"),
    ],
)
def test_a_zip_file_without_one_whole_shapefile_is_refused(refused, parts, said):
    assert said in refused(zipped(parts), "wards.zip")


# 236 bytes of the shapes are exactly the first ward, 198 of the table exactly its row
@pytest.mark.parametrize(
    ("suffix", "keep"), [("shp", n) for n in (0, 50, 150, 236)] + [("dbf", n) for n in (0, 40, 198)]
)
def test_a_shapefile_cut_short_inside_its_zip_file_is_refused(refused, suffix, keep):
    with zipfile.ZipFile(io.BytesIO(shapefile_zip(two_wards()))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[f"wards.{suffix}"] = parts[f"wards.{suffix}"][:keep]
    assert "The Shapefile in the zip file is damaged or cut short." in refused(zipped(parts), "wards.zip")


def test_a_zip_file_that_would_fill_the_memory_is_refused(refused, monkeypatch):
    monkeypatch.setattr(features, "LARGEST_BYTES", 100_000)
    parts = {"a.shp": bytes(10_000_000), "a.dbf": b"x", "a.prj": b"x"}
    content = zipped(parts)
    assert len(content) < 100_000
    assert "holds more than" in refused(content, "wards.zip")


def test_a_geojson_file_that_would_fill_the_memory_is_refused(refused, monkeypatch):
    monkeypatch.setattr(features, "LARGEST_BYTES", 10_000)
    assert "holds more than" in refused("{" + " " * 20_000, "wards.geojson")


def test_an_open_ring_in_a_shapefile_is_refused(refused):
    rings = square(0, 0)
    content = bytearray(shapefile_zip([feature("E1", "Open", rings)]))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["wards.shp"] = parts["wards.shp"][:-16] + bytes(8) + parts["wards.shp"][-8:]
    assert "The outline of Open is not closed" in refused(zipped(parts), "wards.zip")


def test_text_named_gpkg_is_refused(refused):
    assert "neither GeoJSON nor a zipped Shapefile nor a GeoPackage" in refused("just text", "wards.gpkg")


def test_a_database_that_is_no_geopackage_is_refused(refused, tmp_path):
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    assert "not a GeoPackage" in refused(path)


BOX = shapely.box(SEA_EAST, SEA_NORTH, SEA_EAST + 400, SEA_NORTH + 400)
OPEN_WKB = geometry_blob(BOX)[:-16] + bytes(16)
NAN = struct.pack("<d", float("nan"))


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        (b"", "The shape of Bank cannot be read"),
        (b"GP\x00\x01junk", "The shape of Bank cannot be read"),
        (b"GP\x00\x0f" + bytes(100), "The shape of Bank cannot be read"),
        (geometry_blob(BOX)[:60], "The shape of Bank cannot be read"),
        (OPEN_WKB, "The outline of Bank is not closed"),
        (shapely.LineString([(SEA_EAST, SEA_NORTH), (SEA_EAST + 1, SEA_NORTH)]), "not an area (it is “LineString”)"),
        (shapely.GeometryCollection([BOX]), "not an area (it is “GeometryCollection”)"),
        (geometry_blob(BOX).replace(struct.pack("<d", SEA_NORTH + 400), NAN), "coordinates that are not numbers"),
        (shapely.Polygon(BOW[0]), "Bank is broken: it crosses or touches itself"),
    ],
)
def test_a_geopackage_with_a_broken_shape_is_refused(refused, tmp_path, shape, said):
    assert said in refused(geopackage(tmp_path / "wards.gpkg", {"Bank": shape}))


@pytest.mark.parametrize(("srs", "organization"), [(3857, "EPSG"), (27700, "ESRI"), (0, "NONE")])
def test_a_geopackage_in_another_projection_is_refused(refused, tmp_path, srs, organization):
    path = geopackage(tmp_path / "wards.gpkg", {"Bank": BOX}, srs=srs, organization=organization)
    assert "projection is “Some grid”" in refused(path)


@pytest.mark.parametrize("layers", [0, 2])
def test_a_geopackage_without_one_layer_is_refused(refused, tmp_path, layers):
    path = geopackage(tmp_path / "wards.gpkg", {"Bank": BOX}, layers=layers)
    assert f"must hold one layer, the wards; it holds {layers}" in refused(path)


def test_a_geopackage_cut_short_is_refused(refused, tmp_path):
    path = geopackage(tmp_path / "wards.gpkg", {"Bank": BOX})
    path.write_bytes(path.read_bytes()[:5000])
    assert "not a GeoPackage, or it is damaged" in refused(path)


def test_a_file_that_is_not_there_is_refused(refused, tmp_path):
    assert "cannot be opened" in refused(tmp_path / "nowhere.geojson")


def test_a_folder_is_refused(refused, tmp_path):
    assert "cannot be opened" in refused(tmp_path)


@pytest.mark.parametrize("option", ["--code-field", "--name-field"])
def test_a_field_that_is_not_there_is_named_with_those_that_are(run, write, contents, option):
    result = run("places", "import-wards", write(collection(two_wards())), "--edition", "2018-05-03", option, "WARD")
    assert result.exit_code == 1
    assert "No field is called “WARD”. The file has: WD26CD, WD26NM, LAD26NM." in result.stderr
    assert not any(contents().values())
