"""``hotspots compute``: its shapes, and what it keeps to itself."""

import csv
import io
import json
from datetime import date, timedelta

import pytest

from reporting.places import projection
from tests import cast

TODAY = date(2026, 11, 15)
SINCE = TODAY - timedelta(days=364)
FIELDS = {
    "lat", "lon", "radius_m", "days", "observed", "expected", "rr_shrunk", "p", "recurrence_days", "places", "wards", "alarm",
}  # fmt: skip


@pytest.fixture
def compute(run):
    """compute("--format", "csv") gives the text of a year's study that succeeded."""

    def begin(*options) -> str:
        done = run("hotspots", "compute", "--since", SINCE, "--until", TODAY, "--replicates", 99, *options)
        assert done.exit_code == 0, done.output
        return done.stdout

    return begin


def place(column: int, row: int) -> tuple[int, int]:
    return cast.WEST + 107 + 200 * column, cast.SOUTH + 103 + 200 * row


@pytest.fixture
def outbreak(file_report):
    """A quiet year in the north-east of the first ward, and eight reports in its south-west corner in the last week."""

    def begin(*, corner=((0, 0), (1, 0)), days=4, **given):
        for number in range(24):
            happened_on = TODAY - timedelta(days=20 + 14 * number)
            file_report(snapped=place(6 + number % 3, 6 + number // 3 % 3), happened_on=happened_on)
        for number in range(8):
            happened_on = TODAY - timedelta(days=number % days)
            motive = "race" if number < 4 else "religion"
            file_report(
                snapped=place(*corner[number % len(corner)]), happened_on=happened_on, primary_strand=motive, **given
            )

    return begin


def test_a_year_without_reports_is_too_few_and_still_an_answer(compute):
    found = json.loads(compute("--seed", 7))
    assert (found["n_reports"], found["n_incidents"], found["n_recent"], found["too_few"]) == (0, 0, 0, True)
    assert (found["clusters"], found["withheld"], found["repeat_places"]) == ([], 0, [])
    assert {name: found["settings"][name] for name in ("seed", "replicates", "baseline_days")} == {
        "seed": 7, "replicates": 99, "baseline_days": 365,
    }  # fmt: skip


def test_an_outbreak_is_a_circle_of_at_least_two_hundred_metres_in_its_ward(compute, outbreak):
    outbreak()
    cluster = json.loads(compute())["clusters"][0]
    assert cluster.keys() >= FIELDS
    assert (cluster["observed"], cluster["places"], cluster["wards"]) == (8, 2, ["Z01"])
    assert cluster["radius_m"] >= 200
    easting, northing = projection.metres(cluster["lon"], cluster["lat"])
    assert abs(easting - place(0, 0)[0]) < 250
    assert abs(northing - place(0, 0)[1]) < 250


@pytest.mark.parametrize("given", [{"corner": ((0, 0),)}, {"days": 1}], ids=["one place", "one day"])
def test_a_cluster_at_one_place_or_on_one_day_is_counted_as_withheld(compute, outbreak, given):
    outbreak(**given)
    found = json.loads(compute())
    assert found["withheld"] == 1
    corner = [one for one in found["clusters"] if projection.metres(one["lon"], one["lat"])[0] < cast.WEST + 1000]
    assert corner == []


def test_a_place_that_comes_back_is_told_by_ward_and_week_only(compute, file_report):
    for number in range(40):
        file_report(snapped=place(number % 8, number // 8), happened_on=TODAY - timedelta(days=9 * number))
    for number in range(12):
        file_report(snapped=place(9, 9), happened_on=TODAY - timedelta(days=20 * number))
    found = json.loads(compute())["repeat_places"]
    assert [(one["lat"], one["lon"], one["wards"], one["days"], one["last_week"]) for one in found] == [
        (None, None, ["Z01"], 12, "2026-W46")
    ]


@pytest.mark.parametrize("choice", ["statistics_only", "support_only"])
def test_what_was_not_agreed_for_police_changes_nothing(compute, file_report, outbreak, choice):
    outbreak()
    before = compute()
    for number in range(3):
        file_report(
            snapped=place(0, 0), happened_on=TODAY - timedelta(days=number), sharing=choice, recipients=frozenset()
        )
    assert compute() == before


def test_the_same_seed_gives_the_same_answer_and_another_a_different_one(compute, outbreak):
    outbreak()
    assert compute("--seed", 3) == compute("--seed", 3)
    assert json.loads(compute("--seed", 3))["settings"] != json.loads(compute("--seed", 4))["settings"]


def test_another_ward_lists_nothing_of_it_and_the_borough_is_studied_as_a_whole(compute, outbreak):
    outbreak()
    whole, first, second = (json.loads(compute(*options)) for options in ((), ("--ward", "Z01"), ("--ward", "Z02")))
    assert first["clusters"][0] == whole["clusters"][0]
    assert [cluster for cluster in second["clusters"] if "Z02" not in cluster["wards"]] == []
    assert whole["n_incidents"] == first["n_incidents"] == second["n_incidents"] == 32


def test_geojson_holds_the_centres_and_csv_the_rows_of_the_same_clusters(compute, outbreak):
    outbreak()
    clusters = json.loads(compute())["clusters"]
    collection = json.loads(compute("--format", "geojson"))
    assert collection["type"] == "FeatureCollection"
    assert [one["geometry"]["coordinates"] for one in collection["features"]] == [
        [c["lon"], c["lat"]] for c in clusters
    ]
    rows = list(csv.DictReader(io.StringIO(compute("--format", "csv"))))
    assert [(float(row["lat"]), int(row["observed"]), row["wards"]) for row in rows] == [
        (c["lat"], c["observed"], ";".join(c["wards"])) for c in clusters
    ]


def test_a_period_of_one_day_is_studied(run, outbreak):
    outbreak()
    done = run("hotspots", "compute", "--since", TODAY, "--until", TODAY, "--replicates", 9)
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["n_reports"] == 2


def test_the_answer_goes_to_a_file(compute, tmp_path):
    path = tmp_path / "week.json"
    assert compute("--out", path) == ""
    assert json.loads(path.read_text())["too_few"] is True


def test_a_file_that_cannot_be_written_is_refused(run, tmp_path):
    done = run("hotspots", "compute", "--since", SINCE, "--until", TODAY, "--out", tmp_path / "missing" / "week.json")
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr


def test_an_unknown_ward_is_refused_and_wrong_usage_is_said(run):
    unknown = run("hotspots", "compute", "--since", SINCE, "--until", TODAY, "--ward", "Z99")
    backwards = run("hotspots", "compute", "--since", TODAY, "--until", SINCE)
    no_day = run("hotspots", "compute", "--since", "yesterday", "--until", TODAY)
    assert [unknown.exit_code, backwards.exit_code, no_day.exit_code] == [1, 2, 2]
    assert "Z99" in unknown.stderr
    assert unknown.stdout == ""
