"""A marked word in every field for words reaches no byte of the database, no log, no letter, no wrong reader; and ends."""

import logging
import re
import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from reporting import clock, jobs
from reporting.audit.models import AuditEntry
from reporting.crypto import SealBroken
from reporting.database import Base, finish, session
from reporting.tension import sealed
from reporting.tension.models import ObservationDraft, TensionKey, TensionObservation, TensionReturn, TensionWords
from tests.reports.test_database_bytes import dump
from tests.tension import told

FIRST, SECOND = ("heard",), ("place", "reported_to", "communities", "expected", "impact", "coverage")
OF_WEEK = ("details", "coverage", "impact", "reported_to")


def mark(page: str, field: str) -> str:
    return f"Zaunkoenig{page}{field.title().replace('_', '')}"


WORDING = mark("Approved", "text")
MARKS = (
    {mark("First", field) for field in FIRST}
    | {mark("Second", field) for field in SECOND}
    | {mark("Week", field) for field in OF_WEEK}
    | {WORDING}
)


def found(text: str | bytes) -> set[str]:
    return {word for word in MARKS if (word in text if isinstance(text, str) else word.encode() in text)}


@pytest.fixture
def journey(app, sign_in, run, caplog):
    """Everything told with marked words, approved, read and reminded of; and another begun and not sent."""
    caplog.set_level(logging.DEBUG)
    vera, cora = sign_in("vera"), sign_in("cora")
    week = clock.iso_week(clock.today())
    observation_id = told.observation(
        vera, what={field: mark("First", field) for field in FIRST}, judgement="1",
        **{field: mark("Second", field) for field in SECOND},
    )  # fmt: skip
    told.week(vera, week, **{field: mark("Week", field) for field in OF_WEEK})
    cora.get(f"/tension/observations/{observation_id}")
    cora.post(f"/tension/observations/{observation_id}/reword", {"text": WORDING})
    with app.app_context():
        return_id = str(session.scalar(sa.select(TensionReturn.id)))
    cora.get(f"/tension/returns/{return_id}")
    sign_in("omar").get(f"/tension/observations/{observation_id}")
    outputs = [run("tension", "returns").output, run("tension", "remind").output, run("audit", "verify").output]
    assert outputs[-1].startswith("Whole")
    vera.post("/o", {**told.WHAT, "heard": mark("First", "heard")})
    return observation_id, return_id, outputs


def test_no_byte_of_the_database_no_log_and_no_letter_holds_a_word(app, journey, settings, caplog):
    assert not found(dump(app))
    with app.app_context():
        for table in Base.metadata.sorted_tables:
            for row in session.execute(sa.select(table)):
                assert not any(found(value if isinstance(value, bytes) else str(value)) for value in row), table.name
    for path in settings.folder.rglob("*"):
        if path.is_file():
            assert not found(path.read_bytes()), path.name
    assert not found(caplog.text)
    assert not any(found(output) for output in journey[2])


def test_the_coordinator_can_really_read_every_word(journey, sign_in):
    observation_id, return_id, _ = journey
    cora = sign_in("cora")
    pages = cora.get(f"/tension/observations/{observation_id}").text + cora.get(f"/tension/returns/{return_id}").text
    assert found(pages) == MARKS


def test_the_ward_team_reads_the_approved_words_alone(journey, sign_in):
    for name in ("omar", "sunil"):
        assert found(sign_in(name).get(f"/tension/observations/{journey[0]}").text) == {WORDING}


@pytest.mark.parametrize("name", ["", "vic", "lena", "olga", "pia", "dana", "ada"])
def test_no_page_of_a_wrong_reader_holds_a_word(app, journey, sign_in, name):
    reader = sign_in(name)
    week = clock.iso_week(clock.today())
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint == "static":
            continue
        path = rule.rule.replace("<uuid:observation_id>", journey[0]).replace("<uuid:return_id>", journey[1])
        path = path.replace("<week>", week)
        if "<" not in path:
            assert not found(reader.get(path).text), (name, path)


def test_the_taker_reads_only_what_was_not_sent_yet(journey, sign_in):
    vera = sign_in("vera")
    week = clock.iso_week(clock.today())
    for path in ("/", "/w", f"/w/{week}", "/o/2", "/o/sent"):
        assert not found(vera.get(path).text), path
    assert found(vera.get("/o").text) == {mark("First", "heard")}


