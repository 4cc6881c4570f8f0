"""Wards in public: whole quarters, and as coarse as honesty needs."""

import shapely

from reporting.summaries.areas import neighbourhoods
from reporting.summaries.districts import area_table
from reporting.summaries.tabulation import ALL, SUPPRESSED, Key
from tests.summaries.told import period_of, public_of

NAMES = [(f"A{number}", f"Ward {number}") for number in range(1, 7)]
TRIPLES = (("A1", "A2", "A3"), ("A4", "A5", "A6"))


def quarter(*wards: int, **given: object):  # type: ignore[no-untyped-def]
    counts = {code: n for (code, _name), n in zip(NAMES, wards, strict=True)}
    third = sum(wards) // 3
    months = [third, third, sum(wards) - 2 * third]
    values = {"ward_names": NAMES, "neighbourhoods": TRIPLES, "quarter": period_of(counts, months=months)}
    return public_of([], "2025-03", **{**values, **given})


def test_wards_are_published_for_a_whole_quarter() -> None:
    table = area_table(quarter(31, 22, 18, 14, 12, 4))
    assert table.columns[2] == Key("periods", "2025-01/2025-03")
    assert table.rows[0] == ("A1", "Ward 1", 30)
    assert table.rows[5] == ("A6", "Ward 6", SUPPRESSED)
    assert table.rows[6:] == (("", Key("words", "no_ward"), SUPPRESSED),)
    assert "areas_wards" in table.notes


def test_no_area_is_published_in_a_month_that_does_not_close_a_quarter() -> None:
    table = area_table(quarter(31, 22, 18, 14, 12, 4, quarter=None))
    assert table.rows == ()
    assert table.notes == ("areas_later",)


def test_groups_of_neighbours_are_published_where_over_half_the_wards_are_under_ten() -> None:
    table = area_table(quarter(30, 8, 9, 12, 7, 6))
    assert table.rows[:2] == (
        ("A1+A2+A3", "Ward 1, Ward 2, Ward 3", 45),
        ("A4+A5+A6", "Ward 4, Ward 5, Ward 6", 25),
    )
    assert "areas_groups" in table.notes


def test_the_borough_is_published_where_groups_are_too_small_as_well() -> None:
    table = area_table(quarter(3, 1, 2, 9, 7, 8, neighbourhoods=(("A1", "A2"), ("A3",), ("A4", "A5"), ("A6",))))
    assert table.rows == (("", ALL, 30),)
    assert "areas_borough" in table.notes


def test_the_year_is_published_in_december_before_the_borough() -> None:
    wards = {code: 20 for code, _name in NAMES}
    year = period_of(wards, months=[10] * 12, first="2024-01", last="2024-12")
    small = {"neighbourhoods": (("A1", "A2"), ("A3",), ("A4", "A5"), ("A6",)), "year": year}
    table = area_table(quarter(3, 1, 2, 9, 7, 8, **small))
    assert table.columns[2] == Key("periods", "2024-01/2024-12")
    assert {row[2] for row in table.rows[:6]} == {20}
    assert "areas_year" in table.notes


def test_a_year_is_never_published_beside_one_of_its_quarters_by_area_nor_a_quarter_beside_the_year() -> None:
    wards = {code: 20 for code, _name in NAMES}
    year = period_of(wards, months=[10] * 12, first="2024-01", last="2024-12")
    small = {"neighbourhoods": (("A1", "A2"), ("A3",), ("A4", "A5"), ("A6",)), "year": year}
    after_a_quarter = area_table(quarter(3, 1, 2, 9, 7, 8, levels_frozen=frozenset({"areas_wards"}), **small))
    assert "areas_borough" in after_a_quarter.notes
    after_the_year = area_table(quarter(31, 22, 18, 14, 12, 4, levels_frozen=frozenset({"areas_year"})))
    assert "areas_borough" in after_the_year.notes


def test_a_quarter_is_withheld_where_its_months_would_tell_the_suppressed_one() -> None:
    wards = {**{code: 20 for code, _name in NAMES}, "A6": 16}
    told = period_of(wards, months=[58, 58, 0])  # 60, 60 and 115 together leave 0 or 1
    table = area_table(public_of([], "2025-03", ward_names=NAMES, neighbourhoods=TRIPLES, quarter=told))
    assert table.rows == (("", ALL, SUPPRESSED),)
    harmless = period_of(wards, months=[54, 54, 8])
    table = area_table(public_of([], "2025-03", ward_names=NAMES, neighbourhoods=TRIPLES, quarter=harmless))
    assert table.rows[0] == ("A1", "Ward 1", 20)


def test_a_year_is_withheld_where_its_quarters_would_tell_the_suppressed_one() -> None:
    wards = {code: 22 for code, _name in NAMES}
    months = [15, 15, 14, 15, 15, 14, 15, 15, 14, 0, 0, 0]  # 45, 45, 45 and 130: nothing is left for the last quarter
    small = {"neighbourhoods": (("A1", "A2"), ("A3",), ("A4", "A5"), ("A6",))}
    year = period_of(wards, months=months, first="2024-01", last="2024-12")
    assert "areas_borough" in area_table(quarter(3, 1, 2, 9, 7, 8, year=year, **small)).notes


def test_every_ward_keeps_its_number_though_no_report_is_without_a_ward() -> None:
    table = area_table(quarter(5002, 3000, 2000, 1003, 502, 401))
    assert [row[2] for row in table.rows] == [5000, 3000, 2000, 1005, 500, 400, SUPPRESSED]


def test_neighbours_share_a_border_and_not_a_corner() -> None:
    squares = {
        "A1": shapely.box(0, 0, 1000, 1000),
        "A2": shapely.box(1000, 1000, 2000, 2000),  # meets A1 at a corner
        "A3": shapely.box(1000, 0, 3000, 1000),
        "A4": shapely.box(2000, 1000, 3000, 2000),
    }
    assert neighbourhoods(squares) == (("A1", "A2", "A3", "A4"),)
    assert neighbourhoods({name: squares[name] for name in ("A1", "A2")}) == (("A1",), ("A2",))


def test_the_groups_do_not_depend_on_the_order_of_the_wards() -> None:
    row = {f"A{number}": shapely.box(number * 1000, 0, number * 1000 + 1000, 1000) for number in range(1, 8)}
    assert neighbourhoods(row) == (("A1", "A2", "A3"), ("A4", "A5", "A6", "A7"))
    assert neighbourhoods(dict(reversed(row.items()))) == neighbourhoods(row)


def test_wards_drawn_a_hand_apart_are_still_neighbours() -> None:
    assert neighbourhoods(
        {"A1": shapely.box(0, 0, 1000, 1000), "A2": shapely.box(1000.2, 0, 2000, 1000)}
    ) == (("A1", "A2"),)  # fmt: skip
