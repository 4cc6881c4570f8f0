"""Whether some wards are alarmed more often than their reports explain: by quarter, ward by ward, for one pair of eyes."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as some

from reporting import clock
from reporting.audit import queries as audit
from reporting.database import finish, session
from reporting.hotspots.weekly.models import WarningOutcome, WeekStudy
from reporting.oversight.disparity import quarters
from reporting.oversight.disparity.compared import Alarm, compared
from reporting.people.queries import by_email
from reporting.places.models import Ward, WardPopulation
from reporting.tension.levels.models import SaidLevel
from tests import cast

NOW = datetime(2027, 2, 10, 12, tzinfo=UTC)
QUARTER, WEEKS = "2027-Q1", ("2027-W03", "2027-W04")
WARDS = [("A", "Ash"), ("B", "Birch"), ("C", "Cedar")]
ALARMS = [Alarm("A", "real"), Alarm("A", "nothing"), Alarm("A", "new_source"), Alarm("A", ""), Alarm("B", "explained")]


@given(some.dates(date(2000, 1, 1), date(2100, 1, 1)))
@settings(deadline=None)
def test_every_day_lies_in_exactly_one_quarter_and_quarters_are_whole_weeks(day):
    quarter = quarters.quarter_of(day)
    monday, sunday = quarters.days_of(quarter)
    assert monday <= day <= sunday
    assert (monday.weekday(), sunday.weekday()) == (0, 6)
    assert quarters.quarter_of(sunday + timedelta(days=1)) != quarter
    assert quarters.days_of(quarters.quarter_of(sunday + timedelta(days=1)))[0] == sunday + timedelta(days=1)


def test_a_week_counts_in_the_quarter_of_its_sunday():
    assert quarters.quarter_of(date(2026, 12, 28)) == "2027-Q1"
    assert quarters.days_of("2027-Q1") == (date(2026, 12, 28), date(2027, 3, 28))
    assert quarters.days_of("2026-Q4") == (date(2026, 9, 28), date(2026, 12, 27))


def test_the_quarters_are_listed_newest_first_and_the_present_one_always():
    assert quarters.listed(date(2026, 8, 3), date(2027, 2, 10)) == ["2027-Q1", "2026-Q4", "2026-Q3"]
    assert quarters.listed(date(2027, 2, 10), date(2027, 2, 10)) == ["2027-Q1"]


@pytest.mark.parametrize("text", ["", "2027", "2027-Q5", "2027-Q0", "27-Q1", "2027-Q1 ", "2027-q1", "٢٠٢٧-Q1"])
def test_what_is_no_quarter_is_refused(text):
    with pytest.raises(ValueError, match=re.escape(text)):
        quarters.days_of(text)


def table(**given):
    values = {"incidents": {"A": 20, "B": 20}, "n_incidents": 40, "residents": {}, "said": {}, **given}
    return compared(WARDS, ALARMS, **values)


def test_what_came_of_alarms_is_counted_apart_and_only_nothing_and_a_new_source_are_false():
    ash, birch, cedar = table().wards
    assert (ash.n_alarms, ash.n_real, ash.n_false, ash.n_unanswered, ash.n_explained) == (4, 1, 2, 1, 0)
    assert (birch.n_alarms, birch.n_explained, birch.n_false) == (1, 1, 0)
    assert (cedar.n_alarms, cedar.n_incidents, cedar.by_incidents) == (0, 0, None)


def test_a_ward_alarmed_more_often_than_its_reports_explain_stands_above_one():
    ash, birch, _cedar = table().wards
    assert ash.by_incidents == pytest.approx(4 / 20 / (5 / 40))
    assert birch.by_incidents == pytest.approx(1 / 20 / (5 / 40))


def test_rates_are_of_residents_and_the_area_s_of_the_wards_that_were_counted():
    found = table(residents={"A": 2000, "C": 6000})
    ash, birch, cedar = found.wards
    assert (ash.alarms_rate, ash.false_rate) == (2.0, 1.0)
    assert (found.whole.residents, found.whole.alarms_rate, found.whole.false_rate) == (8000, 0.5, 0.25)
    assert ash.by_residents == pytest.approx(4.0)
    assert (cedar.alarms_rate, cedar.by_residents) == (0.0, 0.0)
    assert (birch.residents, birch.alarms_rate, birch.by_residents) == (None, None, None)


def test_two_alarms_in_the_whole_area_are_too_few_to_compare_wards():
    few = compared(WARDS, ALARMS[:2], incidents={"A": 3, "B": 9}, n_incidents=12, residents={"A": 2000}, said={})
    assert {(one.by_incidents, one.by_residents) for one in few.wards} == {(None, None)}
    assert sum(one.n_alarms for one in few.wards) == 2


def test_without_residents_or_without_alarms_nothing_is_divided():
    assert {one.alarms_rate for one in table().wards} == {one.by_residents for one in table().wards} == {None}
    empty = compared(WARDS, [], incidents={}, n_incidents=0, residents={"A": 0}, said={})
    assert {(one.by_incidents, one.alarms_rate, one.by_residents) for one in empty.wards} == {(None, None, None)}


def test_alarms_outside_today_s_wards_are_told_apart_and_no_alarm_is_lost():
    found = compared(WARDS, [*ALARMS, Alarm("", "real"), Alarm("GONE", "nothing")], incidents={"": 3}, n_incidents=3,
                     residents={}, said={})  # fmt: skip
    assert (found.elsewhere.n_alarms, found.elsewhere.n_false, found.elsewhere.n_incidents) == (2, 1, 3)
    assert found.whole.n_alarms == sum(one.n_alarms for one in found.wards) + found.elsewhere.n_alarms == 7


def circle(ward: str, days: int, **given):
    return {
        "lat": 51.5, "lon": -0.1, "radius_m": 300, "days": 7, "observed": 6, "expected": 1.0, "rr_shrunk": 2.0,
        "rr_low": 1.1, "rr_high": 3.0, "p": 0.01, "recurrence_days": days, "places": 3, "one_source": 0.2,
        "wards": [ward, "Z09"], "alarm": True, **given,
    }  # fmt: skip


@pytest.fixture
def now():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def quarter(app, now, file_report):
    """Two weeks studied in the quarter, one before it; four alarms, three of them in Larch Green; five incidents."""
    kept = {
        "2026-W40": [circle("Z01", 2000)],
        WEEKS[0]: [circle("Z01", 2000), circle("Z01", 400), circle("Z02", 100), circle("Z01", 3000, one_source=0.9)],
        WEEKS[1]: [circle("Z01", 2000), circle("Z02", 2000)],
    }
    with app.app_context():
        cora = by_email(cast.email("cora")).id
        for week, circles in kept.items():
            session.add(WeekStudy(week=week, studied_at=clock.now(), settings={}, n_reports=9, n_incidents=9,
                                  is_too_few=False, n_withheld=0, clusters=circles, surges=[]))  # fmt: skip
        # Number 1 of the third week is the one through one centre: it comes most seldom, and is no alarm.
        for week, number, turn, outcome in [(WEEKS[0], 2, 1, "real"), (WEEKS[0], 2, 2, "nothing"), (WEEKS[0], 3, 1, "new_source"),
                                            (WEEKS[1], 2, 1, "explained")]:  # fmt: skip
            session.add(WarningOutcome(id=uuid4(), week=week, number=number, turn=turn, outcome=outcome, said_by_id=cora,
                                       said_at=clock.now()))  # fmt: skip
        for week, turn in [(WEEKS[0], 1), (WEEKS[0], 2), (WEEKS[1], 1), ("2026-W40", 1)]:
            session.add(SaidLevel(id=uuid4(), ward_code="Z02", week=week, turn=turn, level=2, said_by_id=cora,
                                  said_at=clock.now()))  # fmt: skip
        finish(keep=True)
    for day in (date(2026, 12, 28), date(2027, 1, 20), date(2027, 2, 1)):
        file_report(happened_on=day)
    file_report(happened_on=date(2027, 1, 20), ward="Z02")
    file_report(happened_on=date(2027, 1, 20), ward="Z02")
    file_report(happened_on=date(2027, 1, 20), sharing="statistics_only", recipients=frozenset())
    file_report(happened_on=date(2026, 12, 27))


@pytest.fixture
def residents(app):
    with app.app_context():
        for ward in session.scalars(sa.select(Ward)):
            session.add(
                WardPopulation(ward_id=ward.id, year=2024, residents=6000 if ward.code == "Z01" else 4000, source="ONS")
            )
        finish(keep=True)


def cells(page: str, ward: str, table: int = 0) -> list[str]:
    """The cells of a ward in the first or second table of the page."""
    rows = page.split("<table")[table + 1].split("<tr ")
    row = next(one for one in rows if f">{ward}<" in one)
    return [part.partition(">")[2].partition("<")[0] for part in row.split("<td")[1:]]


def test_the_table_counts_alarms_by_ward_and_week_with_what_came_of_them(sign_in, quarter):
    page = sign_in("dana").get("/trail/disparity").text
    assert "1st quarter 2027" in page
    assert "This quarter is not over yet." in page
    #                               incidents alarms real explained false unanswered against the area, weeks decided
    assert cells(page, "Larch Green") == ["3", "3", "0", "0", "2", "1", "1.25", "0"]
    assert cells(page, "Mill Quarter") == ["2", "1", "0", "1", "0", "0", "0.62", "2"]
    assert cells(page, "The whole area") == ["5", "4", "0", "1", "2", "1", "–", "2"]
    assert "2 of its weeks were studied." in page


def test_without_residents_it_says_so_and_how_to_bring_them(sign_in, quarter):
    page = sign_in("dana").get("/trail/disparity").text
    assert "nobody has imported how many people live in each ward" in page
    assert "places import-population" in page
    assert "For 1,000 residents" not in page


def test_with_residents_it_tells_rates_with_year_and_source(sign_in, quarter, residents):
    page = sign_in("dana").get("/trail/disparity").text
    assert cells(page, "Larch Green", 1) == ["6,000", "0.5", "0.33", "1.25"]
    assert cells(page, "The whole area", 1) == ["10,000", "0.4", "0.2", "–"]
    assert "Residents: 2024, \u2068ONS\u2069." in page
    assert "import-population" not in page


def test_it_says_what_to_look_for_and_how_small_numbers_swing(sign_in, quarter):
    page = sign_in("dana").get("/trail/disparity").text
    assert "alarmed more often than their reports explain" in page
    assert "Small numbers swing" in page


def test_earlier_quarters_are_chosen_and_others_are_not_there(sign_in, quarter):
    dana = sign_in("dana")
    page = dana.get("/trail/disparity?quarter=2026-Q4").text
    assert cells(page, "Larch Green")[:2] == ["1", "1"]
    assert "not over yet" not in page
    assert page.index("1st quarter 2027</option>") < page.index("4th quarter 2026</option>")
    for other in ("2026-Q3", "2027-Q2", "x"):
        assert dana.get(f"/trail/disparity?quarter={other}").status_code == 404
        assert dana.get(f"/trail/disparity/{other}.csv").status_code == 404


def test_before_any_week_was_studied_the_present_quarter_is_there_and_empty(sign_in, now):
    page = sign_in("dana").get("/trail/disparity").text
    assert cells(page, "The whole area")[:2] == ["0", "0"]
    assert page.count("<option") == 1


def test_the_file_says_the_same_and_nothing_in_it_runs(app, sign_in, quarter, residents):
    with app.app_context():
        session.execute(sa.update(Ward).where(Ward.code == "Z02").values(name="=Mill()"))
        session.execute(sa.update(WardPopulation).values(source="@ONS"))
        finish(keep=True)
    answer = sign_in("dana").get("/trail/disparity/2027-Q1.csv")
    assert answer.headers["Content-Disposition"] == "attachment; filename=alarms-2027-Q1.csv"
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert ["Larch Green", "3", "3", "0", "0", "2", "1", "1.25", "0"] in rows
    assert ["Larch Green", "6000", "0.5", "0.33", "1.25"] in rows
    assert ["'=Mill()", "4000", "0.25", "0.0", "0.62"] in rows
    assert ["For the scheme only"] in rows
    assert not any("\u2068" in cell for row in rows for cell in row)


def test_who_looked_and_who_took_it_along_stands_in_the_trail(app, sign_in, quarter):
    dana = sign_in("dana")
    dana.get("/trail/disparity")
    dana.get("/trail/disparity/2026-Q4.csv")
    with app.app_context():
        deeds = [(one.action, one.detail) for one in audit.recent() if one.action.startswith("disparity:")]
    assert deeds == [("disparity:exported", "2026-Q4"), ("disparity:read", "2027-Q1")]
    page = dana.get("/trail?kind=exports").text
    assert "Took alarms and reports, ward by ward, along as a file" in page


@pytest.mark.parametrize("name", ["vera", "lena", "cora", "omar", "sunil", "pia", "ada"])
def test_nobody_but_the_data_protection_lead_opens_it(sign_in, now, name):
    person = sign_in(name)
    assert person.get("/trail/disparity").status_code == 403
    assert person.get("/trail/disparity/2027-Q1.csv").status_code == 403


def test_it_is_read_in_arabic_from_right_to_left(sign_in, quarter):
    page = sign_in("dana", language="ar").get("/trail/disparity").text
    assert '<html lang="ar" dir="rtl"' in page
