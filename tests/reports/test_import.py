"""`reports import`: what a row may leave out, what it may not say, and that nothing is taken twice or by halves."""

import csv
import re
import stat
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask
from sqlalchemy.orm import joinedload

from reporting import clock, create_app
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.crypto import KeyRing
from reporting.database import Base, finish, session
from reporting.people.queries import by_email
from reporting.places import projection
from reporting.reports import contents, sealed, shared
from reporting.reports.csv_reports import paper_report
from reporting.reports.csv_tables import RowRefused
from reporting.reports.figures import Profile, Selection, counts
from reporting.reports.models import ConsentEvent, IncidentReport, ReportKey, SealedCompartment, Tally
from tests import cast
from tests.conftest import settings_in

DAY = clock.today() - timedelta(days=40)
WHOLE = {
    "external_reference": "PAPER-1",
    "occurred_from": f"{DAY}T16:30",
    "easting": str(cast.WEST + 105),
    "northing": str(cast.SOUTH + 105),
    "share_location_precision": "street_or_estate",
    "place_type": "street",
    "strands": "race;religion",
    "incident_types": "verbal_abuse; threat",
    "sharing_choice": "anonymous_to_police",
    "risk_level": "medium",
    "age_band": "25-34",
    "ethnicity_sde": "B2",
    "language": "so",
    "centre": "MEADOW",
    "narrative": "They followed us home.",
}
LEAST = {"occurred_from": str(DAY), "ward": "Z01", "strands": "race"}


@pytest.fixture
def bring_in(run: Callable[..., Result], tmp_path: Path) -> Callable[..., Result]:
    """Writes rows (or raw bytes) as a csv file and imports it."""

    def do(
        *rows: dict[str, str], raw: bytes | None = None, options: tuple[str, ...] = ("--centre", "HARBOUR")
    ) -> Result:
        path = tmp_path / "paper.csv"
        if raw is None:
            header = list(dict.fromkeys(name for row in rows for name in row))
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, header)
                writer.writeheader()
                writer.writerows(rows)
        else:
            path.write_bytes(raw)
        result = run("reports", "import", path, *options)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return do


@pytest.fixture
def stored(app: Flask) -> Callable[[], list[IncidentReport]]:
    def read() -> list[IncidentReport]:
        with app.app_context():
            links = [joinedload(link) for link in (IncidentReport.ward, IncidentReport.centre, IncidentReport.taken_by)]
            chosen = sa.select(IncidentReport).options(*links).order_by(IncidentReport.happened_on)
            return list(session.scalars(chosen).unique())

    return read


