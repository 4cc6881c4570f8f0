"""The coordinator looks after every centre, a lead after a part of their own; bad input stays beside its field."""

import re
import uuid

import pytest

from reporting import clock
from reporting.audit.queries import recent, trail_of
from reporting.centres import queries
from reporting.centres.vocabulary import CentreStatus, StepFree
from reporting.database import finish
from tests.digest_of_tables import digest_of_tables

OWN = {
    "phone": "01632 960 101",
    "email": "",
    "mon": "10-12, 13:00-16:00",
    "wed": "9.30-17",
    "languages": ["so", "en"],
    "step_free": "yes",
    "contact_email": "Desk@Harbour.example",
    "contact_language": "so",
}
WHOLE = {**OWN, "name": "Harbour Rooms", "address": "1 Harbour Road\r\nLarkmere", "postcode": "zz11aa"}


@pytest.fixture
def harbour(centre):
    return centre("HARBOUR")


@pytest.fixture
def meadow(centre):
    return centre("MEADOW")


def edit(browser, centre_id, values):
    browser.get(f"/centres/manage/{centre_id}/edit")
    return browser.post(f"/centres/manage/{centre_id}/edit", values)


def test_a_lead_changes_hours_languages_and_contact_of_their_own_centre(app, sign_in, harbour):
    assert edit(sign_in("lena"), harbour, OWN).status_code == 302
    with app.app_context():
        saved = queries.by_code("HARBOUR")
        assert saved.opening_hours == "mon 10:00-12:00 13:00-16:00\nwed 09:30-17:00"
        assert saved.languages == {"so", "en"}
        assert (saved.phone, saved.step_free) == ("01632 960 101", StepFree.YES)
        assert (saved.contact_email, saved.contact_language) == ("desk@harbour.example", "so")
        assert [entry.action for entry in trail_of(harbour)] == ["centre:contact:changed", "centre:changed"]
        finish(keep=False)


def test_a_lead_changes_neither_name_nor_place_nor_status(app, sign_in, harbour, read):
    lena = sign_in("lena")
    given = {**WHOLE, "status": "closed", "code": "OTHER", "verified_at": "2030-01-01"}
    assert edit(lena, harbour, given).status_code == 302
    assert read("HARBOUR", "name") == "Harbour Centre"
    assert read("HARBOUR", "postcode") == ""
    assert read("HARBOUR", "status") is CentreStatus.ACTIVE
    assert lena.post(f"/centres/manage/{harbour}/move", {"status": "closed"}).status_code == 403
    page = lena.get(f"/centres/manage/{harbour}/edit").text
    for name in ('name="name"', 'name="postcode"', 'name="code"'):
        assert name not in page


@pytest.mark.parametrize("page", ["", "/edit"])
def test_another_centre_is_for_a_lead_what_is_not_there_byte_for_byte(sign_in, harbour, meadow, page):
    lena = sign_in("lena")
    assert lena.get(f"/centres/manage/{harbour}{page}").status_code == 200
    other, missing = (lena.get(f"/centres/manage/{one}{page}") for one in (meadow, uuid.uuid4()))
    assert other.status_code == missing.status_code == 404
    assert other.data == missing.data
    assert dict(other.headers) == dict(missing.headers)


@pytest.mark.parametrize("step", ["edit", "confirm"])
def test_another_centre_is_not_changed_by_a_lead(app, sign_in, meadow, step):
    lena = sign_in("lena")
    lena.get("/centres/manage")
    before = digest_of_tables(app)
    other, missing = (lena.post(f"/centres/manage/{one}/{step}", OWN) for one in (meadow, uuid.uuid4()))
    assert other.status_code == missing.status_code == 404
    assert other.data == missing.data
    assert digest_of_tables(app) == before


def test_a_lead_finds_their_centre_under_its_own_words(sign_in):
    lena = sign_in("lena")
    page = lena.get("/centres/manage").text
    assert "Harbour Centre" in page
    assert "Meadow House" not in page
    assert "Our centre" in page


