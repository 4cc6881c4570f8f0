"""Small numbers never leave: not in a cell, not by subtraction, not through a percentage."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.disclosure import Suppressed
from reporting.reports.vocabulary import PLACE_TYPES, STRANDS
from reporting.summaries.groups import Group
from reporting.summaries.protection import protected, range_of, tells_its_wards
from reporting.summaries.published import public_tables
from reporting.summaries.tabulation import NO_PERCENTAGE, SUPPRESSED, Key, Percent, Tabulation
from tests.summaries.told import Told, public_of, several

QUICK = settings(max_examples=60, deadline=None)
TWO = frozenset({"HARBOUR", "MEADOW"})

reports = st.lists(
    st.builds(
        Told,
        centre=st.sampled_from(["HARBOUR", "MEADOW", "MEADOW", "ORCHARD"]),
        kind=st.sampled_from(["hate_incident", "hate_incident", "community_safety_concern"]),
        primary_strand=st.sampled_from(["race", "race", "race", "religion", "disability", ""]),
        place_type=st.sampled_from(["street", "street", "home_inside", "online"]),
        part_of_day=st.sampled_from(["evening", "night", "morning", "not_known"]),
        delay_days=st.sampled_from([0, 1, 8, 40]),
        age_band=st.sampled_from(["18-24", "35-44", "not_asked"]),
        ethnicity=st.sampled_from(["B2", "A3", "NS", "not_asked"]),
        incident=st.integers(0, 60),
    ),
    max_size=90,
)


def table(tables: tuple[Tabulation, ...], table_id: str) -> Tabulation:
    return next(one for one in tables if one.id == table_id)


def number(tables: tuple[Tabulation, ...], table_id: str, key: str) -> object:
    return next(row[1] for row in table(tables, table_id).rows if isinstance(row[0], Key) and row[0].key == key)


@QUICK
@given(reports)
def test_every_public_number_is_a_multiple_of_five_from_ten_up_or_the_one_text(told: list[Told]) -> None:
    for one in public_tables(public_of(told)):
        for row in one.rows:
            for cell in row:
                assert not isinstance(cell, int) or (cell >= 10 and cell % 5 == 0), (one.id, row)


@pytest.mark.parametrize("few", range(10))
def test_every_true_count_from_nought_to_nine_looks_the_same(few: int) -> None:
    told = (
        several(60, primary_strand="race") + several(40, primary_strand="age") + several(few, primary_strand="religion")
    )
    row = next(row for row in table(public_tables(public_of(told)), "T3").rows if row[0] == Key("strands", "religion"))
    assert row == (Key("strands", "religion"), SUPPRESSED, NO_PERCENTAGE)


def test_the_total_is_counted_first_and_rounded_by_itself() -> None:
    told = (
        several(12, primary_strand="race") + several(12, primary_strand="age") + several(3, primary_strand="religion")
    )
    tables = public_tables(public_of(told))
    assert number(tables, "T1", "reports") == 25  # 27, though 10 and 10 are shown
    assert number(tables, "T3", "all") == 25
    assert [number(tables, "T3", key) for key in ("race", "age", "religion")] == [10, 10, SUPPRESSED]


def still_possible(shown: dict[str, object], total: tuple[int, int], name: str) -> set[int]:
    """The values 0 to 9 a patient reader must still allow for a hidden part: every way the others could be.

    The reader supposes that at most one hidden part is a second suppression and larger than 9.
    """
    spoken = [range_of(part) for part in shown.values() if not isinstance(part, Suppressed)]  # type: ignore[arg-type]
    n_others = sum(isinstance(part, Suppressed) for part in shown.values()) - 1
    left = (total[0] - sum(high for _low, high in spoken), total[1] - sum(low for low, _high in spoken))
    allowed = set()
    for value in range(10):
        lowest, highest = left[0] - value, left[1] - value
        others_are_small = lowest <= 9 * n_others and highest >= 0
        one_is_large = n_others >= 1 and highest >= 10
        if others_are_small or one_is_large:
            allowed.add(value)
    return allowed


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(st.integers(0, 9), st.integers(10, 40)), min_size=2, max_size=7))
def test_no_suppressed_part_is_told_by_subtracting_the_others_from_the_total(counts: list[int]) -> None:
    parts = {str(index): Group(n, n, TWO) for index, n in enumerate(counts)}
    whole = Group(sum(counts), sum(counts), TWO)
    shown = protected(parts, range_of(whole.published))
    for name, part in shown.items():
        if isinstance(part, Suppressed) and parts[name].n_reports < 10:
            assert len(still_possible(shown, range_of(whole.published), name)) >= 5, (counts, shown)


def test_four_fifteens_and_a_total_of_fifty_would_have_told_a_nought() -> None:
    counts = {"a": 13, "b": 13, "c": 13, "d": 13, "e": 0}  # 15 each, together 50: without a second suppression e is 0
    parts = {name: Group(n, n, TWO) for name, n in counts.items()}
    shown = protected(parts, range_of(Group(52, 52, TWO).published))
    assert [name for name, part in shown.items() if isinstance(part, Suppressed)] == ["a", "e"]


def test_two_tables_of_one_total_do_not_tell_together_what_neither_tells_alone() -> None:
    places = ["street"] * 23 + ["online"]

    def hidden(n_concerns: int) -> set[str]:
        told = [
            Told(
                centre=("HARBOUR", "MEADOW")[index % 2],
                place_type=place,
                kind="community_safety_concern" if index < n_concerns else "hate_incident",
            )
            for index, place in enumerate(places)
        ]
        tables = public_tables(public_of(told))
        return {key for key in PLACE_TYPES if number(tables, "T6", key) == SUPPRESSED}

    assert "street" not in hidden(0)  # 25 beside a total of 25: up to 4 elsewhere
    assert "street" in hidden(12)  # 10 and 10 of each kind: the total is at most 24, so at most 1 elsewhere


def test_a_percentage_is_made_from_published_numbers_on_a_base_of_fifty() -> None:
    at_49 = several(32, repeat="first_time") + several(15, repeat="not_known")
    assert {row[2] for row in table(public_tables(public_of(at_49)), "T11").rows} == {NO_PERCENTAGE}
    at_60 = several(43, repeat="first_time") + several(19, repeat="not_known")
    rows = {
        row[0].key: row[1:] for row in table(public_tables(public_of(at_60)), "T11").rows if isinstance(row[0], Key)
    }
    assert rows["first_time"] == (45, Percent(75))  # 45 of 60; the true share is 69
    assert rows["before_others"] == (SUPPRESSED, NO_PERCENTAGE)


@pytest.mark.parametrize("true_counts", [(58, 22), (61, 19), (62, 18)])
def test_the_same_published_numbers_give_the_same_percentages(true_counts: tuple[int, int]) -> None:
    told = several(true_counts[0], risk="low") + several(true_counts[1], risk="high")
    rows = {row[0].key: row[1:] for row in table(public_tables(public_of(told)), "T12").rows if isinstance(row[0], Key)}
    assert rows["low"] == (60, Percent(75))
    assert rows["high"] == (20, Percent(25))


def test_what_only_one_centre_took_is_not_published_however_much_it_is() -> None:
    told = several(40, primary_strand="age") + [Told(primary_strand="religion") for _ in range(40)] + several(40)
    assert number(public_tables(public_of(told)), "T3", "religion") == SUPPRESSED


def test_twelve_accounts_of_two_incidents_are_not_published() -> None:
    told = several(40) + [
        one for incident in (901, 902) for one in several(6, primary_strand="religion", incident=incident)
    ]
    tables = public_tables(public_of(told))
    assert number(tables, "T3", "religion") == SUPPRESSED
    assert number(tables, "T1", "reports") == 50
    assert number(tables, "T1", "incidents") == 40


def test_completeness_says_nothing_that_the_published_not_stated_does_not() -> None:
    told = several(48, age_band="18-24") + several(4)
    tables = public_tables(public_of(told))
    assert number(tables, "T8C", "age_band") == NO_PERCENTAGE  # 4 of 52 did not say
    told = several(40, age_band="18-24") + several(20)
    assert number(public_tables(public_of(told)), "T8C", "age_band") == Percent(67)


def test_the_public_sees_four_ages_five_ethnic_groups_and_no_part_of_day_under_six_hours() -> None:
    tables = public_tables(public_of(several(30, age_band="10-15", ethnicity="B2", part_of_day="night")))
    assert [row[0].key for row in table(tables, "T8").rows if isinstance(row[0], Key)] == [
        "under_18", "18_to_34", "35_to_64", "65_or_over", "not_stated", "all",
    ]  # fmt: skip
    assert [row[0].key for row in table(tables, "T8B").rows if isinstance(row[0], Key)] == [
        "white", "mixed", "asian", "black", "other", "not_stated", "all",
    ]  # fmt: skip
    assert len(table(tables, "T7").rows) == 5


def test_the_public_never_sees_sharing_choices_or_centres() -> None:
    tables = public_tables(public_of(several(30)))
    assert "T13" not in {one.id for one in tables}
    assert "HARBOUR" not in str(tables)


def test_every_strand_has_a_row_whether_anybody_told_of_it_or_not() -> None:
    keys = [row[0].key for row in table(public_tables(public_of([])), "T3").rows if isinstance(row[0], Key)]
    assert keys[: len(STRANDS)] == list(STRANDS)


@pytest.mark.parametrize(("pair", "is_withheld"), [((9, 9), True), ((7, 6), False), ((3, 8), False)])
def test_two_small_wards_that_must_be_nine_each_are_not_published_together(
    pair: tuple[int, int], is_withheld: bool
) -> None:
    assert tells_its_wards(Group(sum(pair), sum(pair), TWO).published, 2) is is_withheld


def test_no_published_pair_of_small_wards_tells_either() -> None:
    for a, b in product(range(10), repeat=2):
        shown = Group(a + b, a + b, TWO).published
        if isinstance(shown, Suppressed) or tells_its_wards(shown, 2):
            continue
        low, high = range_of(shown)
        possible = {x for x, y in product(range(10), repeat=2) if low <= x + y <= high}
        assert len(possible) >= 5, (a, b)
