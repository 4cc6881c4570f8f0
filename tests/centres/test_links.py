"""The link of a letter shows what is public; only its button confirms, and only while the link is good."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine
from itsdangerous import URLSafeTimedSerializer

from reporting import clock
from reporting.audit.queries import recent
from reporting.centres import links
from reporting.centres.vocabulary import CentreStatus
from reporting.database import finish, session
from reporting.mail.models import OutgoingMail
from tests.digest_of_tables import digest_of_tables

CONTACT = "desk@harbour.example"


@pytest.fixture
def link(app, centre):
    """link() gives the path that a letter about the Harbour Centre would lead to now."""
    centre(contact_email=CONTACT, phone="01632 960 101")

    def make() -> str:
        with app.app_context():
            return links.path(centre())

    return make


def test_a_mail_scanner_that_opens_the_link_changes_nothing(app, link, read):
    path = link()
    before = digest_of_tables(app)
    for method in ("GET", "HEAD", "OPTIONS"):
        assert app.test_client().open(path, method=method).status_code == 200
    assert digest_of_tables(app) == before
    assert read("HARBOUR", "verified_at") is None


def test_the_page_shows_what_is_public_and_neither_the_contact_nor_a_name(app, link):
    page = app.test_client().get(link()).text
    assert "Harbour Centre" in page
    assert "01632 960 101" in page
    for hidden in (CONTACT, "Vera", "Lena", "HARBOUR"):
        assert hidden not in page


def test_the_button_confirms(app, sign_in, link, read):
    browser, path = sign_in(), link()
    browser.get(path)
    answer = browser.post(path, {"answer": "right"})
    assert (answer.status_code, answer.location) == (302, "/centres")
    assert read("HARBOUR", "verified_on") == clock.today()
    with app.app_context():
        entry = recent(1)[0]
        assert (entry.action, entry.detail, entry.actor_id) == ("centre:verified", "by_link", None)
        finish(keep=False)
    assert "Harbour Centre" in browser.get("/centres").text


def test_confirming_without_a_token_of_the_page_is_refused(app, link, read):
    assert app.test_client().post(link(), data={"answer": "right"}).status_code == 400
    assert read("HARBOUR", "verified_at") is None


@pytest.mark.parametrize("said", ["", "perhaps", "RIGHT"])
def test_another_answer_is_asked_again_and_changes_nothing(sign_in, link, read, said):
    browser, path = sign_in(), link()
    browser.get(path)
    answer = browser.post(path, {"answer": said})
    assert answer.status_code == 422
    assert "Choose one of the two buttons" in answer.text
    assert read("HARBOUR", "verified_at") is None


def test_a_link_of_an_earlier_round_says_so_kindly_and_does_nothing(app, sign_in, link, read):
    browser, path = sign_in(), link()
    browser.get(path)
    browser.post(path, {"answer": "right"})
    before = digest_of_tables(app)
    for answer in (browser.get(path), browser.post(path, {"answer": "right"}), browser.post(path, {"answer": "wrong"})):
        assert answer.status_code == 410
        assert "earlier message" in answer.text
    assert digest_of_tables(app) == before


def test_a_link_is_good_for_30_days(app, sign_in, link, read):
    now = clock.now()
    with time_machine.travel(now, tick=False):
        path = link()
    with time_machine.travel(now + timedelta(days=30), tick=False):
        assert app.test_client().get(path).status_code == 200
    with time_machine.travel(now + timedelta(days=30, seconds=2), tick=False):
        browser = sign_in()
        answer = browser.get(path)
        assert answer.status_code == 410
        assert "30 days" in answer.text
        assert browser.post(path, {"answer": "right"}).status_code == 410
    assert read("HARBOUR", "verified_at") is None


def test_a_tampered_link_is_no_page(app, link):
    path = link()
    prefix, token = path.rsplit("/", 1)
    client = app.test_client()
    missing = client.get("/centres/confirm/x")
    assert missing.status_code == 404
    for place in range(0, len(token), 5):
        sign = "A" if token[place] != "A" else "B"
        answer = client.get(f"{prefix}/{token[:place]}{sign}{token[place + 1 :]}")
        # the last sign of a signature may carry bits that say nothing
        assert answer.status_code == 404 or place == len(token) - 1
        assert answer.status_code != 404 or answer.data == missing.data


@pytest.mark.parametrize("salt", ["invitation", "cookie-session"])
@pytest.mark.parametrize("number", [0, 1])
def test_what_was_signed_for_another_purpose_opens_nothing(app, centre, salt, number):
    forged = URLSafeTimedSerializer(app.config["SECRET_KEY"], salt=salt).dumps([str(centre()), number])
    assert app.test_client().get(f"/centres/confirm/{forged}").status_code == 404


@pytest.mark.parametrize(
    "content", [None, [], ["x", 0], [1, 2], "abc", {"a": 1}, ["00000000-0000-4000-8000-000000000000", 0]]
)
def test_a_signed_text_that_is_about_no_centre_is_no_page(app, content):
    signed = URLSafeTimedSerializer(app.config["SECRET_KEY"], salt="centre confirmation").dumps(content)
    assert app.test_client().get(f"/centres/confirm/{signed}").status_code == 404


@pytest.mark.parametrize("status", [CentreStatus.SUSPENDED, CentreStatus.CLOSED, CentreStatus.PROPOSED])
def test_a_centre_that_is_not_open_has_nothing_to_confirm(app, sign_in, link, centre, read, status):
    path = link()
    centre(status=status)
    browser = sign_in()
    assert browser.get(path).status_code == 410
    assert browser.post(path, {"answer": "right"}).status_code == 410
    assert read("HARBOUR", "verified_at") is None


def test_something_is_wrong_tells_the_coordinators_once_in_neutral_words(app, sign_in, link, read, post_office, run):
    browser, path = sign_in(), link()
    browser.get(path)
    for _ in range(2):
        answer = browser.post(path, {"answer": "wrong"})
        assert answer.status_code == 302
    assert "You told us that something is wrong" in browser.get(path).text
    assert read("HARBOUR", "doubted_at") is not None
    assert read("HARBOUR", "verified_at") is None
    run("mail", "deliver")
    assert post_office.recipients == [["cora@demo.example"]]
    assert "centre" not in post_office.letters[0].get_content().lower()
    assert run("centres", "verify").output == "0 posted.\n"
    browser.post(path, {"answer": "right"})
    assert read("HARBOUR", "doubted_at") is None


def test_a_letter_about_a_centre_that_is_gone_leads_to_the_front_page(app):
    import uuid

    with app.app_context():
        assert links.path(uuid.uuid4()) == ""


def test_a_second_doubt_after_a_confirmation_is_told_again(app, sign_in, link, centre):
    for _ in range(2):
        browser, path = sign_in(), link()
        browser.get(path)
        browser.post(path, {"answer": "wrong"})
        browser.post(path, {"answer": "right"})
    with app.app_context():
        assert session.scalar(sa.select(sa.func.count()).select_from(OutgoingMail)) == 2
        finish(keep=False)