@pytest.mark.parametrize(
    ("name", "code", "due"), [("lena", "HARBOUR", 302), ("cora", "HARBOUR", 302), ("cora", "MEADOW", 302)]
)
def test_lead_and_coordinator_confirm_on_the_page(app, sign_in, read, name, code, due):
    browser = sign_in(name)
    with app.app_context():
        centre_id = queries.by_code(code).id
    browser.get(f"/centres/manage/{centre_id}")
    assert browser.post(f"/centres/manage/{centre_id}/confirm").status_code == due
    assert read(code, "verified_on") == clock.today()
    with app.app_context():
        entry = recent(1)[0]
        assert (entry.action, entry.detail) == ("centre:verified", "by_page")
        finish(keep=False)


def test_the_coordinator_changes_everything_but_the_code(app, sign_in, harbour):
    assert edit(sign_in("cora"), harbour, {**WHOLE, "code": "OTHER"}).status_code == 302
    with app.app_context():
        saved = queries.by_code("HARBOUR")
        assert (saved.name, saved.address, saved.postcode) == ("Harbour Rooms", "1 Harbour Road\nLarkmere", "ZZ1 1AA")
        finish(keep=False)


def test_saving_what_is_there_writes_nothing_down(app, sign_in, harbour):
    cora = sign_in("cora")
    edit(cora, harbour, WHOLE)
    before = digest_of_tables(app)
    assert edit(cora, harbour, WHOLE).status_code == 302
    assert digest_of_tables(app) == before


def test_the_form_shows_what_is_there(sign_in, harbour):
    cora = sign_in("cora")
    edit(cora, harbour, WHOLE)
    page = cora.get(f"/centres/manage/{harbour}/edit").text
    for value in ("10:00-12:00, 13:00-16:00", "Harbour Rooms", "1 Harbour Road\nLarkmere", "desk@harbour.example"):
        assert value in page
    assert 'value="so" checked' in page
    assert 'value="bn" checked' not in page


WRONG = [
    ("phone", "12", "Enter a telephone number"),
    ("phone", "ring us", "Enter a telephone number"),
    ("email", "nobody", "Enter an e-mail address"),
    ("contact_email", "a@b.example\nBcc: c@d.example", "Enter an e-mail address"),
    ("mon", "ten to four", "Enter hours such as"),
    ("tue", "16-10", "The closing time must be later"),
    ("sun", "10-12, 11-13", "Two of these times overlap"),
    ("fri", "1-2,3-4,5-6,7-8,9-10", "at most four"),
    ("languages", ["en", "klingon"], "Choose from the list"),
    ("step_free", "perhaps", "Choose one of the answers"),
    ("contact_language", "xx", "Choose from the list"),
    ("name", "", "Enter the name of the centre"),
    ("name", "x" * 121, "120 characters or fewer"),
    ("name", "two\nlines", "on one line"),
    ("name", "a\x07b", "holds a sign that cannot be kept"),
    ("address", "\n".join("abcdef"), "at most five lines"),
    ("address", "x" * 401, "at most five lines"),
    ("postcode", "nowhere", "Enter a full postcode"),
]


@pytest.mark.parametrize(("field", "value", "words"), WRONG)
def test_bad_input_is_refused_beside_its_field_keeps_the_rest_and_changes_nothing(
    app, sign_in, harbour, field, value, words
):
    cora = sign_in("cora")
    cora.get(f"/centres/manage/{harbour}/edit")
    before = digest_of_tables(app)
    answer = cora.post(f"/centres/manage/{harbour}/edit", {**WHOLE, field: value})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert answer.text.count(words) == 2  # beside the field, and in the list at the top
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    if field != "mon":
        assert "10-12, 13:00-16:00" in answer.text  # as it was typed
    assert digest_of_tables(app) == before


