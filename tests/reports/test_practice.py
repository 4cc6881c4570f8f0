"""A made-up report walks through the whole form and leaves nothing anywhere."""

import uuid

import pytest
import sqlalchemy as sa

from reporting.audit.models import AuditEntry
from reporting.database import Base, finish, session
from reporting.people import queries as people
from reporting.reports import actions, references, sealed
from reporting.reports.contents import Compartment
from reporting.reports.models import IncidentReport, ReportDraft, ReportKey
from reporting.reports.practice.actions import finish_practice
from reporting.reports.steps import gather
from tests import cast, factories
from tests.digest_of_tables import digest_of_tables
from tests.reports import told

BANNER = "Nothing here is counted or sent, and it is erased at the end."
GRAVE = {"risk": {"threats_to_kill": "yes"}, "what": {"narrative": "MARKED-PRACTICE"}}
LEFT_OVER = frozenset({"audit_entry", "report_key"})  # the trail, and a key row whose key is destroyed


def begin(volunteer) -> str:
    """Begins to practise; returns the draft's id."""
    assert volunteer.post("/f/practice", {"second_language": "so"}).location == told.page("safety")
    return told.DRAFT.search(volunteer.get(told.page("safety")).text).group(1)


def practices(app) -> list[ReportDraft]:
    with app.app_context():
        return list(session.scalars(sa.select(ReportDraft)))


def test_a_practice_told_to_its_end_leaves_no_row_in_any_table(app, sign_in, file_report):
    file_report()
    vera = sign_in("vera")
    vera.get("/f/practice")
    before = digest_of_tables(app, leaving_out=LEFT_OVER)
    key = begin(vera)
    told.answer(vera, **GRAVE)
    assert told.submission_key(vera) == key
    answer = vera.post("/f/practice/done", {"submission_key": key})
    assert answer.location == "/f/practice/done"
    assert digest_of_tables(app, leaving_out=LEFT_OVER) == before
    with app.app_context():
        (row,) = session.scalars(sa.select(ReportKey).where(ReportKey.report_id == uuid.UUID(key)))
        assert row.wrapped is None
        with pytest.raises(sealed.WordsDestroyed):
            sealed.take(uuid.UUID(key), sealed.Compartment.DRAFT)


def test_the_left_over_tables_are_tables(app):
    assert set(Base.metadata.tables) >= LEFT_OVER


def test_the_figures_are_the_same_with_and_without_a_practice(app, sign_in, file_report):
    file_report()
    vera, cora = sign_in("vera"), sign_in("cora")
    pages = ("/", "/reports", "/summaries", "/map")
    tables = [_figures(cora.get(page).text) for page in pages]
    begin(vera)
    told.answer(vera, **GRAVE)
    assert [_figures(cora.get(page).text) for page in pages] == tables
    vera.post("/f/practice/done", {"submission_key": told.submission_key(vera)})
    assert [_figures(cora.get(page).text) for page in pages] == tables


def _figures(page: str) -> str:
    """The content of a page without what differs every time."""
    main = page.split('id="main-content"', 1)[1].split("</main>")[0]
    return "\n".join(line for line in main.splitlines() if "csrf_token" not in line and "nonce" not in line)


def test_every_page_of_a_practice_says_so_and_no_page_of_a_report_does(sign_in):
    vera = sign_in("vera")
    begin(vera)
    told.answer(vera)
    pages = ["/f/practice", *(f"/f/{number}" for number in told.asked()), "/f/discard"]
    assert all(BANNER in vera.get(page).text for page in pages)
    assert BANNER in vera.post(told.page("when"), {}).text
    told.begin(vera)
    told.answer(vera)
    pages = ["/f", *(f"/f/{number}" for number in told.asked()), "/f/discard"]
    assert not any(BANNER in vera.get(page).text for page in pages)


def test_the_last_page_shows_what_the_police_team_would_have_seen(sign_in):
    vera = sign_in("vera")
    begin(vera)
    told.answer(vera, you={"name": "MARKED-NAME"})
    page = vera.get(f"/f/{told.CHECK}").text
    panel = page.split("police-view", 1)[1]
    assert "Orchard Row" in panel
    assert "MARKED-NAME" not in panel
    assert 'action="/f/practice/done"' in page
    assert "Send it to the coordinator" not in page


def test_at_the_end_stands_a_sample_that_opens_nothing(sign_in):
    vera = sign_in("vera")
    begin(vera)
    told.answer(vera)
    page = vera.get(vera.post("/f/practice/done", {"submission_key": told.submission_key(vera)}).location).text
    assert references.SAMPLE in page
    assert references.understood(references.SAMPLE) is None
    assert not told.REFERENCE.search(page)
    follow = sign_in()
    follow.get("/follow")
    answer = follow.post("/follow", {"reference": references.SAMPLE, "secret": references.SAMPLE_SECRET})
    assert answer.status_code == 422


def test_a_second_press_at_the_end_leads_to_the_same_page(app, sign_in):
    vera = sign_in("vera")
    begin(vera)
    told.answer(vera)
    key = told.submission_key(vera)
    answers = [vera.post("/f/practice/done", {"submission_key": key}) for _ in range(2)]
    assert [(answer.status_code, answer.location) for answer in answers] == [(302, "/f/practice/done")] * 2
    with app.app_context():
        finished = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "practice:finished")).all()
        assert [entry.object_id for entry in finished] == [uuid.UUID(key)]


