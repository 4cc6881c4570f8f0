"""Who is written down, and that nothing sealed is shown without its entry."""

import uuid

import pytest
import sqlalchemy as sa

from reporting.audit import queries
from reporting.audit.models import AuditEntry
from reporting.database import session
from reporting.reports import opening, sealed
from reporting.reports.contents import Compartment
from reporting.reports.models import IncidentReport
from reporting.reports.opening import open_compartments
from tests import cast


def entries(app, action):
    with app.extensions["database"].reader() as reader:
        return reader.scalars(
            sa.select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.number)
        ).all()


def person_id(app, name):
    from reporting.people.queries import by_email

    with app.app_context():
        return by_email(cast.email(name)).id


def test_a_refusal_leaves_a_denial_entry_although_the_request_is_rolled_back(app, sign_in):
    browser = sign_in("omar")
    answer = browser.get("/f")
    (entry,) = entries(app, "page:refused")
    assert answer.status_code == 403
    assert (entry.actor_id, entry.actor_role, entry.outcome, entry.detail) == (
        person_id(app, "omar"),
        "officer",
        "denied",
        "file_reports",
    )


def test_a_refused_post_leaves_a_denial_entry_and_nothing_else(app, sign_in, file_report):
    report_id = file_report(status="accepted")
    answer = sign_in("omar").post(f"/reports/{report_id}/release")
    assert answer.status_code == 403
    assert [entry.detail for entry in entries(app, "page:refused")] == ["release_reports"]
    assert entries(app, "report:released") == []


def test_a_wrong_passphrase_leaves_a_denial_entry_without_the_address(app, client, sign_in):
    sign_in().post("/sign-in", {"email": cast.email("omar"), "passphrase": "not this one, not this one"})
    (entry,) = entries(app, "session:refused")
    assert (entry.actor_id, entry.detail, entry.outcome) == (None, "", "denied")


def test_the_chain_is_whole_after_a_day_of_refusals(app, sign_in):
    browser = sign_in("pia")
    for path in ("/f", "/reports", "/map", "/trail"):
        browser.get(path)
        browser.post(path)
    with app.app_context():
        assert queries.chain().is_whole


def test_reading_a_report_is_written_down_before_it_is_shown(app, sign_in, file_report, monkeypatch):
    report_id = file_report(status="submitted")
    browser = sign_in("cora")
    seen_at_opening = []
    take = sealed.take

    def watched(opened_id, *names):
        if opened_id == report_id:
            written = {entry.action for entry in entries(app, f"report:{names[0].value}:opened")}
            seen_at_opening.append((names, written))
        return take(opened_id, *names)

    monkeypatch.setattr(sealed, "take", watched)
    assert browser.get(f"/reports/{report_id}").status_code == 200
    assert seen_at_opening
    assert all(written == {f"report:{names[0].value}:opened"} for names, written in seen_at_opening)


def test_no_entry_no_words(app, file_report, monkeypatch):
    """When the entry cannot be written nothing is opened and nothing comes back."""
    report_id = file_report()
    opened = []

    class Full(Exception):
        pass

    def fail(*_args, **_kwargs):
        raise Full

    monkeypatch.setattr(opening, "record", fail)
    monkeypatch.setattr(sealed, "take", lambda *names: opened.append(names))
    with app.app_context(), pytest.raises(Full):
        open_compartments(session.get_one(IncidentReport, report_id), Compartment.IDENTITY)
    assert opened == []


def test_no_trail_no_words(app, sign_in, file_report):
    """The same with a real failure: the table of the trail is gone, and the page shows none of the words."""
    app.config.update(PROPAGATE_FAILURES=False, PROPAGATE_EXCEPTIONS=False)
    report_id = file_report(status="submitted")
    browser = sign_in("cora")
    assert "shouted at my door" in browser.get(f"/reports/{report_id}").text
    with app.extensions["database"].transaction() as own:
        own.execute(sa.text("DROP TABLE audit_entry"))
    answer = browser.get(f"/reports/{report_id}")
    assert answer.status_code == 500
    assert "shouted at my door" not in answer.text


def test_every_opened_compartment_has_an_entry_of_its_own(app, file_report):
    report_id = file_report()
    with app.app_context():
        report = session.get_one(IncidentReport, report_id)
        open_compartments(report, Compartment.ACCOUNT, Compartment.ALLEGED)
        written = [entry.action for entry in queries.trail_of(report_id)][-2:]
    assert written == ["report:account:opened", "report:alleged:opened"]


def test_an_opening_that_finds_nothing_is_written_down_all_the_same(app, file_report):
    report_id = file_report(status="submitted")
    with app.app_context():
        report = session.get_one(IncidentReport, report_id)
        assert open_compartments(report, Compartment.SUMMARY, purpose="looking") == {}
        entry = queries.trail_of(report_id)[-1]
    assert (entry.action, entry.detail) == ("report:summary:opened", "looking")


def test_an_entry_names_who_did_it_and_when(app, sign_in):
    sign_in("vera")
    (entry,) = entries(app, "session:begun")
    assert (entry.actor_id, entry.actor_role, entry.object_id) == (
        person_id(app, "vera"),
        "volunteer",
        person_id(app, "vera"),
    )
    assert entry.happened_at.tzinfo is not None


def test_the_trail_holds_no_word_that_was_told(app, sign_in, file_report):
    report_id = file_report()
    for name in ("cora", "omar", "vera"):
        sign_in(name).get(f"/reports/{report_id}")
    with app.app_context():
        trail = [(entry.action, entry.detail, entry.outcome, entry.actor_role) for entry in queries.recent(500)]
    text = repr(trail)
    assert len(trail) > 5
    assert not any(word in text for word in ("Orchard", "Amina", "shouted", "01632", "boys", str(uuid.UUID(int=0))))
