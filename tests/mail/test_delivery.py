"""Letters reach a real SMTP server once, each to one person, whatever the server does."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from reporting.database import finish, session
from reporting.mail.delivery import MAX_ATTEMPTS, deliver, is_due
from reporting.mail.models import OutgoingMail
from tests import cast

EVERYONE = list(cast.CAST)


def stored(app, column):
    with app.app_context():
        values = list(session.scalars(sa.select(getattr(OutgoingMail, column))))
        finish(keep=False)
        return values


def test_a_letter_has_one_recipient_and_the_headers_of_a_machine(post_office, put_in_outbox, run):
    put_in_outbox("omar", "olga")
    assert run("mail", "deliver").exit_code == 0
    assert sorted(post_office.recipients) == [[cast.email("olga")], [cast.email("omar")]]
    for envelope, letter in zip(post_office.envelopes, post_office.letters, strict=True):
        assert letter["To"] == envelope.rcpt_tos[0]
        assert not letter["Cc"]
        assert not letter["Bcc"]
        assert letter["Auto-Submitted"] == "auto-generated"
        assert letter["Message-ID"].endswith("@localhost>")
        assert letter["Date"].datetime.tzinfo is not None
        assert "http://localhost:8000" in letter.get_content()
    assert len({letter["Message-ID"] for letter in post_office.letters}) == 2


def test_delivering_again_sends_nothing_again(post_office, put_in_outbox, run):
    put_in_outbox("omar", "olga")
    assert "2 delivered" in run("mail", "deliver").output
    again = run("mail", "deliver")
    assert (again.exit_code, again.output) == (0, "0 delivered.\n")
    assert len(post_office.envelopes) == 2


def test_two_deliverers_at_once_send_each_letter_once(app, post_office, put_in_outbox):
    put_in_outbox(*EVERYONE)
    delivered = []

    def work():
        with app.app_context():
            delivered.append(deliver().n_delivered)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(post_office.recipients) == sorted([cast.email(name)] for name in EVERYONE)
    assert sum(delivered) == len(EVERYONE)


def test_a_letter_on_its_way_is_not_sent_by_a_deliverer_that_comes_later(app, post_office, put_in_outbox, run):
    put_in_outbox("omar")
    post_office.manner = "slow"

    def work():
        with app.app_context():
            deliver()

    first = threading.Thread(target=work)
    first.start()
    assert post_office.begun.wait(5)
    assert run("mail", "deliver").output == "0 delivered.\n"
    first.join()
    assert post_office.recipients == [[cast.email("omar")]]


def test_a_letter_claimed_by_another_deliverer_is_left_to_it(app, post_office, put_in_outbox, monkeypatch):
    put_in_outbox("omar")
    from reporting.mail import delivery

    found = delivery._waiting

    def overtaken(*words, **given):
        rows = found(*words, **given)
        with delivery.apart() as own:
            own.execute(sa.update(OutgoingMail).values(attempts=OutgoingMail.attempts + 1))
        return rows

    monkeypatch.setattr(delivery, "_waiting", overtaken)
    with app.app_context():
        assert deliver().n_delivered == 0
    assert post_office.envelopes == []


def test_a_refused_letter_is_kept_with_the_code_alone(app, post_office, put_in_outbox, run, caplog):
    put_in_outbox("omar")
    post_office.manner = "refuses"
    answer = run("mail", "deliver")
    assert answer.exit_code == 1
    assert "550" in answer.stderr
    assert "omar" not in answer.output + answer.stderr + caplog.text
    assert stored(app, "problem") == ["550"]
    assert stored(app, "attempts") == [1]


def test_a_refused_letter_does_not_hold_up_the_others(post_office, put_in_outbox, run, app):
    put_in_outbox("omar", "olga", "sunil")
    with app.app_context():
        session.execute(
            sa.update(OutgoingMail).where(OutgoingMail.address == cast.email("omar")).values(address="none, of@these")
        )
        finish(keep=True)
    answer = run("mail", "deliver")
    assert answer.exit_code == 1
    assert sorted(post_office.recipients) == [[cast.email("olga")], [cast.email("sunil")]]


def test_a_letter_whose_connection_broke_is_sent_again_under_the_same_id(app, post_office, put_in_outbox, run):
    put_in_outbox("omar")
    post_office.manner = "drops"
    assert run("mail", "deliver").exit_code == 1
    assert stored(app, "problem") == ["SMTPServerDisconnected"]
    post_office.manner = "kind"
    assert run("mail", "deliver").exit_code == 0
    (mail_id,) = stored(app, "id")
    assert [letter["Message-ID"] for letter in post_office.letters] == [f"<{mail_id}@localhost>"]
    assert stored(app, "problem") == [""]


def test_a_server_that_is_down_costs_no_letter_an_attempt(app, post_office, put_in_outbox, run):
    put_in_outbox("omar", "olga")
    working = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(working, mail_port="1")
    for _ in range(MAX_ATTEMPTS + 1):
        answer = run("mail", "deliver")
    assert answer.exit_code == 1
    assert "ConnectionRefusedError" in answer.stderr
    assert stored(app, "attempts") == [0, 0]
    app.config["SETTINGS"] = working
    assert run("mail", "deliver").exit_code == 0
    assert len(post_office.envelopes) == 2


def test_a_server_without_the_encryption_asked_for_gets_no_letter(app, post_office, put_in_outbox, run):
    put_in_outbox("omar")
    for wanted in ("starttls", "tls"):
        app.config["SETTINGS"] = replace(app.config["SETTINGS"], mail_tls=wanted)
        assert run("mail", "deliver").exit_code == 1
    assert post_office.envelopes == []


def test_a_letter_is_given_up_after_ten_attempts(app, post_office, put_in_outbox, run):
    put_in_outbox("omar")
    post_office.manner = "refuses"
    for _ in range(MAX_ATTEMPTS):
        assert run("mail", "deliver").exit_code == 1
    assert run("mail", "deliver").exit_code == 0
    assert stored(app, "attempts") == [MAX_ATTEMPTS]
    state = run("mail", "list").output
    assert "0 waiting, 0 delivered, 1 given up." in state
    assert "550" in state


def test_a_timed_delivery_leaves_a_failed_letter_until_its_turn(app, post_office, put_in_outbox, run):
    put_in_outbox("omar")
    post_office.manner = "refuses"
    run("mail", "deliver", "--when-due")
    post_office.manner = "kind"
    assert run("mail", "deliver", "--when-due").output == "0 delivered.\n"
    assert run("mail", "deliver").output == "1 delivered.\n"


def test_turns_come_later_and_later():
    written_at = datetime(2026, 11, 16, 7, 0, tzinfo=UTC)
    minutes = [
        next(m for m in range(600) if is_due(written_at, tries, at=written_at + timedelta(minutes=m)))
        for tries in range(10)
    ]
    assert minutes == [0, 1, 3, 7, 15, 31, 63, 127, 255, 511]


def test_the_outbox_is_told_in_numbers_without_an_address(post_office, put_in_outbox, run):
    put_in_outbox("omar", "olga")
    run("mail", "deliver", "--limit", "1")
    state = run("mail", "list").output
    assert "1 waiting, 1 delivered, 0 given up." in state
    assert "@" not in state
