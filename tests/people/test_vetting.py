"""Whoever looks after somebody sees their training and writes two dates down; nobody else can."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from reporting import clock
from reporting.audit.models import AuditEntry
from reporting.database import session
from reporting.people import queries as people
from tests import cast, factories
from tests.digest_of_tables import digest_of_tables


@pytest.fixture
def ids(app):
    with app.app_context():
        return {name: people.by_email(cast.email(name)).id for name in cast.CAST}


def boxes(day: date) -> list[str]:
    return [str(day.day), str(day.month), str(day.year)]


def dates_of(app, name: str):
    with app.app_context():
        person = people.by_email(cast.email(name))
        return person.dbs_on, person.agreement_on


def entries(app) -> list[AuditEntry]:
    with app.app_context():
        chosen = sa.select(AuditEntry).where(AuditEntry.action == "person:vetting:recorded")
        return list(session.scalars(chosen.order_by(AuditEntry.number)))


@pytest.mark.parametrize(
    ("viewer", "name", "status"),
    [
        ("lena", "vera", 200),
        ("lena", "vic", 404),  # of another centre
        ("lena", "lena", 404),  # nobody writes down their own
        ("cora", "vera", 200),
        ("cora", "vic", 200),
        ("cora", "lena", 200),
        ("cora", "omar", 404),  # an officer is not trained here
        ("sunil", "vera", 404),
        ("ada", "vic", 200),
        ("vera", "vera", 403),
        ("omar", "vera", 403),
    ],
)
def test_somebodys_training_exists_for_those_who_look_after_them(sign_in, ids, viewer, name, status):
    browser = sign_in(viewer)
    assert browser.get(f"/people/{ids[name]}/training").status_code == status
    assert browser.post(f"/people/{ids[name]}/training", {}).status_code == (302 if status == 200 else status)


def test_out_of_reach_looks_exactly_like_never_there(sign_in, ids):
    lena = sign_in("lena")
    missing = "00000000-0000-4000-8000-000000000000"
    assert lena.get(f"/people/{ids['vic']}/training").data == lena.get(f"/people/{missing}/training").data


def test_two_dates_are_written_down_and_stand_in_the_trail(app, sign_in, ids):
    factories.untrain(app, "vera")
    today = clock.today()
    lena = sign_in("lena")
    given = {"dbs_on": boxes(today), "agreement_on": boxes(today - timedelta(days=400))}
    answer = lena.post(f"/people/{ids['vera']}/training", given)
    assert answer.status_code == 302
    assert dates_of(app, "vera") == (today, today - timedelta(days=400))
    (entry,) = entries(app)
    assert (entry.object_id, entry.actor_id, entry.detail) == (ids["vera"], ids["lena"], "dbs_on agreement_on")
    page = lena.get(answer.location).text
    assert f'value="{today.year}"' in page
    assert "there is no certificate yet" in page
    assert "DBS check is written down" not in page


def test_the_same_dates_again_leave_no_entry_and_an_empty_one_takes_a_date_away(app, sign_in, ids):
    lena, known = sign_in("lena"), dates_of(app, "vera")
    address = f"/people/{ids['vera']}/training"
    lena.post(address, {"dbs_on": boxes(known[0]), "agreement_on": boxes(known[1])})
    assert entries(app) == []
    lena.post(address, {"dbs_on": boxes(known[0]), "agreement_on": ["", "", ""]})
    assert dates_of(app, "vera") == (known[0], None)
    assert [entry.detail for entry in entries(app)] == ["agreement_on"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (["31", "2", "2026"], "This is not a day"),
        (["x", "1", "2026"], "This is not a day"),
        (["1", "1", "26"], "This is not a day"),
        (["1", "1"], "This is not a day"),
        (["1", "1", "99999"], "This is not a day"),
        (["٣", "1", "1999"], "too long ago"),
        (["31", "12", "1999"], "too long ago"),
        (boxes(clock.today() + timedelta(days=1)), "This day is in the future"),
    ],
)
def test_the_future_and_nonsense_are_refused_beside_the_field_and_stay_in_their_boxes(
    app, sign_in, ids, typed, message
):
    lena = sign_in("lena")
    lena.get("/training")
    before = digest_of_tables(app)
    answer = lena.post(f"/people/{ids['vera']}/training", {"dbs_on": typed, "agreement_on": ["1", "2", "2026"]})
    assert answer.status_code == 422
    assert message in answer.text
    assert 'href="#dbs_on-day"' in answer.text
    assert 'id="dbs_on-day"' in answer.text
    assert f'value="{typed[0]}"' in answer.text
    assert digest_of_tables(app) == before


def test_a_lead_finds_the_people_they_look_after_on_their_training_page(app, sign_in, ids):
    lena = sign_in("lena")
    page = lena.get("/training").text
    assert f"/people/{ids['vera']}/training" in page
    assert f"/people/{ids['vic']}/training" not in page
    assert "Not ready" not in page
    factories.untrain(app, "vera")
    assert "Not ready" in lena.get("/training").text


def test_the_answers_somebody_chose_are_nobody_elses_business(sign_in, ids):
    page = sign_in("lena").get(f"/people/{ids['vera']}/training").text
    assert "What counts" in page
    assert "/training/1" not in page


def test_the_command_writes_the_dates_down(app, run):
    result = run("people", "record", cast.email("vic"), "--dbs-on", "2026-01-31")
    assert result.exit_code == 0
    assert dates_of(app, "vic")[0] == date(2026, 1, 31)
    assert dates_of(app, "vic")[1] is not None
    run("people", "record", cast.email("vic"), "--agreement-on", "2026-02-28")
    assert dates_of(app, "vic") == (date(2026, 1, 31), date(2026, 2, 28))
    assert [entry.detail for entry in entries(app)] == ["dbs_on", "agreement_on"]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("nobody@demo.example", "--dbs-on", "2026-01-31"), 1),
        (("vic@demo.example", "--dbs-on", str(clock.today() + timedelta(days=1))), 1),
        (("vic@demo.example", "--agreement-on", "1999-12-31"), 1),
        (("vic@demo.example",), 2),
        (("vic@demo.example", "--dbs-on", "31.1.2026"), 2),
        (("vic@demo.example", "--dbs-on", "2026-02-30"), 2),
    ],
)
def test_the_command_refuses_what_cannot_be_and_changes_nothing(app, run, words, status):
    before = digest_of_tables(app)
    result = run("people", "record", *words)
    assert result.exit_code == status
    assert result.stderr
    assert digest_of_tables(app) == before
