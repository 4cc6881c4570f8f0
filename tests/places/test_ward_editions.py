"""Editions stand beside each other: a new one never changes an old one, and each day has its own."""

from datetime import date

import pytest
import time_machine

from reporting import database
from reporting.places import actions, queries
from tests.places.sea import SEA_EAST, SEA_NORTH, collection, feature, square, two_wards

MIDDLE = SEA_EAST + 300, SEA_NORTH + 200  # in North Bank until 2022, then in New Bank


def redrawn():
    rings = [[[SEA_EAST + e, SEA_NORTH + n] for e, n in [(0, 0), (250, 0), (250, 400), (0, 400), (0, 0)]]]
    return [feature("E05000011", "Old Bank", rings), feature("E05000012", "New Bank", square(250, 0, 400))]


@pytest.fixture
def two_editions(context, write):
    actions.import_wards(write(collection(two_wards())), in_force_on=date(2018, 5, 3))
    actions.import_wards(write(collection(redrawn())), in_force_on=date(2022, 5, 5))


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 11, 22), "E05000012"),
        (date(2022, 5, 5), "E05000012"),
        (date(2022, 5, 4), "E05000001"),
        (date(2018, 5, 3), "E05000001"),
        pytest.param(date(1999, 1, 1), "E05000001", id="before the earliest"),
    ],
)
def test_a_place_was_in_the_ward_of_the_day(two_editions, day, code):
    assert queries.ward_at(*MIDDLE, on=day).code == code


def test_an_edition_to_come_is_not_yet_in_force(two_editions):
    with time_machine.travel(date(2020, 1, 1)):
        assert queries.current_edition().in_force_on == date(2018, 5, 3)
        assert queries.is_in_borough(SEA_EAST + 700, SEA_NORTH + 200)
    assert queries.current_edition().in_force_on == date(2022, 5, 5)
    assert not queries.is_in_borough(SEA_EAST + 700, SEA_NORTH + 200)


def test_every_code_that_ever_was_has_its_ward_of_today_and_its_name(two_editions):
    assert queries.codes_of_today() == {
        "E05000001": "E05000011",
        "E05000002": "E05000012",
        "E05000011": "E05000011",
        "E05000012": "E05000012",
    }
    assert queries.ward_names()["E05000012"] == "New Bank"
    assert queries.ward_names()["E05000001"] == "North Bank"


def test_outside_every_ward_is_no_ward(two_editions):
    assert queries.ward_at(SEA_EAST - 1, SEA_NORTH, on=date(2026, 1, 1)) is None


def test_before_any_import_there_is_nothing_and_nothing_fails(context):
    assert queries.current_edition() is None
    assert queries.ward_at(*MIDDLE, on=date(2026, 1, 1)) is None
    assert queries.ward_by_code("E05000001", on=date(2026, 1, 1)) is None
    assert queries.wards_of(None) == []
    assert queries.borough_name() == ""
    assert queries.borough_shape() is None
    assert queries.ward_ids_answered_by("E05000001") == []
    assert queries.codes_of_today() == {}
    assert queries.ward_names() == {}
    assert queries.snapped(*MIDDLE, is_home=False) is None


def test_a_new_edition_leaves_every_row_of_the_old_one(run, write, contents):
    assert run("places", "import-wards", write(collection(two_wards())), "--edition", "2018-05-03").exit_code == 0
    before = contents()
    assert run("places", "import-wards", write(collection(redrawn())), "--edition", "2022-05-05").exit_code == 0
    after = contents()
    assert set(before["ward"]) <= set(after["ward"])
    assert set(before["ward_edition"]) <= set(after["ward_edition"])
    assert len(after["ward_edition"]) == 2


def test_the_same_edition_again_changes_nothing_and_says_so(run, write, contents):
    path = write(collection(two_wards()))
    first = run("places", "import-wards", path, "--edition", "2018-05-03")
    before = contents()
    anchors = len(before["anchor"])
    assert anchors > 20
    assert first.stdout == f"Imported 2 wards (Seaward), 81 postcodes and {anchors} anchors.\n"
    again = run("places", "import-wards", path, "--edition", "2018-05-03")
    assert again.exit_code == 0
    assert again.stdout == "This edition is already here with the same 2 wards. Nothing was changed.\n"
    assert contents() == before


