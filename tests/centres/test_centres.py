"""Centres are added once, by their own code."""

from reporting.centres import queries


def test_a_centre_is_added_and_listed(app, run):
    result = run("centres", "add", "Chapel Hall", "--code", "CHAPEL", "--postcode", "ZZ1 1AA")
    assert (result.exit_code, result.output) == (0, "CHAPEL added.\n")
    with app.app_context():
        assert queries.by_code("CHAPEL").name == "Chapel Hall"
    assert "Chapel Hall" in run("centres", "list").output


def test_adding_the_same_code_again_changes_nothing(app, run):
    result = run("centres", "add", "Another name", "--code", "HARBOUR")
    assert (result.exit_code, result.output) == (0, "HARBOUR is there already.\n")
    with app.app_context():
        assert queries.by_code("HARBOUR").name == "Harbour Centre"
        assert len(queries.known()) == 2


def test_centres_are_listed_by_name(app):
    with app.app_context():
        assert [centre.name for centre in queries.known()] == ["Harbour Centre", "Meadow House"]


def test_adding_a_centre_is_written_down(app, run):
    from reporting.audit.queries import recent

    run("centres", "add", "Chapel Hall", "--code", "CHAPEL")
    with app.app_context():
        (entry,) = recent(1)
        assert (entry.action, entry.object_id) == ("centre:added", queries.by_code("CHAPEL").id)


def test_an_unknown_code_finds_nothing(app):
    with app.app_context():
        assert queries.by_code("NOWHERE") is None
