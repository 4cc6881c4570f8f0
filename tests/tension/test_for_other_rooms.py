"""What other rooms get: de-identified rows, the day of the last return, and never a word or a name."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta

import pytest
import shapely
import time_machine

from reporting import clock
from reporting.centres.queries import by_code
from reporting.database import finish, session
from reporting.places.models import Ward, WardEdition
from reporting.tension import queries
from tests import cast
from tests.tension import told

THURSDAY = datetime(2026, 12, 31, 10, tzinfo=UTC)  # in 2026-W53


def test_the_day_of_the_last_return_counts_nil_returns_and_is_a_london_day(app, sign_in):
    with app.app_context():
        assert queries.last_return_on() == {}
    with time_machine.travel(datetime(2026, 7, 6, 23, 30, tzinfo=UTC), tick=False):  # Tuesday 00:30 in London
        sign_in("vera").post("/w/2026-W28/nil")
    with time_machine.travel(THURSDAY, tick=False):
        told.week(sign_in("vic"), "2026-W53")
    with app.app_context():
        harbour, meadow = by_code("HARBOUR").id, by_code("MEADOW").id
        assert queries.last_return_on() == {harbour: date(2026, 7, 7), meadow: date(2026, 12, 31)}


def test_returns_between_are_those_of_the_weeks_that_begin_there(app, sign_in):
    for moment, week in (
        (THURSDAY - timedelta(days=7), "2026-W52"),
        (THURSDAY, "2026-W53"),
        (THURSDAY + timedelta(days=7), "2027-W01"),
    ):
        with time_machine.travel(moment, tick=False):
            sign_in("vera").post(f"/w/{week}/nil")
    with app.app_context():

        def named(since, until):
            return [row.week for row in queries.returns_between(since, until)]

        assert named(date(2026, 12, 28), date(2026, 12, 28)) == ["2026-W53"]
        assert named(date(2026, 12, 21), date(2027, 1, 4)) == ["2026-W52", "2026-W53", "2027-W01"]
        assert named(date(2026, 12, 29), date(2027, 1, 3)) == []
        assert named(date(2027, 1, 4), date(2026, 12, 21)) == []
        (row,) = queries.returns_between(date(2026, 12, 28), date(2026, 12, 28))
        assert (row.is_nil, row.categories, row.monday, row.given_on) == (
            True, frozenset(), date(2026, 12, 28), date(2026, 12, 31),
        )  # fmt: skip


def test_observations_between_hold_both_days_and_no_practice(app, sign_in):
    vera, today = sign_in("vera"), clock.today()
    for back in (0, 5, 10):
        day = today - timedelta(days=back)
        told.observation(vera, observed_on=[str(day.day), str(day.month), str(day.year)])
    told.observation(vera, practice="yes")
    with app.app_context():
        days = [row.observed_on for row in queries.observations_between(today - timedelta(days=5), today)]
        assert days == [today - timedelta(days=5), today]
        assert len(queries.observations_between(today - timedelta(days=10), today)) == 3


@pytest.mark.parametrize("row", [queries.ReturnRow, queries.ObservationRow])
def test_a_row_has_no_field_for_words_or_for_a_person(row):
    assert not {field.name for field in fields(row)} & {
        "id", "taken_by_id", "given_by_id", "heard", "text", "place", "details", "impact", "coverage", "reported_to",
    }  # fmt: skip


def test_an_observation_in_a_ward_of_an_earlier_edition_is_read_by_the_team_of_its_ground(app, sign_in):
    """The wards are drawn anew: the old first ward lies mostly in a new one with another code, given to Olga."""
    observation_id = told.observation(sign_in("vera"), ward="Z01")
    sign_in("cora").post(f"/tension/observations/{observation_id}/approve")
    with app.app_context():
        edition = WardEdition(borough="Larkmere", in_force_on=clock.today(), imported_on=clock.today())
        west = cast.WEST
        for code, left, right in (("Z02", west, west + 3_000), ("Z03", west + 3_000, west + 4_000)):
            shape = shapely.box(left, cast.SOUTH, right, cast.SOUTH + cast.SIDE)
            session.add(Ward(edition=edition, code=code, name=f"New {code}", outline=shapely.to_wkb(shape)))
        finish(keep=True)
    assert sign_in("olga").get(f"/tension/observations/{observation_id}").status_code == 200
    assert sign_in("omar").get(f"/tension/observations/{observation_id}").status_code == 404
