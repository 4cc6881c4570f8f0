"""The operator's commands: centres are added once by their own code, moved only as there are moves, and listed."""

import pytest

from reporting import clock
from reporting.audit.queries import recent
from reporting.centres import queries
from reporting.centres.vocabulary import CentreStatus
from reporting.database import finish


def test_a_centre_is_added_and_listed(app, run):
    result = run("centres", "add", "Chapel Hall", "--code", "CHAPEL", "--postcode", "ZZ1 1AA")
    assert (result.exit_code, result.output) == (0, "CHAPEL added.\n")
    with app.app_context():
        assert queries.by_code("CHAPEL").name == "Chapel Hall"
        assert queries.by_code("CHAPEL").status is CentreStatus.ACTIVE
    assert "Chapel Hall" in run("centres", "list").output


def test_a_centre_may_be_added_at_any_point_of_its_life_with_somebody_to_write_to(app, run):
    words = ("--status", "proposed", "--contact", "Desk@Chapel.example", "--postcode", "zz11ab")
    assert run("centres", "add", "Chapel Hall", "--code", "CHAPEL", *words).exit_code == 0
    with app.app_context():
        chapel = queries.by_code("CHAPEL")
        assert (chapel.status, chapel.contact_email) == (CentreStatus.PROPOSED, "desk@chapel.example")
        assert chapel.postcode == "ZZ1 1AB"


@pytest.mark.parametrize(
    "words", [("--postcode", "nowhere"), ("--contact", "desk@chapel"), ("--contact", "a@b.example\nBcc: c")]
)
def test_what_is_no_postcode_or_address_is_refused(app, run, words):
    result = run("centres", "add", "Chapel Hall", "--code", "CHAPEL", *words)
    assert result.exit_code == 1
    assert "is no" in result.stderr
    with app.app_context():
        assert queries.by_code("CHAPEL") is None


def test_adding_the_same_code_again_changes_nothing(app, run):
    result = run("centres", "add", "Another name", "--code", "HARBOUR")
    assert (result.exit_code, result.output) == (0, "HARBOUR is there already.\n")
    with app.app_context():
        assert queries.by_code("HARBOUR").name == "Harbour Centre"
        assert len(queries.known()) == 2


def test_the_list_says_where_a_centre_stands_and_when_it_was_confirmed(run, centre):
    centre("MEADOW", status=CentreStatus.DORMANT)
    run("centres", "confirm", "HARBOUR")
    lines = [line.split() for line in run("centres", "list").output.splitlines()]
    assert lines == [
        ["HARBOUR", "active", f"{clock.today():%Y-%m-%d}", "Harbour", "Centre"],
        ["MEADOW", "dormant", "never", "Meadow", "House"],
    ]


def test_centres_are_listed_by_name(app):
    with app.app_context():
        assert [centre.name for centre in queries.known()] == ["Harbour Centre", "Meadow House"]


def test_adding_a_centre_is_written_down(app, run):
    run("centres", "add", "Chapel Hall", "--code", "CHAPEL")
    with app.app_context():
        (entry,) = recent(1)
        assert (entry.action, entry.object_id) == ("centre:added", queries.by_code("CHAPEL").id)


def test_a_move_is_made_and_written_down(app, run, read):
    assert run("centres", "move", "HARBOUR", "suspended").output == "HARBOUR is suspended.\n"
    assert read("HARBOUR", "status") is CentreStatus.SUSPENDED
    with app.app_context():
        (entry,) = recent(1)
        assert (entry.action, entry.detail) == ("centre:moved", "active suspended")
        finish(keep=False)


def test_a_move_that_does_not_exist_is_refused(run, read):
    result = run("centres", "move", "HARBOUR", "proposed")
    assert result.exit_code == 1
    assert "HARBOUR is active and cannot become proposed" in result.stderr
    assert read("HARBOUR", "status") is CentreStatus.ACTIVE


@pytest.mark.parametrize("words", [("move", "NOWHERE", "closed"), ("confirm", "NOWHERE")])
def test_a_code_that_nobody_has_is_refused(run, words):
    result = run("centres", *words)
    assert (result.exit_code, result.stderr) == (1, "There is no centre with the code NOWHERE.\n")


def test_a_status_that_does_not_exist_is_bad_usage(run):
    assert run("centres", "move", "HARBOUR", "open").exit_code == 2


def test_an_unknown_code_finds_nothing(app):
    with app.app_context():
        assert queries.by_code("NOWHERE") is None
