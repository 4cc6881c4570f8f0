"""The real wards, postcodes and places of Camden: runs where REAL_DATA names their folder, and is skipped elsewhere."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from reporting.database import session
from reporting.places import anchors, projection, queries
from reporting.places.models import Anchor
from reporting.places.overlaps import refuse_overlaps
from reporting.places.readers import wards_in
from reporting.places.refusals import UnreadableFile
from tests.places.sea import empty_app, run_on

FORMATS = ["camden_2018_full_4326.geojson", "camden_2018_full_27700_shp.zip", "camden_2018_full_27700.gpkg"]
IN_2018 = date(2018, 6, 1)
HECTARE_M2 = 10_000


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def camden(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A fresh instance with both editions and the built-in postcodes around them."""
    app = empty_app(tmp_path_factory.mktemp("camden") / "instance")
    for file, day in ((FORMATS[1], "2018-05-03"), ("camden_2022_bestfit_4326.geojson", "2022-05-05")):
        done = run_on(app, "places", "import-wards", real_data / "wards" / file, "--edition", day)
        assert done.exit_code == 0, done.stderr
    return app


def test_three_formats_give_the_same_eighteen_wards_to_a_hundredth_of_a_hectare(real_data):
    found = [wards_in(real_data / "wards" / file) for file in FORMATS]
    published = {one["GSS_CODE"]: float(one["HECTARES"]) for one in _geojson_fields(real_data / "wards" / FORMATS[0])}
    assert [len(wards) for wards in found] == [18, 18, 18]
    for same in zip(*found, strict=True):
        assert len({(one.code, one.name, one.borough) for one in same}) == 1
        areas = [one.shape.area / HECTARE_M2 for one in same]
        assert max(areas) - min(areas) < 0.01
        assert areas[0] == pytest.approx(published[same[0].code], abs=0.01)
    assert sum(one.shape.area for one in found[0]) / 1e6 == pytest.approx(21.789, abs=0.001)


def _geojson_fields(path: Path) -> list[dict[str, str]]:
    return [one["properties"] for one in json.loads(path.read_text())["features"]]


@pytest.mark.parametrize("file", [*FORMATS, "camden_2022_generalised_4326.geojson", "camden_2022_bestfit_4326.geojson"])
def test_real_wards_do_not_overlap(real_data, file):
    refuse_overlaps(wards_in(real_data / "wards" / file))


def test_the_real_broken_file_is_refused_with_its_fault(real_data):
    with pytest.raises(UnreadableFile, match="The outline of Camden is not closed"):
        wards_in(real_data / "wards" / "broken_unclosed_ring.geojson")


def test_every_live_postcode_is_in_the_ward_the_directory_gives_it(camden, real_data):
    live = rows(real_data / "postcodes" / "camden_live.csv")
    assert len(live) >= 4000
    wrong = []
    with camden.app_context():
        for row in live:
            ward = queries.ward_at(float(row["oseast1m"]), float(row["osnrth1m"]), on=IN_2018)
            if ward is None or ward.code != row["ward18_code"]:
                wrong.append((row["pcds"], row["ward18_code"], ward and ward.code))
    assert not wrong, f"{len(wrong)} of {len(live)} postcodes disagree"


def test_every_live_postcode_is_found_in_the_built_in_table(camden, real_data):
    with camden.app_context():
        missing = []
        for row in rows(real_data / "postcodes" / "camden_live.csv")[::8]:
            found = queries.find_postcode(row["pcds"].lower().replace(" ", ""))
            here = (round(float(row["oseast1m"])), round(float(row["osnrth1m"])))
            if found is None or abs(found.easting - here[0]) + abs(found.northing - here[1]) > 200:
                missing.append(row["pcds"])
    assert not missing


def test_verified_places_land_in_their_published_ward(camden, real_data):
    places = [row for row in rows(real_data / "places" / "camden_places.csv") if row["verified"] == "yes"]
    assert len(places) > 250
    with camden.app_context():
        for row in places:
            point = projection.metres(float(row["longitude"]), float(row["latitude"]))
            assert queries.ward_at(*point, on=IN_2018).code == row["ward_2018_code"], row["name"]


def test_schools_are_in_their_published_ward_of_2022(camden, real_data):
    """All but one: the 2022 outlines at hand are made of census areas by best fit, and are not the legal line."""
    schools = rows(real_data / "places" / "camden_schools_known_ward.csv")
    assert len(schools) == 14
    elsewhere = []
    with camden.app_context():
        for row in schools:
            found = queries.find_postcode(row["postcode"])
            ward = queries.ward_at(found.easting, found.northing, on=date(2026, 11, 22))
            if ward.code != row["ward_gss"]:
                elsewhere.append(row["name"])
    assert elsewhere == ["St Anthony's School for Boys"]


def test_every_old_ward_has_one_that_answers_for_it_today(camden):
    with camden.app_context():
        old = queries.wards_of(queries.edition_on(IN_2018))
        answering = {ward.name: queries.current_ward_codes_for(ward)[0] for ward in old}
        assert answering["King's Cross"] == "E05013666"
        assert answering["Kilburn"] == "E05013665"
        current = queries.wards_of(queries.current_edition())
        answered = [ward_id for ward in current for ward_id in queries.ward_ids_answered_by(ward.code)]
        assert sorted(answered) == sorted(ward.id for ward in [*old, *current])


def test_most_homes_are_near_an_anchor_that_stands_for_eight_units(camden, real_data):
    moved = []
    with camden.app_context():
        for row in rows(real_data / "postcodes" / "camden_live.csv")[::20]:
            here = float(row["oseast1m"]), float(row["osnrth1m"])
            there = queries.snapped(*here, is_home=True)
            moved.append(((there[0] - here[0]) ** 2 + (there[1] - here[1]) ** 2) ** 0.5)
    moved.sort()
    assert moved[len(moved) // 2] < 100
    assert moved[int(0.99 * len(moved))] < 400


def test_fresh_postcodes_and_places_are_imported_over_the_built_in_ones(camden, real_data):
    live = run_on(camden, "places", "import-postcodes", real_data / "postcodes" / "camden_live.csv")
    assert "Read 8227 postcodes: 0 added" in live.stdout
    directory = run_on(camden, "places", "import-postcodes", real_data / "postcodes" / "onspd_2025nov_camden.csv")
    assert "Read 16255 postcodes" in directory.stdout
    places = run_on(camden, "places", "import-places", real_data / "places" / "camden_places.csv")
    assert "Read 1187 places" in places.stdout
    with camden.app_context():
        assert queries.find_places("holborn library", 5)[0].name == "Holborn Library"
        units = session.scalars(sa.select(Anchor.units).where(Anchor.kind == "home")).all()
        assert len(units) > 300
        assert min(units) >= anchors.HOME_UNITS
