"""Postcodes and named places from files: read whole or refused by line, and the anchors that follow."""

from datetime import date

import pytest

from reporting.places import actions, built_in, queries
from reporting.places.models import Anchor, Postcode
from reporting.places.refusals import UnreadableFile
from tests.places.sea import SEA_EAST, SEA_NORTH, collection, two_wards

POINT = f"{SEA_EAST + 500},{SEA_NORTH + 100}"
LONGITUDE, LATITUDE = "-0.304", "57.98"


@pytest.fixture
def wards(run, write):
    assert run("places", "import-wards", write(collection(two_wards())), "--edition", "2018-05-03").exit_code == 0


def saved(app, code):
    with app.app_context():
        row = queries.find_postcode(code)
        return (row.easting, row.northing) if row else None


@pytest.mark.parametrize("text", ["ZZ1 0AA", "zz10aa", " Zz1  0aA "])
def test_a_postcode_is_found_however_it_is_written(app, wards, text):
    assert saved(app, text) == (SEA_EAST + 20, SEA_NORTH + 20)


@pytest.mark.parametrize("text", ["", "ZZ1", "ZZ9 9ZZ", "not a postcode", "ZZ1 0AA; DROP", "é" * 5000])
def test_what_is_no_known_postcode_is_not_found(app, wards, text):
    assert saved(app, text) is None


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f"pcd,pcd2,pcds,dointr,doterm,oseast1m,osnrth1m\nZZ501AA,ZZ50 1AA,ZZ50 1AA,201001,,{POINT}\n", id="directory"),
        pytest.param(f"\ufeffPCDS,OSEAST1M,OSNRTH1M\r\nZZ50 1AA,{POINT.replace(',', '.0,')}.0\r\n", id="extract"),
        pytest.param(f'"ZZ501AA",10,{POINT},"E92000001","","E18000003","","E09000002","E05000028"\n', id="Code-Point Open"),
        pytest.param(f"Postcode,Eastings,Northings\nzz501aa,{POINT}\n\n", id="plain"),
    ],
)  # fmt: skip
def test_each_kind_of_postcode_file_is_read(app, wards, run, write, content):
    assert run("places", "import-postcodes", write(content, "p.csv")).exit_code == 0
    assert saved(app, "ZZ50 1AA") == (SEA_EAST + 500, SEA_NORTH + 100)


HEAD = "pcds,doterm,oseast1m,osnrth1m\n"
GOOD = f"ZZ50 1AA,,{POINT}\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "The file is empty."),
        (HEAD, "The file holds no postcodes."),
        ("name,kind\nA,b\n", "Its first line has: name, kind."),
        (HEAD + GOOD + "nonsense,,1,2\n", "Line 3: “nonsense” is not a postcode."),
        (HEAD + GOOD + f"ZZ50 1AB,,{SEA_EAST}\n", "Line 3 has too few columns."),
        (HEAD + GOOD + "ZZ50 1AB,,NaN,2\n", "Line 3: “NaN, 2” is not a position"),
        (HEAD + GOOD + "ZZ50 1AB,,1e99,2\n", "Line 3: “1e99, 2” is not a position"),
        (HEAD + GOOD + "ZZ50 1AB,,,2\n", "Line 3: “, 2” is not a position"),
        (HEAD + GOOD + "ZZ50 1AB,,-5,2\n", "Line 3: “-5, 2” is not a position"),
        (HEAD + GOOD + '"ZZ50', "cannot be read after line 2"),
        ((HEAD + GOOD).encode() + b"\xff\xff,,1,2\n", "not a csv file in UTF-8"),
        (HEAD + "ZZ50 1AA,,1000,1000\n", "None of the postcodes in the file is in use and near the borough."),
        (HEAD + "ZZ50 1AA,202001,1000,1000\n", "None of the postcodes in the file is in use"),
        (b"PK\x03\x04" + bytes(range(256)), "The file is not a csv file"),
    ],
)
def test_a_wrong_postcode_file_is_refused_by_line_and_nothing_changes(wards, run, write, contents, content, said):
    before = contents()
    result = run("places", "import-postcodes", write(content, "wrong.csv"))
    assert result.exit_code == 1
    assert said in result.stderr
    assert contents() == before


def test_a_refused_file_leaves_out_the_good_ones_given_with_it(wards, run, write, contents):
    before = contents()
    result = run("places", "import-postcodes", write(HEAD + GOOD, "good.csv"), write(HEAD + "x,,1,2", "wrong.csv"))
    assert (result.exit_code, contents()) == (1, before)