def test_addresses_and_titles_carry_no_word_and_tell_nothing(app, journey, sign_in):
    telling = re.compile("tension|hate|crime|police|incident|gang", re.IGNORECASE)
    vera = sign_in("vera")
    week = clock.iso_week(clock.today())
    for path in ("/", "/w", f"/w/{week}", "/o", "/o/2", "/o/sent"):
        page = vera.get(path).text
        assert not telling.search(re.search("<title>(.*?)</title>", page).group(1)), path
        for address in re.findall(r'(?:href|action|src)="([^"]*)"', page):
            assert not found(address)
            assert not telling.search(address), (path, address)


def test_an_envelope_moved_to_another_row_does_not_open(app, journey, sign_in):
    other = told.observation(sign_in("vic"))
    with app.app_context():
        one, two = (
            session.scalar(
                sa.select(TensionWords).where(TensionWords.about_id == uuid.UUID(key), TensionWords.part == "heard")
            )
            for key in (journey[0], other)
        )
        one.envelope, two.envelope = two.envelope, one.envelope
        finish(keep=True)
    with app.app_context(), pytest.raises(SealBroken):
        sealed.take(uuid.UUID(other), sealed.Heard)


def test_a_key_moved_to_another_row_does_not_open(app, journey, sign_in):
    other = told.observation(sign_in("vic"))
    with app.app_context():
        one, two = (
            session.scalar(sa.select(TensionKey).where(TensionKey.about_id == uuid.UUID(key)))
            for key in (journey[0], other)
        )
        one.wrapped, two.wrapped = two.wrapped, one.wrapped
        finish(keep=True)
    with app.app_context(), pytest.raises(SealBroken):
        sealed.take(uuid.UUID(other), sealed.Heard)


def test_length_says_little(app, sign_in):
    for text in ("Short.", "A little longer, but of the same bucket."):
        told.observation(sign_in("vera"), what={"heard": text})
    with app.app_context():
        lengths = {len(envelope) for envelope in session.scalars(sa.select(TensionWords.envelope))}
    assert len(lengths) == 1


def tidy(app) -> None:
    assert jobs.run(app, next(job for job in jobs.JOBS if job.name == "tidy"))


def test_after_twelve_months_the_words_are_destroyed_and_the_rows_stay(app, journey, sign_in):
    observation_id, return_id, _ = journey
    began = clock.now()
    with time_machine.travel(began + timedelta(days=364), tick=False):
        tidy(app)
    with app.app_context():
        assert set(session.scalars(sa.select(TensionWords.part))) == {"heard", "approved", "told"}
    with time_machine.travel(began + timedelta(days=366), tick=False):
        tidy(app)
        tidy(app)
        cora = sign_in("cora")
        for path in (f"/tension/observations/{observation_id}", f"/tension/returns/{return_id}"):
            page = cora.get(path)
            assert page.status_code == 200
            assert "The words are destroyed." in page.text
            assert not found(page.text)
        page = sign_in("omar").get(f"/tension/observations/{observation_id}")
        assert page.status_code == 200
        assert "The words are destroyed." in page.text
    with app.app_context():
        assert session.scalars(sa.select(TensionWords)).all() == []
        assert set(session.scalars(sa.select(TensionKey.wrapped))) == {None}
        assert session.scalar(sa.select(TensionObservation.provenance)) == "told_first_hand"
        assert session.scalar(sa.select(TensionReturn.categories)) == {"racial", "criminal_or_antisocial"}
        destroyed = sa.select(AuditEntry.action).where(AuditEntry.action.endswith(":words:destroyed"))
        assert sorted(session.scalars(destroyed)) == ["observation:words:destroyed", "return:words:destroyed"]


def test_one_nobody_sent_is_erased_after_a_week(app, sign_in):
    began = clock.now()
    sign_in("vera").post("/o", told.WHAT)
    with time_machine.travel(began + timedelta(days=6), tick=False):
        tidy(app)
    with app.app_context():
        assert session.scalar(sa.select(ObservationDraft.id)) is not None
    with time_machine.travel(began + timedelta(days=8), tick=False):
        tidy(app)
    with app.app_context():
        for table in (ObservationDraft, TensionWords, TensionKey):
            assert session.scalars(sa.select(table)).all() == []


def test_what_is_destroyed_cannot_be_passed_on(app, sign_in):
    observation_id = told.observation(sign_in("vera"))
    with app.app_context():
        sealed.destroy(uuid.UUID(observation_id))
        finish(keep=True)
    cora = sign_in("cora")
    for step in ("approve", "reword"):
        answer = cora.post(f"/tension/observations/{observation_id}/{step}", {"text": "Some words"})
        assert answer.status_code == 409
        assert "nothing can be passed on" in answer.text
    cora.post(f"/tension/observations/{observation_id}/keep")
    with app.app_context():
        assert session.scalar(sa.select(TensionObservation.standing)) == "kept"
