"""Guesses from outside reach the verifier seldom, and make nobody wait who has signed in here before."""

import random
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from reporting.people import actions
from tests import cast, factories

START = datetime(2026, 11, 23, 10, tzinfo=UTC)
HERE, ELSEWHERE = "192.0.2.10", "198.51.100.7"


@pytest.fixture
def verified(monkeypatch):
    """How many guesses reached the verifier, for people and for nobody."""
    done: list[str] = []
    for name in ("verify_password", "hash_password"):
        real = getattr(actions, name)
        monkeypatch.setattr(actions, name, lambda *words, real=real: done.append(words[0]) or real(*words))
    return done


def attempt(browser, email, passphrase, address=HERE):
    where = {"environ_overrides": {"REMOTE_ADDR": address}}
    browser.get("/sign-in", **where)
    return browser.post("/sign-in", {"email": email, "passphrase": passphrase}, **where)


def guess(app, verified, *, n_guesses: int, seed: int) -> None:
    """Wrong guesses from one address at everyone, and at addresses that nobody has."""
    dice = random.Random(seed)
    people = [cast.email(name) for name in cast.CAST] + [f"nobody{n}@demo.example" for n in range(20)]
    with time_machine.travel(START, tick=False) as time:
        own = factories.Browser(app)
        assert attempt(own, cast.email("vera"), cast.PASSPHRASE).status_code == 302
        verified.clear()
        thief, held_back = factories.Browser(app), 0
        for number in range(n_guesses):
            target = cast.email("vera") if dice.random() < 0.5 else dice.choice(people)
            answer = attempt(thief, target, f"guess number {number} of many", ELSEWHERE)
            assert answer.status_code in {422, 429}
            held_back += answer.status_code == 429
            time.shift(timedelta(milliseconds=dice.randrange(1200)))
        assert len(verified) <= 20, len(verified)
        assert held_back == n_guesses - len(verified)
        own.get("/help-now")
        own.post("/sign-out")
        assert attempt(own, cast.email("vera"), cast.PASSPHRASE).status_code == 302
        # and in a browser that is new, in the network where she works
        assert attempt(factories.Browser(app), cast.email("vera"), cast.PASSPHRASE).status_code == 302


def test_sixty_wrong_guesses_from_one_address(app, verified):
    guess(app, verified, n_guesses=60, seed=1)


@pytest.mark.prove
def test_a_thousand_wrong_guesses_from_one_address(app, verified):
    guess(app, verified, n_guesses=1000, seed=2)


def test_guesses_from_everywhere_reach_the_verifier_a_hundred_times_and_lock_nobody_out(app, verified):
    with time_machine.travel(START, tick=False):
        own = factories.Browser(app)
        attempt(own, cast.email("vera"), cast.PASSPHRASE)
        verified.clear()
        thief = factories.Browser(app)
        for number in range(130):
            attempt(thief, cast.email("vera"), f"guess number {number} of many", f"10.{number}.0.1")
        assert len(verified) == 100
        own.get("/help-now")
        own.post("/sign-out")
        assert attempt(own, cast.email("vera"), cast.PASSPHRASE).status_code == 302
        assert attempt(factories.Browser(app), cast.email("vera"), cast.PASSPHRASE).status_code == 302


def test_waiting_says_the_same_of_people_and_of_nobody(app):
    pages = []
    with time_machine.travel(START, tick=False):
        for email in (cast.email("vera"), "nobody@demo.example"):
            browser, address = factories.Browser(app), f"203.0.{len(pages)}.1"
            answers = [attempt(browser, email, f"a wrong guess number {n}", address) for n in range(7)]
            pages.append([(answer.status_code, "too many tries" in answer.text) for answer in answers])
    assert pages[0] == pages[1]
    assert pages[0][-1] == (429, True)


def test_a_stolen_browser_waits_too(app, verified):
    with time_machine.travel(START, tick=False):
        browser = factories.Browser(app)
        attempt(browser, cast.email("vera"), cast.PASSPHRASE)
        browser.get("/help-now")
        browser.post("/sign-out")
        verified.clear()
        for number in range(40):
            attempt(browser, cast.email("vera"), f"guess number {number} of many")
        assert len(verified) == 10


def test_a_room_full_of_colleagues_signs_in_from_one_network(app):
    with time_machine.travel(START, tick=False):
        for _ in range(3):
            for name in cast.CAST:
                assert attempt(factories.Browser(app), cast.email(name), cast.PASSPHRASE).status_code == 302