def test_terminated_postcodes_are_left_out_and_taken_out(app, wards, run, write):
    lines = f"ZZ1 0AA,202301,{POINT}\nZZ50 1AA,202301,{POINT}\nZZ50 1AB,,{POINT}\n"
    result = run("places", "import-postcodes", write(HEAD + lines, "p.csv"))
    assert "Read 3 postcodes: 1 added, 0 moved, 1 removed." in result.stdout
    assert saved(app, "ZZ1 0AA") is None
    assert saved(app, "ZZ50 1AA") is None
    assert saved(app, "ZZ50 1AB") == (SEA_EAST + 500, SEA_NORTH + 100)


def test_postcodes_without_a_position_in_northern_ireland_or_far_off_are_left_out(app, wards, run, write):
    lines = f"ZZ50 1AB,,,\nZZ50 1AC,,0,0\nBT1 1AA,,{POINT}\nZZ50 1AD,,1000,1000\n{GOOD}"
    assert "1 added" in run("places", "import-postcodes", write(HEAD + lines, "p.csv")).stdout
    assert [saved(app, code) for code in ("ZZ50 1AB", "ZZ50 1AC", "BT1 1AA", "ZZ50 1AD")] == [None] * 4


def test_a_postcode_that_moved_is_moved(app, wards, run, write):
    result = run("places", "import-postcodes", write(HEAD + f"ZZ1 0AA,,{POINT}\n", "p.csv"))
    assert "0 added, 1 moved, 0 removed" in result.stdout
    assert saved(app, "ZZ1 0AA") == (SEA_EAST + 500, SEA_NORTH + 100)


def test_a_list_of_a_whole_district_takes_out_what_it_no_longer_names(app, wards, run, write):
    # nine postcodes of the district ZZ1 are known: three are a list of it, two only a correction
    def lines(count):
        return HEAD + "".join(f"ZZ1 {n}AA,,{SEA_EAST + 20 + 40 * n},{SEA_NORTH + 20}\n" for n in range(count))

    assert "0 removed" in run("places", "import-postcodes", write(lines(2), "p.csv")).stdout
    assert "6 removed" in run("places", "import-postcodes", write(lines(3), "p.csv")).stdout
    assert saved(app, "ZZ1 8AA") is None
    assert saved(app, "ZZ2 8AA") is not None


def test_the_built_in_table_never_brings_back_what_a_newer_list_left_out(app, run, write):
    lines = HEAD + f"ZZ1 0AA,,{SEA_EAST + 20},{SEA_NORTH + 20}\n"
    assert run("places", "import-postcodes", write(lines, "p.csv")).exit_code == 0
    run("places", "import-wards", write(collection(two_wards())), "--edition", "2018-05-03")
    assert saved(app, "ZZ1 1AA") is None
    assert saved(app, "ZZ2 1AA") is not None


def test_the_whole_country_waits_for_the_wards(run, write, monkeypatch):
    from reporting.places import postcodes

    monkeypatch.setattr(postcodes, "UNPLACED_MAX", 0)
    assert "Import the wards first" in run("places", "import-postcodes", write(HEAD + GOOD, "p.csv")).stderr


def test_the_built_in_package_is_read_and_never_imported(monkeypatch):
    import sys

    monkeypatch.undo()  # the package's own table
    found = {
        code: (east, north) for code, east, north in built_in.postcodes_within((529_900, 183_000, 530_300, 183_500))
    }
    assert "N1C 4AG" in found
    assert all(529_900 <= east <= 530_300 and 183_000 <= north <= 183_500 for east, north in found.values())
    assert built_in.PACKAGE not in sys.modules


PLACES = "name,kind,lat,lon\n"


