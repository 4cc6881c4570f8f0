"""What the officer's map shows, and what it never shows."""

import gzip
import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
import shapely
import sqlalchemy as sa

from reporting import clock
from reporting.database import session
from reporting.maps import periods
from reporting.people.models import Person
from reporting.places.models import NamedPlace, Ward, WardEdition, WardPopulation
from reporting.reports import figures
from reporting.reports.models import Incident, IncidentReport
from reporting.tension.levels.models import WeekLevel
from reporting.tension.vocabulary import JUDGEMENTS
from tests import cast

PLACES = [(cast.WEST + 107, cast.SOUTH + 103), (cast.WEST + 207, cast.SOUTH + 103), (cast.WEST + 107, cast.SOUTH + 203)]
AN_OFFICER, A_YEAR = "omar", "/map?period=12_months"


WARDS, SQUARES = "Reports and incidents by ward", "Squares that may be shown"


def rows(page, caption: str) -> list[list[str]]:
    """The texts of the cells of a table under the map, row by row."""
    figures = page.text[page.text.index('<div id="figures"') :]
    body = re.search(r"<tbody.*?</tbody>", figures[figures.index(f"{caption}</caption>") :], re.DOTALL)[0]
    return [
        re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    ]


def tiles(page) -> list[int]:
    """Reports, incidents, reports in no square, squares withheld."""
    return [int(value) for value in re.findall(r'tile__value">(\d+)<', page.text)]


def without_nonces(page) -> str:
    return re.sub(r'nonce="[^"]*"|data-(left|longest)="[0-9]+"|value="[^"]*"|_[0-9a-f]{32}', "", page.text)


@pytest.fixture
def gathered(file_report):
    """gathered(n) files n reports in one square, at two places, a day apart."""

    def begin(n: int, *, days: int = 99, places: int = 2, **given):
        for number in range(n):
            happened_on = clock.today() - timedelta(days=1 + number % days)
            file_report(snapped=PLACES[number % places], happened_on=happened_on, **given)

    return begin


def test_the_table_equals_the_figures_for_police(app, sign_in, file_report, gathered):
    gathered(4)
    file_report(ward="Z02", taken_by="vic", snapped=None, location_precision="ward_only")
    file_report(ward="Z02", sharing="identity_to_police", snapped=(cast.WEST + 2107, cast.SOUTH + 103))
    page = sign_in(AN_OFFICER).get(A_YEAR)
    with app.test_request_context():
        chosen = figures.Selection(profile=figures.Profile.POLICE, since=date(2000, 1, 1), until=clock.today())
        by_ward = {one.values[0]: one for one in figures.counts(chosen, by=["ward"])}
    expected = [[cast.WARDS[code], str(by_ward[code].n_reports), str(by_ward[code].n_incidents)] for code in cast.WARDS]
    assert rows(page, WARDS) == expected == [["Larch Green", "4", "4"], ["Mill Quarter", "2", "2"]]
    assert tiles(page) == [6, 6, 1, 1]


@pytest.mark.parametrize(
    "given",
    [
        {"sharing": "statistics_only", "recipients": frozenset()},
        {"sharing": "support_only", "recipients": frozenset()},
        {"recipients": frozenset()},
        {"status": "submitted"},
        {"status": "rejected"},
        {"status": "withdrawn"},
    ],
    ids=lambda given: "-".join(str(value) for value in given.values()),
)
def test_what_was_not_agreed_for_police_changes_nothing_on_the_page(sign_in, file_report, gathered, given):
    gathered(3)
    officer = sign_in(AN_OFFICER)
    before = without_nonces(officer.get("/map"))
    file_report(snapped=PLACES[0], **given)
    assert without_nonces(officer.get("/map")) == before


def test_a_report_shared_as_a_ward_counts_in_its_ward_and_in_no_square(sign_in, file_report):
    for _ in range(4):
        file_report(location_precision="ward_only", taken_by="vera")
    page = sign_in(AN_OFFICER).get("/map")
    assert rows(page, WARDS)[0] == ["Larch Green", "4", "4"]
    assert tiles(page) == [4, 4, 4, 0]
    assert "No square has enough incidents to be shown." in page.text


