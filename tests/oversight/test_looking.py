"""What stood out is found each night, is looked at by a person, and what became of it is written down."""

import uuid
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine

from reporting import clock, jobs
from reporting.audit.models import AuditEntry
from reporting.database import finish, session
from reporting.oversight.models import UnusualAccess
from reporting.oversight.vocabulary import DISPOSITIONS
from reporting.people.queries import by_email
from tests import cast
from tests.reports.marked import actions_in, found_in, trail, words


def evening(days_ago: int = 1, hour: int = 22) -> datetime:
    day = clock.today() - timedelta(days=days_ago)
    return datetime.combine(day, datetime.min.time(), tzinfo=clock.LONDON) + timedelta(hours=hour)


@pytest.fixture
def late(sign_in, file_report):
    """Omar looked at three reports late yesterday; returns the reports."""
    reports = [file_report(words=words()) for _ in range(3)]
    with time_machine.travel(evening(), tick=True):
        omar = sign_in("omar")
        for report_id in reports:
            assert omar.get(f"/reports/{report_id}").status_code == 200
    return reports


def rows(app) -> list[UnusualAccess]:
    with app.app_context():
        return list(session.scalars(sa.select(UnusualAccess).order_by(UnusualAccess.first_number)))


def id_of(app, name: str) -> uuid.UUID:
    with app.app_context():
        return by_email(cast.email(name)).id


def test_what_stands_out_is_found_once_however_often_one_looks(app, run, late):
    assert run("oversight", "look").output == "1 new, 1 to look at.\n"
    assert run("oversight", "look").output == "0 new, 1 to look at.\n"
    assert jobs.run(app, next(job for job in jobs.JOBS if job.name == "look"))
    (one,) = rows(app)
    assert (one.rule, one.person_id, one.n_seen, one.disposition) == ("outside_hours", id_of(app, "omar"), 3, None)


def test_today_is_looked_at_tomorrow(app, run, sign_in, file_report):
    reports = [file_report() for _ in range(3)]
    with time_machine.travel(evening(0), tick=True):
        omar = sign_in("omar")
        for report_id in reports:
            omar.get(f"/reports/{report_id}")
        assert run("oversight", "look").output.startswith("0 new")
    with time_machine.travel(evening(-1, 4), tick=True):
        assert run("oversight", "look").output.startswith("1 new")


def test_what_accounts_did_that_are_no_longer_here_is_passed_over(app, run, late):
    run("demo", "clear")
    assert run("oversight", "look").output == "0 new, 0 to look at.\n"


def test_the_home_page_says_how_many_things_there_are_to_look_at(run, sign_in, late):
    dana = sign_in("dana")
    assert "0 things to look at" in dana.get("/").text
    run("oversight", "look")
    home = dana.get("/").text
    assert "1 thing to look at" in home
    assert 'href="/trail/unusual"' in home
    assert "to look at" not in sign_in("cora").get("/").text


def test_a_finding_is_one_sentence_with_links_and_says_nothing_of_any_report(app, run, sign_in, late):
    run("oversight", "look")
    page = sign_in("dana").get("/trail/unusual").text
    assert "looked at reports outside working hours 3 times on" in page.replace("\u2068", "").replace("\u2069", "")
    (one,) = rows(app)
    assert f'href="/trail/person/{one.person_id}?after={one.first_number - 1}"' in page
    assert not found_in(page)
    for word in ("suspect", "offender", "misuse", "breach of", "Larch Green", "race"):
        assert word not in page.split("<main", 1)[1]


def test_what_became_of_it_is_recorded_and_audited(app, run, sign_in, late):
    run("oversight", "look")
    (one,) = rows(app)
    dana = sign_in("dana")
    answer = dana.post(f"/trail/unusual/{one.id}", {"disposition": "explained"})
    assert (answer.status_code, answer.location) == (302, "/trail/unusual?page=1")
    (one,) = rows(app)
    assert (one.disposition, one.disposed_by_id) == ("explained", id_of(app, "dana"))
    assert one.disposed_at is not None
    assert trail(app)[0] == ("unusual:disposed", f"outside_hours explained {one.first_number}", "done")
    page = dana.get("/trail/unusual").text
    assert "Asked and explained" in page
    assert "Nothing waits for you." in page
    told = dana.get(f"/trail/person/{one.person_id}").text
    assert "Said what became of something unusual" in told
    assert "Asked and explained" in told


def test_a_later_word_replaces_the_earlier_and_the_trail_keeps_both(app, run, sign_in, late):
    run("oversight", "look")
    (one,) = rows(app)
    dana = sign_in("dana")
    for word in ("expected", "passed_on"):
        dana.post(f"/trail/unusual/{one.id}", {"disposition": word})
    assert rows(app)[0].disposition == "passed_on"
    said = [detail for action, detail, _ in trail(app) if action == "unusual:disposed"]
    assert [detail.split()[1] for detail in said] == ["passed_on", "expected"]


