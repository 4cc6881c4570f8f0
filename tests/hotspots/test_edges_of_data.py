"""Little, lopsided or misplaced data: every analysis still answers, and with numbers."""

import json
import math
import warnings
from dataclasses import asdict, is_dataclass
from datetime import date, datetime, timedelta

import numpy as np
import pytest
import shapely

from reporting import clock
from reporting.database import finish, session
from reporting.disclosure import may_name_cluster
from reporting.hotspots import queries
from reporting.hotspots.cells import cell_counts
from reporting.hotspots.findings import findings
from reporting.hotspots.formats import FORMATS
from reporting.hotspots.incidents import collapse
from reporting.hotspots.near_repeat import near_repeat
from reporting.hotspots.repeat_places import repeat_places
from reporting.hotspots.scan import scan
from reporting.hotspots.surface import Grid, density, support
from reporting.hotspots.surges import WEEKS, surges
from reporting.places.models import Ward, WardEdition
from reporting.reports import figures
from tests import cast

UNTIL = date(2026, 11, 15)
TODAY = UNTIL.toordinal()
SINCE = UNTIL - timedelta(days=364)
WEST, SOUTH = 530_000, 182_000
WARDS = [("Z01", shapely.box(WEST, SOUTH, WEST + 3000, SOUTH + 3000))]
GRID = Grid(west=WEST, south=SOUTH, cell_m=100, rows=30, cols=30, area=np.ones((30, 30), bool))


@pytest.fixture(autouse=True)
def no_numeric_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        yield


def at(xy, day):
    n = len(day)
    points = np.broadcast_to(np.asarray(xy, dtype=float).reshape(-1, 2), (n, 2)) if n else np.empty((0, 2))
    return collapse(points, day, np.arange(n), np.full(n, 2), np.arange(n) % 3)


def lopsided():
    rng = np.random.default_rng(5)
    scattered = np.rint(rng.uniform((WEST, SOUTH), (WEST + 3000, SOUTH + 3000), (200, 2)))
    days = TODAY - rng.integers(0, 365, 200)
    return {
        "no reports": at([], []),
        "one report": at((WEST + 500, SOUTH + 500), [TODAY]),
        "one report of long ago": at((WEST + 500, SOUTH + 500), [TODAY - 3000]),
        "two at one place on one day": at((WEST + 500, SOUTH + 500), [TODAY, TODAY]),
        "all in one place": at((WEST + 500, SOUTH + 500), days),
        "all on one day": at(scattered, np.full(200, TODAY)),
        "all on the first day": at(scattered, np.full(200, TODAY - 364)),
        "all in one place on one day": at((WEST + 500, SOUTH + 500), np.full(200, TODAY)),
        "all outside of the borough": at(scattered + (50_000, 0), days),
        "all in the future": at(scattered, TODAY + 1 + np.arange(200)),
        "none in the last weeks": at(scattered, days - 28 - 1),
        "an ordinary year": at(scattered, days),
    }