def test_a_new_centre_begins_as_proposed(app, sign_in):
    cora = sign_in("cora")
    cora.get("/centres/manage/new")
    answer = cora.post("/centres/manage/new", {**WHOLE, "code": "chapel"})
    with app.app_context():
        chapel = queries.by_code("CHAPEL")
        assert (chapel.status, chapel.name) == (CentreStatus.PROPOSED, "Harbour Rooms")
        assert answer.location == f"/centres/manage/{chapel.id}"
        finish(keep=False)


@pytest.mark.parametrize(
    ("code", "words"),
    [("", "Enter a code"), ("a b", "Use 2 to 12"), ("X" * 13, "Use 2 to 12"), ("harbour", "with this code already")],
)
def test_a_new_centre_needs_a_code_of_its_own(app, sign_in, code, words):
    cora = sign_in("cora")
    cora.get("/centres/manage/new")
    before = digest_of_tables(app)
    answer = cora.post("/centres/manage/new", {**WHOLE, "code": code})
    assert answer.status_code == 422
    assert answer.text.count(words) == 2
    assert "Harbour Rooms" in answer.text
    assert digest_of_tables(app) == before


@pytest.mark.parametrize("old", CentreStatus)
@pytest.mark.parametrize("new", [*CentreStatus, "", "open"])
def test_the_coordinator_makes_the_moves_there_are_and_no_others(app, sign_in, centre, read, old, new):
    from reporting.centres.life import Mover, may_move

    cora, harbour = sign_in("cora"), centre("HARBOUR", status=old)
    offered = cora.get(f"/centres/manage/{harbour}").text
    is_move = new in set(CentreStatus) and may_move(old, new, Mover.COORDINATOR)
    assert (f'name="status" value="{new}"' in offered) is is_move
    answer = cora.post(f"/centres/manage/{harbour}/move", {"status": new})
    assert answer.status_code == (302 if is_move else 422)
    assert read("HARBOUR", "status") == (new if is_move else old)
    with app.app_context():
        entries = [(one.action, one.detail) for one in trail_of(harbour)]
        assert entries == ([("centre:moved", f"{old.value} {new}")] if is_move else [])
        finish(keep=False)


def test_the_list_of_the_coordinator_names_every_centre_with_its_standing(sign_in, centre):
    centre("MEADOW", status=CentreStatus.SUSPENDED)
    centre("HARBOUR", verified_at=clock.now())
    page = sign_in("cora").get("/centres/manage").text
    for word in ("Harbour Centre", "Meadow House", "Suspended", "Active", "Confirmed", "Never"):
        assert word in page


def test_what_was_typed_is_never_markup(sign_in, harbour):
    cora = sign_in("cora")
    edit(cora, harbour, {**WHOLE, "name": "<b>Bold</b>", "address": "<img src=x>"})
    cora.post(f"/centres/manage/{harbour}/confirm")
    for page in ("/centres", "/centres/manage", f"/centres/manage/{harbour}", f"/centres/manage/{harbour}/edit"):
        text = cora.get(page).text
        assert "<b>Bold" not in text
        assert "<img" not in text
        assert "&lt;b&gt;Bold" in text


def test_the_trail_says_moves_and_confirmations_in_words(sign_in, harbour):
    cora = sign_in("cora")
    cora.post(f"/centres/manage/{harbour}/move", {"status": "suspended"})
    cora.post(f"/centres/manage/{harbour}/confirm")
    page = sign_in("dana").get("/trail").text
    for words in ("Moved a centre on", "Suspended", "Confirmed the details of a centre", "On the page of the centre"):
        assert words in page


def test_mistakes_are_listed_in_the_order_of_the_page(sign_in, harbour):
    cora = sign_in("cora")
    cora.get("/centres/manage/new")
    wrong = {
        "code": "",
        "name": "",
        "postcode": "x",
        "phone": "x",
        "mon": "x",
        "sun": "x",
        "step_free": "",
        "contact_email": "x",
    }
    page = cora.post("/centres/manage/new", wrong).text
    summary = page[page.index("govuk-error-summary") : page.index("<h1")]
    assert re.findall(r'href="#(\w+)"', summary) == [*wrong]
    places = [page.index(f'id="{field}"') for field in wrong]
    assert places == sorted(places)
