"""The level of each ward: worked out, shown with its reasons to those it is for, and overridden only by a person."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from reporting import clock
from reporting.database import finish, session
from reporting.hotspots.weekly.models import WeekStudy
from reporting.mail.models import OutgoingMail
from reporting.places import queries as places
from reporting.tension.levels import actions
from reporting.tension.levels.gathered import told_of
from reporting.tension.levels.models import SaidLevel, WeekLevel
from tests import cast
from tests.tension import told

REASON = "The youth worker rang: it is about a football match."


@pytest.fixture
def week() -> str:
    return clock.iso_week(clock.today())


@pytest.fixture
def uneasy(app, sign_in, week):
    """A week in which Vera's centre noticed something in Z01."""
    told.observation(sign_in("vera"))
    work_out(app, week)
    return week


def work_out(app, week: str) -> None:
    with app.app_context():
        actions.work_out(week)
        finish(keep=True)


def levels(app) -> dict[str, int | None]:
    with app.app_context():
        return {one.ward_code: one.level for one in session.scalars(sa.select(WeekLevel))}


def row(page: str, ward: str) -> str:
    return next(part for part in page.split("<tr ") if ward in part)


def test_every_ward_gets_a_level_or_says_that_nothing_was_told(app, uneasy):
    found = levels(app)
    assert found["Z01"] == 3
    assert None in found.values()


def test_working_out_anew_writes_over_and_doubles_nothing(app, uneasy):
    before = levels(app)
    work_out(app, uneasy)
    assert levels(app) == before


def test_the_coordinator_sees_every_ward_with_its_reasons_and_an_officer_their_own(sign_in, uneasy):
    page = sign_in("cora").get(f"/tension/levels?week={uneasy}").text
    assert "The gravest judgement of a centre, known first-hand" in page
    assert "Nobody told anything" in page
    own = sign_in("omar").get(f"/tension/levels?week={uneasy}").text
    assert own.count("<tr ") - 1 < page.count("<tr ") - 1
    assert "The gravest judgement of a centre, known first-hand" in own
    assert sign_in("vera").get("/tension/levels").status_code == 403


def test_a_person_decides_otherwise_with_a_reason_that_is_sealed_and_the_history_stays(app, sign_in, uneasy):
    cora, address = sign_in("cora"), f"/tension/levels/{uneasy}/Z01"
    assert cora.post(address, {"level": "5"}).status_code == 422
    assert cora.post(address, {"level": "9", "reason": REASON}).status_code == 422
    assert cora.post(address, {"level": "5", "reason": REASON}).status_code == 302
    cora.post(address, {"level": "2", "reason": "It was not."})
    page = cora.get(address).text
    assert REASON in page
    assert page.index("It was not.") < page.index(REASON)
    listed = cora.get(f"/tension/levels?week={uneasy}").text
    assert "Decided by a person" in listed
    assert REASON not in sign_in("omar").get(f"/tension/levels?week={uneasy}").text
    work_out(app, uneasy)
    with app.app_context():
        assert session.scalar(sa.select(sa.func.count()).select_from(SaidLevel)) == 2
    assert "2: serious" in cora.get(f"/tension/levels?week={uneasy}").text
    assert sign_in("omar").post(address, {"level": "6", "reason": "no"}).status_code == 403


def test_coordinators_get_one_letter_where_what_is_told_and_what_is_reported_disagree(app, uneasy):
    work_out(app, uneasy)
    with app.app_context():
        claims = session.scalars(sa.select(OutgoingMail.claim).where(OutgoingMail.address == cast.email("cora"))).all()
    assert claims.count(f"tension-level:{uneasy}") == 1


def test_only_a_week_of_the_last_thirteen_and_a_ward_of_today_have_a_page(sign_in, uneasy):
    cora = sign_in("cora")
    old = clock.iso_week(clock.today() - timedelta(weeks=14))
    for address in (
        f"/tension/levels?week={old}",
        "/tension/levels?week=x",
        f"/tension/levels/{uneasy}/NONE",
        "/tension/levels/x/Z01",
    ):
        assert cora.get(address).status_code == 404, address


def test_the_command_says_level_tier_and_reasons(run, uneasy):
    found = json.loads(run("tension", "levels", "--week", uneasy, "--format", "json").output)
    assert found["week"] == uneasy
    ward = next(one for one in found["wards"] if one["code"] == "Z01")
    assert (ward["level"], ward["tier"]) == (3, "amber")
    assert ward["reasons"][0]["key"] in {"judged_first_hand", "revenge_after_conflict"}
    assert "Z01" in run("tension", "levels", "--week", uneasy).output


def test_the_map_says_how_tense_the_officers_own_wards_were_last_week(app, sign_in):
    last = clock.last_complete_week(clock.today())
    work_out(app, last)
    page = sign_in("omar").get("/map").text
    told = page.split("How tense each ward was", 1)[1].split("All reasons")[0]
    assert "Larch Green" in told
    assert "Mill Quarter" not in told
    assert (
        "Mill Quarter"
        in sign_in("cora").get("/map").text.split("How tense each ward was", 1)[1].split("All reasons")[0]
    )


def test_an_event_that_two_reported_counts_once_however_grave_each_called_it(app, sign_in, file_report):
    today = clock.today()
    pair = [
        file_report(happened_on=today, incident_types=frozenset({kind}), main_type=kind)
        for kind in ("verbal_abuse", "rubbish_or_substance")
    ]
    sign_in("cora").post(f"/reports/{pair[0]}/like", {f"like-{pair[1]}": "same_event"})
    with app.app_context():
        wards = places.wards_of(places.current_edition())
        assert told_of(clock.iso_week(today), wards)["Z01"].n_incidents == 1


def test_an_unusual_cluster_of_the_week_is_a_reason_in_the_ward_most_of_it_lies_in(app, week):
    cluster = {
        "lat": 51.5, "lon": -0.1, "radius_m": 317, "days": 6, "observed": 13, "expected": 2.7, "rr_shrunk": 4.4, "rr_low": 1.9,
        "rr_high": 8.3, "p": 0.001, "recurrence_days": 7000.0, "places": 5, "one_source": 0.3, "wards": ["Z02", "Z01"],
        "alarm": True, "reports": 15, "distinct_days": 4,
    }  # fmt: skip
    settled = {"recurrence_days": 90.0, "wards": ["Z01"], "observed": 4}  # worth a look, no alarm
    with app.app_context():
        session.add(
            WeekStudy(
                id=uuid4(), week=week, studied_at=clock.now(), settings={}, n_reports=40, n_incidents=38, is_too_few=False,
                n_withheld=0, clusters=[cluster, cluster | settled], surges=[],
            )
        )  # fmt: skip
        finish(keep=True)
        found = told_of(week, places.wards_of(places.current_edition()))
    assert (found["Z02"].n_in_cluster, found["Z02"].is_very_unusual) == (13, True)
    assert (found["Z01"].n_in_cluster, found["Z01"].is_very_unusual) == (0, False)
