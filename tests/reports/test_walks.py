"""Whoever walks through the form as they please loses nothing, is asked nothing twice and never meets a failure."""

import os
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from reporting.database import session
from reporting.reports import sealed
from reporting.reports.contents import Compartment
from reporting.reports.models import IncidentReport
from reporting.reports.steps.order import N_PAGES
from reporting.written import tidied
from tests.factories import Browser
from tests.reports import drawn, told
from tests.reports.on_page import Values
from tests.reports.walking import Walk

LANGUAGES = ("en", "so", "bn", "ar")
MOVES = ("right", "right", "right", "anything", "anything", "back", "overview", "jump", "second", "own", "home")
N_MOVES = 20
WALKED = {
    "deadline": None,
    "database": None,
    "suppress_health_check": list(HealthCheck),
    "phases": (Phase.generate,),  # a walk that failed is shown as it was: to shorten it takes as long as hundreds more
}


def move(walk: Walk, draw: Any, kind: str) -> None:
    """One thing that somebody at the form may do."""
    if walk.number == N_PAGES:
        walk.jump(draw(st.integers(1, N_PAGES - 1)))
        return

    def values(*, is_right: bool) -> Values:
        return draw(drawn.answers(walk.form(walk.number), is_right=is_right))

    if kind in {"right", "anything"}:
        walk.answer(values(is_right=kind == "right"))
    elif kind == "back":
        walk.go_back()
    elif kind == "overview":
        walk.overlook()
    elif kind == "jump":
        walk.jump(draw(st.integers(0, N_PAGES + 1)))
    elif kind == "second":
        walk.keep(values(is_right=draw(st.booleans())), then="second", second_language=draw(st.sampled_from(LANGUAGES)))
    elif kind == "own":
        walk.keep(values(is_right=draw(st.booleans())), then=f"language:{draw(st.sampled_from(LANGUAGES))}")
    else:
        walk.keep(values(is_right=draw(st.booleans())), then="home")
        walk.come_back()


def finish(walk: Walk, draw: Any) -> None:
    """Answers whatever is still open, sends the report and finds its words in it."""
    for _ in range(2 * N_PAGES):
        answer = walk.volunteer.get(f"/f/{N_PAGES}")
        if answer.status_code == 200:
            break
        walk.jump(int(answer.location.removeprefix("/f/").partition("?")[0]))
        right = draw(drawn.answers(walk.form(walk.number), is_right=True))
        assert walk.answer(right), (walk.number, right)
    walk.turn_every_page()
    assert walk.volunteer.get(f"/f/{N_PAGES}").status_code == 200
    address = told.submit(walk.volunteer)
    with walk.app.app_context():
        report = session.scalars(sa.select(IncidentReport).where(IncidentReport.id == walk.draft_id)).one()
        account = sealed.take(report.id, Compartment.ACCOUNT)[Compartment.ACCOUNT]
        assert account.narrative == tidied(walk.accepted["what"]["narrative"][0])
    assert walk.volunteer.post(f"{address}/later", {}).status_code == 302


def walks(app: Flask, volunteer: Browser, *, n_walks: int) -> None:
    @seed(n_walks)
    @settings(max_examples=n_walks, **WALKED)
    @given(st.data())
    def one_walk(data: st.DataObject) -> None:
        walk = Walk(app, volunteer, second_language=data.draw(st.sampled_from(LANGUAGES)))
        for kind in data.draw(st.lists(st.sampled_from(MOVES), min_size=N_MOVES, max_size=N_MOVES)):
            move(walk, data.draw, kind)
        walk.turn_every_page()
        finish(walk, data.draw)

    one_walk()


def test_nothing_is_lost_and_nothing_fails_on_a_walk_at_random(app, sign_in):
    walks(app, sign_in("vera"), n_walks=int(os.environ.get("WALKS", "2")))


@pytest.mark.prove
def test_nothing_is_lost_and_nothing_fails_on_two_hundred_walks_at_random(app, sign_in):
    walks(app, sign_in("vera"), n_walks=200)
