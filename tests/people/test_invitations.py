"""An invitation is used once, by its own hand, within 72 hours."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from reporting.audit import queries
from reporting.people.queries import by_email
from tests import factories
from tests.digest_of_tables import digest_of_tables

EMAIL = "nadia@centre.example"
CHOSEN = "seven green lamps at noon"


@pytest.fixture
def invite(run):
    """Asks a centre lead in by the command and gives the address of the invitation: no second person is needed."""

    def send(email: str = EMAIL) -> str:
        result = run("people", "invite", email, "--role", "centre_lead", "--name", "Nadia", "--centre", "HARBOUR")
        assert result.exit_code == 0, result.output
        return result.output.strip().removeprefix("http://localhost:8000")

    return send


def accept(browser, address, passphrase=CHOSEN, again=None):
    browser.get(address)
    return browser.post(address, {"passphrase": passphrase, "again": passphrase if again is None else again})


def may_sign_in(app, passphrase=CHOSEN) -> bool:
    browser = factories.Browser(app)
    return browser.post("/sign-in", {"email": EMAIL, "passphrase": passphrase}).status_code == 302


def test_an_invitation_lets_its_holder_choose_a_passphrase(app, invite, sign_in):
    assert accept(sign_in(), invite()).status_code == 302
    assert may_sign_in(app)


def test_looking_at_an_invitation_does_not_use_it(app, invite, sign_in):
    address = invite()
    for _ in range(5):  # mail programs open links by themselves
        assert sign_in().get(address).status_code == 200
        assert sign_in().client.head(address).status_code == 200
    assert accept(sign_in(), address).status_code == 302


def test_an_invitation_is_used_once(app, invite, sign_in):
    address, browser = invite(), sign_in()
    accept(browser, address)
    assert browser.get(address).status_code == 404
    assert (
        browser.post(address, {"passphrase": "another four words here", "again": "another four words here"}).status_code
        == 404
    )
    assert may_sign_in(app)
    assert not may_sign_in(app, "another four words here")


def test_an_invitation_used_at_the_same_moment_twice_is_used_once(app, invite, sign_in):
    address = invite()
    browsers = [sign_in() for _ in range(4)]
    for browser in browsers:
        browser.get(address)
    words = [f"{CHOSEN} number {n}" for n in range(4)]
    with ThreadPoolExecutor(4) as threads:
        answers = list(
            threads.map(
                lambda n: browsers[n].post(address, {"passphrase": words[n], "again": words[n]}).status_code, range(4)
            )
        )
    assert sorted(answers) == [302, 404, 404, 404]
    assert may_sign_in(app, words[answers.index(302)])


def test_an_invitation_lasts_72_hours(app, invite):
    start = datetime(2026, 11, 2, 9, tzinfo=UTC)
    with time_machine.travel(start, tick=False):
        address = invite()
    for hours, status in ((71.9, 200), (72.1, 404), (1000, 404)):
        with time_machine.travel(start + timedelta(hours=hours), tick=False):
            assert app.test_client().get(address).status_code == status, hours


def test_a_tampered_invitation_is_no_page(app, invite):
    address = invite()
    token = address.rpartition("/")[2]
    client = app.test_client()
    for place in range(0, len(token), 7):
        sign = "A" if token[place] != "A" else "B"
        assert client.get(f"/invitation/{token[:place]}{sign}{token[place + 1 :]}").status_code == 404
    for other in ("x", "%F0%9F%98%80", token + "A", token[:-1], "." + token, token.replace(".", "")):
        assert client.get(f"/invitation/{other}").status_code == 404


def test_a_signed_session_is_no_invitation(app, sign_in):
    cookie = sign_in("vera").client.get_cookie("session").value
    assert app.test_client().get(f"/invitation/{cookie}").status_code == 404


def test_a_suspended_person_cannot_use_an_invitation(app, invite, run):
    address = invite()
    run("people", "suspend", EMAIL)
    assert app.test_client().get(address).status_code == 404


POOR = (
    ("too short words", "different words"),
    ("short", "short"),
    ("a" * 14, "a" * 14),
    ("", ""),
    ("x" * 257, "x" * 257),
)


def test_a_poor_or_misspelt_passphrase_leaves_the_invitation_open(invite, sign_in):
    address, browser = invite(), sign_in()
    for passphrase, again in POOR:
        assert accept(browser, address, passphrase, again).status_code == 422
    assert accept(browser, address).status_code == 302


def test_an_invitation_is_written_down_without_its_token(app, invite, sign_in):
    address = invite()
    accept(sign_in(), address)
    with app.app_context():
        trail = [*queries.recent(), *queries.trail_of(by_email(EMAIL).id)]
        written = [(entry.action, entry.detail) for entry in reversed(queries.recent())]
        assert written == [
            ("appointment:join:asked", "centre_lead"),
            ("person:added", "centre_lead"),
            ("person:invitation:used", ""),
            ("session:device:first", ""),
        ]
        assert address.rpartition("/")[2] not in repr([vars(entry) for entry in trail])


IMPOSSIBLE = [
    ("invite", "vera@demo.example", "--role", "volunteer", "--name", "V", "--centre", "HARBOUR"),
    ("invite", "VERA@demo.example ", "--role", "volunteer", "--name", "V", "--centre", "HARBOUR"),
    ("invite", "new@centre.example", "--role", "volunteer", "--name", "N"),
    ("invite", "new@centre.example", "--role", "volunteer", "--name", "N", "--centre", "NOWHERE"),
    ("invite", "new@police.example", "--role", "officer", "--name", "N"),
    ("suspend", "nobody@demo.example"),
]


def test_a_command_that_cannot_be_done_says_so_and_changes_nothing(app, run):
    before = digest_of_tables(app)
    for words in IMPOSSIBLE:
        result = run("people", *words)
        assert (result.exit_code, bool(result.output)) == (1, True), words
        assert digest_of_tables(app) == before, words


def test_the_list_names_everyone_and_how_they_stand(run):
    run("people", "suspend", "vera@demo.example")
    lines = {line.split()[0]: line for line in run("people", "list").output.splitlines()}
    assert len(lines) == 10
    assert lines["vera@demo.example"].endswith("suspended")
    assert lines["sunil@demo.example"].split()[1:] == ["supervisor", "Z01,Z02", "active"]