def numbers(value):
    """Every float in a result."""
    if is_dataclass(value):
        yield from numbers(asdict(value))
    elif isinstance(value, dict):
        for part in value.values():
            yield from numbers(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from numbers(part)
    elif isinstance(value, np.ndarray):
        yield from value.ravel().tolist()
    elif isinstance(value, float):
        yield value


@pytest.mark.parametrize("name", lopsided())
def test_every_analysis_answers_with_numbers(name):
    incidents = lopsided()[name]
    result = scan(incidents, today=TODAY, replicates=99, seed=1)
    answers = {
        "scan": [result.clusters, result.null],
        "repeat places": repeat_places(incidents),
        "cells": [cell_counts(incidents, minimum=minimum) for minimum in (None, may_name_cluster)],
        "density": density(incidents.xy, incidents.weight, grid=GRID, bandwidth_m=250),
        "support": support(incidents.xy, grid=GRID, bandwidth_m=250),
    }
    for answer in answers.values():
        assert all(math.isfinite(number) for number in numbers(answer))
    assert all(0 < one.p <= 1 and one.observed >= 3 for one in result.clusters)
    assert (answers["density"] >= 0).all()


@pytest.mark.parametrize("name", lopsided())
def test_near_repeats_have_no_ratio_only_where_nothing_is_expected(name):
    knox = near_repeat(lopsided()[name])
    for table in (knox.observed, knox.expected, knox.p, knox.p_holm):
        assert np.isfinite(table).all()
    assert (np.isfinite(knox.ratio) == (knox.expected > 0)).all()
    assert ((knox.p > 0) & (knox.p <= 1)).all()
    if name.startswith(("all in one", "all on")):  # every order of the days gives the same pairs
        assert (knox.p == 1).all()


@pytest.mark.parametrize("name", lopsided())
def test_the_findings_are_written_in_every_format(name):
    held = lopsided()[name]
    in_period = held.where((held.day >= SINCE.toordinal()) & (held.day <= TODAY))
    found = findings(in_period, since=SINCE, until=UNTIL, wards=WARDS, ward_code=None, seed=1, replicates=19)
    for written in FORMATS.values():
        assert "NaN" not in written(found)
    assert json.loads(FORMATS["json"](found))["n_incidents"] == len(in_period)
    if name == "all outside of the borough":
        assert {one.wards for one in (*found.clusters, *found.repeat_places)} <= {()}


def test_what_lies_in_the_future_or_before_the_year_is_not_scanned():
    ordinary, future = lopsided()["an ordinary year"], lopsided()["all in the future"]
    assert scan(future, today=TODAY, replicates=9, seed=1).n_incidents == 0
    assert scan(ordinary, today=TODAY, replicates=9, seed=1).n_incidents == len(ordinary)


@pytest.mark.parametrize(
    "weeks", [[0] * WEEKS, [0] * (WEEKS - 1) + [5], [3] * WEEKS, [0] * (WEEKS - 1) + [10_000], [*range(WEEKS)]]
)
def test_surges_are_numbers_whatever_the_weeks_were(weeks):
    found = surges({"race": weeks, "disability": [0] * WEEKS})
    assert all(math.isfinite(number) and number >= 0 for number in numbers(found))
    assert json.dumps([asdict(one) for one in found], allow_nan=False)


def redraw_wards():
    """Today's wards: the ground of the first is two wards now, that of the second is one with a new code."""
    west, side = cast.WEST, cast.SIDE
    edition = WardEdition(borough="Larkmere", in_force_on=clock.today() - timedelta(days=7), imported_on=clock.today())
    session.add(edition)
    for code, shape in {
        "N01": shapely.box(west, cast.SOUTH, west + side / 2, cast.SOUTH + side),
        "N02": shapely.box(west + side / 2, cast.SOUTH, west + side, cast.SOUTH + side),
        "N03": shapely.box(west + side, cast.SOUTH, west + 2 * side, cast.SOUTH + side),
    }.items():
        session.add(Ward(edition=edition, code=code, name=f"New {code}", outline=shapely.to_wkb(shape)))
    finish(keep=True)


def test_a_report_of_an_earlier_edition_is_named_by_the_ward_of_today(app, file_report):
    for number in range(40):
        place = (cast.WEST + 1307 + number % 4 * 200, cast.SOUTH + 1303 + number // 4 % 3 * 200)
        file_report(snapped=place, happened_on=UNTIL - timedelta(days=30 + 8 * number))
    for number in range(8):
        place = (cast.WEST + 107 + number % 2 * 200, cast.SOUTH + 103)
        file_report(snapped=place, happened_on=UNTIL - timedelta(days=number))
    with app.app_context():
        before = queries.study(SINCE, UNTIL).findings(replicates=99)
        redraw_wards()
        after = queries.study(SINCE, UNTIL).findings(replicates=99)
        assert queries.study(SINCE, UNTIL, ward_code="N01").findings(replicates=99).clusters[0] == after.clusters[0]
        with pytest.raises(LookupError):
            queries.study(SINCE, UNTIL, ward_code="Z01")
    assert before.clusters[0].wards == ("Z01",)
    assert after.clusters[0].wards == ("N01",)
    assert {code for one in after.clusters for code in one.wards} <= {"N01", "N02", "N03"}
    assert after.n_incidents == before.n_incidents == 48


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("2026-03-29T00:30", date(2026, 3, 29)),  # half an hour before the clocks go forward
        ("2026-03-29T02:30", date(2026, 3, 29)),  # half an hour after: 01:30 in UTC
        ("2026-03-30T00:30", date(2026, 3, 30)),  # summer time: still the 29th in UTC
        ("2026-10-25T00:30", date(2026, 10, 25)),  # the last summer night: the 24th in UTC
        ("2026-10-25T01:30", date(2026, 10, 25)),  # the half hour that comes twice
        ("2026-10-25T23:30", date(2026, 10, 25)),
        ("2026-10-26T00:30", date(2026, 10, 26)),
    ],
)
def test_a_night_on_which_the_clocks_change_counts_on_its_london_day(app, run, tmp_path, told, day):
    path = tmp_path / "night.csv"
    path.write_text(
        "external_reference,occurred_from,easting,northing,share_location_precision,place_type,strands,primary_strand,"
        "incident_types,main_type,sharing_choice,risk_level,centre\n"
        f"night-1,{told},{cast.WEST + 500},{cast.SOUTH + 500},street_or_estate,street,race,race,"
        "verbal_abuse,verbal_abuse,anonymous_to_police,medium,HARBOUR\n"
    )
    done = run("reports", "import", path, "--centre", "HARBOUR")
    assert done.exit_code == 0, done.output
    with app.app_context():
        selection = figures.Selection(profile=figures.Profile.INTERNAL, since=day, until=day)
        assert figures.points(selection).day.tolist() == [day.toordinal()]
        assert clock.london(datetime.fromisoformat(told).replace(tzinfo=clock.LONDON)).date() == day
