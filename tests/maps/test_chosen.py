"""What one choice shows beside the counts: the same again when asked again, told in sentences, never an alarm."""

import re
from datetime import timedelta
from uuid import uuid4

import numpy as np
import pytest
import sqlalchemy as sa

from reporting import clock
from reporting.database import session
from reporting.hotspots.explored import ShownZone
from reporting.hotspots.incidents import collapse
from reporting.hotspots.near_repeat import Told
from reporting.hotspots.surface import Grid
from reporting.maps import chosen
from reporting.maps.chosen import Question
from reporting.places.models import Ward, WardPopulation
from tests import cast

GRID = Grid(west=0, south=0, cell_m=25, rows=80, cols=80)


def incidents(n: int = 60, *, seed: int = 1):
    rng = np.random.default_rng(seed)
    xy = rng.integers(0, 2000, (n, 2))
    return collapse(xy, rng.integers(0, 90, n), np.zeros(n), np.ones(n), np.zeros(n))


def test_the_same_question_has_the_same_answer_down_to_p_and_another_has_its_own():
    first, again = (chosen.answer(Question(incidents(), GRID, n_days=90, baseline=None)) for _ in range(2))
    assert first is again
    chosen.answer.cache_clear()
    anew = chosen.answer(Question(incidents(), GRID, n_days=90, baseline=None))
    assert (anew.zones, anew.squares, anew.near_repeat) == (first.zones, first.squares, first.near_repeat)
    other = Question(incidents(seed=2), GRID, n_days=90, baseline=None)
    assert other != Question(incidents(), GRID, n_days=90, baseline=None)
    assert Question(incidents(), GRID, n_days=91, baseline=None) != Question(
        incidents(), GRID, n_days=90, baseline=None
    )


def test_near_repeats_are_one_sentence_a_person_can_use(app):
    told = Told(
        nearest_m=0, furthest_m=1, is_same_place=True, first_day=0, last_day=2, n_pairs=9, ratio=4.31, p_holm=0.01
    )
    away = Told(
        nearest_m=100, furthest_m=200, is_same_place=False, first_day=3, last_day=7, n_pairs=1, ratio=2, p_holm=0.01
    )
    with app.test_request_context():
        assert chosen._near_repeat(told).startswith(
            "After an incident, 4.3 times as many others as chance would bring followed at the same place within 0 to 2 days (9 pairs)."
        )
        assert "100 to 200 metres away within 3 to 7 days (1 pair)" in chosen._near_repeat(away)
        assert "too few to tell" in chosen._near_repeat(None)


def test_a_zone_says_what_its_share_was_made_of(app):
    zone = ShownZone(
        0, 0, 200, observed=9, expected=2.04, rr_shrunk=3, rr_low=1.5, rr_high=5, p=0.005, places=4, days=6
    )
    with app.test_request_context():
        by_ground = chosen._zone("A", zone, ["Larch Green"], by_residents=False)
        by_people = chosen._zone("A", zone, ["Larch Green"], by_residents=True)
    assert by_ground.startswith(
        "A: 9 incidents in a circle of at most 200 metres around its middle, in Larch Green; spread"
    )
    assert by_people.endswith("the people who live there would have 2.0, if everyone had the same share.")


@pytest.fixture
def gathered(file_report):
    """Forty reports on forty days around one corner of the first ward."""
    for number in range(40):
        place = (cast.WEST + 207 + 100 * (number % 3), cast.SOUTH + 203 + 100 * (number // 3 % 3))
        file_report(snapped=place, happened_on=clock.today() - timedelta(days=2 * number))


def section(page: str) -> str:
    return re.search(r'<section aria-labelledby="chosen">.*?</section>', page, re.DOTALL)[0]


def test_the_map_tells_where_most_is_reported_and_draws_it_when_asked(sign_in, gathered):
    officer = sign_in("omar")
    page = officer.get("/map?period=91_days").text
    assert re.search(
        r"A: \d+ incidents in a circle of at most \d+ metres around its middle, in Larch Green; spread evenly",
        section(page),
    )
    assert "Exploratory" in section(page)
    assert "(A)</text>" not in page
    drawn = officer.get("/map?period=91_days&shade=standing_out").text
    assert "(A)</text>" in drawn
    assert section(drawn).count("<li>") == section(page).count("<li>")


def test_where_every_ward_s_residents_are_known_zones_are_held_against_them(app, sign_in, gathered):
    with app.app_context():
        for ward in session.scalars(sa.select(Ward)).all():
            session.add(WardPopulation(id=uuid4(), ward_id=ward.id, residents=5000, year=2025, source="Census"))
        session.commit()
    assert "the people who live there would have" in section(sign_in("omar").get("/map?period=91_days").text)


@pytest.fixture
def back_again(file_report):
    """One home to which something comes back, with much around it."""
    home = (cast.WEST + 1107, cast.SOUTH + 903)
    for number in range(8):
        file_report(snapped=home, happened_on=clock.today() - timedelta(days=3 * number))
    for number in range(12):
        near = (cast.WEST + 1007 + 20 * number, cast.SOUTH + 803)
        file_report(snapped=near, happened_on=clock.today() - timedelta(days=40 + number))


def test_a_place_that_comes_back_is_told_by_its_ward_and_by_about_how_often(sign_in, back_again):
    page = sign_in("omar").get("/map?period=91_days").text
    assert "1 place comes back on more days" in section(page)
    table = page[page.index("Places that come back</caption>") :]
    row = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", re.search(r"<tbody.*?</tbody>", table, re.DOTALL)[0], re.DOTALL)
    assert row == ["Larch Green", "6 to 9", "Yes"]


@pytest.mark.parametrize("narrowed", ["strand=race", "what=group:harassment"])
def test_no_choice_of_reason_or_kind_tells_what_comes_back_to_a_place(sign_in, back_again, narrowed):
    page = sign_in("omar").get(f"/map?period=91_days&{narrowed}").text
    assert "Places that come back" not in page


def test_nothing_told_is_said_plainly(sign_in):
    page = section(sign_in("omar").get("/map").text)
    assert "Not tested: too few incidents to say anything." in page
    assert "too few to tell" in page
