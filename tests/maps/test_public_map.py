"""The public map says what was published, and nothing else can reach it."""

import ast
import gzip
import re
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pytest
import shapely
import sqlalchemy as sa
from flask import Flask

import reporting.maps.published
from reporting import clock
from reporting.database import finish, session
from reporting.places.models import Ward, WardEdition
from reporting.places.readers import wards_in
from reporting.summaries import actions
from reporting.summaries.material import months_before
from reporting.summaries.models import PublishedSummary
from reporting.summaries.tabulation import ALL, SUPPRESSED
from tests import cast
from tests.maps import published
from tests.maps.published import NO_WARD, TWO_WARDS

MAP = "/published/map"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def quarter() -> list[str]:
    """The months of the last quarter that may be published by today."""
    month = months_before(f"{clock.today():%Y-%m}", 2)
    while int(month[5:]) % 3:
        month = months_before(month, 1)
    return [months_before(month, 2), months_before(month, 1), month]


@pytest.fixture
def tell(file_report: Callable[..., uuid.UUID]) -> Callable[..., None]:
    """tell("2026-01", 3, ward="Z02") files so many reports told in the month, by two centres in turn."""

    def file(month: str, n: int, **given: object) -> None:
        told_on = clock.month_days(month)[0] + timedelta(days=9)
        for number in range(n):
            file_report(taken_by=("vera", "vic")[number % 2], happened_on=told_on, disclosed_on=told_on,
                        submitted_on=told_on, **given)  # fmt: skip

    return file


@pytest.fixture
def freeze(app: Flask) -> Callable[[str], None]:
    def fix(month: str) -> None:
        with app.app_context():
            actions.freeze_public(month)
            finish(keep=True)

    return fix


@pytest.fixture
def publish(app: Flask) -> Callable[..., None]:
    """publish("2025-03", rows, "areas_wards") puts a table of areas among what was published."""
    return partial(published.publish, app)


def read(browser, address: str = MAP) -> str:
    """The page without what is new in every answer."""
    answer = browser.get(address)
    assert answer.status_code == 200
    return re.sub(r'name="csrf_token" value="[^"]*"|_[0-9a-f]{32}', "", answer.text)


def drawing(page: str) -> ElementTree.Element:
    return ElementTree.fromstring(re.search(r"<svg[^>]*static-map.*?</svg>(?=</div>)", page, re.DOTALL).group())


def rows(page: str) -> list[list[str]]:
    body = re.search(r'<div id="figures".*?(<tbody.*?</tbody>)', page, re.DOTALL).group(1)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL)]


