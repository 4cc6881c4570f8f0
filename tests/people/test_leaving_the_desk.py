"""Locking, coming back, staying and leaving in a hurry, without a script."""

from datetime import timedelta

import pytest

from reporting import clock
from tests.reports import told

KEPT = "half a sentence that nobody may lose"


@pytest.fixture
def later(monkeypatch):
    """later(minutes=3) moves the clock of the site forward."""
    real, moved = clock.now, [timedelta()]
    monkeypatch.setattr(clock, "now", lambda: real() + moved[0])

    def move(**by):
        moved[0] += timedelta(**by)

    return move


def unlock(browser):
    return browser.post("/unlock", {"simply": "yes"})


@pytest.mark.parametrize("then", ["lock", "exit"])
def test_a_half_typed_page_is_there_again_after_the_screen_was_locked(sign_in, then):
    vera = sign_in("vera")
    told.begin(vera)
    vera.get(told.page("what"))
    answer = vera.post("/f/5/keep", {"narrative": KEPT, "then": then})
    assert answer.location == "/unlock" if then == "lock" else answer.status_code == 200
    assert vera.get(told.page("what")).location == "/unlock"
    vera.get("/unlock")
    assert unlock(vera).location == told.page("what")
    assert KEPT in vera.get(told.page("what")).text


def test_the_lock_button_of_a_question_belongs_to_the_question_and_checks_nothing(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    page = vera.get(told.page("what")).text
    assert 'form="question" formaction="/f/5/keep" formnovalidate name="then" value="lock"' in page
    assert page.index('<button form="question" hidden>') < page.index('value="lock"')  # Enter saves, it does not lock
    assert 'formaction="/lock"' not in page
    assert 'formaction="/lock"' in vera.get("/reports").text


@pytest.mark.parametrize(
    ("page", "number", "back"),
    [
        ("reports.index", "", "/reports"),
        ("telling.page", "4", "/f/4"),
        ("telling.page", "", "/"),
        ("reports.show", "", "/"),
        ("site.home", "7", "/"),
        ("site.language", "", "/"),
        ("https://elsewhere.example/", "", "/"),
        ("//elsewhere.example", "1", "/"),
        ("telling.page", "4444444444", "/"),
        ("static", "", "/"),
        ("", "", "/"),
    ],
)
def test_unlocking_leads_back_to_a_page_of_ours_and_nowhere_else(sign_in, page, number, back):
    vera = sign_in("vera")
    assert vera.post("/lock", {"page": page, "number": number}).location == "/unlock"
    vera.get("/unlock")
    assert unlock(vera).location == back


def test_what_was_remembered_is_used_once(sign_in):
    vera = sign_in("vera")
    vera.post("/lock", {"page": "reports.index"})
    vera.get("/unlock")
    unlock(vera)
    vera.get("/")
    vera.post("/lock", {})
    vera.get("/unlock")
    assert unlock(vera).location == "/"


def test_the_page_asks_how_long_is_left_without_being_somebody(sign_in, later):
    vera = sign_in("vera")
    later(minutes=10)
    vera.headers["X-Unattended"] = "yes"
    assert 200 < vera.post("/stay").json["seconds"] <= 300
    later(minutes=4)
    assert vera.post("/stay").json["seconds"] <= 60
    later(minutes=1, seconds=1)
    assert vera.post("/stay").location.startswith("/sign-in")


@pytest.mark.parametrize("address", ["/stay", "/f/5/keep"])
def test_staying_and_keeping_count_as_being_there(sign_in, later, address):
    vera = sign_in("vera")
    told.begin(vera)
    vera.get(told.page("what"))
    for _ in range(4):
        later(minutes=14)
        assert vera.post(address, {"narrative": KEPT}).status_code in {200, 302}
    assert vera.get(told.page("what")).status_code == 200


def test_what_was_typed_may_arrive_a_moment_after_the_lock_but_opens_nothing(sign_in, later):
    vera = sign_in("vera")
    told.begin(vera)
    vera.get(told.page("what"))
    assert vera.get("/exit").status_code == 303
    later(seconds=5)
    answer = vera.post("/f/5/keep", {"narrative": KEPT, "script": "yes"})
    assert set(answer.json) == {"saved"}
    assert vera.get(told.page("what")).location == "/unlock"
    later(seconds=10)
    assert vera.post("/f/5/keep", {"narrative": "too late", "script": "yes"}).location == "/unlock"
    vera.get("/unlock")
    unlock(vera)
    page = vera.get(told.page("what")).text
    assert KEPT in page
    assert "too late" not in page


def test_a_form_that_leaves_ends_on_a_page_that_says_nothing_and_leads_away(app, sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    vera.get(told.page("what"))
    answer = vera.post("/f/5/keep", {"narrative": KEPT, "then": "exit"})
    assert answer.headers["Refresh"] == f"0; url={app.config['SETTINGS'].exit_url}"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert app.config["SETTINGS"].service_name not in answer.text
    assert KEPT not in answer.text


EXIT = 'class="quick-exit"'


@pytest.mark.parametrize("page", ["/", "/about", "/privacy", "/accessibility", "/help-now", "/sign-in", "/follow"])
def test_every_public_page_offers_the_quick_way_out_right_after_the_skip_link(sign_in, page):
    text = sign_in().get(page).text
    assert text.count(EXIT) == 1
    before = text[: text.index('href="/exit"')]
    assert before.count("<a ") == 2  # the skip link and this one
    assert "<button" not in before
    assert "<input" not in before


def test_every_page_of_the_form_and_its_receipt_offers_it(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    told.answer(vera)
    for address in ["/f", *(f"/f/{number}" for number in told.asked()), "/f/discard"]:
        assert EXIT in vera.get(address).text, address
    assert EXIT in vera.get(told.submit(vera)).text


@pytest.mark.parametrize("name", ["cora", "omar", "sunil", "dana", "ada"])
def test_officers_and_coordinators_are_not_offered_it(sign_in, name):
    person = sign_in(name)
    for address in ("/", "/about", "/account"):
        assert EXIT not in person.get(address).text, address
    person.post("/lock", {})
    assert EXIT not in person.get("/unlock").text


def test_a_locked_volunteer_is_offered_it(sign_in):
    vera = sign_in("vera")
    vera.post("/lock", {})
    assert EXIT in vera.get("/unlock").text


def test_only_a_signed_in_page_carries_the_warning_and_its_times(sign_in, later):
    assert 'id="desk"' not in sign_in().get("/").text
    vera = sign_in("vera")
    page = vera.get("/reports").text
    assert 'data-idle="900"' in page
    assert 'data-warning="120"' in page
    vera.post("/lock", {})
    assert 'id="desk"' not in vera.get("/unlock").text