def errors(tmp_path: Path) -> list[dict[str, str]]:
    with (tmp_path / "paper.errors.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def count(app: Flask, model: Any) -> int:
    with app.app_context():
        return session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def test_a_row_with_only_when_where_and_why_is_counted_and_keeps_no_words(app, bring_in, stored):
    assert bring_in({**LEAST, "narrative": "Nobody will read this."}).exit_code == 0
    (report,) = stored()
    assert (report.sharing, report.status, report.location_precision) == ("statistics_only", "kept_local", "ward_only")
    assert (report.main_type, report.place_type, report.risk, report.secret_hash) == ("other", "other", "low", "")
    assert (report.happened_on, report.disclosed_on, report.happened_precision) == (DAY, DAY, "date_only")
    assert count(app, SealedCompartment) == 0
    assert count(app, Tally) == 1
    with app.app_context():
        assert session.scalar(sa.select(ReportKey.wrapped)) is None


def test_a_row_for_the_police_is_accepted_snapped_and_sealed(app, bring_in, stored):
    assert bring_in(WHOLE).exit_code == 0
    (report,) = stored()
    assert report.status == "accepted"
    assert (report.snapped_easting, report.snapped_northing) == (cast.WEST + 107, cast.SOUTH + 103)
    assert (report.part_of_day, report.main_type, report.primary_strand) == ("afternoon", "verbal_abuse", "race")
    with app.app_context():
        seen = shared.one(by_email(cast.email("cora")), report.id)
        assert seen.account["narrative"] == "They followed us home."
        assert (seen.ward_name, seen.centre_name) == ("Larch Green", "Meadow House")
        assert session.scalar(sa.select(ConsentEvent.sharing)) == "anonymous_to_police"
        finish(keep=False)


def test_an_imported_report_can_be_released_and_is_counted_for_the_police(app, bring_in):
    bring_in(WHOLE)
    with app.app_context():
        (all_,) = counts(Selection(profile=Profile.POLICE, since=DAY, until=DAY))
    assert all_.n_reports == 1


@pytest.mark.parametrize("place_type", ["home_doorstep_or_garden", "street"])
def test_a_home_snaps_only_to_an_anchor_of_many_homes(bring_in, stored, place_type):
    spot = {"easting": str(cast.WEST + 301), "northing": str(cast.SOUTH + 101)}
    assert bring_in({**WHOLE, **spot, "place_type": place_type}).exit_code == 0
    (report,) = stored()
    is_home_anchor = (report.snapped_easting - cast.WEST) % 200 == 111
    assert is_home_anchor is (place_type != "street")


def test_a_place_outside_the_borough_has_no_ward_and_no_point(bring_in, stored):
    bring_in({**WHOLE, "easting": "500000", "northing": "200000"})
    (report,) = stored()
    assert (report.place_scope, report.ward_id, report.snapped_easting) == ("other_borough", None, None)


def test_a_place_may_be_latitude_and_longitude_or_a_postcode(app, bring_in, stored):
    longitude, latitude = projection.degrees(cast.WEST + cast.SIDE + 500, cast.SOUTH + 500)
    point = {"lat": str(latitude), "lon": str(longitude)}
    assert bring_in({**LEAST, **point, "ward": ""}, {**LEAST, "ward": "", "postcode": "zz11aa"}).exit_code == 0
    assert sorted(report.ward.code for report in stored() if report.ward) == ["Z01", "Z02"]


def test_a_second_import_changes_nothing(bring_in, stored):
    rows = [WHOLE, {**LEAST, "external_reference": ""}, {**LEAST, "external_reference": ""}]
    assert bring_in(*rows).exit_code == 0
    before = {report.id for report in stored()}
    again = bring_in(*rows)
    assert (again.exit_code, len(before)) == (0, 3)
    assert "0 reports imported; 3 were here already" in again.output
    assert {report.id for report in stored()} == before


def test_a_changed_row_with_a_known_reference_changes_nothing(bring_in, stored):
    bring_in(WHOLE)
    bring_in({**WHOLE, "risk_level": "high"})
    assert [report.risk for report in stored()] == ["medium"]


def test_a_dry_run_says_the_same_and_keeps_nothing(bring_in, stored):
    result = bring_in(WHOLE, LEAST, options=("--centre", "HARBOUR", "--dry-run"))
    assert result.exit_code == 0
    assert "2 reports would be imported" in result.output
    assert stored() == []


def test_rows_that_cannot_be_taken_are_written_down_and_the_rest_is_imported(bring_in, stored, tmp_path):
    result = bring_in(WHOLE, {**WHOLE, "external_reference": "PAPER-2", "strands": ""}, LEAST)
    assert result.exit_code == 1
    assert len(stored()) == 2
    (row,) = errors(tmp_path)
    assert list(row)[-1] == "error"
    assert row["external_reference"] == "PAPER-2"
    assert row["narrative"] == WHOLE["narrative"]
    assert "strand" in row["error"]
    assert stat.S_IMODE((tmp_path / "paper.errors.csv").stat().st_mode) == 0o600


def test_a_mended_file_of_errors_can_be_imported(bring_in, run, stored, tmp_path):
    bring_in(WHOLE, {**WHOLE, "external_reference": "PAPER-2", "strands": "rase"})
    mended = tmp_path / "mended.csv"
    mended.write_text((tmp_path / "paper.errors.csv").read_text().replace("rase,", "race,"))
    assert run("reports", "import", mended).exit_code == 0
    assert len(stored()) == 2


def test_a_file_of_errors_goes_away_when_everything_is_taken(bring_in, tmp_path):
    bring_in({**LEAST, "strands": ""})
    assert errors(tmp_path)
    bring_in(LEAST)
    assert not (tmp_path / "paper.errors.csv").exists()


BAD_ROWS = {
    "a day that does not exist": ({"occurred_from": "2026-02-30"}, "does not exist|not a day"),
    "a day written otherwise": ({"occurred_from": "7/11/2026"}, "not written as"),
    "a time with a zone": ({"occurred_from": f"{DAY}T16:30Z"}, "time zone"),
    "an hour the clocks jumped over": ({"occurred_from": "2026-03-29T01:30"}, "clocks went forward"),
    "the future": ({"occurred_from": str(clock.today() + timedelta(days=1))}, "in the future"),
    "an end before the beginning": ({"occurred_to": str(DAY - timedelta(days=1))}, "before occurred_from"),
    "told before it happened": ({"date_disclosed": str(DAY - timedelta(days=1))}, "before it happens"),
    "told in the future": ({"date_disclosed": str(clock.today() + timedelta(days=1))}, "in the future"),
    "too long ago": ({"occurred_from": "1999-01-01"}, "ten years"),
    "no when": ({"occurred_from": ""}, "occurred_from is empty"),
    "no where": ({"ward": ""}, "does not say where"),
    "half a point": ({"lat": "51.5", "lon": ""}, "belong together"),
    "latitude and longitude swapped": ({"lat": "-0.1", "lon": "51.5"}, "not in Great Britain"),
    "a point that is no number": ({"lat": "here", "lon": "nan"}, "not two numbers"),
    "an unknown postcode": ({"ward": "", "postcode": "ZZ9 9ZZ"}, "not known here"),
    "an unknown ward": ({"ward": "Z99"}, "no ward with the code"),
    "an unknown strand": ({"strands": "race;colour"}, "strands: “colour” is not one of"),
    "an unknown choice": ({"sharing_choice": "everything"}, "sharing_choice"),
    "a main type that is not among the types": ({"main_type": "threat"}, "main_type"),
    "a primary strand that is not among the strands": ({"primary_strand": "age"}, "primary_strand"),
    "an unknown centre": ({"centre": "NOWHERE"}, "no centre with the code"),
    "a narrative beyond all measure": ({"narrative": "x" * 100_001}, "longer than"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "reason"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_row_that_cannot_be_taken_says_why(bring_in, stored, tmp_path, change, reason):
    assert bring_in({**LEAST, "lat": "", "lon": "", **change}).exit_code == 1
    assert stored() == []
    (row,) = errors(tmp_path)
    assert re.search(reason, row["error"]), row["error"]


def test_a_reference_used_twice_in_a_file_is_taken_once(bring_in, stored, tmp_path):
    assert bring_in(WHOLE, {**WHOLE, "narrative": "Something else."}).exit_code == 1
    assert len(stored()) == 1
    assert "stands in line 2" in errors(tmp_path)[0]["error"]


def test_a_row_with_too_many_or_too_few_cells_is_not_guessed_at(bring_in, stored, tmp_path):
    raw = f"occurred_from,ward,strands\n{DAY},Z01,race\n{DAY},Z01,race,Z02\n{DAY},Z01\n".encode()
    assert bring_in(raw=raw).exit_code == 1
    assert len(stored()) == 1
    assert all("cells" in row["error"] for row in errors(tmp_path))


def test_a_concern_needs_no_strand(bring_in, stored):
    assert bring_in({**LEAST, "strands": "", "report_kind": "community_safety_concern"}).exit_code == 0
    assert stored()[0].primary_strand == ""


def test_what_happened_online_has_no_ward(bring_in, stored):
    bring_in({**LEAST, "place_type": "online", "ward": ""})
    assert stored()[0].place_scope == "online"


@pytest.mark.parametrize(
    ("ending", "start"),
    [("\n", b""), ("\r\n", b""), ("\n", b"\xef\xbb\xbf")],
    ids=["unix", "windows", "byte order mark"],
)
def test_files_of_every_system_are_read(bring_in, stored, ending, start):
    lines = ["Occurred_From,ward , strands", f"{DAY},Z01,race", "", f"{DAY},Z02,race", ""]
    assert bring_in(raw=start + ending.join(lines).encode()).exit_code == 0
    assert len(stored()) == 2


def test_a_long_narrative_in_several_languages_is_kept_whole(app, bring_in, stored):
    told = "Waan baqayaa. أخاف على أطفالي. আমি ভয় পাই।\n" * 1200
    assert bring_in({**WHOLE, "narrative": told}).exit_code == 0
    (report,) = stored()
    with app.app_context():
        seen = shared.one(by_email(cast.email("cora")), report.id)
        assert seen.account["narrative"] == told.strip()
        finish(keep=False)


GOOD = f"occurred_from,ward,strands\n{DAY},Z01,race\n"
WRONG_FILES = {
    "empty": (b"", "empty"),
    "only blank lines": (b"\n\n , \n", "empty"),
    "not utf-8": (GOOD.encode() + b"caf\xe9,Z01,race\n", "line 3"),
    "a lone surrogate": (GOOD.encode() + b"\xed\xa0\x80,Z01,race\n", "UTF-8"),
    "a NUL byte": (GOOD.encode() + b"2026-01-01,Z\x0001,race\n", "line 3 holds a NUL"),
    "another alphabet's width": (GOOD.encode("utf-16"), "NUL"),
    "binary": (b"PK\x03\x04\x14\x00\x06\x00", "not text"),
    "an unknown column": (b"occurred_from,ward,colour,shape\n", "“colour”, “shape”"),
    "a column without a name": (b"occurred_from,ward,\n", "without a name"),
    "a column twice": (b"occurred_from,ward,ward\n", "twice: ward"),
    "no when": (b"ward,strands\nZ01,race\n", "occurred_from"),
    "no where": (b"occurred_from,lat\n2026-01-01,51\n", "does not say where"),
    "a quote that never ends": (GOOD.encode() + b'2026-01-01,"Z01,race\n', "line 3"),
    "semicolons": (b"occurred_from;ward;strands\n", "not known"),
}


@pytest.mark.parametrize(("raw", "reason"), WRONG_FILES.values(), ids=WRONG_FILES)
def test_a_wrong_file_is_refused_whole_in_a_sentence(bring_in, stored, tmp_path, raw, reason):
    result = bring_in(raw=raw)
    assert result.exit_code == 1
    assert reason in result.output
    assert "Nothing was imported" in result.output
    assert stored() == []
    assert not (tmp_path / "paper.errors.csv").exists()


@pytest.mark.parametrize("name", ["", "absent.csv"], ids=["a directory", "no file"])
def test_what_is_no_file_is_refused(run, tmp_path, name):
    result = run("reports", "import", tmp_path / name)
    assert result.exit_code == 1
    assert "Nothing was imported" in result.output


def test_a_file_of_errors_that_cannot_be_written_stops_the_import(bring_in, stored, tmp_path):
    (tmp_path / "paper.errors.csv").mkdir()
    assert bring_in(WHOLE, {**LEAST, "strands": ""}).exit_code == 1
    assert stored() == []


@pytest.mark.parametrize("who", ["omar", "dana", "nobody"])
def test_only_those_who_take_reports_can_import_them(bring_in, stored, who):
    assert bring_in(WHOLE, options=("--as", cast.email(who))).exit_code == 1
    assert stored() == []


def test_the_importing_account_took_the_reports(app, bring_in, stored):
    assert bring_in(LEAST, options=("--as", cast.email("vic"))).exit_code == 0
    (report,) = stored()
    assert (report.taken_by.email, report.centre.code) == (cast.email("vic"), "MEADOW")


def test_a_centre_that_does_not_exist_stops_the_import(bring_in, stored):
    assert bring_in(WHOLE, options=("--centre", "NOWHERE")).exit_code == 1
    assert stored() == []


def test_an_hour_that_came_twice_is_taken():
    row = {"occurred_from": "2025-10-26T01:30", "ward": "Z01", "strands": "race"}
    assert paper_report(row, now=clock.now()).part_of_day == "early_morning"


def test_a_later_time_of_today_is_in_the_future():
    noon = clock.now().replace(year=2026, month=7, day=1, hour=11, minute=0)
    row = {"occurred_from": "2026-07-01T12:30", "ward": "Z01", "strands": "race"}
    with pytest.raises(RowRefused, match="future"):
        paper_report(row, now=noon)
    assert paper_report({**row, "occurred_from": "2026-07-01T11:59"}, now=noon).happened_on == date(2026, 7, 1)


def test_the_audit_trail_says_who_imported_how_many(bring_in, run):
    bring_in(WHOLE, LEAST)
    assert run("audit", "verify").exit_code == 0


def test_real_places_land_in_their_published_wards(tmp_path, real_data):
    """Places whose published ward agrees with the full-resolution polygons, on a fresh real instance."""
    settings = settings_in(tmp_path / "real", kind="real")
    KeyRing.create(settings.keys)
    app = create_app(settings)
    database = app.extensions["database"]
    with app.app_context():
        Base.metadata.create_all(database.engine)

    def run(*words: object) -> Result:
        return app.test_cli_runner().invoke(args=[str(word) for word in words])

    wards = real_data / "wards" / "camden_2018_full_4326.geojson"
    assert run("places", "import-wards", wards, "--edition", "2018-05-03").exit_code == 0
    assert run("centres", "add", "Kings Cross", "--code", "KCNC").exit_code == 0
    assert run("people", "invite", "c@example.org", "--role", "coordinator", "--name", "C").exit_code == 0
    with (real_data / "places" / "camden_places.csv").open(encoding="utf-8", newline="") as file:
        places = [row for row in csv.DictReader(file) if row["verified"] == "yes"]
    path = tmp_path / "real.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["external_reference", "occurred_from", "lat", "lon", "strands", "sharing_choice", "narrative"])
        for number, place in enumerate(places):
            spot = place["latitude"], place["longitude"]
            writer.writerow([number, DAY, *spot, "race", "support_only", place["ward_2018_code"]])
    result = run("reports", "import", path, "--centre", "KCNC")
    assert result.exit_code == 0, result.output
    wrong = []
    with app.app_context():
        for report in session.scalars(sa.select(IncidentReport)):
            published = sealed.take(report.id, contents.Compartment.ACCOUNT)[contents.Compartment.ACCOUNT].narrative
            if report.ward is None or report.ward.code != published:
                wrong.append((report.ward and report.ward.code, published))
        finish(keep=False)
    database.engine.dispose()
    assert len(places) > 200
    assert wrong == []


def test_a_known_row_is_passed_over_even_where_it_could_no_longer_be_taken(bring_in, app, stored):
    bring_in(WHOLE)
    with app.app_context():
        session.execute(sa.update(ThirdPartyReportingCentre).values(code=sa.func.lower(ThirdPartyReportingCentre.code)))
        finish(keep=True)
    again = bring_in(WHOLE, options=())
    assert (again.exit_code, len(stored())) == (0, 1)