@pytest.mark.parametrize(
    ("n", "days", "places", "is_named"),
    [(3, 3, 2, True), (2, 2, 2, False), (3, 1, 2, False), (5, 5, 1, False), (0, 1, 1, False)],
)
def test_a_square_is_named_only_with_three_incidents_on_two_days_at_two_places(
    sign_in, gathered, n, days, places, is_named
):
    for motive in ["race", "religion", "disability"] if days == 1 else ["race"]:
        gathered(n, days=days, places=places, strands=frozenset({motive}), primary_strand=motive)
    page = sign_in(AN_OFFICER).get("/map")
    assert ("TQ 300 820" in page.text) is is_named
    assert tiles(page)[3] == (0 if is_named or not n else 1)


def test_a_square_is_named_by_its_ward_and_its_grid_reference(sign_in, gathered):
    gathered(3)
    page = sign_in(AN_OFFICER).get("/map")
    assert rows(page, SQUARES) == [["Square of 250 m in Larch Green (TQ 300 820)", "3", "3", "2"]]


def test_reports_of_one_merged_incident_are_one_incident_in_ward_and_square(app, sign_in, file_report, gathered):
    gathered(3)
    ids = [file_report(snapped=PLACES[1], happened_on=clock.today(), primary_strand="religion") for _ in range(2)]
    with app.app_context():
        first, second = (session.get_one(IncidentReport, one) for one in ids)
        second.incident_id = first.incident_id
        second.snapped_easting = PLACES[0][0]  # told of the other end of the street
        session.commit()
    page = sign_in(AN_OFFICER).get("/map")
    assert rows(page, WARDS)[0] == ["Larch Green", "5", "4"]
    assert rows(page, SQUARES)[0][1] == "4"


def new_edition(app) -> None:
    """Since a week ago the border between the two wards runs a kilometre further east, and codes begin with N."""
    with app.app_context():
        edition = WardEdition(
            borough="Larkmere", in_force_on=clock.today() - timedelta(days=7), imported_on=clock.today()
        )
        session.add(edition)
        border = cast.WEST + cast.SIDE + 1000
        for code, name, west, east in [
            ("N01", "New Larch", cast.WEST, border), ("N02", "New Mill", border, cast.WEST + 2 * cast.SIDE)
        ]:  # fmt: skip
            outline = shapely.to_wkb(shapely.box(west, cast.SOUTH, east, cast.SOUTH + cast.SIDE))
            session.add(Ward(edition=edition, code=code, name=name, outline=outline))
        session.commit()


def test_older_reports_count_in_the_ward_of_today_that_holds_their_point(app, sign_in, file_report):
    west_of_the_new_border, east_of_it = (cast.WEST + 2507, cast.SOUTH + 103), (cast.WEST + 3507, cast.SOUTH + 103)
    for point in (west_of_the_new_border, east_of_it, east_of_it):
        file_report(ward="Z02", taken_by="vic", snapped=point)
    file_report(ward="Z01", location_precision="ward_only")
    new_edition(app)
    page = sign_in("sunil").get("/map")
    assert rows(page, WARDS) == [["New Larch", "2", "2"], ["New Mill", "2", "2"]]


def test_an_incident_told_before_and_after_a_new_edition_counts_once_in_its_ward(app, sign_in, file_report):
    before = file_report(ward="Z01")
    new_edition(app)
    after = file_report(ward="N01")
    with app.app_context():
        session.get_one(IncidentReport, after).incident_id = session.get_one(IncidentReport, before).incident_id
        session.commit()
    assert rows(sign_in("sunil").get("/map"), WARDS)[0] == ["New Larch", "2", "1"]


def test_reports_in_no_ward_have_a_row_of_their_own(sign_in, file_report):
    file_report(ward="none", place_scope="online", snapped=None)
    page = sign_in(AN_OFFICER).get("/map")
    assert rows(page, WARDS)[-1] == ["In no ward of today (elsewhere, online or not known)", "1", "1"]