@pytest.mark.parametrize("change", ["name", "line", "ward", "borough"])
def test_another_content_for_the_same_day_is_refused(run, write, contents, change):
    run("places", "import-wards", write(collection(two_wards())), "--edition", "2018-05-03")
    before = contents()
    wards = two_wards()
    if change == "name":
        wards[0]["properties"]["WD26NM"] = "Northern Bank"
    elif change == "line":
        wards[1] = feature("E05000002", "South Bank", square(400, 1))
    elif change == "ward":
        wards.pop()
    options = ["--borough", "Leeward"] if change == "borough" else []
    result = run("places", "import-wards", write(collection(wards)), "--edition", "2018-05-03", *options)
    assert result.exit_code == 1
    assert "already a different edition of the wards for 2018-05-03" in result.stderr
    assert contents() == before


def test_a_dry_run_says_what_would_come_and_keeps_nothing(run, write, contents):
    result = run("places", "import-wards", write(collection(two_wards())), "--edition", "2018-05-03", "--dry-run")
    assert (result.exit_code, result.stdout) == (0, "The file can be imported: 2 wards. Nothing was changed.\n")
    assert not any(contents().values())


def test_an_import_that_breaks_off_keeps_nothing(run, write, contents, monkeypatch):
    def power_cut():
        raise KeyError("power cut")

    monkeypatch.setattr(actions, "rebuild_anchors", power_cut)
    with pytest.raises(KeyError):
        run("places", "import-wards", write(collection(two_wards())), "--edition", "2018-05-03")
    assert not any(contents().values())


@pytest.mark.parametrize(("given", "name"), [([], "Seaward"), (["--borough", "Lee Ward"], "Lee Ward")])
def test_the_boroughs_name_is_the_one_given_or_that_of_the_file(app, run, write, given, name):
    run("places", "import-wards", write(collection(two_wards())), "--edition", "2018-05-03", *given)
    with app.app_context():
        assert queries.borough_name() == name


def test_an_edition_that_names_no_borough_keeps_the_name(context, write):
    actions.import_wards(write(collection(two_wards())), in_force_on=date(2018, 5, 3))
    nameless = redrawn()
    for one in nameless:
        del one["properties"]["LAD26NM"]
    actions.import_wards(write(collection(nameless)), in_force_on=date(2022, 5, 5))
    assert queries.borough_name() == "Seaward"


def test_the_ward_that_overlaps_an_old_one_most_answers_for_it(two_editions):
    north, south = queries.wards_of(queries.edition_on(date(2018, 5, 3)))
    assert queries.current_ward_codes_for(north) == ["E05000011", "E05000012"]
    assert queries.current_ward_codes_for(south) == ["E05000012"]
    old, new = queries.wards_of(queries.current_edition())[::-1]
    assert queries.current_ward_codes_for(old) == ["E05000011"]
    assert set(queries.ward_ids_answered_by("E05000011")) == {north.id, old.id}
    assert set(queries.ward_ids_answered_by("E05000012")) == {south.id, new.id}
    assert queries.ward_ids_answered_by("E05000001") == []


def test_a_ward_is_found_by_its_code_on_the_day(two_editions):
    assert queries.ward_by_code("E05000011", on=date(2026, 1, 1)).name == "Old Bank"
    assert queries.ward_by_code("E05000011", on=date(2019, 1, 1)) is None


def test_a_border_belongs_to_one_ward_only(two_editions):
    assert queries.ward_at(SEA_EAST + 250, SEA_NORTH + 7, on=date(2026, 1, 1)).code == "E05000011"
    database.finish(keep=False)
    assert queries.ward_at(SEA_EAST + 250, SEA_NORTH + 7, on=date(2026, 1, 1)) is None
