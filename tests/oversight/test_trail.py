"""The data-protection lead reads the trail and nothing of any report."""

import re
from pathlib import Path

import pytest
import sqlalchemy as sa

from reporting.audit.actions import record
from reporting.database import finish, session
from tests.audit import thief
from tests.reports.marked import actions_in, found_in, trail, words


def test_the_newest_entries_are_told_in_words(app, sign_in, file_report) -> None:
    report_id = file_report(sharing="identity_to_police")
    sign_in("omar").post(f"/reports/{report_id}/reveal", {"purpose": "safety"})
    page = sign_in("dana").get("/trail").text
    for said in (
        "Opened who the person is",
        "To keep someone safe from harm",
        "Omar",
        "Ward officer",
        str(report_id)[:8],
    ):
        assert said in page, said


def test_a_deed_nobody_has_put_into_words_is_shown_as_it_is(app, sign_in) -> None:
    with app.app_context():
        record("kettle:boiled", detail="twice")
        finish(keep=True)
    page = sign_in("dana").get("/trail").text
    assert "kettle:boiled" in page
    assert "twice" in page


def test_no_more_than_a_hundred_are_shown(app, sign_in) -> None:
    with app.app_context():
        for number in range(120):
            record("kettle:boiled", detail=f"time-{number}-")
        finish(keep=True)
    page = sign_in("dana").get("/trail").text
    assert page.count('scope="row"') == 100
    assert "time-119-" in page
    assert "time-10-" not in page


def test_nothing_a_report_says_is_in_the_trail(sign_in, file_report) -> None:
    report_id = file_report(words=words(), sharing="identity_to_police", shares_full_account=True)
    officer = sign_in("omar")
    officer.get(f"/reports/{report_id}")
    officer.post(f"/reports/{report_id}/reveal", {"purpose": "contact"})
    assert not found_in(sign_in("dana").get("/trail").text)


def test_the_chain_is_checked_only_when_asked(app, sign_in, file_report) -> None:
    file_report()
    lead = sign_in("dana")
    assert "as they were written" not in lead.get("/trail").text
    assert "as they were written" in lead.post("/trail").text
    assert actions_in(app)[0] == "trail:checked"


def test_a_changed_entry_is_found_and_named(app, sign_in, file_report) -> None:
    file_report()
    with app.app_context():
        thief.unguarded(session)
        session.execute(sa.text("UPDATE audit_entry SET detail = 'changed' WHERE number = 2"))
        finish(keep=True)
    page = sign_in("dana").post("/trail").text
    assert "Entry 2 was changed. The one entry before it is as it was written." in page
    assert trail(app)[0] == ("trail:checked", "", "broken")


def test_the_check_holds_the_anchors_against_the_trail_too(app, sign_in, file_report, run) -> None:
    file_report()
    lead = sign_in("dana")
    assert "There is no anchor yet" in lead.post("/trail").text
    run("audit", "anchor")
    assert "One anchor agrees with them." in lead.post("/trail").text
    with app.extensions["database"].transaction() as own:
        thief.unguarded(own)
        own.execute(sa.text("DELETE FROM audit_entry WHERE number > 3"))
    page = lead.post("/trail").text
    assert "The end of the trail is gone. Entry 4 is the first that is missing." in page
    assert "Not whole" in page


def test_a_damaged_file_of_anchors_is_said_and_leaves_the_trail_in_doubt(app, sign_in, settings) -> None:
    (settings.folder / "audit-anchors.log").write_text("nonsense\n")
    page = sign_in("dana").post("/trail").text
    assert "the file of anchors is damaged or cannot be read" in page
    assert "Not certain" in page
    assert trail(app)[0] == ("trail:checked", "", "broken")


def test_a_trail_with_values_nobody_could_have_written_is_still_shown(app, sign_in, file_report) -> None:
    file_report()
    with app.app_context():
        thief.unguarded(session)
        session.execute(sa.text("UPDATE audit_entry SET actor_role = 'emperor', outcome = 'x', action = 'nonsense'"))
        finish(keep=True)
    assert sign_in("dana").get("/trail").status_code == 200


@pytest.mark.parametrize("name", ["vera", "lena", "cora", "omar", "sunil", "pia", "ada"])
def test_nobody_else_reads_the_trail(sign_in, name) -> None:
    someone = sign_in(name)
    assert someone.get("/trail").status_code == 403
    assert someone.post("/trail").status_code == 403


def test_every_deed_and_particular_the_site_writes_down_has_its_words() -> None:
    from reporting.oversight import wording
    from reporting.policy import Can, Role

    written = re.compile(r'record(?:_apart)?\(\s*"([a-z:]+)"')
    tags = {
        tag
        for path in (Path(__file__).parents[2] / "reporting").rglob("*.py")
        for tag in written.findall(path.read_text())
    }
    assert len(tags) > 25
    assert {tag for tag in tags if tag not in wording.DEEDS} == set()
    assert {word for word in (*Can, *Role) if word not in wording.DETAILS} == set()
