"""A case that involves somebody they know does not exist for a worker, before and after it is filed."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from reporting import clock
from reporting.database import finish, session
from reporting.mail.models import OutgoingMail
from reporting.people import actions as people
from reporting.people.models import Person
from reporting.people.queries import by_email
from reporting.policy import Role
from reporting.reports.conflicts.models import ConflictHit
from reporting.reports.contents import Account, Alleged, Identity
from reporting.reports.vocabulary import Precision
from tests import cast
from tests.factories import Words
from tests.reports import told
from tests.reports.conflicts.test_someone_you_know import PAGE, declare, rows
from tests.reports.marked import bare

AMINA = "Amina Example"  # whom every report of the factory is about


@pytest.fixture
def file_report(file_report):
    """Reports in which everything that a name can stand in is agreed to be read or revealed."""
    agreed = {"sharing": "identity_to_police", "shares_full_account": True, "location_precision": Precision.EXACT}
    return lambda **given: file_report(**{**agreed, **given})


def own_words(name: str = "Hodan Else", narrative: str = "They shouted.") -> Words:
    return Words(identity=Identity(name=name), account=Account(narrative=narrative), alleged=Alleged(names="Sam"))


def hits(app) -> int:
    with app.app_context():
        return session.scalar(sa.select(sa.func.count()).select_from(ConflictHit)) or 0


def letters(app) -> dict[str, int]:
    with app.app_context():
        chosen = sa.select(Person.email, sa.func.count()).join(OutgoingMail, OutgoingMail.recipient_id == Person.id)
        found = session.execute(chosen.where(OutgoingMail.claim.like("unread:%")).group_by(Person.email))
        return {email.partition("@")[0]: n for email, n in found}


def is_gone(person, report_id) -> bool:
    """Whether the report answers as a missing one does, byte for byte, and is in no list."""
    nowhere = uuid.uuid4()
    person.get(f"/reports/{nowhere}")
    one, other = person.get(f"/reports/{report_id}"), person.get(f"/reports/{nowhere}")
    if one.status_code == 200:
        assert str(report_id) in person.get("/reports").text
        return False
    assert bare(one, str(report_id)) == bare(other, str(nowhere))
    assert str(report_id) not in person.get("/reports").text
    return True


@pytest.mark.parametrize("name", ["omar", "sunil", "cora"])
@pytest.mark.parametrize("is_first", [True, False])
def test_it_is_gone_for_them_whichever_came_first(sign_in, file_report, name, is_first) -> None:
    worker = sign_in(name)
    if is_first:
        declare(worker, "example, AMINA")
    involved, other = file_report(), file_report(words=own_words())
    if not is_first:
        declare(worker, "example, AMINA")
    assert is_gone(worker, involved)
    assert not is_gone(worker, other)
    for someone in {"omar", "sunil", "cora", "lena", "vera"} - {name}:
        assert not is_gone(sign_in(someone), involved)


@pytest.mark.parametrize("name", ["omar", "sunil"])
@pytest.mark.parametrize("shares_full_account", [True, False])
def test_writing_names_down_does_not_tell_the_police_whom_an_anonymous_report_is_about(
    sign_in, file_report, name, shares_full_account
) -> None:
    report = file_report(sharing="anonymous_to_police", shares_full_account=shares_full_account)
    worker = sign_in(name)
    for kind, words in [("name", AMINA), ("phone", "01632 960 001"), ("place", "4 Orchard Row"), ("place", "ZZ1 1AA")]:
        declare(worker, words, kind)
        assert not is_gone(worker, report), words


def test_an_anonymous_report_that_names_them_among_those_who_did_it_is_kept_from_the_police(
    sign_in, file_report
) -> None:
    omar = sign_in("omar")
    declare(omar, "Sam Else")
    report = file_report(sharing="anonymous_to_police", words=Words(alleged=Alleged(names="Sam Else, Jo")))
    assert is_gone(omar, report)
    assert not is_gone(sign_in("sunil"), report)


def test_writing_names_down_does_not_tell_a_centre_lead_who_has_come_to_the_centre(sign_in, file_report) -> None:
    report, lena = file_report(), sign_in("lena")
    declare(lena, AMINA)
    assert not is_gone(lena, report)


def test_somebody_with_a_new_role_is_kept_from_what_it_reads(app, sign_in, file_report) -> None:
    report = file_report(status="submitted")
    declare(sign_in("lena"), AMINA)
    assert hits(app) == 0
    with app.app_context():
        people.give_role(by_email(cast.email("lena")), Role.COORDINATOR, centre=None, ward_codes=())
        finish(keep=True)
    assert hits(app) == 1
    assert is_gone(sign_in("lena"), report)


@pytest.mark.parametrize(
    ("kind", "words"),
    [("name", "Example Amina"), ("phone", "+44 1632 960001"), ("place", "zz11aa"), ("place", "4 orchard row")],
)
def test_names_numbers_and_places_keep_it_away(sign_in, file_report, kind, words) -> None:
    involved, other = file_report(), file_report(words=own_words())
    omar = sign_in("omar")
    declare(omar, words, kind)
    assert is_gone(omar, involved)
    assert not is_gone(omar, other)


def test_it_is_counted_nowhere_for_them(sign_in, file_report) -> None:
    file_report(), file_report(words=own_words())
    omar = sign_in("omar")
    assert "2 reports are shared with your ward team" in omar.get("/").text
    declare(omar, AMINA)
    assert "1 report is shared with your ward team" in omar.get("/").text


def test_figures_stay_as_they_are(sign_in, file_report) -> None:
    file_report(happened_on=clock.today(), disclosed_on=clock.today())
    omar = sign_in("omar")
    main = lambda page: page[page.index("<main") : page.index("</main>")]  # noqa: E731
    before = main(omar.get("/map").text)
    declare(omar, AMINA)
    omar.get(PAGE)  # which says that it is kept
    assert main(omar.get("/map").text) == before


@pytest.mark.parametrize("deed", ["acknowledge", "reveal"])
def test_they_can_do_nothing_with_it(sign_in, file_report, deed) -> None:
    involved = file_report(sharing="identity_to_police")
    omar = sign_in("omar")
    declare(omar, AMINA)
    nowhere = uuid.uuid4()
    omar.post(f"/reports/{nowhere}/{deed}")
    one, other = omar.post(f"/reports/{involved}/{deed}"), omar.post(f"/reports/{nowhere}/{deed}")
    assert one.status_code == 404
    assert bare(one, str(involved)) == bare(other, str(nowhere))


def test_a_coordinator_who_knows_somebody_cannot_review(sign_in, file_report) -> None:
    involved = file_report(status="submitted")
    cora = sign_in("cora")
    declare(cora, AMINA)
    assert is_gone(cora, involved)
    for deed in ("begin", "summary", "risk", "accept", "release", "reject", "withdraw"):
        assert cora.post(f"/reports/{involved}/{deed}").status_code == 404, deed
    assert "0 new reports" in cora.get("/").text


def test_the_volunteer_who_took_it_never_loses_it(sign_in) -> None:
    vera = sign_in("vera")
    declare(vera, AMINA)
    receipt = told.tell(vera)
    assert told.SECRET.search(vera.get(receipt).text)
    assert vera.post(receipt, {"has_both": "yes"}).status_code == 302
    assert vera.get(receipt.replace("kept", "reports")).status_code == 200


def test_a_report_told_through_the_form_is_kept_away_as_well(sign_in) -> None:
    cora = sign_in("cora")
    declare(cora, "Amina")
    receipt = told.tell(sign_in("vera"))
    assert is_gone(cora, receipt.rpartition("/")[2])


def test_an_imported_report_is_kept_away_as_well(app, sign_in, run, tmp_path) -> None:
    file, day = tmp_path / "paper.csv", clock.today() - timedelta(days=40)
    file.write_text(
        "report_kind,occurred_from,ward,strands,incident_types,narrative,sharing_choice\n"
        f"hate_incident,{day},Z01,race,verbal_abuse,Hodan Else came,identity_to_police\n"
        f"hate_incident,{day},Z01,race,verbal_abuse,Nobody came,identity_to_police\n"
    )
    cora = sign_in("cora")
    declare(cora, "Hodan Else")
    result = run("reports", "import", file, "--centre", "HARBOUR", "--as", cast.email("vera"))
    assert result.exit_code == 0, result.output
    assert hits(app) == 1


def test_a_name_in_the_summary_keeps_it_away_and_rewriting_it_gives_it_back(app, sign_in, file_report) -> None:
    report_id = file_report(status="submitted", words=own_words())
    omar, cora = sign_in("omar"), sign_in("cora")
    declare(omar, AMINA)
    cora.post(f"/reports/{report_id}/begin")
    cora.post(f"/reports/{report_id}/summary", {"text": "A friend of Amina Example was shouted at."})
    assert hits(app) == 1
    cora.post(f"/reports/{report_id}/accept")
    cora.post(f"/reports/{report_id}/release", {"has_looked": "yes"})
    assert is_gone(omar, report_id)
    cora.post(f"/reports/{report_id}/summary", {"text": "A friend was shouted at."})
    assert not is_gone(omar, report_id)


def test_removing_an_entry_gives_back_what_no_other_entry_keeps_away(app, sign_in, file_report) -> None:
    both, one = file_report(), file_report(words=own_words(name="Amina Else"))
    omar = sign_in("omar")
    declare(omar, "Amina")
    declare(omar, "01632 960 001", "phone")
    assert is_gone(omar, both)
    assert is_gone(omar, one)
    first = next(row for row in rows(app) if row.kind == "name")
    assert omar.post(f"{PAGE}/{first.id}/remove").status_code == 302
    assert is_gone(omar, both)
    assert not is_gone(omar, one)
    omar.post(f"{PAGE}/{rows(app)[0].id}/remove")
    assert not is_gone(omar, both)
    assert hits(app) == 0


def test_a_digest_shows_it_as_no_longer_shared_to_them_alone(app, sign_in, file_report) -> None:
    from reporting.database import finish
    from reporting.digests import actions as digests
    from reporting.reports.models import IncidentReport

    week = clock.last_complete_week(clock.today())
    day = clock.week_days(week)[0] + timedelta(days=1)
    report_id = file_report(submitted_on=day, happened_on=day, disclosed_on=day)
    with app.app_context():
        digests.send_to_ward(week, "Z01", "Larch Green")
        reference = session.get_one(IncidentReport, report_id).reference
        finish(keep=True)
    page = f"/digests/{week}/Z01"
    omar, sunil = sign_in("omar"), sign_in("sunil")
    assert "Insults" in omar.get(page).text
    declare(omar, AMINA)
    theirs, others = omar.get(page).text, sunil.get(page).text
    assert reference in theirs  # so that a note of it can be destroyed, as for what was withdrawn
    assert "no longer shared" in theirs.lower()
    assert "no longer shared" not in others.lower()
    assert omar.get(f"{page}/document.pdf").status_code == 200


def test_when_nobody_of_the_team_may_open_it_the_coordinators_hear_of_it_once(app, sign_in, file_report) -> None:
    report_id = file_report()
    omar, cora = sign_in("omar"), sign_in("cora")
    declare(omar, AMINA)
    assert letters(app) == {}
    assert "Nobody in the ward team" not in cora.get(f"/reports/{report_id}").text
    sunil = sign_in("sunil")
    declare(sunil, "Orchard Row", "place")
    assert letters(app) == {"cora": 1}
    page, home = cora.get(f"/reports/{report_id}").text, cora.get("/").text
    assert "Nobody in the ward team can open this report at present" in page
    assert f"/reports/{report_id}" in home
    assert not [word for text in (page, home) for word in ("Omar", "Sunil") if word in text]
    declare(sunil, AMINA)
    declare(omar, "Example")
    assert letters(app) == {"cora": 1}


def test_releasing_what_nobody_of_the_team_may_open_is_told_too(app, sign_in, file_report) -> None:
    for name in ("omar", "sunil"):
        declare(sign_in(name), AMINA)
    file_report(status="accepted")
    assert letters(app) == {}
    file_report(status="released")
    assert letters(app) == {"cora": 1}


def test_an_officer_who_leaves_is_noticed_in_the_night(app, sign_in, file_report) -> None:
    from reporting import jobs
    from reporting.database import finish

    report_id = file_report()
    declare(sign_in("omar"), AMINA)
    with app.app_context():
        by_email(cast.email("sunil")).active = False
        finish(keep=True)
    tidy = next(job for job in jobs.JOBS if job.name == "tidy")
    assert jobs.run(app, tidy)
    assert jobs.run(app, tidy)
    assert letters(app) == {"cora": 1}
    assert "Nobody in the ward team" in sign_in("cora").get(f"/reports/{report_id}").text


def test_a_coordinator_who_knows_somebody_gets_no_letter_about_it(app, sign_in, file_report) -> None:
    cora = sign_in("cora")
    declare(cora, AMINA)
    for name in ("omar", "sunil"):
        declare(sign_in(name), AMINA)
    file_report()
    assert letters(app) == {"ada": 1}
    assert "Nobody in the ward team" not in cora.get("/").text


def test_what_waits_for_a_coordinator_whom_none_may_help_is_told_to_administrators(app, sign_in, file_report) -> None:
    declare(sign_in("cora"), AMINA)
    ada = sign_in("ada")
    assert "no coordinator can open" not in ada.get("/").text
    file_report(status="submitted")
    assert letters(app) == {"ada": 1}
    assert "1 report waits, and no coordinator can open it" in ada.get("/").text


def test_a_high_risk_is_not_announced_to_a_coordinator_who_knows_somebody(app, sign_in) -> None:
    declare(sign_in("cora"), AMINA)
    told.tell(sign_in("vera"), risk={"threats_to_kill": "yes"})
    with app.app_context():
        claims = set(session.scalars(sa.select(OutgoingMail.claim)))
    assert not [claim for claim in claims if claim.startswith("high-risk:")]
    assert letters(app) == {"ada": 1}
