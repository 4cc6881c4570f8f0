"""A digest holds what the people in the reports agreed to share with that ward team, and nothing else."""

from reporting import i18n


def test_only_what_was_agreed_for_police_and_released_is_in_it(run, release, stored):
    release(sharing="statistics_only")
    release(sharing="support_only")
    release(status="accepted")
    release(recipients=frozenset({"council"}))
    run("digests", "send")
    (content,) = stored("Z01")
    assert content["references"] == []
    assert content["picture"]["n_new"] == 0


def test_what_is_only_counted_is_not_in_the_ward_figures(run, release, stored):
    release(sharing="statistics_only", strands=frozenset({"disability"}), primary_strand="disability")
    release(strands=frozenset({"age"}), primary_strand="age")
    run("digests", "send")
    assert [row["strand"] for row in stored("Z01")[0]["strands"]] == ["age"]


def test_a_report_shared_at_ward_precision_shows_the_week_alone(run, release, stored, sign_in, week, app):
    release(location_precision="ward_only", part_of_day="evening", on=week.sunday)
    run("digests", "send")
    row = stored("Z01")[0]["new"][0]
    assert row["first_day"] == week.monday.isoformat()
    assert row["last_day"] == week.sunday.isoformat()
    assert row["part_of_day"] is None
    page = sign_in("omar").get(f"/digests/{week.name}/Z01").text
    with app.app_context():
        assert f"In the week of {i18n.short_date(week.monday)}" in page
    assert "Evening, 5 to 9" not in page


def test_nothing_under_seal_is_in_it(run, release, stored):
    release(sharing="identity_to_police", shares_full_account=True, shares_demographics=True)
    run("digests", "send")
    said = str(stored("Z01"))
    for word in (
        "shouted",
        "go home",
        "Orchard",
        "ZZ1",
        "Amina",
        "01632",
        "Four boys",
        "afraid to sleep",
        "Harbour",
        "35-44",
    ):
        assert word not in said


def test_a_report_of_another_ward_is_in_that_wards_digest_alone(run, release, stored):
    reference = release(ward="Z02")
    run("digests", "send")
    assert stored("Z01")[0]["references"] == []
    assert stored("Z02")[0]["references"] == [reference]
