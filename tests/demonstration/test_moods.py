"""The made-up borough tells what it notices: returns by the week, the estate's story, words no older than a year."""

from datetime import timedelta

import sqlalchemy as sa

from reporting import clock
from reporting.audit.models import AuditEntry
from reporting.centres.queries import by_code
from reporting.database import session
from reporting.demonstration import moods, names
from reporting.demonstration.borough import borough
from reporting.people.queries import by_email
from reporting.places.models import Ward
from reporting.tension import queries, sealed
from reporting.tension.models import TensionKey, TensionObservation, TensionReturn
from reporting.tension.observations import queries as observations
from reporting.tension.returns import queries as returns


def test_every_centre_told_something_and_the_quiet_one_stopped(loaded):
    with loaded.app_context():
        last = queries.last_return_on()
        today = clock.today()
        assert set(last) == {by_code(code).id for code in names.CENTRES}
        assert (today - last[by_code("QUAY").id]).days >= moods.QUIET_DAYS - 14
        assert (today - last[by_code("HARBOUR").id]).days <= 28
        states = {state for week in ("given", "nil") for state in [week]}
        rows = queries.returns_between(today - timedelta(days=800), today)
        assert {"nil" if row.is_nil else "given" for row in rows} == states
        assert 300 < len(rows) < 700


def test_nothing_was_told_in_the_future_or_in_a_week_that_was_closed(loaded):
    with loaded.app_context():
        now = clock.now()
        for given in session.scalars(sa.select(TensionReturn)):
            assert given.given_at <= now
            monday = clock.week_days(given.week)[0]
            assert 0 <= (clock.london(given.given_at).date() - monday).days <= 9
        for one in session.scalars(sa.select(TensionObservation)):
            assert one.submitted_at <= now
            assert one.decided_at is None or one.submitted_at <= one.decided_at <= now


def test_this_week_is_still_to_be_told_at_the_centre_one_signs_in_to(loaded):
    with loaded.app_context():
        present = returns.open_standings(by_email("vera@demo.example"))[0]
        assert (present.state, present.is_open) == ("missing", True)


def test_the_story_reached_the_ward_team_in_neutral_words(loaded):
    with loaded.app_context():
        omar = by_email("omar@demo.example")
        estate = next(one for one in borough(2008).estates if one.name == names.STORY_ESTATE)
        ward_id = session.scalar(sa.select(Ward.id).where(Ward.code == estate.ward))
        found = [one for one in observations.lately_approved(omar) if one.ward_id == ward_id]
        said = [sealed.take(one.id, sealed.Approved)[0].text for one in found]
        assert any("Officers walk past" in text for text in said)
        assert not any("brothers" in text for text in said)
        month = queries.observations_between(clock.today() - timedelta(days=28), clock.today())
        split = [row for row in month if row.ward_id == ward_id and "gang_conflict" in row.types]
        assert {(row.eep, row.direction, row.judgement) for row in split} == {
            ("evidenced", "rising", 3), ("potential", "rising", 3),
        }  # fmt: skip
        assert observations.n_new() >= 1


def test_words_older_than_a_year_are_not_there_and_the_trail_is_not_filled(loaded):
    with loaded.app_context():
        old = clock.now() - timedelta(days=366)
        kept = set(session.scalars(sa.select(TensionKey.about_id)))
        for model, at in (
            (TensionObservation, TensionObservation.submitted_at),
            (TensionReturn, TensionReturn.given_at),
        ):
            rows = set(session.scalars(sa.select(model.id).where(at < old)))
            assert rows
            assert not rows & kept
        entries = session.scalars(sa.select(AuditEntry.action)).all()
        assert not [action for action in entries if action.startswith(("observation:", "return:"))]


def test_the_same_seed_is_the_same_borough():
    ground, now, today = borough(2008), clock.now(), clock.today()
    given = {"months": 6, "now": now, "today": today, "seed": 7}
    assert list(moods.noticed(ground, **given)) == list(moods.noticed(ground, **given))
    assert list(moods.weeks(**given)) == list(moods.weeks(**given))
