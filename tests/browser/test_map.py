"""The officer's map in a real browser."""

import json
from datetime import timedelta

import pytest
import shapely

from reporting import clock
from reporting.places import projection
from tests import cast

pytestmark = pytest.mark.browser

HOSTILE = "${alert(1)}</script><img src=x onerror=alert(1)>"


@pytest.fixture
def reports(file_report):
    """Two wards with reports, and one square that may be shown."""
    for number in range(4):
        happened_on = clock.today() - timedelta(days=number)
        file_report(snapped=(cast.WEST + 107 + number % 2 * 100, cast.SOUTH + 103), happened_on=happened_on)
    file_report(ward="Z02", location_precision="ward_only", taken_by="vic")


@pytest.fixture
def hostile_wards(run, tmp_path):
    """Two wards of a new edition, one with a name that would like to be a program."""
    features = []
    for number, (code, name) in enumerate({"Z01": HOSTILE, "Z02": "`+alert(2)+`';alert(3)//"}.items()):
        west = cast.WEST + number * cast.SIDE
        box = shapely.box(west, cast.SOUTH, west + cast.SIDE, cast.SOUTH + cast.SIDE)
        geometry = shapely.geometry.mapping(projection.shape_in_degrees(box))
        features.append({"type": "Feature", "properties": {"code": code, "name": name}, "geometry": geometry})
    path = tmp_path / "wards.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    done = run(
        "places", "import-wards", path, "--edition", clock.today(), "--code-field", "code", "--name-field", "name"
    )
    assert done.exit_code == 0, done.output


def test_the_map_draws_a_shape_for_every_ward_and_a_square_that_may_be_named(page, enter, reports):
    enter(page, "omar")
    page.goto("/map")
    assert page.locator("#map .leaflet-overlay-pane path").count() == 3
    assert page.locator("#map .map-number--ward").all_inner_texts() == ["4", "1"]
    assert page.locator("#map .map-number--square").all_inner_texts() == ["4"]
    assert not page.locator("svg.static-map").is_visible()
    assert page.locator(".leaflet-control-attribution").inner_text() == "Leaflet"


def test_a_pointer_over_a_ward_reads_its_name_and_numbers(page, enter, reports):
    enter(page, "omar")
    page.goto("/map")
    page.locator("#map .leaflet-overlay-pane path").nth(1).hover()
    assert page.locator(".leaflet-tooltip").inner_text() == "Mill Quarter: 1 report, 1 incident"


@pytest.mark.parametrize("javascript", [True, False])
def test_a_hostile_ward_name_is_only_ever_text(open_page, enter, reports, hostile_wards, javascript):
    page = open_page(javascript=javascript)
    enter(page, "omar")
    page.goto("/map")
    assert page.locator("#figures th[scope=row]", has_text=HOSTILE).count() >= 1
    assert page.locator("img").count() == 0
    if javascript:
        for number in range(3):
            page.locator("#map .leaflet-overlay-pane path").nth(number).hover()
        page.locator("#map .leaflet-overlay-pane path").nth(0).hover(position={"x": 200, "y": 60})
        page.get_by_role("tooltip", name=f"{HOSTILE}: 4 reports, 4 incidents", exact=True).wait_for()
        assert page.locator("#map img").count() == 0


def test_every_shape_says_its_name_to_those_who_hear_the_page(page, enter, reports):
    enter(page, "omar")
    page.goto("/map")
    shapes = page.locator("#map .leaflet-overlay-pane path")
    names = shapes.evaluate_all("(all) => all.map((one) => [one.getAttribute('role'), one.getAttribute('aria-label')])")
    assert [role for role, _name in names] == ["img"] * 3
    assert names[1][1] == "Mill Quarter: 1 report, 1 incident"


def test_the_map_page_breaks_no_rule_of_axe(page, enter, reports, violations):
    enter(page, "omar")
    for address in ("/map", "/map?period=dates", "/map?strand=nonsense"):
        page.goto(address)
        assert violations(page) == []