def test_the_map_the_table_beside_it_and_the_published_summary_say_the_same(sign_in, quarter, tell, freeze):
    for month in quarter:
        tell(month, 20, ward="Z01")
    tell(quarter[0], 4, ward="Z02", snapped=None)
    freeze(quarter[-1])
    page = read(sign_in())
    assert rows(page)[:2] == [["Larch Green", "60"], ["Mill Quarter", "fewer than 10"]]
    summary = sign_in("cora").get(f"/summaries/{quarter[-1]}/public").text
    published = re.search(r'id="T5".*?</section>', summary, re.DOTALL).group()
    assert [
        row[1:] for row in (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", r) for r in published.split("<tr")[2:])
    ] == rows(page)
    texts = {text.text for text in drawing(page).findall(f"{SVG}text")}
    assert {"60", "Larch Green", "Mill Quarter", "fewer than 10"} <= texts


def test_reports_that_come_afterwards_change_no_byte_of_it(app, sign_in, quarter, tell, freeze):
    for month in quarter:
        tell(month, 20, ward="Z01")
    freeze(quarter[-1])
    before = read(sign_in())
    tell(quarter[1], 30, ward="Z02", snapped=None)
    assert read(sign_in()) == before


def test_what_is_suppressed_is_the_same_byte_for_byte_whatever_the_true_number(app, sign_in, quarter, tell, freeze):
    for month in quarter:
        tell(month, 20, ward="Z01")
    pages = set()
    for n in (3, 4):
        tell(quarter[0], n, ward="Z02", snapped=None)
        freeze(quarter[-1])
        pages.add(re.sub(r"\b[0-9a-f]{64}\b", "", read(sign_in())))
        with app.app_context():
            session.execute(sa.delete(PublishedSummary))
            finish(keep=True)
    assert len(pages) == 1


def test_a_suppressed_area_has_a_pattern_and_words_and_no_shade(sign_in, publish):
    publish("2025-03", TWO_WARDS, "areas_wards")
    page = read(sign_in())
    shown = drawing(page)
    larch, mill = shown.findall(f"{SVG}path")
    assert larch.get("fill").startswith("#")
    assert mill.get("fill") == "url(#hatched)"
    assert shown.find(f"{SVG}defs/{SVG}pattern").get("id") == "hatched"
    assert mill.find(f"{SVG}title").text == "Mill Quarter: fewer than 10"
    assert "map-legend__swatch--hatched" in page
    assert "fewer than 10, or hidden" in page


def test_no_depth_of_shade_stands_for_a_number_that_nobody_may_read(sign_in, publish):
    wards = [("Z01", "Larch Green", 10), ("Z02", "Mill Quarter", 45), NO_WARD]
    publish("2025-03", tuple(wards), "areas_wards")
    page = read(sign_in())
    legend = re.search(r'<ul class="map-legend".*?</ul>', page, re.DOTALL).group()
    assert re.findall(r"</svg>(.*?)</li>", legend) == [
        "10 to 15 reports", "20 to 25 reports", "30 to 35 reports", "40 to 45 reports",
    ]  # fmt: skip
    assert "hatched" not in legend


def test_groups_of_wards_are_one_outline_with_one_number(sign_in, publish):
    publish("2025-03", (("Z01+Z02", "Larch Green, Mill Quarter", 45), NO_WARD), "areas_groups")
    page = read(sign_in())
    shown = drawing(page)
    (path,) = shown.findall(f"{SVG}path")
    assert path.get("d").count("M") == 1
    assert [text.text for text in shown.findall(f"{SVG}text")].count("45") == 2  # once as a halo
    assert "groups of neighbouring wards are shown" in page


def test_where_only_the_year_is_published_by_area_it_says_so(sign_in, publish):
    publish("2024-12", TWO_WARDS, "areas_year", first="2024-01")
    page = read(sign_in())
    assert '<h2 class="govuk-heading-m">January 2024 to December 2024</h2>' in page
    assert "so the whole calendar year is shown" in page
    assert len(drawing(page).findall(f"{SVG}path")) == 2


def test_where_only_the_borough_is_published_there_is_no_map_and_it_says_so(sign_in, publish):
    publish("2025-03", (("", ALL, 30),), "areas_borough")
    page = read(sign_in())
    assert "static-map" not in page
    assert "There is no map of this quarter." in page
    assert "only the whole borough is shown" in page
    assert rows(page) == [["All", "30"]]


def test_the_latest_quarter_comes_first_and_each_can_be_chosen(sign_in, publish):
    publish("2024-12", (("", ALL, 70),), "areas_borough")
    publish("2025-03", TWO_WARDS, "areas_wards")
    browser = sign_in()
    assert re.findall(r'<option value="([^"]+)"', read(browser)) == ["2025-03", "2024-12"]
    assert rows(read(browser))[0] == ["Larch Green", "35"]
    assert rows(read(browser, f"{MAP}?until=2024-12")) == [["All", "70"]]


@pytest.mark.parametrize("bad", ["2025-06", "2025-02", "2025-Q1", "x", "%00", "٢٠٢٥-٠٣", "9999-12"])
def test_a_quarter_that_was_not_published_is_not_there(sign_in, publish, bad):
    browser = sign_in()
    assert browser.get(f"{MAP}?until={bad}").status_code == 404
    publish("2025-03", TWO_WARDS, "areas_wards")
    assert browser.get(f"{MAP}?until={bad}").status_code == 404


def test_a_month_that_closes_no_quarter_is_not_a_choice(sign_in, quarter, tell, freeze):
    tell(quarter[1], 12)
    freeze(quarter[1])
    assert "No quarter has been published yet." in read(sign_in())
    assert sign_in().get(f"{MAP}?until={quarter[1]}").status_code == 404


def test_a_quarter_that_is_only_previewed_or_still_inside_its_delay_is_not_shown(sign_in, quarter, tell):
    """Canary: a ward with many reports, read in the coordinator's preview."""
    for month in quarter:
        tell(month, 25, ward="Z01")
    running = f"{clock.today():%Y-%m}"
    cora = sign_in("cora")
    assert ">75<" in cora.get(f"/summaries/{quarter[-1]}/public").text
    assert "the areas of this quarter also stand on the public map" in cora.get(f"/summaries/{quarter[-1]}/public").text
    cora.get(f"/summaries/{running}/public.csv?preview=1")
    page = read(sign_in())
    assert "No quarter has been published yet." in page
    assert "75" not in re.sub(r"<head>.*?</head>", "", page, flags=re.DOTALL)
    assert sign_in().get(f"{MAP}?until={quarter[-1]}").status_code == 404


def test_the_wards_are_those_of_the_quarters_end(app, sign_in, publish):
    with app.app_context():
        edition = WardEdition(borough="Larkmere", in_force_on=date(2025, 5, 1), imported_on=clock.today())
        shape = shapely.to_wkb(shapely.box(cast.WEST, cast.SOUTH, cast.WEST + 4000, cast.SOUTH + 2000))
        session.add(Ward(edition=edition, code="Y01", name="Larkmere", outline=shape))
        finish(keep=True)
    publish("2025-03", TWO_WARDS, "areas_wards")
    publish("2025-06", TWO_WARDS, "areas_wards")
    browser = sign_in()
    assert len(drawing(read(browser, f"{MAP}?until=2025-03")).findall(f"{SVG}path")) == 2
    later = read(browser, f"{MAP}?until=2025-06")
    assert "there is only the table" in later
    assert "static-map" not in later
    assert rows(later)[0] == ["Larch Green", "35"]


def test_it_says_how_late_it_is_and_why_small_numbers_are_hidden(sign_in, publish):
    publish("2025-03", TWO_WARDS, "areas_wards")
    page = read(sign_in())
    for words in (
        "These are reports, not everything that happens.", "no sooner than 28 days after it ended",
        "a number can point to one of them", "who comes forward", "They are not police figures", "rounded to the nearest 5",
    ):  # fmt: skip
        assert words in page


def test_it_needs_no_script_and_leads_to_nothing_below_it(sign_in, publish):
    publish("2025-03", TWO_WARDS, "areas_wards")
    answer = sign_in().get(MAP)
    assert "nonce-" not in answer.headers["Content-Security-Policy"]
    assert "leaflet" not in answer.text
    main = re.search(r"<main.*?</main>", answer.text, re.DOTALL).group()
    assert set(re.findall(r'(?:href|action)="([^"]+)"', main)) == {"#figures", MAP}


def test_it_runs_from_right_to_left_in_arabic(sign_in, publish):
    publish("2025-03", TWO_WARDS, "areas_wards")
    page = read(sign_in(language="ar"))
    assert 'dir="rtl"' in page
    assert "أقل من 10" in {text.text for text in drawing(page).findall(f"{SVG}text")}
    assert drawing(page).findall(f"{SVG}path")[1].get("fill") == "url(#hatched)"


def test_the_published_summary_and_the_about_page_lead_to_it(sign_in, quarter, tell, freeze):
    freeze(quarter[-1])
    address = f"{MAP}?until={quarter[-1]}"
    cora = sign_in("cora")
    assert f'href="{address}"' in cora.get(f"/summaries/{quarter[-1]}/public").text
    assert f'href="/summaries/{quarter[-1]}/public"' in cora.get(address).text
    assert "/summaries" not in sign_in().get(address).text
    assert f'href="{MAP}"' in sign_in().get("/about").text


def test_it_cannot_count_because_it_knows_no_room_that_can():
    folder = Path(reporting.maps.published.__file__).parent
    names = {
        name
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module
        for name in (f"{node.module}.{alias.name}" for alias in node.names)
    }
    assert names
    for room in ("reports", "hotspots", "tension", "maps.queries", "maps.layers", "summaries.published"):
        assert not [name for name in names if f"{name}.".startswith(f"reporting.{room}.")], room


def test_the_page_of_a_real_borough_is_light(app, sign_in, publish, real_data):
    wards = wards_in(real_data / "wards" / "camden_2022_bestfit_4326.geojson")
    with app.app_context():
        edition = WardEdition(borough="Larkmere", in_force_on=date(2022, 5, 5), imported_on=clock.today())
        for ward in wards:
            session.add(Ward(edition=edition, code=ward.code, name=ward.name, outline=shapely.to_wkb(ward.shape)))
        finish(keep=True)
    numbers = [SUPPRESSED if n % 4 == 0 else 10 + 5 * (n % 9) for n in range(len(wards))]
    table = tuple((ward.code, ward.name, number) for ward, number in zip(wards, numbers, strict=True))
    publish("2025-03", (*table, NO_WARD), "areas_wards")
    answer = sign_in().get(MAP)
    assert len(drawing(answer.text).findall(f"{SVG}path")) == len(wards) == 20
    assert len(gzip.compress(answer.data)) < 50_000
