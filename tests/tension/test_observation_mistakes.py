"""Bad input on the two pages: said beside the field, everything typed is kept, nothing is changed, never a failure."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from reporting import clock
from reporting.database import session
from reporting.tension.models import ObservationDraft, TensionObservation, TensionWords
from reporting.tension.observations.facts import Observed
from tests.tension import told


def boxes(day: date) -> list[str]:
    return [str(day.day), str(day.month), str(day.year)]


FIRST = [
    ({"heard": ""}, "Write what was noticed or heard"),
    ({"heard": " \n "}, "Write what was noticed or heard"),
    ({"heard": "x" * 4001}, "longer than we can keep"),
    ({"heard": "a\x00b"}, "sign that cannot be kept"),
    ({"types": []}, "Choose what kind of thing it is"),
    ({"types": ["murder"]}, "Choose from the answers shown"),
    ({"eep": ""}, "Choose which of these it is most"),
    ({"eep": "proven"}, "Choose one of the answers"),
    ({"provenance": ""}, "Say how you know"),
    ({"provenance": "certain"}, "Choose one of the answers"),
    ({"heard_from": ""}, "Say who it came from"),
]
SECOND = [
    ({"observed_on": ["", "", ""]}, "Say when it was noticed"),
    ({"observed_on": ["31", "2", "2026"]}, "This is not a day"),
    ({"observed_on": ["x", "y", "z"]}, "This is not a day"),
    ({"observed_on": ["1"]}, "This is not a day"),
    ({"observed_on": ["1", "1", "0001"]}, "more than a year ago"),
    ({"observed_on": boxes(clock.today() + timedelta(days=2))}, "still to come"),
    ({"observed_on": boxes(clock.today() - timedelta(days=370))}, "more than a year ago"),
    ({"ward": ""}, "Choose a ward"),
    ({"ward": "Z99"}, "Choose a ward"),
    ({"direction": ""}, "Say whether it is rising or falling"),
    ({"widely_held": ""}, "Say how many people"),
    ({"judgement": ""}, "Say how tense it is"),
    ({"judgement": "7"}, "Choose one of the answers"),
    ({"judgement": "0"}, "Choose one of the answers"),
    ({"reported": ""}, "Say whether it was told to anybody else"),
    ({"place": "x" * 301}, "longer than we can keep"),
    ({"impact": "\x1b"}, "sign that cannot be kept"),
    ({"responses": ["arrest"]}, "Choose from the answers shown"),
]


def count(app, table):
    with app.app_context():
        return session.scalar(sa.select(sa.func.count()).select_from(table))


@pytest.mark.parametrize(("changed", "message"), FIRST)
def test_a_mistake_on_the_first_page(app, sign_in, changed, message):
    answer = sign_in("vera").post("/o", {**told.WHAT, **changed})
    assert answer.status_code == 422
    assert message in answer.text
    assert "<title>Error: " in answer.text
    if "heard" not in changed:
        assert told.WHAT["heard"] in answer.text
    if "types" not in changed:
        assert answer.text.count("checked") >= 2
    assert count(app, ObservationDraft) == 0


@pytest.mark.parametrize(("changed", "message"), SECOND)
def test_a_mistake_on_the_second_page(app, sign_in, changed, message):
    vera = sign_in("vera")
    vera.post("/o", told.WHAT)
    page = vera.get("/o/2").text
    given = {"draft": told.DRAFT.search(page).group(1), **told.today(page), **told.WHERE, **changed}
    answer = vera.post("/o/2", given)
    assert answer.status_code == 422
    assert message in answer.text
    assert "young people of two estates" in answer.text
    if "place" not in changed:
        assert "by the garages" in answer.text
    assert count(app, TensionObservation) == 0
    assert count(app, TensionWords) == 1  # the first page, as it was
    vera.post("/o/2", {**given, **told.today(page), **told.WHERE})
    assert count(app, TensionObservation) == 1


@pytest.mark.parametrize("draft", ["", "x", "00000000-0000-4000-8000-000000000000", "é" * 40])
def test_a_second_page_of_nothing_we_know_sends_nothing(app, sign_in, draft):
    vera = sign_in("vera")
    vera.post("/o", told.WHAT)
    page = vera.get("/o/2").text
    assert vera.post("/o/2", {"draft": draft, **told.today(page), **told.WHERE}).location == "/o"
    assert count(app, TensionObservation) == 0


def test_somebody_elses_draft_sends_nothing(app, sign_in):
    vera, vic = sign_in("vera"), sign_in("vic")
    vera.post("/o", told.WHAT)
    page = vera.get("/o/2").text
    vic.post("/o", told.WHAT)
    stolen = {"draft": told.DRAFT.search(page).group(1), **told.today(page), **told.WHERE}
    assert vic.post("/o/2", stolen).location == "/o"
    assert count(app, TensionObservation) == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"provenance": ""}, {"provenance": "certain"}, {"eep": ""}, {"judgement": 0}, {"judgement": 7},
        {"observation_types": frozenset()}, {"observation_types": frozenset({"murder"})}, {"direction": "up"},
        {"widely_held": ""},
    ],
)  # fmt: skip
def test_no_observation_is_without_its_provenance_or_with_a_word_no_list_holds(changed):
    whole = {
        "observed_on": date(2026, 11, 1), "ward_id": None, "eep": "evidenced", "provenance": "rumour",
        "observation_types": frozenset({"graffiti"}), "direction": "same", "widely_held": "few", "judgement": 5,
    }  # fmt: skip
    assert Observed(**whole).provenance == "rumour"
    with pytest.raises(ValueError, match=next(iter(changed))):
        Observed(**{**whole, **changed})
