"""An observation in two pages, a coordinator's wording, and what the ward team then reads."""

import re
import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from reporting import clock
from reporting.audit.models import AuditEntry
from reporting.database import session
from reporting.mail.models import OutgoingMail
from reporting.people.queries import by_email
from reporting.places.models import Ward
from reporting.tension import queries, sealed
from reporting.tension.models import ObservationDraft, TensionKey, TensionObservation, TensionWords
from tests.tension import told

HEARD = told.WHAT["heard"]


def trail(app, action):
    with app.app_context():
        return session.scalars(sa.select(AuditEntry).where(AuditEntry.action == action)).all()


def test_an_observation_takes_two_pages_from_home(sign_in):
    vera = sign_in("vera")
    pages = []
    home = vera.get("/")
    assert 'href="/o"' in home.text
    pages.append(vera.get("/o"))
    pages.append(vera.post("/o", told.WHAT, follow_redirects=True))
    assert [page.text.count("<h1") for page in pages] == [1, 1]
    draft = told.DRAFT.search(pages[-1].text).group(1)
    sent = vera.post("/o/2", {"draft": draft, **told.today(pages[-1].text), **told.WHERE})
    assert sent.location == "/o/sent"
    assert len(pages) == 2


def test_a_centre_lead_tells_one_too(app, sign_in):
    told.observation(sign_in("lena"))
    with app.app_context():
        assert session.scalar(sa.select(TensionObservation.centre_id)) == by_email("lena@demo.example").centre_id


def test_only_coarse_facts_stand_in_clear(app, sign_in):
    observation_id = told.observation(sign_in("vera"))
    with app.app_context():
        row = session.get_one(TensionObservation, uuid.UUID(observation_id))
        clear = {column.name for column in TensionObservation.__table__.columns}
        assert clear == {
            "id", "centre_id", "taken_by_id", "observed_on", "ward_id", "eep", "observation_types", "provenance",
            "direction", "widely_held", "judgement", "submitted_at", "is_practice", "standing", "decided_at",
        }  # fmt: skip
        assert (row.eep, row.provenance, row.direction, row.judgement) == ("potential", "told_first_hand", "rising", 3)
        assert row.observation_types == {"gang_conflict", "revenge_talk"}
        assert session.get(Ward, row.ward_id).code == "Z01"
        assert row.observed_on == clock.today()
        (words,) = sealed.take(row.id, sealed.Heard)
        assert words.heard == HEARD
        assert words.expected == "Friday after school"
        assert words.responses == ["youth_work"]


def test_its_taker_opens_it_until_it_is_sent_and_not_after(app, sign_in):
    vera, vic = sign_in("vera"), sign_in("vic")
    vera.post("/o", told.WHAT)
    assert HEARD in vera.get("/o").text
    assert HEARD not in vic.get("/o").text
    observation_id = told.observation(vera)
    assert HEARD not in vera.get("/o").text
    assert vera.get(f"/tension/observations/{observation_id}").status_code == 403
    with app.app_context():
        assert session.scalar(sa.select(ObservationDraft)) is None
        assert set(session.scalars(sa.select(TensionWords.part))) == {"heard"}


def test_the_coordinator_reads_it_and_each_opening_is_written_down_first(app, sign_in):
    observation_id = told.observation(sign_in("vera"))
    cora = sign_in("cora")
    assert "1 new observation is waiting for you" in cora.get("/").text
    assert HEARD not in cora.get("/tension").text
    assert trail(app, "observation:heard:opened") == []
    page = cora.get(f"/tension/observations/{observation_id}")
    assert HEARD in page.text
    assert "A youth worker" in page.text
    assert "Harbour Centre" in page.text
    (entry,) = trail(app, "observation:heard:opened")
    assert str(entry.object_id) == observation_id
    assert entry.actor_role == "coordinator"


def test_no_entry_no_words(app, sign_in, monkeypatch):
    from reporting.tension.reading import opening

    observation_id = told.observation(sign_in("vera"))
    cora = sign_in("cora")

    def refuse(*_args, **_given):
        raise RuntimeError("the trail cannot be written")

    monkeypatch.setattr(opening, "record", refuse)
    app.config["PROPAGATE_FAILURES"] = False
    answer = cora.get(f"/tension/observations/{observation_id}")
    assert answer.status_code == 500
    assert HEARD not in answer.text


