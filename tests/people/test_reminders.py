"""Letters before a certificate runs out: each once, late rather than never, and never two at once."""

from collections import Counter
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
import time_machine

from reporting.database import finish, session
from reporting.mail.models import OutgoingMail
from reporting.people import queries as people
from reporting.people.training import queries
from reporting.people.training.actions import certify, remind, reminder_due
from tests import cast, factories

UNTIL = date(2027, 11, 26)
ONE = timedelta(days=1)


@pytest.mark.parametrize(
    ("left", "due"),
    [(31, None), (30, 30), (8, 30), (7, 7), (1, 7), (0, 7), (-1, 0), (-400, 0)],
)
def test_each_day_has_at_most_one_letter(left, due):
    assert reminder_due(UNTIL, today=UNTIL - left * ONE) == due


@pytest.fixture
def only_vera(app):
    """Vera's certificate lasts until UNTIL; nobody else has one."""
    for name in ("vic", "lena"):
        factories.untrain(app, name)
    factories.train(app, "vera", passed_on=date(2026, 11, 26))
    with app.app_context():
        assert queries.certificate_until(people.by_email(cast.email("vera"))) == UNTIL


def remind_on(app, day: date) -> int:
    with time_machine.travel(f"{day} 03:30"), app.app_context():
        n_letters = remind()
        finish(keep=True)
        return n_letters


def letters(app) -> list[OutgoingMail]:
    with app.app_context():
        return list(session.scalars(sa.select(OutgoingMail).order_by(OutgoingMail.written_at)))


def test_a_year_and_a_bit_of_nights_brings_three_letters_on_their_days(app, only_vera):
    sent = {}
    for number in range(400):
        day = date(2026, 11, 27) + number * ONE
        if remind_on(app, day):
            sent[day] = letters(app)[-1].claim
    assert sent == {
        UNTIL - 30 * ONE: f"training:{UNTIL}:30",
        UNTIL - 7 * ONE: f"training:{UNTIL}:7",
        UNTIL + ONE: f"training:{UNTIL}:0",
    }
    assert {(letter.kind, letter.address) for letter in letters(app)} == {("update", "vera@demo.example")}


def test_a_night_that_was_missed_brings_the_letter_late(app, only_vera):
    assert remind_on(app, UNTIL - 31 * ONE) == 0
    assert remind_on(app, UNTIL - 20 * ONE) == 1
    assert [letter.claim for letter in letters(app)] == [f"training:{UNTIL}:30"]


def test_weeks_that_were_missed_bring_one_letter_and_not_two(app, only_vera):
    assert remind_on(app, UNTIL - 3 * ONE) == 1
    assert remind_on(app, UNTIL - 2 * ONE) == 0
    assert [letter.claim for letter in letters(app)] == [f"training:{UNTIL}:7"]


def test_the_same_night_twice_writes_once(app, only_vera):
    assert [remind_on(app, UNTIL - 30 * ONE) for _ in range(3)] == [1, 0, 0]


def test_whoever_renewed_in_time_is_left_in_peace(app, only_vera):
    remind_on(app, UNTIL - 30 * ONE)
    with app.app_context():
        certify(people.by_email(cast.email("vera")), passed_on=UNTIL - 20 * ONE)
        finish(keep=True)
    assert [remind_on(app, UNTIL + number * ONE) for number in (-7, 0, 1, 30)] == [0, 0, 0, 0]


def test_whoever_never_had_a_certificate_or_has_left_gets_no_letter(app, only_vera):
    with app.app_context():
        people.by_email(cast.email("vera")).active = False
        finish(keep=True)
    assert remind_on(app, UNTIL - 30 * ONE) == 0
    assert remind_on(app, UNTIL + ONE) == 0


def test_a_lead_is_reminded_too_and_each_person_by_their_own_day(app, only_vera):
    factories.train(app, "lena", passed_on=date(2026, 12, 26))
    claims = Counter()
    for number in range(430):
        remind_on(app, date(2026, 12, 27) + number * ONE)
    claims.update(letter.address for letter in letters(app))
    assert claims == {"vera@demo.example": 3, "lena@demo.example": 3}


def test_the_command_reminds_and_can_be_repeated(app, only_vera, run):
    with time_machine.travel(f"{UNTIL - 30 * ONE} 12:00"):
        first, second = run("people", "remind"), run("people", "remind")
    assert (first.exit_code, first.output) == (0, "Letters put in the outbox: 1.\n")
    assert second.output == "Letters put in the outbox: 0.\n"


@pytest.mark.parametrize(("field", "what"), [("dbs_on", "dbs"), ("agreement_on", "agreement")])
def test_a_check_and_an_agreement_are_announced_before_they_lock_the_form(app, only_vera, field, what):
    day = date(2024, 1, 15)
    with app.app_context():
        setattr(people.by_email(cast.email("vera")), field, day)
        finish(keep=True)
    until = date(2027, 1, 15)
    due = {until - 30 * ONE: 30, until - 7 * ONE: 7, until + ONE: 0}
    for when in (until - 31 * ONE, *due, until + 2 * ONE):
        assert remind_on(app, when) == (when in due), when
    assert [one.claim for one in letters(app)] == [f"{what}:{until}:{days}" for days in due.values()]