@pytest.mark.parametrize("word", ["", "nonsense", "x" * 5000, "\x00", "EXPECTED"])
def test_a_word_that_is_not_in_the_list_changes_nothing_and_is_said_beside_the_field(app, run, sign_in, late, word):
    run("oversight", "look")
    (one,) = rows(app)
    answer = sign_in("dana").post(f"/trail/unusual/{one.id}", {"disposition": word})
    assert answer.status_code == 422
    assert f'id="disposition-{one.id}-error"' in answer.text
    assert "<title>Error: To look at" in answer.text
    assert rows(app)[0].disposition is None
    assert "unusual:disposed" not in actions_in(app)


def add_finding(app, name: str, **given) -> uuid.UUID:
    values = {"rule": "new_device", "first_number": 1, "seen_on": clock.today(), "n_seen": 1, "found_at": clock.now()}
    row = UnusualAccess(id=uuid.uuid4(), person_id=id_of(app, name), **{**values, **given})
    row_id = row.id
    with app.app_context():
        session.add(row)
        finish(keep=True)
    return row_id


def test_nobody_says_what_became_of_their_own_access(app, sign_in):
    own = add_finding(app, "dana")
    dana = sign_in("dana")
    page = dana.get("/trail/unusual").text
    assert "This is about yourself" in page
    assert f'id="disposition-{own}"' not in page
    answer = dana.post(f"/trail/unusual/{own}", {"disposition": "expected"})
    assert answer.status_code == 409
    assert "This is about yourself. Somebody else has to look at it." in answer.text
    assert rows(app)[0].disposition is None
    assert "unusual:disposed" not in actions_in(app)


def test_open_findings_come_first_and_the_oldest_of_them_first(app, sign_in):
    ids = [add_finding(app, "omar", first_number=number) for number in (30, 10, 20)]
    done = add_finding(app, "omar", first_number=1, disposition="expected", disposed_at=clock.now())
    page = sign_in("dana").get("/trail/unusual").text
    places = [page.index(f'id="finding-{one}"') for one in (ids[1], ids[2], ids[0], done)]
    assert places == sorted(places)


def test_many_findings_are_paged(app, sign_in):
    for number in range(1, 56):
        add_finding(app, "omar", first_number=number)
    dana = sign_in("dana")
    first, second = (dana.get(f"/trail/unusual?page={page}").text for page in (1, 2))
    assert (first.count('class="finding"'), second.count('class="finding"')) == (50, 5)
    assert "page=2" in first
    for nonsense in ("0", "-1", "x", "9" * 40):
        assert dana.get(f"/trail/unusual?page={nonsense}").status_code == 200


@pytest.mark.parametrize("rule", ["many_openings", "outside_hours", "reveal_without_act", "repeated_looks",
                                  "many_refusals", "export", "new_device", "woke_up", "many_reveals"])  # fmt: skip
def test_every_rule_has_a_sentence_with_name_day_and_number(app, sign_in, file_report, rule):
    report_id = file_report()
    add_finding(app, "omar", rule=rule, n_seen=7, object_id=report_id)
    page = sign_in("dana").get("/trail/unusual").text
    main = page.split("<main", 1)[1].replace("\u2068", "").replace("\u2069", "")
    line = next(part for part in main.split("<p") if "Omar" in part)
    assert "Omar" in line
    assert str(clock.today().year) in line
    assert f'href="/trail/report/{report_id}"' in page
    if rule not in {"new_device", "reveal_without_act"}:
        assert " 7 " in line


def test_a_finding_that_is_not_there_answers_like_any_missing_page(sign_in):
    missing = f"/trail/unusual/{uuid.UUID(int=5)}"
    dana = sign_in("dana")
    assert dana.get(missing).status_code == 404
    assert dana.post(missing, {"disposition": "expected"}).status_code == 404
    assert dana.post(missing, {"disposition": ""}).status_code == 404


def test_the_form_asked_for_by_itself_is_the_list(app, sign_in):
    one = add_finding(app, "omar")
    answer = sign_in("dana").get(f"/trail/unusual/{one}")
    assert (answer.status_code, answer.location) == (302, "/trail/unusual")


@pytest.mark.parametrize("name", ["vera", "lena", "cora", "omar", "sunil", "pia", "ada"])
def test_nobody_else_sees_what_stands_out(app, sign_in, name):
    one = add_finding(app, "omar")
    someone = sign_in(name)
    assert someone.get("/trail/unusual").status_code == 403
    assert someone.post(f"/trail/unusual/{one}", {"disposition": "expected"}).status_code == 403
    assert rows(app)[0].disposition is None


def test_every_disposition_has_its_words(app, sign_in):
    for number, word in enumerate(DISPOSITIONS, start=1):
        one = add_finding(app, "omar", first_number=number)
        assert sign_in("dana").post(f"/trail/unusual/{one}", {"disposition": word}).status_code == 302
    with app.app_context():
        details = session.scalars(sa.select(AuditEntry.detail).where(AuditEntry.action == "unusual:disposed"))
        assert [detail.split()[1] for detail in details] == list(DISPOSITIONS)