def test_the_ward_team_reads_nothing_before_it_is_approved(sign_in):
    observation_id = told.observation(sign_in("vera"))
    omar = sign_in("omar")
    missing = omar.get(f"/tension/observations/{uuid.UUID(int=1)}")
    early = omar.get(f"/tension/observations/{observation_id}")
    assert (early.status_code, missing.status_code) == (404, 404)
    assert observation_id not in omar.get("/tension").text


def test_approved_as_written_the_ward_team_reads_what_where_and_when_and_no_more(app, sign_in):
    observation_id = told.observation(sign_in("vera"))
    cora, omar = sign_in("cora"), sign_in("omar")
    assert cora.post(f"/tension/observations/{observation_id}/approve").location == "/tension"
    listed = omar.get("/tension").text
    assert observation_id in listed
    assert HEARD not in listed
    page = omar.get(f"/tension/observations/{observation_id}").text
    for text in (HEARD, "by the garages", "Friday after school", "Told first-hand", "Potential", "Rising", "3: rising"):
        assert text in page, text
    for text in (
        "Harbour Centre",
        "Vera",
        "A youth worker",
        "young people of two estates",
        "Parents keep",
        "A few people",
        "Youth work",
    ):
        assert text not in page, text
    (entry,) = trail(app, "observation:approved:opened")
    assert (entry.actor_role, str(entry.object_id)) == ("officer", observation_id)


def test_reworded_the_ward_team_reads_only_the_new_words(app, sign_in):
    observation_id = told.observation(sign_in("vera"))
    neutral = "Young people expect trouble between two groups."
    sign_in("cora").post(f"/tension/observations/{observation_id}/reword", {"text": neutral})
    page = sign_in("omar").get(f"/tension/observations/{observation_id}").text
    assert neutral in page
    assert HEARD not in page
    assert "by the garages" not in page
    (entry,) = trail(app, "observation:approved")
    assert entry.detail == "reworded"


def test_the_supervisor_reads_it_and_another_wards_officer_does_not(sign_in):
    observation_id = told.observation(sign_in("vera"))
    sign_in("cora").post(f"/tension/observations/{observation_id}/approve")
    assert sign_in("sunil").get(f"/tension/observations/{observation_id}").status_code == 200
    olga = sign_in("olga")
    strange = olga.get(f"/tension/observations/{observation_id}")
    missing = olga.get(f"/tension/observations/{uuid.UUID(int=1)}")
    assert strange.status_code == missing.status_code == 404
    token = re.compile(r'value="[^"]{40,}"')
    path = re.compile(r"[0-9a-f-]{36}")
    assert path.sub("", token.sub("", strange.text)) == path.sub("", token.sub("", missing.text))


def test_kept_in_the_scheme_it_counts_and_no_ward_team_reads_it(app, sign_in):
    observation_id = told.observation(sign_in("vera"))
    cora = sign_in("cora")
    cora.post(f"/tension/observations/{observation_id}/keep")
    assert "There is nothing new." in cora.get("/tension").text
    assert sign_in("omar").get(f"/tension/observations/{observation_id}").status_code == 404
    with app.app_context():
        rows = queries.observations_between(clock.today(), clock.today())
        assert [row.is_approved for row in rows] == [False]
        assert queries.observations_between(clock.today(), clock.today(), approved_only=True) == []


@pytest.mark.parametrize("second", ["approve", "reword", "keep"])
def test_what_is_decided_stays_decided(app, sign_in, second):
    observation_id = told.observation(sign_in("vera"))
    cora = sign_in("cora")
    cora.post(f"/tension/observations/{observation_id}/keep")
    answer = cora.post(f"/tension/observations/{observation_id}/{second}", {"text": "Other words"})
    assert answer.status_code == 409
    assert "A colleague has decided" in answer.text
    with app.app_context():
        assert session.scalar(sa.select(TensionObservation.standing)) == "kept"
        assert "approved" not in set(session.scalars(sa.select(TensionWords.part)))


