"""Neutral letters where a return is missing, over a whole quarter, none twice."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine

from reporting import clock, jobs
from reporting.centres.models import CentreStatus
from reporting.centres.queries import by_code
from reporting.database import finish, session
from reporting.mail.models import OutgoingMail
from reporting.people.queries import by_email
from reporting.tension.returns import actions, weeks

FRIDAY_NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
MONDAY_NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HARBOUR, MEADOW, CORA = {"vera@demo.example", "lena@demo.example"}, {"vic@demo.example"}, {"cora@demo.example"}


def remind(app, moment):
    """Runs the job at a moment; the addresses of the letters it posted."""
    with time_machine.travel(moment, tick=False), app.app_context():
        before = set(session.scalars(sa.select(OutgoingMail.id)))
        assert actions.remind() >= 0
        finish(keep=True)
        letters = [one for one in session.scalars(sa.select(OutgoingMail)) if one.id not in before]
        assert {one.kind for one in letters} <= {"update"}
        return [one.address for one in letters]


def nil(app, name, moment, week=None):
    with time_machine.travel(moment, tick=False), app.app_context():
        actions.give_nil(week or weeks.iso_week(clock.today()), by=by_email(f"{name}@demo.example"))
        finish(keep=True)


def both(app, moment):
    for name in ("vera", "vic"):
        nil(app, name, moment)


def test_friday_noon_asks_the_lead_and_the_volunteers_of_a_silent_centre(app):
    both(app, FRIDAY_NOON - timedelta(days=7))  # so that last week is no reason
    nil(app, "vic", FRIDAY_NOON - timedelta(hours=1))
    assert remind(app, FRIDAY_NOON - timedelta(seconds=1)) == []
    assert set(remind(app, FRIDAY_NOON)) == HARBOUR
    assert remind(app, FRIDAY_NOON + timedelta(hours=5)) == []


def test_a_week_that_ended_is_told_to_the_lead_and_the_coordinators(app):
    nil(app, "vic", FRIDAY_NOON)
    assert set(remind(app, MONDAY_NOON)) == {"lena@demo.example"} | CORA
    assert remind(app, MONDAY_NOON) == []


def test_two_silent_centres_are_one_letter_to_a_coordinator(app):
    assert Counter(remind(app, MONDAY_NOON)) == Counter(["lena@demo.example", "cora@demo.example"])


def test_nobody_is_asked_for_what_can_no_longer_be_given(app):
    thursday = MONDAY_NOON + timedelta(days=3)
    assert set(remind(app, thursday)) == CORA


@pytest.mark.parametrize("status", [one for one in CentreStatus if one is not CentreStatus.ACTIVE])
def test_a_centre_that_is_not_active_is_not_asked(app, status):
    with app.app_context():
        by_code("HARBOUR").status = status
        finish(keep=True)
    both_weeks = [remind(app, FRIDAY_NOON), remind(app, MONDAY_NOON)]
    assert not HARBOUR & set(sum(both_weeks, []))


def test_suspended_people_get_no_letter(app):
    with app.app_context():
        by_email("vera@demo.example").active = False
        finish(keep=True)
    assert "vera@demo.example" not in remind(app, FRIDAY_NOON)


def test_over_a_quarter_each_silence_is_one_letter_whatever_the_worker_does(app):
    """Thirteen weeks across the change of the clocks and of the year, the job run four times a day."""
    quiet = {"vera": {"2026-W43", "2026-W44", "2026-W53"}, "vic": {"2026-W50"}}
    moment, end = datetime(2026, 10, 5, 8, tzinfo=UTC), datetime(2027, 1, 4, 0, tzinfo=UTC)
    both(app, moment - timedelta(days=7))
    n_posted = 0
    while moment < end:
        week = weeks.iso_week(moment.date())
        if (moment.weekday(), moment.hour) == (1, 8):
            for name in quiet:
                if week not in quiet[name]:
                    nil(app, name, moment)
        n_posted += len(remind(app, moment))
        moment += timedelta(hours=6)
    with app.app_context():
        posted = {(one.address.partition("@")[0], one.claim) for one in session.scalars(sa.select(OutgoingMail))}
    due = {(name, f"week:{week}") for week in quiet["vera"] for name in ("vera", "lena")}
    due |= {("lena", f"week-ended:{week}") for week in ("2026-W43", "2026-W44")}  # W53 ends with the quarter
    due |= {("vic", "week:2026-W50")}
    due |= {("cora", f"weeks-ended:{week}") for week in ("2026-W43", "2026-W44", "2026-W50")}
    assert posted == due
    assert n_posted == len(due)


def test_the_job_can_be_repeated_and_stands_on_the_list(app):
    job = next(one for one in jobs.JOBS if one.name == "returns")
    with time_machine.travel(FRIDAY_NOON, tick=False):
        assert jobs.run(app, job)
        assert jobs.run(app, job)
    with app.app_context():
        addresses = session.scalars(sa.select(OutgoingMail.address).where(OutgoingMail.claim == "week:2026-W47")).all()
    assert sorted(addresses) == sorted(HARBOUR | MEADOW)


def test_the_commands_say_what_they_did_and_list_the_centres(app, run):
    nil(app, "vic", FRIDAY_NOON)
    with time_machine.travel(FRIDAY_NOON, tick=False):
        assert (
            run("tension", "remind").output == "Letters posted: 3.\n"
        )  # two at Harbour, and the coordinator about last week
        assert run("tension", "remind").output == "Letters posted: 0.\n"
        listed = run("tension", "returns").output
        assert listed.splitlines() == [
            "HARBOUR      missing    Harbour Centre",
            "MEADOW       nil        Meadow House",
        ]
        assert "nil" not in run("tension", "returns", "--week", "2026-W46").output
        for wrong in ("2026-W60", "47", "9999-W52"):
            assert run("tension", "returns", "--week", wrong).exit_code == 2
