"""Residents of the wards come from a file: whole or not at all, repeatable, the newest year counts."""

from datetime import date

import pytest
import time_machine

from reporting.places import queries
from tests.places.sea import collection, feature, square, two_wards

HEAD = "ward_code,residents\n"
NORTH, SOUTH = "E05000001", "E05000002"
GOOD = f"{HEAD}{NORTH},12000\n{SOUTH},8000\n"


@pytest.fixture
def wards(run, write):
    assert run("places", "import-wards", write(collection(two_wards())), "--edition", "2022-05-05").exit_code == 0


@pytest.fixture
def bring(run, write):
    """bring(content) imports a file of residents; bring(content, year=…) of another year."""

    def begin(content, *, year=2021, source="ONS, census"):
        return run("places", "import-population", write(content, "p.csv"), "--year", year, "--source", source)

    return begin


def told(app):
    with app.app_context():
        edition = queries.current_edition()
        return queries.residents(edition), queries.residents_told(edition)


def test_before_any_import_there_is_nothing_to_make_rates_of(app, wards):
    assert told(app) == ({}, None)


def test_residents_are_kept_with_their_year_and_source(app, wards, bring):
    result = bring(GOOD)
    assert result.exit_code == 0
    assert "residents of 2 wards for 2021: 20000 in all, 0 figures replaced" in result.stdout
    assert told(app) == ({NORTH: 12000, SOUTH: 8000}, (2021, "ONS, census"))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f"\ufeffWard_Code,Name,RESIDENTS\r\n{NORTH},North Bank,12000\r\n\r\n", id="mark, other columns, blank line"),
        pytest.param(f'residents,ward_code\n" 12000 ","{NORTH} "\n', id="other order, quoted"),
    ],
)  # fmt: skip
def test_files_as_spreadsheets_write_them_are_read_and_a_missing_ward_is_said(app, wards, bring, content):
    result = bring(content)
    assert result.exit_code == 0
    assert "says nothing of 1 ward: South Bank" in result.stdout
    assert told(app)[0] == {NORTH: 12000}


def test_the_same_year_again_replaces_and_another_year_stands_beside_it(app, wards, bring, contents):
    bring(GOOD)
    bring(GOOD)
    assert len(contents()["ward_population"]) == 2
    assert "2 figures replaced" in bring(f"{HEAD}{NORTH},0\n", source="Corrected").stdout
    assert told(app) == ({NORTH: 0}, (2021, "Corrected"))
    bring(GOOD, year=2024, source="Estimate")
    bring(GOOD, year=2011)
    assert told(app) == ({NORTH: 12000, SOUTH: 8000}, (2024, "Estimate"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "The file is empty."),
        (HEAD, "The file holds no wards."),
        ("code,people\nA,1\n", "needs the columns ward_code, residents. Its first line has: code, people."),
        (f"{GOOD}{NORTH},12\n", f"Line 4: the ward “{NORTH}” stands in line 2 already."),
        (f"{HEAD}{NORTH}\n", "Line 2 has too few columns."),
        (f"{HEAD}{NORTH},\n", "Line 2: “” is not a number of residents."),
        (f"{HEAD}{NORTH},-1\n", "Line 2: “-1” is not a number"),
        (f"{HEAD}{NORTH},12.5\n", "Line 2: “12.5” is not a number"),
        (f"{HEAD}{NORTH},1e3\n", "Line 2: “1e3” is not a number"),
        (f"{HEAD}{NORTH},²\n", "Line 2: “²” is not a number"),
        (f"{HEAD}{NORTH},99999999999999999999\n", "is not a number of residents"),
        (f"{HEAD}{NORTH},10000001\n", "is not a number of residents"),
        (f"{HEAD}{NORTH},1\nE09,2\n,3\n", "Lines that name a ward which is not one of today’s: 3 (E09), 4 (–)."),
        (GOOD.encode() + b"\xff\xff,1\n", "not a csv file in UTF-8"),
    ],
)
def test_a_wrong_file_is_refused_by_line_and_nothing_changes(wards, bring, contents, content, said):
    bring(GOOD)
    before = contents()
    result = bring(content)
    assert result.exit_code == 1
    assert said in result.stderr
    assert "Nothing was changed." in result.stderr
    assert contents() == before


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"year": 1900}, "The year must be from 1991 to 2026."),
        ({"year": 2027}, "The year must be from 1991 to 2026."),
        ({"source": "  "}, "Say in a few words where the figures come from"),
        ({"source": "x" * 201}, "Say in a few words"),
        ({"source": "a\x00b"}, "Say in a few words"),
    ],
)
def test_a_year_nobody_counted_and_a_source_nobody_can_read_are_refused(wards, bring, contents, given, said):
    before = contents()
    with time_machine.travel("2026-12-01 12:00", tick=True):
        result = bring(GOOD, **given)
    assert (result.exit_code, contents()) == (1, before)
    assert said in result.stderr


def test_without_wards_nothing_is_imported(bring):
    result = bring(GOOD)
    assert result.exit_code == 1
    assert "There are no wards yet." in result.stderr


def test_new_wards_begin_without_residents_and_the_old_keep_theirs(app, wards, bring, run, write):
    bring(GOOD)
    redrawn = [feature("E05000009", "Whole Bank", square(0, 0, 800))]
    assert run("places", "import-wards", write(collection(redrawn)), "--edition", "2026-05-07").exit_code == 0
    assert told(app) == ({}, None)
    with app.app_context():
        assert queries.residents(queries.edition_on(date(2023, 1, 1))) == {NORTH: 12000, SOUTH: 8000}
    assert bring(GOOD).exit_code == 1  # the codes of today's wards, and no others