@pytest.mark.parametrize("text", ["", "   ", "x" * 1001, "a\x00b"])
def test_wording_that_cannot_be_changes_nothing_and_keeps_what_was_typed(app, sign_in, text):
    observation_id = told.observation(sign_in("vera"))
    answer = sign_in("cora").post(f"/tension/observations/{observation_id}/reword", {"text": text})
    assert answer.status_code == 422
    assert "govuk-error-message" in answer.text
    assert text.strip().replace("\x00", "")[:2] in answer.text
    with app.app_context():
        assert session.scalar(sa.select(TensionObservation.standing)) == "new"
    assert len(trail(app, "observation:heard:opened")) == 1  # the page with the mistake opened the words again


def test_one_without_a_ward_is_read_by_no_ward_team(sign_in):
    observation_id = told.observation(sign_in("vera"), ward="none")
    sign_in("cora").post(f"/tension/observations/{observation_id}/approve")
    for name in ("omar", "sunil"):
        person = sign_in(name)
        assert person.get(f"/tension/observations/{observation_id}").status_code == 404
        assert observation_id not in person.get("/tension").text


def test_an_alarming_one_tells_the_coordinators_at_once_and_says_nothing_of_itself(app, sign_in):
    told.observation(sign_in("vera"), judgement="3")
    with app.app_context():
        assert session.scalars(sa.select(OutgoingMail)).all() == []
    told.observation(sign_in("vera"), judgement="2")
    with app.app_context():
        (letter,) = session.scalars(sa.select(OutgoingMail)).all()
        assert (letter.kind, letter.address) == ("update", "cora@demo.example")


def test_the_same_page_sent_twice_is_one_observation(app, sign_in):
    vera = sign_in("vera")
    vera.post("/o", told.WHAT)
    page = vera.get("/o/2")
    values = {"draft": told.DRAFT.search(page.text).group(1), **told.today(page.text), **told.WHERE}
    assert [vera.post("/o/2", values).location for _ in range(2)] == ["/o/sent", "/o/sent"]
    with app.app_context():
        assert session.scalar(sa.select(sa.func.count()).select_from(TensionObservation)) == 1


def test_the_second_page_of_one_is_never_sent_with_the_first_page_of_another(app, sign_in):
    vera = sign_in("vera")
    vera.post("/o", told.WHAT)
    page = vera.get("/o/2")
    values = {"draft": told.DRAFT.search(page.text).group(1), **told.today(page.text), **told.WHERE}
    vera.post("/o/erase")
    vera.post("/o", {**told.WHAT, "heard": "Something else."})
    assert vera.post("/o/2", values).location == "/o"
    with app.app_context():
        assert session.scalar(sa.select(TensionObservation)) is None


def test_the_second_page_without_the_first_leads_to_the_first(sign_in):
    vera = sign_in("vera")
    assert vera.get("/o/2").location == "/o"
    assert vera.post("/o/2", told.WHERE).location == "/o"


def test_practice_goes_to_nobody_and_counts_nowhere(app, sign_in):
    observation_id = told.observation(sign_in("vera"), practice="yes")
    cora = sign_in("cora")
    assert cora.get(f"/tension/observations/{observation_id}").status_code == 404
    assert "There is nothing new." in cora.get("/tension").text
    assert "waiting for you" not in cora.get("/").text.replace("0 new reports are waiting for you", "")
    with app.app_context():
        assert session.scalar(sa.select(TensionObservation.is_practice))
        assert session.scalars(sa.select(TensionWords)).all() == []
        assert session.scalar(sa.select(TensionKey.wrapped)) is None
        assert queries.observations_between(clock.today(), clock.today()) == []


def test_erasing_leaves_neither_words_nor_key(app, sign_in):
    vera = sign_in("vera")
    vera.post("/o", told.WHAT)
    vera.post("/o/erase")
    assert HEARD not in vera.get("/o").text
    with app.app_context():
        for table in (ObservationDraft, TensionWords, TensionKey):
            assert session.scalars(sa.select(table)).all() == []


def test_after_28_days_it_leaves_the_list(app, sign_in):
    observation_id = told.observation(sign_in("vera"))
    sign_in("cora").post(f"/tension/observations/{observation_id}/approve")
    with time_machine.travel(clock.now() + timedelta(days=27), tick=False):
        assert observation_id in sign_in("omar").get("/tension").text
    with time_machine.travel(clock.now() + timedelta(days=28), tick=False):
        assert observation_id not in sign_in("omar").get("/tension").text