def test_strand_group_and_type_choose_reports(sign_in, file_report):
    file_report(strands=frozenset({"disability"}), primary_strand="disability")
    file_report(incident_types=frozenset({"threat"}), main_type="threat")
    officer = sign_in(AN_OFFICER)
    numbers = {
        query: tiles(officer.get(f"/map?{query}"))[0]
        for query in (
            "strand=",
            "strand=disability",
            "what=threat",
            "what=group:harassment",
            "what=group:concern",
            "what=graffiti",
        )
    }
    assert numbers == {
        "strand=": 2, "strand=disability": 1, "what=threat": 1, "what=group:harassment": 1, "what=group:concern": 0,
        "what=graffiti": 0,
    }  # fmt: skip


def test_the_day_of_a_report_cannot_be_found_by_moving_the_period(sign_in, file_report):
    monday = clock.today() - timedelta(days=clock.today().weekday() + 14)
    file_report(happened_on=monday + timedelta(days=3), location_precision="ward_only")
    officer = sign_in(AN_OFFICER)
    seen = set()
    for since in range(7):
        for until in range(since, 7):
            days = (monday + timedelta(days=since), monday + timedelta(days=until))
            seen.add(tiles(officer.get(f"/map?period=dates&since={days[0]}&until={days[1]}"))[0])
    assert seen == {1}


WRONG = {
    "period=yesterday": "Choose from the list",
    "strand=nonsense": "Choose from the list",
    "what=group:nonsense": "Choose from the list",
    "what=%00": "Choose from the list",
    "shade=nonsense": "Choose from the list",
    "back=105": "Choose a number of weeks from 0 to 104",
    "back=-1": "Choose a number of weeks from 0 to 104",
    "back=99999999999999999999": "Choose a number of weeks from 0 to 104",
    "back=two": "Choose a number of weeks from 0 to 104",
    "period=dates": "Enter the first day",
    "period=dates&since=31&since=2&since=2026": "Enter a real date",
    "since=1&since=&since=x": "Enter a real date",
    "period=dates&since=2026-03-02&until=2026-03-01": "The last day must not be before the first",
    "period=dates&since=2026-03-02&until=9999-12-31": "The last day must not be in the future",
    "period=dates&since=0001-01-01&until=2026-03-01": "The first day must be in the year 2000 or later",
}


def test_a_wrong_filter_is_refused_in_words_beside_it(sign_in):
    officer = sign_in(AN_OFFICER)
    for query, sentence in WRONG.items():
        page = officer.get(f"/map?{query}")
        assert page.status_code == 422, query
        beside = re.findall(r'class="govuk-error-message">.*?</p>', page.text, re.DOTALL)
        assert any(sentence in message for message in beside), query


def test_what_was_typed_stays_when_it_is_refused(sign_in):
    page = sign_in(AN_OFFICER).get("/map?period=dates&since=31&since=2&since=2026&strand=age&what=group:harassment")
    for kept in ('name="since" type="text" value="31"', 'value="age" selected', 'value="group:harassment" selected'):
        assert kept in page.text


def test_police_and_coordinators_open_the_map(sign_in):
    assert {sign_in(name).get("/map").status_code for name in ("cora", "omar", "olga", "sunil")} == {200}


def test_nobody_else_opens_the_map(sign_in):
    assert {sign_in(name).get("/map").status_code for name in ("vera", "lena", "pia", "dana", "ada")} == {403}


def test_only_the_map_page_allows_one_script_of_its_own(sign_in, gathered):
    gathered(3)
    officer = sign_in(AN_OFFICER)
    page = officer.get("/map")
    nonce = re.search(r"'nonce-([^']+)'", page.headers["Content-Security-Policy"])[1]
    assert page.text.count(f'<script nonce="{nonce}">') == 1
    assert "style=" not in re.sub(r"<script nonce.*?</script>", "", page.text, flags=re.DOTALL)
    assert "nonce" not in officer.get("/map?period=nonsense").headers["Content-Security-Policy"]


def test_the_page_names_no_address_elsewhere(sign_in, gathered):
    gathered(3)
    page = sign_in(AN_OFFICER).get("/map")
    assert set(re.findall(r"https?://[^\s\"'<]+", page.text)) <= {"http://www.w3.org/2000/svg"}


