"""Who is told of evidence, who opens it, and what is written down of it."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from reporting import clock
from reporting.audit.models import AuditEntry
from reporting.database import finish, session
from reporting.oversight import wording
from reporting.people.sessions.models import PersonSession
from reporting.policy import Role
from reporting.reports.evidence.models import Evidence
from reporting.reports.evidence.queries import custody_of
from reporting.reports.sharing import Case, Relation, lists_evidence, opens_evidence, sight
from reporting.reports.vocabulary import Precision, SharingChoice, Status
from tests.reports.evidence import made
from tests.reports.evidence.showing import NEWEST, OPENS, add, agree, n_kept, opened, sent

AGREED = {"sharing": "identity_to_police", "location_precision": "exact", "shares_full_account": True}


def test_the_volunteer_who_took_it_sees_and_adds_until_it_is_accepted(sign_in, file_report):
    vera, cora = sign_in("vera"), sign_in("cora")
    report_id = file_report(status="submitted")
    address = f"/reports/{report_id}/papers"
    assert vera.post(address, sent(made.picture(), description="The door")).status_code == 302
    assert "The door" in vera.get(address).text
    assert f'href="{address}"' in vera.get(f"/reports/{report_id}").text
    cora.post(f"/reports/{report_id}/begin")
    cora.post(f"/reports/{report_id}/accept")
    assert vera.get(address).status_code == 404
    assert vera.post(address, sent(made.picture())).status_code == 404
    assert address not in vera.get(f"/reports/{report_id}").text
    assert cora.post(address, sent(made.picture())).status_code == 302


def test_the_volunteer_never_opens_a_file_and_others_are_told_of_nothing(app, sign_in, file_report):
    report_id = file_report(status="submitted")
    add(app, report_id)
    address = f"/reports/{report_id}/papers"
    assert OPENS.findall(sign_in("vera").get(address).text) == []
    assert opened(sign_in("vera"), report_id, 1).status_code == 403
    for name in ("vic", "lena", "omar", "olga"):
        assert sign_in(name).get(address).status_code == 404, name
    for name in ("pia", "dana", "ada"):
        assert sign_in(name).get(address).status_code == 403, name


def test_a_coordinator_saves_a_file_under_a_neutral_name_that_no_browser_shows(app, sign_in, file_report):
    report_id = file_report(status="submitted")
    add(app, report_id)
    cora = sign_in("cora")
    answer = opened(cora, report_id, 1)
    assert answer.status_code == 200
    assert answer.data.startswith(b"\xff\xd8\xff")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="item-1.jpg"'
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store, private"


def test_a_recording_leaves_as_bytes_of_no_type(app, sign_in, file_report):
    report_id = file_report(status="submitted")
    cora = sign_in("cora")
    recording = sent(made.ogg(), "x.ogg", "audio/ogg", kind="audio")
    assert cora.post(f"/reports/{report_id}/papers", recording).status_code == 302
    assert OPENS.findall(cora.get(f"/reports/{report_id}/papers").text) == ["1"]
    answer = opened(cora, report_id, 1)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="item-1.ogg"'
    assert answer.data == made.ogg()


def test_no_file_opens_without_a_purpose_or_without_a_fresh_factor(app, sign_in, file_report):
    report_id = file_report(status="submitted")
    add(app, report_id)
    cora = sign_in("cora")
    answer = opened(cora, report_id, 1, purpose="curiosity")
    assert answer.status_code == 422
    assert "Say what you need it for" in answer.text
    with app.app_context():
        session.execute(sa.update(PersonSession).values(proven_at=clock.now() - timedelta(hours=1)))
        finish(keep=True)
    answer = opened(cora, report_id, 1)
    assert answer.mimetype == "text/html"
    assert b"\xff\xd8\xff" not in answer.data


def test_evidence_of_another_report_does_not_open_at_this_one(app, sign_in, file_report):
    here, elsewhere = file_report(status="submitted"), file_report(status="submitted")
    add(app, elsewhere)
    cora = sign_in("cora")
    assert opened(cora, elsewhere, 1).status_code == 200
    assert opened(cora, here, 1).status_code == 404
    assert opened(cora, here, 0).status_code == 404
    assert cora.post(f"/reports/{here}/papers/1/handed", {"on": ["1", "1", "2026"]}).status_code == 404


def test_of_what_is_only_counted_nobody_opens_a_picture_of_the_person(app, sign_in, file_report):
    report_id = file_report(status="submitted", sharing="statistics_only")
    add(app, report_id, shows_person=True)
    add(app, report_id)
    cora = sign_in("cora")
    assert opened(cora, report_id, 1).status_code == 404
    assert opened(cora, report_id, 2).status_code == 200


@pytest.mark.parametrize(
    ("agreed", "wording_heard", "sees_wall", "sees_person"),
    [
        (AGREED, NEWEST, True, True),
        (AGREED, "2026-12", False, False),
        (AGREED, "imported", False, False),
        ({**AGREED, "shares_full_account": False}, NEWEST, False, False),
        ({**AGREED, "sharing": "anonymous_to_police"}, NEWEST, True, False),
        ({**AGREED, "location_precision": "street_or_estate"}, NEWEST, False, False),
        ({**AGREED, "location_precision": "ward_only"}, NEWEST, False, False),
        ({**AGREED, "sharing": "anonymous_to_police", "shares_full_account": False}, NEWEST, False, False),
    ],
)
def test_an_officer_gets_exactly_the_evidence_that_was_agreed(
    app, sign_in, file_report, agreed, wording_heard, sees_wall, sees_person
):
    report_id = file_report(**agreed)
    add(app, report_id, description="A wall")
    add(app, report_id, description="A face", shows_person=True)
    agree(app, report_id, wording_heard)
    omar, cora = sign_in("omar"), sign_in("cora")
    page = omar.get(f"/reports/{report_id}/papers")
    assert page.status_code == 200
    assert ("A wall" in page.text, "A face" in page.text) == (sees_wall, sees_person)
    assert opened(omar, report_id, 1).status_code == (200 if sees_wall else 404)
    assert opened(omar, report_id, 2).status_code == (200 if sees_person else 404)
    assert "IMG_1.jpg" not in page.text  # people call a picture by who is in it
    is_there = f'href="/reports/{report_id}/papers"' in omar.get(f"/reports/{report_id}").text
    assert is_there is (sees_wall or sees_person)
    said = cora.get(f"/reports/{report_id}/papers").text.count("The ward team sees this once")
    assert said == sees_wall + sees_person
    assert omar.post(f"/reports/{report_id}/papers", sent(made.picture())).status_code == 403
    assert sign_in("olga").get(f"/reports/{report_id}/papers").status_code == 404


@pytest.mark.parametrize("kind", ["photo_injury", "medical_note"])
def test_what_is_of_a_body_is_always_of_the_person_whatever_was_ticked(app, file_report, kind):
    evidence_id = add(app, file_report(status="submitted"), kind=kind, shows_person=False)
    with app.app_context():
        assert session.get_one(Evidence, evidence_id).shows_person


def test_no_officer_is_told_of_evidence_before_the_release(app, sign_in, file_report):
    report_id = file_report(status="accepted", **AGREED)
    add(app, report_id)
    agree(app, report_id)
    omar = sign_in("omar")
    assert omar.get(f"/reports/{report_id}/papers").status_code == 404
    assert opened(omar, report_id, 1).status_code == 404


@pytest.mark.parametrize("choice", list(SharingChoice))
@pytest.mark.parametrize("precision", list(Precision))
@pytest.mark.parametrize("full", [True, False])
def test_the_rule_never_shows_police_a_picture_beyond_the_account_the_place_and_the_name(choice, precision, full):
    case = Case(choice, precision, Status.RELEASED, shares_full_account=full)
    view = sight(case, role=Role.OFFICER, relation=Relation.OWN_WARD)
    if view is None:
        return
    for shows_person in (True, False):
        assert not lists_evidence(view, shows_person=shows_person, is_named=False)
        due = full and precision is Precision.EXACT and (choice == "identity_to_police" or not shows_person)
        assert lists_evidence(view, shows_person=shows_person, is_named=True) is due
        assert opens_evidence(view, shows_person=shows_person, is_named=True) is due


def test_each_opening_is_written_down_before_anything_leaves_and_stands_on_the_page_in_words(app, sign_in, file_report):
    report_id = file_report(status="submitted")
    add(app, report_id)
    cora = sign_in("cora")
    opened(cora, report_id, 1)
    today = clock.today()
    handed = {"on": [str(today.day), str(today.month), str(today.year)], "exhibit": "AB/1"}
    assert cora.post(f"/reports/{report_id}/papers/1/handed", handed).status_code == 302
    page = cora.get(f"/reports/{report_id}").text
    for said in (
        "Added evidence",
        "Opened evidence",
        "To keep someone safe from harm",
        "evidence went to the police",
        "Cora",
    ):
        assert said in page, said
    assert re.search(r"SHA-256 <bdi[^>]*>[0-9a-f]{64}</bdi>", page)
    assert "AB/1" in cora.get(f"/reports/{report_id}/papers").text
    with app.app_context():
        assert [link.action.rpartition(":")[2] for link in custody_of(report_id)] == ["added", "opened", "handed"]
        for entry in session.scalars(sa.select(AuditEntry).where(AuditEntry.action.contains("evidence"))):
            assert wording.deed(entry.action) != entry.action
            assert "AB/1" not in entry.detail


def test_reading_the_list_is_written_down(app, sign_in, file_report):
    report_id = file_report(status="submitted")
    add(app, report_id)
    sign_in("cora").get(f"/reports/{report_id}/papers")
    with app.app_context():
        found = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "report:evidence:opened")).all()
        assert [(entry.detail, entry.actor_role) for entry in found] == [("list", "coordinator")]


@pytest.mark.parametrize("days", [-1, 1])
def test_nothing_goes_to_the_police_before_it_was_added_or_tomorrow(app, sign_in, file_report, days):
    report_id = file_report(status="submitted")
    evidence_id = add(app, report_id)
    on = clock.today() + timedelta(days=days)
    cora = sign_in("cora")
    given = {"on": [str(on.day), str(on.month), str(on.year)]}
    answer = cora.post(f"/reports/{report_id}/papers/1/handed", given)
    assert answer.status_code == 422
    assert "Write a day between" in answer.text
    with app.app_context():
        assert session.get_one(Evidence, evidence_id).handed_over_on is None


def test_a_file_whose_seal_is_broken_says_so_and_is_no_failure(app, sign_in, file_report):
    report_id = file_report(status="submitted")
    evidence_id = add(app, report_id)
    with app.app_context():
        session.get_one(Evidence, evidence_id).size += 1
        finish(keep=True)
    answer = opened(sign_in("cora"), report_id, 1)
    assert answer.status_code == 409
    assert "does not open any more" in answer.text


@pytest.mark.parametrize("status", ["withdrawn", "rejected"])
def test_nothing_is_added_to_a_report_that_is_gone(app, sign_in, file_report, status):
    report_id = file_report(status=status)
    cora = sign_in("cora")
    assert cora.post(f"/reports/{report_id}/papers", sent(made.picture())).status_code == 409
    assert "Add something" not in cora.get(f"/reports/{report_id}/papers").text
    assert n_kept(app) == (0, 0)


def test_nothing_is_added_once_what_is_only_counted_was_accepted(app, sign_in, file_report):
    report_id = file_report(status="accepted", sharing="statistics_only")
    assert sign_in("cora").post(f"/reports/{report_id}/papers", sent(made.picture())).status_code == 409
    assert n_kept(app) == (0, 0)


@pytest.mark.parametrize("language", ["ar", "so", "bn"])
def test_the_pages_open_in_every_language_and_what_was_typed_says_its_own_direction(
    app, sign_in, file_report, language
):
    report_id = file_report(status="submitted")
    add(app, report_id, description="كسروا الباب")
    page = sign_in("cora", language=language).get(f"/reports/{report_id}/papers").text
    assert '<div class="said" dir="auto">كسروا الباب</div>' in page