def test_without_javascript_the_drawing_and_the_tables_say_the_same(open_page, enter, reports):
    page = open_page(javascript=False)
    enter(page, "omar")
    page.goto("/map")
    assert page.locator("svg.static-map").is_visible()
    assert page.locator("svg.static-map > path:is([fill-rule], [stroke-dasharray])").count() == 3
    assert not page.locator("#map").is_visible()
    assert page.locator("#figures table").first.locator("tbody tr").all_inner_texts() == [
        "Larch Green\t4\t4",
        "Mill Quarter\t1\t1",
    ]


def test_on_paper_the_drawing_takes_the_place_of_the_map(page, enter, reports):
    enter(page, "omar")
    page.goto("/map")
    assert not page.get_by_text("For the ward team only.").is_visible()
    page.emulate_media(media="print")
    assert page.get_by_text("For the ward team only.").is_visible()
    assert page.locator("svg.static-map").is_visible()
    assert not page.locator("#map").is_visible()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_overflows_sideways_on_a_narrow_screen(open_page, enter, reports, language):
    page = open_page(width=320)
    enter(page, "omar")
    if language != "en":
        page.locator(f"button[lang={language}]").click()
    for address in ("/map", "/map?period=dates&since=31&since=2&since=2026"):
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == language
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.fixture
def gathered(file_report):
    """Enough around one corner for a surface, a zone and a busy square."""
    for number in range(24):
        place = (cast.WEST + 207 + 100 * (number % 3), cast.SOUTH + 203 + 100 * (number // 3 % 3))
        file_report(snapped=place, happened_on=clock.today() - timedelta(days=number))


def test_the_surface_lies_under_the_wards_without_a_word_from_elsewhere(page, enter, gathered):
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    enter(page, "omar")
    page.goto("/map?shade=surface")
    image = page.locator("#map img.leaflet-image-layer")
    assert image.count() == 1
    assert image.evaluate("(image) => image.complete && image.naturalWidth > 50")
    assert not complaints
    assert all(url.startswith(("http://127.0.0.1", "data:image/png")) for url in asked)
    # The grid is turned against the degrees: only all wards together reach as far on every side as the picture does.
    picture, wards = page.evaluate(
        """() => ['#map img.leaflet-image-layer', '#map .leaflet-overlay-pane path'].map((shape) => {
            const boxes = [...document.querySelectorAll(shape)].map((one) => one.getBoundingClientRect())
            return [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top)),
                    Math.max(...boxes.map((box) => box.right)), Math.max(...boxes.map((box) => box.bottom))]
        })"""
    )
    assert all(abs(one - other) < 20 for one, other in zip(picture, wards, strict=True)), (picture, wards)


def test_the_slider_says_its_number_and_shows_those_weeks(page, enter, gathered):
    enter(page, "omar")
    page.goto("/map")
    slider = page.get_by_label("Weeks back")
    slider.focus()
    for _press in range(3):
        slider.press("ArrowRight")
    assert page.locator("output").inner_text() == "3"
    page.get_by_role("button", name="Show", exact=True).click()
    assert "back=3" in page.url
    page.get_by_role("link", name="Later").click()
    assert "back=0" in page.url


def test_a_zone_is_a_broken_circle_with_a_letter(page, enter, gathered):
    enter(page, "omar")
    page.goto("/map?shade=standing_out")
    assert "A" in page.locator("#map .map-number--circle").all_inner_texts()
    broken = page.locator(
        "#map .leaflet-overlay-pane path[stroke-dasharray='12 7'], #map path[stroke-dasharray='12, 7']"
    )
    assert broken.count() == 1


@pytest.mark.parametrize("shade", ["surface", "standing_out"])
def test_the_map_breaks_no_rule_of_axe_in_arabic_on_a_telephone(open_page, enter, speak, gathered, violations, shade):
    page = open_page(width=320)
    enter(page, "omar")
    speak(page, "ar")
    page.goto(f"/map?shade={shade}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
