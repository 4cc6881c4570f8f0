"""Nine reasons why a session ends: afterwards the old cookie opens nothing, in either of two servers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import requests
import sqlalchemy as sa
from flask import Flask

from reporting import clock, create_app, instance
from reporting.database import finish, session
from reporting.people import actions
from reporting.people.factors import actions as factors
from reporting.people.queries import by_email
from reporting.people.sessions import actions as sessions
from reporting.people.sessions.models import PersonSession
from reporting.people.sessions.standing import IDLE, LONGEST
from reporting.policy import Role
from tests import cast
from tests.conftest import quick_hash
from tests.crash_server import TOKEN, Server

PAGES = ("/account", "/reports", "/map", "/digests", "/account/sessions")


@dataclass
class Desk:
    """Omar at a browser of the running server."""

    server: Server
    browser: requests.Session
    token: str = ""

    def sign_in(self) -> None:
        self.get("/sign-in")
        answer = self.post("/sign-in", {"email": cast.email("omar"), "passphrase": cast.PASSPHRASE})
        assert answer.status_code == 302
        self.get("/help-now")

    def get(self, path: str) -> requests.Response:
        answer = self.browser.get(self.server.address + path, allow_redirects=False, timeout=60)
        found = TOKEN.search(answer.text)
        self.token = found.group(1) if found else self.token
        return answer

    def post(self, path: str, values: dict[str, str] | None = None) -> requests.Response:
        data = {"csrf_token": self.token, **(values or {})}
        return self.browser.post(self.server.address + path, data=data, allow_redirects=False, timeout=60)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, list[Server]]]:
    """The cast in a fresh demonstration, and two servers that know nothing of each other but the database."""
    folder: Path = tmp_path_factory.mktemp("house") / "instance"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("INSTANCE", str(folder))
        patched.delenv("DATABASE_URL", raising=False)
        app = create_app(instance.make("demonstration"))
    with app.app_context(), app.extensions["database"].transaction() as own:
        cast.furnish(own, quick_hash(cast.PASSPHRASE))
    servers = [Server(folder) for _ in range(2)]
    for server in servers:
        server.start()
    yield app, servers
    for server in servers:
        server.kill()
    app.extensions["database"].engine.dispose()


def _by_page(app: Flask, desk: Desk) -> None:
    assert desk.post("/sign-out").status_code == 302


def _omar(change: Callable) -> Callable[[Flask, Desk], None]:
    def happens(app: Flask, _desk: Desk) -> None:
        with app.app_context():
            change(by_email(cast.email("omar")))
            finish(keep=True)

    return happens


def _older(**by: timedelta) -> Callable[[Flask, Desk], None]:
    """Time passes: what the table says was so long ago."""

    def happens(app: Flask, _desk: Desk) -> None:
        with app.app_context():
            for row in session.scalars(sa.select(PersonSession).where(PersonSession.ended_at.is_(None))):
                for name, ago in by.items():
                    setattr(row, name, clock.now() - ago)
            finish(keep=True)

    return happens


REASONS: dict[str, Callable[[Flask, Desk], None]] = {
    "signed out": _by_page,
    "passphrase changed": _omar(lambda one: actions.change_passphrase(one, quick_hash(cast.PASSPHRASE), here=uuid4())),
    "factor changed": _omar(factors.remove_app),
    "role changed": _omar(lambda one: actions.give_role(one, Role.OFFICER, centre=None, ward_codes={"Z01"})),
    "ward changed": _omar(lambda one: actions.add_ward(one, "Z02", from_on=None, to_on=None)),
    "suspended": _omar(actions.suspend),
    "ended from the list": _omar(lambda one: sessions.end_all_of(one.id, by="ended_from_list")),
    "idle": _older(last_seen_at=IDLE),
    "eight hours": _older(began_at=LONGEST),
}


def end_and_ask(house: tuple[Flask, list[Server]], reason: str, *, n_requests: int) -> int:
    """Ends Omar's session and asks each server so often with the old cookie; returns how many requests were refused."""
    app, servers = house
    with app.app_context():
        by_email(cast.email("omar")).active = True
        finish(keep=True)
    desk = Desk(servers[0], requests.Session())
    desk.browser.trust_env = False
    desk.sign_in()
    old = dict(desk.browser.cookies)
    assert all(_ask(server, "/account", old).status_code == 200 for server in servers)
    REASONS[reason](app, desk)
    answers = [_ask(server, PAGES[n % len(PAGES)], old) for server in servers for n in range(n_requests)]
    return sum(one.status_code == 302 and one.headers["Location"].startswith("/sign-in") for one in answers)


def _ask(server: Server, page: str, cookies: dict[str, str]) -> requests.Response:
    return requests.get(server.address + page, cookies=cookies, allow_redirects=False, timeout=60)


@pytest.mark.parametrize("reason", list(REASONS))
def test_an_ended_session_opens_nothing(house, reason):
    assert end_and_ask(house, reason, n_requests=2) == 4


@pytest.mark.prove
@pytest.mark.parametrize("reason", list(REASONS))
def test_fifty_requests_with_the_old_cookie_at_each_of_two_servers(house, reason):
    assert end_and_ask(house, reason, n_requests=50) == 100
