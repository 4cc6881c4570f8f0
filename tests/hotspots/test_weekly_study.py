"""The early warning of a week is studied once, shown the same to everyone, and says how sure it is."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
import time_machine

from reporting import clock
from reporting.database import finish, session
from reporting.hotspots.weekly import actions, queries
from reporting.hotspots.weekly.bands import Band, band
from reporting.hotspots.weekly.models import WeekStudy
from reporting.mail.models import OutgoingMail
from tests import cast

WEEK, SUNDAY = "2026-W46", date(2026, 11, 15)


def place(column: int, row: int) -> tuple[int, int]:
    return cast.WEST + 107 + 200 * column, cast.SOUTH + 103 + 200 * row


@pytest.fixture
def outbreak(happen):
    """Told at two centres."""
    happen("vera", "vic")


@pytest.fixture
def happen(file_report):
    """A quiet year in the north-east of the first ward, and eight incidents in its south-west corner in the last week."""

    def begin(*tellers, quiet_lately=8, lately=()):
        tell(file_report, tellers, lately or tellers)
        for number in range(quiet_lately):
            happened_on = SUNDAY - timedelta(days=8 + 2 * number)
            taker = tellers[number % len(tellers)]
            file_report(snapped=place(6 + number % 3, 6 + number // 3 % 3), happened_on=happened_on, taken_by=taker)

    return begin


def tell(file_report, tellers, lately) -> None:
    for number in range(24):
        happened_on = SUNDAY - timedelta(days=20 + 14 * number)
        taker = tellers[number % len(tellers)]
        file_report(snapped=place(6 + number % 3, 6 + number // 3 % 3), happened_on=happened_on, taken_by=taker)
    for number in range(8):
        motive, taker = "race" if number < 4 else "religion", lately[number // 2 % len(lately)]
        happened_on = SUNDAY - timedelta(days=number % 4)
        file_report(snapped=place(number % 2, 0), happened_on=happened_on, primary_strand=motive, taken_by=taker)


def study(app) -> WeekStudy:
    with app.app_context():
        kept = actions.keep(WEEK, replicates=99)
        finish(keep=True)
        return kept


@pytest.mark.parametrize(
    ("days", "due"), [(29, None), (30, Band.WORTH_A_LOOK), (364, Band.UNUSUAL), (1092, Band.VERY_UNUSUAL)]
)
def test_how_unusual_is_said_by_how_seldom_chance_brings_it(days, due):
    assert band(days) == due


def test_a_week_is_studied_once_and_stays_as_it_was_found(app, outbreak, file_report):
    study(app)
    with app.app_context():
        before = queries.latest()
        clusters, settings = before.clusters, before.settings
    for number in range(5):
        file_report(snapped=place(number % 2, 0), happened_on=SUNDAY - timedelta(days=1))
    study(app)
    with app.app_context():
        assert session.scalar(sa.select(sa.func.count()).select_from(WeekStudy)) == 1
        assert (queries.latest().clusters, queries.latest().settings) == (clusters, settings)
        assert settings["settings_hash"]
        assert settings["seed"] == SUNDAY.toordinal()


def test_the_map_says_it_in_sentences_in_a_table_and_as_a_numbered_circle(app, sign_in, outbreak):
    study(app)
    page = sign_in("omar").get("/map").text
    assert "1: unusual, in Larch Green" in page or "1: worth a look, in Larch Green" in page
    assert "8 reports of 8 incidents on 4 days at 2 places within" in page
    assert "New: nothing around here was shown" in page
    assert "about once in" in page
    assert "Clusters of the early warning" in page
    assert "(1)</text>" in page
    assert "99 shuffles" in page
    assert (
        "(1)</text>" in sign_in("omar").get("/map?period=12_months&strand=disability").text
    )  # filters do not change it


def test_too_few_is_said_plainly_and_so_is_that_no_week_was_studied(app, sign_in):
    assert "Early warning" not in sign_in("omar").get("/map").text
    study(app)
    page = sign_in("omar").get("/map").text
    assert "Not tested: too few incidents" in page
    assert "(1)</text>" not in page


def test_coordinators_get_one_letter_where_something_is_unusual(app, outbreak):
    study(app)
    study(app)
    with app.app_context():
        claims = session.scalars(sa.select(OutgoingMail.claim).where(OutgoingMail.address == cast.email("cora"))).all()
        found = queries.warned(queries.latest())
    expected = 1 if any(one.band is not Band.WORTH_A_LOOK for one in found) else 0
    assert claims.count(f"early-warning:{WEEK}") == expected == 1


def test_where_too_few_incidents_were_there_to_test_nothing_is_called_unusual(app, sign_in, happen):
    happen("vera", "vic", quiet_lately=0)
    study(app)
    page = sign_in("omar").get("/map").text
    assert "Not tested: too few incidents" in page
    assert "1: worth a look, in Larch Green" in page
    with app.app_context():
        assert {one.band for one in queries.warned(queries.latest())} == {Band.WORTH_A_LOOK}


def test_what_came_through_one_centre_raises_no_alarm_and_says_so(app, sign_in, happen):
    happen("vera", "vic", lately=("vera",))
    study(app)
    page = sign_in("omar").get("/map").text
    assert "100% of it came through one centre" in page
    assert "1: worth a look, in Larch Green" in page
    with app.app_context():
        assert {one.band for one in queries.warned(queries.latest())} == {Band.WORTH_A_LOOK}


def test_what_came_of_it_is_asked_of_the_coordinator_and_told_to_the_ward_team(app, sign_in, outbreak):
    study(app)
    cora, address = sign_in("cora"), f"/map/warning/{WEEK}/1"
    assert "early warning to look at" in cora.get("/").text
    cora.post(address, {"outcome": "whatever"})
    assert "early warning to look at" in cora.get("/").text
    assert cora.post(address, {"outcome": "real"}).status_code == 302
    assert "early warning to look at" not in cora.get("/").text
    said = "Something real: people were asked and supported"
    assert f"</svg>{said}" in cora.get("/map").text or said in sign_in("omar").get("/map").text
    cora.post(address, {"outcome": "nothing"})  # in the same second, perhaps
    with app.app_context():
        assert queries.outcomes(WEEK) == {1: "nothing"}
    assert 'name="outcome"' not in sign_in("omar").get("/map").text
    assert sign_in("omar").post(address, {"outcome": "real"}).status_code == 403
    assert cora.post("/map/warning/2020-W01/1", {"outcome": "real"}).status_code == 404


def test_what_rises_in_the_whole_area_is_said_although_it_gathers_nowhere(app, sign_in, file_report):
    for number in range(9):
        file_report(
            snapped=None, location_precision="ward_only", primary_strand="disability", strands=frozenset({"disability"}),
            happened_on=SUNDAY - timedelta(days=number % 6),
        )  # fmt: skip
    study(app)
    page = sign_in("omar").get("/map").text
    assert "More than usual in the whole area" in page
    assert "9 incidents in the week, 0.0 are usual" in page


def test_the_timed_job_studies_the_last_complete_week(app, run, outbreak):
    with time_machine.travel("2026-11-18 12:00", tick=True):
        assert run("jobs", "--now", "study").exit_code == 0
    with app.app_context():
        assert queries.latest().week == WEEK


def test_a_scheme_with_a_single_centre_is_warned_like_any_other(app, sign_in, happen):
    happen("vera")
    study(app)
    page = sign_in("omar").get("/map").text
    assert "1: unusual, in Larch Green" in page or "1: very unusual, in Larch Green" in page
    assert "came through one centre" not in page


def test_two_channels_of_one_centre_are_one_source(app, happen, file_report):
    happen("vic")
    for number in range(8):
        channel = "in_person_centre" if number % 2 else "telephone"
        file_report(
            snapped=place(number % 3, 7),
            happened_on=SUNDAY - timedelta(days=number % 5),
            taken_by="vera",
            channel=channel,
        )
    with app.app_context():
        found = actions.keep(WEEK, replicates=99).clusters
        finish(keep=True)
    assert {1.0} <= {round(one["one_source"], 2) for one in found}


def test_an_alarm_of_an_earlier_week_waits_until_somebody_says_what_came_of_it(app, sign_in, outbreak):
    study(app)
    with app.app_context():
        later = clock.iso_week(SUNDAY + timedelta(days=7))
        session.add(
            WeekStudy(id=uuid4(), week=later, studied_at=clock.now(), settings={}, n_reports=0, n_incidents=0,
                      is_too_few=True, n_withheld=0, clusters=[], surges=[])
        )  # fmt: skip
        session.commit()
        assert queries.n_unanswered() == 1
    cora = sign_in("cora")
    assert "Alarms of earlier weeks without an answer" in cora.get("/map").text
    assert "Alarms of earlier weeks" not in sign_in("omar").get("/map").text
    cora.post(f"/map/warning/{WEEK}/1", {"outcome": "explained"})
    assert "Alarms of earlier weeks" not in cora.get("/map").text
    with app.app_context():
        assert queries.n_unanswered() == 0