def test_a_practice_that_is_not_finished_is_led_to_the_page_that_is_missing(sign_in):
    vera = sign_in("vera")
    key = begin(vera)
    vera.post(told.page("safety"), told.PAGES["safety"])
    assert vera.post("/f/practice/done", {"submission_key": key}).location.startswith(told.page("sharing"))
    assert vera.get(told.page("safety")).status_code == 200


def test_a_practice_never_becomes_a_report_whatever_is_posted(app, sign_in):
    vera = sign_in("vera")
    key = begin(vera)
    told.answer(vera, **GRAVE)
    told.begin(vera)  # a real one beside it, which is the one this browser writes
    for given in (
        {"submission_key": key},
        {"submission_key": key, "draft": key, "is_practice": ""},
        {"submission_key": key, "is_practice": "no"},
        {"draft": key},
        {},
    ):
        assert vera.post(f"/f/{told.CHECK}", given).status_code == 404, given
    with app.app_context():
        assert session.scalar(sa.select(IncidentReport)) is None


def test_a_real_report_cannot_be_ended_as_a_practice(app, sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    told.answer(vera)
    assert vera.post("/f/practice/done", {"submission_key": told.submission_key(vera)}).status_code == 404
    (draft,) = practices(app)
    assert not draft.is_practice
    with app.app_context(), pytest.raises(ValueError, match="not made up"):
        finish_practice(session.get_one(ReportDraft, draft.id))


def test_the_action_itself_refuses_to_hand_a_practice_in(app, sign_in):
    vera = sign_in("vera")
    key = begin(vera)
    told.answer(vera)
    with app.app_context(), app.test_request_context():
        draft = session.get_one(ReportDraft, uuid.UUID(key))
        answers = sealed.take(draft.id, Compartment.DRAFT)[Compartment.DRAFT]
        found = gather.submission(gather.pages_of(answers), explained_in="so")
        with pytest.raises(actions.OnlyPracticeError):
            actions.submit_report(draft, found, by=people.by_email(cast.email("vera")))
        finish(keep=False)


def test_whoever_is_not_ready_can_practise_and_only_that(app, sign_in):
    factories.untrain(app, "vera")
    vera = sign_in("vera")
    key = begin(vera)
    told.answer(vera)
    assert vera.get("/f/map.svg").status_code == 200
    assert vera.post(
        "/f/language", {"second_language": "ar", "number": str(told.N["sharing"]), "draft": key}
    ).location == told.page("sharing")
    assert vera.get("/f").status_code == 403
    assert vera.post("/f", {"second_language": "so"}).status_code == 403
    assert vera.post(f"/f/{told.CHECK}", {"submission_key": key}).status_code == 404
    assert len(practices(app)) == 1
    assert vera.post("/f/practice/done", {"submission_key": key}).status_code == 302
    assert practices(app) == []


def test_a_practice_is_no_key_to_a_locked_report(app, sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    told.answer(vera)
    real = told.submission_key(vera)
    factories.untrain(app, "vera")
    practice = begin(vera)  # from now on this browser writes the practice
    vera.get("/help-now")
    before = digest_of_tables(app)
    for address, given in {
        f"/f/{told.CHECK}": {"submission_key": real, "draft": practice},
        told.page("what"): {**told.PAGES["what"], "draft": real},
        told.page("when"): {**told.PAGES["when"], "submission_key": real, "draft": practice},
        f"/f/{real}/resume": {"draft": practice, "submission_key": practice},
        "/f/discard": {"draft": real},
        "/f/language": {"draft": real, "second_language": "ar"},
    }.items():
        assert vera.post(address, given).status_code == 403, address
    assert digest_of_tables(app) == before
    with vera.client.session_transaction() as kept:  # the browser still holds the real one
        kept["draft"] = real
    assert vera.post(told.page("what"), told.PAGES["what"]).status_code == 403
    assert vera.get(told.page("what")).status_code == 403
    assert digest_of_tables(app) == before


def test_home_lists_a_practice_apart_from_unfinished_reports(sign_in):
    vera = sign_in("vera")
    key = begin(vera)
    home = vera.get("/").text
    assert "Not finished yet" not in home
    assert f"/f/{key}/resume" in home.split("Only to practise")[1]
    assert vera.post(f"/f/{key}/resume").location == told.page("safety")


def test_a_practice_begun_and_left_is_gone_after_seven_days_even_of_the_unready(app, sign_in, run):
    from datetime import timedelta

    from reporting import clock

    factories.untrain(app, "vera")
    begin(sign_in("vera"))
    with app.app_context():
        session.scalars(sa.select(ReportDraft)).one().saved_at = clock.now() - timedelta(days=8)
        finish(keep=True)
    assert run("reports", "discard-drafts").exit_code == 0
    assert practices(app) == []


def test_the_trail_tells_a_practice_from_a_report(app, sign_in):
    vera = sign_in("vera")
    begin(vera)
    vera.post("/f/discard")
    with app.app_context():
        told_of = set(session.scalars(sa.select(AuditEntry.action)))
    assert {"practice:started", "practice:discarded"} <= told_of
    assert not {"draft:started", "draft:discarded"} & told_of


def test_somebody_elses_practice_is_not_there(sign_in):
    key = begin(sign_in("vera"))
    vic = sign_in("vic")
    assert vic.post(f"/f/{key}/resume").status_code == 404
    assert vic.post("/f/practice/done", {"submission_key": key}).status_code == 302  # nothing of his to erase
    assert vic.post("/f/practice/done", {"submission_key": "no key"}).status_code == 302
