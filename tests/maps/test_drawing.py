"""Shades, grid references and the drawing without a script."""

from datetime import date
from xml.etree import ElementTree

import pytest
import shapely

from reporting.mapping import Overlay, Sign
from reporting.maps import periods, shades
from reporting.maps.grid_reference import grid_reference
from reporting.maps.static_svg import Shape, svg

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([0, 0], []),
        ([0, 1], [(1, 1)]),
        ([5, 2], [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]),
        ([6], [(1, 2), (3, 4), (5, 6)]),
        ([37, 3], [(1, 8), (9, 16), (17, 24), (25, 32), (33, 40)]),
    ],
)
def test_five_equal_steps_reach_the_largest_number(numbers, expected):
    assert shades.ranges(numbers) == expected


def test_every_number_lies_in_the_range_of_its_step():
    for largest in range(1, 60):
        ranges = shades.ranges([largest])
        for number in range(1, largest + 1):
            first, last = ranges[shades.step(number, width=shades.width([largest])) - 1]
            assert first <= number <= last


@pytest.mark.parametrize(
    ("point", "reference"),
    [
        ((651_409, 313_177), "TG 514 131"),  # the example of the Ordnance Survey's guide
        ((530_250, 182_750), "TQ 302 827"),
        ((0, 0), "SV 000 000"),
        ((457_000, 1_220_000), "HP 570 200"),
    ],
)
def test_a_point_has_the_grid_reference_that_maps_print(point, reference):
    assert grid_reference(*point) == reference


def test_squares_beside_each_other_have_different_references():
    squares = [(530_000 + 250 * x, 182_000 + 250 * y) for x in range(40) for y in range(40)]
    assert len({grid_reference(*corner) for corner in squares}) == len(squares)


def test_a_period_is_widened_to_whole_weeks_and_ends_today_at_the_latest():
    thursday = date(2026, 11, 19)
    assert periods.whole_weeks(date(2026, 11, 4), date(2026, 11, 10), today=thursday) == (
        date(2026, 11, 2),
        date(2026, 11, 15),
    )
    assert periods.recent("28_days", today=thursday) == (date(2026, 10, 19), thursday)


def a_ward(**given) -> Shape:
    ring = shapely.box(530_000, 182_000, 532_000, 184_000).difference(shapely.box(530_500, 182_500, 531_000, 183_000))
    return Shape(
        **{
            "outline": ring,
            "point_m": (531_500.0, 183_500.0),
            "number": 7,
            "title": "A: 7 reports",
            "name": "A",
            "step": 3,
        }
        | given
    )


def test_the_drawing_has_title_description_and_one_path_a_ward():
    square = Shape(shapely.box(530_000, 182_000, 530_250, 182_250), (530_125, 182_125), number=4)
    root = ElementTree.fromstring(svg([a_ward()], [square], title="Reports", description="By ward"))
    assert [root.find(f"{SVG}title").text, root.find(f"{SVG}desc").text] == ["Reports", "By ward"]
    assert [path.get("fill") for path in root.findall(f"{SVG}path")] == ["#c08a68", "#ffffff"]
    assert {text.text for text in root.findall(f"{SVG}text")} == {"7", "A", "4"}
    assert root.find(f"{SVG}path").get("d").count("M") == 2  # the hole is drawn too


def test_a_hostile_name_is_text_in_the_drawing():
    name = '${alert(1)}</svg><img src=x onerror="alert(1)">'
    drawn = svg([a_ward(name=name, title=name)], [], title=name, description=name)
    root = ElementTree.fromstring(drawn)
    assert {element.tag for element in root.iter()} == {
        f"{SVG}{tag}" for tag in ("svg", "title", "desc", "path", "text")
    }
    assert root.find(f"{SVG}title").text == name


def test_nothing_is_drawn_without_wards():
    assert svg([], [], title="", description="") == ""