def test_places_of_a_kind_are_replaced_by_the_files(app, wards, run, write):
    first = f"address,Longitude,Latitude,Name,Kind\n1 Quay,{LONGITUDE},{LATITUDE},Quay House,Estate\n"
    near = f"{PLACES}Harbour Court,estate,{LATITUDE},{LONGITUDE}\nSea Library,library,{LATITUDE},{LONGITUDE}\n"
    assert "1 added" in run("places", "import-places", write(first, "p.csv")).stdout
    assert "2 added, 1 removed" in run("places", "import-places", write(near, "p.csv")).stdout
    assert "0 added, 0 removed" in run("places", "import-places", write(near, "p.csv")).stdout
    only = f"{PLACES}Sea Library,library,{LATITUDE},{LONGITUDE}\n"
    assert "0 added, 0 removed" in run("places", "import-places", write(only, "p.csv")).stdout
    with app.app_context():
        assert [one.name for one in queries.estates()] == ["Harbour Court"]
        assert [one.name for one in queries.find_places("COURT", 5)] == ["Harbour Court"]
        assert [one.name for one in queries.find_places("a", 1)] == ["Harbour Court"]
        assert list(queries.find_places("%", 5)) == list(queries.find_places(" ", 5)) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "The file is empty."),
        (PLACES, "The file holds no places."),
        ("name,kind,x,y\nA,pub,1,2\n", "The file needs the columns name, kind, lat, lon. Its first line has: name, kind, x, y."),
        (f"{PLACES}A,pub,{LATITUDE},{LONGITUDE}\n,pub,{LATITUDE},{LONGITUDE}\n", "Line 3 has no readable name or kind."),
        (f"{PLACES}A,pub,{LATITUDE}\n", "Line 2 has too few columns."),
        (f"{PLACES}A,pub,{LONGITUDE},{LATITUDE}\n", "Line 2: “-0.304, 57.98” is not a latitude and longitude"),
        (f"{PLACES}A,pub,nan,{LONGITUDE}\n", "Line 2: “nan, -0.304” is not a latitude"),
        (f"{PLACES}A\x1b[0m,pub,{LATITUDE},{LONGITUDE}\n", "Line 2 has no readable name or kind."),
        (f"{PLACES}A,pub,51.5,-0.1\n", "None of the places in the file is near the borough."),
    ],
)  # fmt: skip
def test_a_wrong_places_file_is_refused_and_nothing_changes(wards, run, write, contents, content, said):
    before = contents()
    result = run("places", "import-places", write(content, "places.csv"))
    assert result.exit_code == 1
    assert said in result.stderr
    assert contents() == before


@pytest.fixture
def furnished(context, write):
    actions.import_wards(write(collection(two_wards())), in_force_on=date(2018, 5, 3))


def test_a_home_snaps_to_a_point_for_eight_units_and_a_street_to_one_for_three(furnished):
    from reporting.database import session

    place = SEA_EAST + 130, SEA_NORTH + 170
    for is_home, kind, least in ((True, "home", 8), (False, "street", 3)):
        found = queries.snapped(*place, is_home=is_home)
        anchor = session.query(Anchor).filter_by(kind=kind, easting=found[0], northing=found[1]).one()
        assert anchor.units >= least
    assert session.query(Anchor).filter(Anchor.units < 3).count() == 0


def test_a_place_far_from_any_anchor_still_finds_the_nearest(furnished):
    corner = SEA_EAST + 799, SEA_NORTH + 399
    found = queries.snapped(*corner, is_home=False)
    from reporting.database import session

    anchors = [(one.easting, one.northing) for one in session.query(Anchor).filter_by(kind="street")]
    assert found == min(anchors, key=lambda one: (one[0] - corner[0]) ** 2 + (one[1] - corner[1]) ** 2)
    assert (found[0] - corner[0]) ** 2 + (found[1] - corner[1]) ** 2 > queries.SNAP_FIRST_M**2


def test_a_place_outside_the_borough_has_no_point(furnished):
    assert queries.snapped(SEA_EAST - 1, SEA_NORTH + 100, is_home=False) is None


def test_public_places_are_anchors_for_what_happens_there_but_never_for_homes(furnished, write):
    from reporting.places import projection

    spot = SEA_EAST + 600, SEA_NORTH + 300
    longitude, latitude = projection.degrees(*spot)
    kinds = ("library", "estate", "muslim", "community_centre")
    lines = "".join(f"The {kind},{kind},{latitude + n / 10_000},{longitude}\n" for n, kind in enumerate(kinds))
    actions.import_places(write(PLACES + lines, "places.csv"))
    assert queries.snapped(*spot, is_home=False) == spot
    assert queries.snapped(*spot, is_home=True) != spot
    beside = SEA_EAST + 600, SEA_NORTH + 333
    assert (
        queries.snapped(*beside, is_home=False) == spot
    )  # and not the estate 11 m off, nor the mosque, nor the centre


def test_postcode_rows_are_counted_once_however_often_they_come(furnished, write):
    from reporting.database import session

    path = write(HEAD + GOOD * 3, "p.csv")
    done = actions.import_postcodes([path, path])
    assert (done.read, done.added) == (6, 1)
    assert session.query(Postcode).filter_by(code="ZZ50 1AA").count() == 1


def test_an_unreadable_file_is_refused_before_anything_is_written(furnished, tmp_path):
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        actions.import_postcodes([tmp_path / "nowhere.csv"])