def test_a_borough_of_twenty_wards_full_of_squares_stays_under_fifty_kilobytes(app, sign_in, file_report):
    with app.app_context():
        edition = WardEdition(borough="Larkmere", in_force_on=date(2020, 5, 7), imported_on=clock.today())
        session.add(edition)
        for number in range(20):
            middle = (cast.WEST + 600 + 1200 * (number % 5), cast.SOUTH + 600 + 1200 * (number // 5))
            outline = shapely.to_wkb(shapely.Point(middle).buffer(590, quad_segs=150))
            session.add(Ward(edition=edition, code=f"W{number:02}", name=f"Ward number {number}", outline=outline))
        session.commit()
    filed = file_report(ward="W00")
    with app.app_context():
        report = session.get_one(IncidentReport, filed)
        same = {column.key: getattr(report, column.key) for column in IncidentReport.__table__.columns}
        for number in range(900):  # three in each of 300 squares
            square, nth = divmod(number, 3)
            place = {
                "snapped_easting": cast.WEST + 250 * (square % 20) + 50 * nth,
                "snapped_northing": cast.SOUTH + 250 * (square // 20),
            }
            own = {
                "id": uuid4(),
                "incident_id": uuid4(),
                "reference": f"COPY{number}",
                "happened_on": clock.today() - timedelta(days=nth),
            }
            session.add(Incident(id=own["incident_id"], recorded_on=clock.today()))
            session.flush()
            session.add(IncidentReport(**{**same, **own, **place}))
        session.commit()
    supervisor = sign_in("sunil")
    for shade in ("wards", "surface", "standing_out"):
        page = supervisor.get(f"/map?shade={shade}")
        assert len(rows(page, SQUARES)) == 300
        assert len(gzip.compress(page.data)) < 50_000, shade


def test_the_slider_moves_the_period_back_by_whole_weeks(sign_in, file_report):
    file_report(happened_on=clock.today() - timedelta(weeks=10), location_precision="ward_only")
    officer = sign_in(AN_OFFICER)
    assert tiles(officer.get("/map"))[0] == tiles(officer.get("/map?back=20"))[0] == 0
    page = officer.get("/map?back=8")
    assert tiles(page)[0] == 1
    assert 'value="8"' in page.text
    assert ">8</output>" in page.text


@pytest.mark.parametrize("period", ["28_days", "91_days", "12_months"])
def test_earlier_and_later_adjoin_with_the_same_choices(sign_in, period):
    officer = sign_in(AN_OFFICER)

    def links(page) -> dict[str, str]:
        found = re.findall(r'href="(/map[^"]*back=[^"]*)">(Earlier|Later)<', page.text)
        return {words: link.replace("&amp;", "&") for link, words in found}

    here = officer.get(f"/map?period={period}&strand=age&shade=surface")
    assert "Later" not in links(here)
    earlier = links(here)["Earlier"]
    assert "strand=age" in earlier
    assert "shade=surface" in earlier
    back = int(re.search(r"back=(\d+)", earlier)[1])
    since, until = periods.recent(period, today=clock.today(), weeks_back=back)
    assert until == periods.recent(period, today=clock.today())[0] - timedelta(days=1)
    there = officer.get(earlier)
    assert (there.status_code, re.search(r"back=(\d+)", links(there)["Later"])[1]) == (200, "0")
    assert since.weekday() == 0
    assert "Earlier" not in links(officer.get(f"/map?period={period}&back=104"))
    assert links(officer.get("/map?period=dates&since=2026-03-02&until=2026-03-03")) == {}


def test_the_surface_is_a_picture_with_a_legend_in_words_and_no_squares_over_it(sign_in, gathered):
    gathered(12, places=3)
    page = sign_in(AN_OFFICER).get(f"{A_YEAR}&shade=surface")
    assert page.text.count("data:image/png;base64,") == 2  # in the drawing and for the script
    assert re.search(r"Most: [\d.]+ to [\d.]+ incidents per square kilometre in 30 days", page.text)
    assert "Too little was told to say" in page.text
    assert "stroke-dasharray" not in page.text
    assert rows(page, SQUARES)  # the table keeps them


@pytest.mark.parametrize("given", [{"places": 1}, {"days": 1}, {}], ids=["one place", "one day", "four incidents"])
def test_one_place_one_evening_or_a_few_incidents_show_no_surface(sign_in, gathered, given):
    gathered(4 if not given else 12, **{"places": 3, **given})
    page = sign_in(AN_OFFICER).get(f"{A_YEAR}&shade=surface")
    assert "data:image" not in page.text
    assert "Too little was told to say" in page.text


def test_an_estate_is_a_small_house_and_names_the_square_beside_it(app, sign_in, gathered):
    with app.app_context():
        session.add(NamedPlace(name="Alder Estate", kind="estate", easting=cast.WEST + 300, northing=cast.SOUTH + 100))
        session.add(NamedPlace(name="Far Estate", kind="estate", easting=cast.WEST + 900, northing=cast.SOUTH + 100))
        session.commit()
    gathered(3)
    page = sign_in(AN_OFFICER).get("/map")
    assert rows(page, SQUARES)[0][0] == "Square of 250 m in Larch Green, by Alder Estate (TQ 300 820)"
    drawing = re.search(r'<svg[^>]*class="static-map".*?</svg>', page.text, re.DOTALL)[0]
    assert "<title>Estate: Alder Estate</title>" in drawing


@pytest.mark.parametrize(("level", "shape"), [(5, "<circle"), (4, "<rect"), (3, "<rect"), (2, "<path"), (1, "<path")])
def test_how_tense_a_ward_is_has_a_shape_and_a_number_on_the_map(app, sign_in, level, shape):
    week = clock.last_complete_week(clock.today())
    with app.app_context():
        session.add(
            WeekLevel(
                id=uuid4(), ward_code="Z01", week=week, level=level, reasons=[], disagrees="", worked_out_at=clock.now()
            )
        )
        session.commit()
    page = sign_in(AN_OFFICER).get("/map")
    title = f"<title>Larch Green: {JUDGEMENTS[str(level)].label}</title>"
    assert re.search(rf"{shape}[^>]*>{re.escape(title)}", page.text)
    assert f">{level}</text>" in page.text


def test_the_tension_of_a_ward_of_another_team_is_not_on_the_map(app, sign_in):
    week = clock.last_complete_week(clock.today())
    with app.app_context():
        for code in cast.WARDS:
            session.add(
                WeekLevel(
                    id=uuid4(), ward_code=code, week=week, level=2, reasons=[], disagrees="", worked_out_at=clock.now()
                )
            )
        session.commit()
    with app.app_context():
        mine = session.scalar(sa.select(Person).where(Person.email.startswith(AN_OFFICER))).ward_codes_on(clock.today())
    page = sign_in(AN_OFFICER).get("/map")
    for code, name in cast.WARDS.items():
        assert (f"<title>{name}: 2" in page.text) is (code in mine)


@pytest.fixture
def residents(app):
    """Somebody counted the people of the first ward."""
    with app.app_context():
        ward = session.scalar(sa.select(Ward).where(Ward.code == "Z01"))
        session.add(WardPopulation(id=uuid4(), ward_id=ward.id, residents=4000, year=2025, source="Census"))
        session.commit()


def test_rates_stand_beside_the_counts_only_where_residents_were_imported(sign_in, gathered):
    gathered(6)
    officer = sign_in(AN_OFFICER)
    assert "residents" not in officer.get("/map").text
    assert officer.get("/map?shade=rate").status_code == 422


def test_a_rate_says_whose_count_of_residents_it_is_and_a_ward_without_one_is_hatched(sign_in, gathered, residents):
    gathered(6)
    page = sign_in(AN_OFFICER).get("/map?shade=rate")
    assert rows(page, WARDS) == [["Larch Green", "6", "6", "1.50"], ["Mill Quarter", "0", "0", "–"]]
    assert "Residents of 2025, from: Census." in page.text
    assert "1.20 to 1.50 incidents per 1,000 residents" in page.text
    drawing = re.search(r'<svg[^>]*class="static-map".*?</svg>', page.text, re.DOTALL)[0]
    assert "<title>Larch Green: 1.50 incidents per 1,000 residents</title>" in drawing
    assert re.search(r'fill="url\(#hatched\)"[^>]*><title>Mill Quarter: no rate</title>', drawing)


def test_under_three_incidents_there_is_no_rate(sign_in, gathered, residents):
    gathered(2)
    assert rows(sign_in(AN_OFFICER).get("/map"), WARDS)[0] == ["Larch Green", "2", "2", "–"]
