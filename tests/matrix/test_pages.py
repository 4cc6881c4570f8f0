"""Every page × everyone × every method: exactly what the table beside this file says (``pages.txt``).

in    sent to sign in            2nd   sent to give the second factor
lock  sent to unlock             ->    done, or sent on within the house
200   opens                      403   not for this role, locked for want of training, or a factor is asked for
404   there is no such thing     405   the page has no such method
400   asked for something else   422   a form with something missing
"""

import random

import pytest
from flask import Flask

from tests.matrix import table
from tests.matrix.actors import ACTORS

SAMPLE, SEED = 200, 20261126


def ask(app: Flask, page: str, method: str, actor: str) -> str:
    """What this actor gets, freshly come to the page."""
    browser = ACTORS[actor](app)
    data = {"csrf_token": browser.token} if method != "GET" else None
    return table.word(browser.client.open(page, method=method, data=data, headers=browser.headers))


def differing(app: Flask, cells: list[table.Cell]) -> list[str]:
    due = table.read()
    return [
        f"{method} {page} as {actor}: {got}, not {due[page, method, actor]}"
        for page, method, actor in cells
        if (got := ask(app, page, method, actor)) != due[page, method, actor]
    ]


def test_the_table_has_every_page_and_no_other(app):
    assert {page for page, _method, _actor in table.read()} == set(table.pages(app))


def test_the_table_has_every_cell():
    cells = table.read()
    there = {page for page, _method, _actor in cells}
    assert set(cells) == {(page, method, actor) for page in there for method in table.METHODS for actor in ACTORS}


def test_a_sample_of_the_table_holds(app):
    chosen = random.Random(SEED).sample(sorted(table.read()), SAMPLE)
    assert differing(app, chosen) == []


@pytest.mark.prove
@pytest.mark.parametrize("actor", list(ACTORS))
def test_the_whole_table_holds(app, actor):
    assert differing(app, [cell for cell in sorted(table.read()) if cell[2] == actor]) == []


def test_nobody_half_or_locked_opens_anything_but_public_pages_and_the_way_in():
    """A reading of the table itself: what opens for them opens for everyone, or is the way in."""
    cells = table.read()
    for (page, method, actor), got in cells.items():
        if actor in {"nobody", "half", "locked", "suspended"} and got == "200":
            is_way_in = page.startswith(("/sign-in", "/unlock", "/passkey"))
            assert is_way_in or cells[page, method, "nobody"] == "200", (page, method, actor)


def test_the_suspended_get_exactly_what_nobody_gets():
    cells = table.read()
    for (page, method, actor), got in cells.items():
        if actor == "suspended":
            assert got == cells[page, method, "nobody"], (page, method)
