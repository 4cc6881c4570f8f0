"""Where reports may come next: for coordinators alone, kept once a week, and shown only where it beats plain counts."""

from datetime import date, timedelta

import numpy as np
import pytest
import sqlalchemy as sa
import time_machine

from reporting.audit.models import AuditEntry
from reporting.database import finish, session
from reporting.hotspots.forecasts import actions, queries
from reporting.hotspots.forecasts.models import WeekForecast
from reporting.hotspots.incidents import Incidents, collapse
from tests import cast

WEEK, SUNDAY = "2026-W46", date(2026, 11, 15)
PAGE = "/map/forecast"
COUNTS_DO = "Plain counts do as well; so no forecast is shown."


def moving() -> Incidents:
    """Around one place that is elsewhere every ninety days: counts of a year look where nothing happens any more."""
    rng = np.random.default_rng(3)
    age = rng.integers(0, 700, 900)
    centres = rng.uniform((300, 300), (3_700, 1_700), (20, 2))
    xy = np.clip(centres[age // 90] + rng.normal(0, 350, (900, 2)), 0, (3_999, 1_999))
    return as_incidents(xy, age)


def staying() -> Incidents:
    """Always at the same few places."""
    rng = np.random.default_rng(1)
    places, busy = rng.uniform(0, (3_999, 1_999), (40, 2)), rng.gamma(0.4, size=40)
    return as_incidents(places[rng.choice(40, 900, p=busy / busy.sum())], rng.integers(0, 700, 900))


def as_incidents(xy, age) -> Incidents:
    day = SUNDAY.toordinal() - age
    return collapse(xy + (cast.WEST, cast.SOUTH), day, np.arange(len(day)), np.ones(len(day)), np.zeros(len(day)))


@pytest.fixture
def forecast(app, monkeypatch):
    """forecast(incidents) keeps the forecast after WEEK as if these were its two years; without any, from the reports."""

    def keep(incidents: Incidents | None = None) -> None:
        if incidents is not None:
            monkeypatch.setattr(actions, "occurrences", lambda selection: incidents)
        with app.app_context():
            actions.keep(WEEK)
            finish(keep=True)

    return keep


def test_before_the_first_monday_the_page_says_so(sign_in):
    assert "Nothing has been worked out yet" in sign_in("cora").get(PAGE).text


def test_only_coordinators_open_it_and_only_they_are_led_there(sign_in, forecast):
    forecast(moving())
    assert sign_in("cora").get(PAGE).status_code == 200
    assert f'href="{PAGE}"' in sign_in("cora").get("/").text
    for name in ("omar", "sunil", "vera", "lena", "pia", "dana", "ada"):
        assert sign_in(name).get(PAGE).status_code == 403
        assert PAGE not in sign_in(name).get("/").text


def test_where_it_beats_counts_the_squares_stand_in_a_drawing_and_by_ward_in_a_table(sign_in, forecast):
    forecast(moving())
    page = sign_in("cora").get(PAGE).text
    assert "It finds more than plain counts" in page
    assert "What was found in each period" in page
    assert COUNTS_DO not in page
    assert "From 16 November 2026 to 15 December 2026" in page
    assert 'class="static-map"' in page
    assert "the 5% of the area where most is expected" in page
    assert "TQ 3" in page[page.index("The same squares by ward") :]
    assert "<script>" not in page
    assert "download" not in page.replace("it cannot be downloaded", "")


def test_the_squares_stand_by_ward_and_without_numbers_of_an_order(app, sign_in, forecast):
    forecast(moving())
    page = sign_in("cora").get(PAGE).text
    rows = page[page.index("The same squares by ward") :].split("<tr")[2:]
    wards = [row.split("</bdi>")[0].rsplit("<bdi>", 1)[1] for row in rows]
    references = [one.split("</bdi>")[0] for row in rows for one in row.split('class="reference">')[1:]]
    assert wards == sorted(wards)
    assert len(set(references)) == len(references)
    with app.app_context():
        squares = queries.squares(queries.latest())
    assert sum(row.count('class="reference"') for row in rows) == len(squares) > 5
    assert all(one.n_incidents >= 3 and one.n_days >= 2 and one.n_places >= 2 for one in squares)


def test_where_counts_do_as_well_nothing_but_the_comparison_is_shown(app, sign_in, forecast):
    forecast(staying())
    page = sign_in("cora").get(PAGE).text
    assert COUNTS_DO in page
    assert "What was found in each period" in page
    assert "Mean share found" in page
    assert "static-map" not in page
    assert "TQ 3" not in page
    with app.app_context():
        assert queries.latest().squares == []


def test_too_few_are_said_plainly(sign_in, forecast, file_report):
    for number in range(12):
        file_report(happened_on=SUNDAY - timedelta(days=number))
    forecast()
    page = sign_in("cora").get(PAGE).text
    assert "Too few to test" in page
    assert "So no forecast is shown." in page
    assert "static-map" not in page
    assert "Mean share found" not in page


def test_without_any_report_it_is_too_few(sign_in, forecast):
    forecast()
    assert "Too few to test" in sign_in("cora").get(PAGE).text


def test_only_what_was_agreed_for_the_police_is_learned_from(app, file_report, forecast):
    for number, sharing in enumerate(("statistics_only", "support_only", "anonymous_to_police")):
        file_report(sharing=sharing, happened_on=SUNDAY - timedelta(days=number))
    file_report(status="submitted", happened_on=SUNDAY - timedelta(days=9))
    forecast()
    with app.app_context():
        assert queries.comparison(queries.latest()).n_incidents == 1


def test_a_week_is_foretold_once_and_stays_as_it_was(app, forecast):
    forecast(moving())
    with app.app_context():
        before = queries.latest()
        kept = before.comparison, before.squares, before.settings
    forecast(staying())
    with app.app_context():
        after = queries.latest()
        assert (after.comparison, after.squares, after.settings) == kept
        assert session.scalar(sa.select(sa.func.count()).select_from(WeekForecast)) == 1
        assert after.settings["settings_hash"]
        deeds = session.scalars(sa.select(AuditEntry.action).where(AuditEntry.detail == WEEK)).all()
        assert deeds.count("hotspots:week:foretold") == 1


def test_the_same_history_is_foretold_the_same(app, forecast):
    kept = []
    for _ in range(2):
        forecast(moving())
        with app.app_context():
            one = queries.latest()
            kept.append((one.settings, one.comparison, one.squares, one.n_withheld))
            session.execute(sa.delete(WeekForecast))
            finish(keep=True)
    assert kept[0] == kept[1]


def test_what_was_kept_reads_back_as_it_was_worked_out(app, forecast):
    forecast(moving())
    with app.app_context():
        compared = queries.comparison(queries.latest())
    assert compared.beats
    assert len(compared.horizons) == 6
    assert compared.horizons[-1].last_day == SUNDAY.toordinal()
    assert compared.ours.hit_rate > compared.year.hit_rate
    assert compared.low > 0


def test_the_timed_job_foretells_after_the_last_complete_week(app, run):
    with time_machine.travel("2027-11-17 12:00", tick=True):
        assert run("jobs", "--now", "forecast").exit_code == 0
    with app.app_context():
        assert queries.latest().week == "2027-W45"


def test_the_page_reads_in_arabic_from_right_to_left(sign_in, forecast):
    forecast(moving())
    page = sign_in("cora", language="ar").get(PAGE).text
    assert 'lang="ar"' in page
    assert 'dir="rtl"' in page
    assert "static-map" in page


def test_the_trail_says_it_in_words(sign_in, forecast):
    forecast(moving())
    assert "Worked out where reports may come next" in sign_in("dana").get("/trail").text


def test_it_stands_on_no_other_page(sign_in, forecast):
    forecast(moving())
    assert "may come next" not in sign_in("omar").get("/map").text
    assert "may come next" not in sign_in("cora").get("/map").text