def test_many_squares_are_drawn_without_numbers_that_would_hide_the_map():
    squares = [
        Shape(shapely.box(x, 182_000, x + 250, 182_250), (x + 125, 182_125), number=4)
        for x in range(530_000, 540_000, 250)
    ]
    root = ElementTree.fromstring(svg([a_ward()], squares, title="Reports", description="By ward"))
    assert {text.text for text in root.findall(f"{SVG}text")} == {"7", "A"}
    assert root.findall(f"{SVG}path")[-1].get("d").count("M") == 40


def test_shaded_squares_lie_beneath_the_lines_of_the_wards_and_say_what_their_shade_means():
    ward = Shape(shapely.box(0, 0, 1_000, 1_000), (500, 500), None, name="Larch Green")
    square = Shape(shapely.box(250, 250, 500, 500), (375, 375), None, title="A <square>: most", step=5)
    drawn = ElementTree.fromstring(svg([ward], [], shaded=[square], title="T", description="D"))
    fills = [path.get("fill") for path in drawn.iter(f"{SVG}path")]
    assert fills == ["#ffffff", "#45200d", "none"]
    assert "A <square>: most" in [title.text for title in drawn.iter(f"{SVG}title")]
    assert {text.text for text in drawn.iter(f"{SVG}text")} == {"Larch Green"}


SIGN = {"at": (51.5, -0.1), "point_m": (531_000.0, 183_000.0)}


@pytest.mark.parametrize(
    ("kind", "tag"), [("calm", "circle"), ("uneasy", "rect"), ("serious", "path"), ("estate", "path")]
)
def test_signs_are_told_apart_by_shape_and_have_a_title(kind, tag):
    root = ElementTree.fromstring(
        svg([a_ward()], [], signs=[Sign(**SIGN, kind=kind, text="4↑", title="Somewhere: 4")], title="", description="")
    )
    (shape,) = [
        element for element in root if element.find(f"{SVG}title") is not None and element.get("fill-rule") is None
    ]
    assert shape.tag == f"{SVG}{tag}"
    assert shape.find(f"{SVG}title").text == "Somewhere: 4"
    assert ("4↑" in {text.text for text in root.findall(f"{SVG}text")}) is (kind != "estate")


def test_the_lines_of_a_warning_of_how_far_it_may_lie_off_and_of_a_zone_differ():
    ring = shapely.Point(531_000, 183_000).buffer(200)
    circles = [
        Shape(ring, (531_000, 182_800), number=1),
        Shape(ring.buffer(100), (531_000, 182_800), number=None, is_fringe=True),
        Shape(ring, (531_000, 183_200), number="A", is_strong=True),
    ]
    root = ElementTree.fromstring(svg([a_ward()], [], circles, title="", description=""))
    drawn = [path for path in root.findall(f"{SVG}path") if path.get("fill") == "none"]
    lines = {(path.get("stroke"), path.get("stroke-width"), path.get("stroke-dasharray")) for path in drawn}
    assert len(lines) == 3
    assert {text.text for text in root.findall(f"{SVG}text")} == {"7", "A", "(1)", "(A)"}


def test_a_picture_lies_under_the_wards_with_its_corners_where_they_belong():
    corners = ((530_000.0, 184_000.0), (532_000.0, 184_050.0), (529_950.0, 182_000.0))
    overlay = Overlay("data:image/png;base64,AAAA", size=(200, 100), bounds=(0, 0, 1, 1), corners_m=corners)
    root = ElementTree.fromstring(svg([a_ward()], [], overlay=overlay, title="", description=""))
    image = root.find(f"{SVG}image")
    assert list(root).index(image) < list(root).index(root.find(f"{SVG}path"))
    assert root.find(f"{SVG}path").get("fill") == "none"
    a, b, c, d, left, top = (float(part) for part in image.get("transform")[7:-1].split())
    scale = 792 / 2000
    assert (left, top) == pytest.approx((4, 4), abs=1)
    assert (left + 200 * a, top + 200 * b) == pytest.approx((4 + 2000 * scale, 4 - 50 * scale), abs=1)
    assert (left + 100 * c, top + 100 * d) == pytest.approx((4 - 50 * scale, 4 + 2000 * scale), abs=1)
