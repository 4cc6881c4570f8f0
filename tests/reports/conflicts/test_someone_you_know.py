"""What a worker privately says about whom they know, on their own page."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from reporting import clock
from reporting.database import session
from reporting.people.models import Person
from reporting.people.queries import by_email
from reporting.reports.conflicts.models import ConflictOfInterest
from tests import cast
from tests.reports.marked import trail

PAGE = "/account/conflicts"
WORDS = "Hodan Zq-Warsame"


def declare(person, words: str = WORDS, kind: str = "name"):
    return person.post(PAGE, {"kind": kind, "words": words})


def rows(app) -> list[ConflictOfInterest]:
    with app.app_context():
        return list(session.scalars(sa.select(ConflictOfInterest)))


@pytest.mark.parametrize("name", ["vera", "lena", "cora", "omar", "sunil"])
def test_a_worker_writes_it_down_and_only_they_read_it_back(sign_in, name) -> None:
    worker = sign_in(name)
    assert declare(worker).status_code == 302
    assert WORDS in worker.get(PAGE).text
    for other in {"vera", "vic", "lena", "cora", "omar", "sunil"} - {name}:
        someone = sign_in(other)
        assert WORDS not in someone.get(PAGE).text
    for other in ("dana", "ada", "pia"):
        assert sign_in(other).get(PAGE).status_code == 403


def test_nobody_can_remove_what_another_wrote(app, sign_in) -> None:
    declare(sign_in("omar"))
    (row,) = rows(app)
    for other in ("olga", "cora", "vera"):
        assert sign_in(other).post(f"{PAGE}/{row.id}/remove").status_code == 404
    assert len(rows(app)) == 1


def test_the_words_are_in_no_file_of_the_database(app, sign_in, settings, postgres) -> None:
    declare(sign_in("omar"))
    (row,) = rows(app)
    assert b"Zq-Warsame" not in row.words
    if not postgres:
        for path in settings.folder.glob("*.db*"):
            assert b"Zq-Warsame" not in path.read_bytes(), path


def test_moved_to_another_person_the_words_do_not_open(app, sign_in) -> None:
    declare(sign_in("omar"))
    with app.extensions["database"].transaction() as apart:
        olga = apart.scalar(sa.select(Person.id).where(Person.email == cast.email("olga")))
        apart.execute(sa.update(ConflictOfInterest).values(person_id=olga))
    page = sign_in("olga").get(PAGE).text
    assert WORDS not in page
    assert "can no longer be read" in page


@pytest.mark.parametrize(
    ("kind", "words", "said"),
    [
        ("name", "", "Write down whom you know"),
        ("name", "Al", "at least 3 letters"),
        ("name", "a!!!!!", "at least 3 letters"),
        ("name", "Hod\x00an", "a sign that cannot be kept"),
        ("name", "x" * 201, "too long"),
        ("phone", "960 999", "at least 9 digits"),
        ("phone", "her number", "at least 9 digits"),
        ("colour", "Hodan", "Choose what it is"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_field_and_what_was_typed_stays(app, sign_in, kind, words, said) -> None:
    answer = declare(sign_in("omar"), words, kind)
    assert answer.status_code == 422
    assert said in answer.text
    assert words.replace("\x00", "") in answer.text.replace("\x00", "").replace("\ufffd", "")
    assert rows(app) == []


def test_there_is_room_for_twenty_and_the_same_twice_is_one(app, sign_in) -> None:
    omar = sign_in("omar")
    for number in range(20):
        assert declare(omar, f"Person {number} Example").status_code == 302
    assert declare(omar, "PERSON 3  éxample").status_code == 302
    answer = declare(omar, "One Too Many")
    assert answer.status_code == 422
    assert "room for 20" in answer.text
    assert len(rows(app)) == 20


def test_nobody_can_try_names_until_a_report_disappears(app, sign_in) -> None:
    omar = sign_in("omar")
    for number in range(20):
        declare(omar, f"Person {number} Example")
        omar.post(f"{PAGE}/{rows(app)[0].id}/remove")
    answer = declare(omar, "One Too Many")
    assert answer.status_code == 422
    assert "20 in the last 30 days" in answer.text
    assert "One Too Many" in answer.text
    assert rows(app) == []
    with time_machine.travel(clock.now() + timedelta(days=31), tick=True):
        assert declare(sign_in("omar"), "One Too Many").status_code == 302


def test_the_trail_says_that_it_was_done_and_never_whom_it_is_about(app, sign_in, file_report) -> None:
    file_report()
    omar = sign_in("omar")
    declare(omar, "Amina Example")
    omar.post(f"{PAGE}/{rows(app)[0].id}/remove")
    entries = [entry for entry in trail(app) if entry[0].startswith(("conflict:", "report:identity", "report:account"))]
    assert entries == [("conflict:removed", "", "done"), ("conflict:declared", "", "done")]
    page = sign_in("dana").get("/trail").text
    assert "Wrote down someone they know" in page
    assert "Amina" not in page


def test_the_title_says_nothing_of_what_the_site_is_for(sign_in) -> None:
    title = sign_in("vera").get(PAGE).text.partition("<title>")[2].partition("</title>")[0]
    assert title.strip() == "Someone you know · Common Room"


def test_the_way_to_the_page_is_on_the_home_of_whoever_reads_reports(sign_in) -> None:
    for name in cast.CAST:
        assert (PAGE in sign_in(name).get("/").text) is (name not in {"pia", "dana", "ada"})


def test_the_person_is_named_by_their_id_alone(app, sign_in) -> None:
    declare(sign_in("omar"))
    from reporting.audit.queries import recent

    with app.app_context():
        omar = by_email(cast.email("omar"))
        entry = next(one for one in recent() if one.action == "conflict:declared")
        assert (entry.actor_id, entry.object_id) == (omar.id, omar.id)
