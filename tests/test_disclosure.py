"""Small numbers: what leaves says nothing that could be counted back to a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting import disclosure
from reporting.disclosure import Suppressed, percentage, public

counts = st.integers(0, 10_000)


@given(st.integers(0, 9))
def test_every_count_under_ten_is_published_alike(count):
    assert public(count) == Suppressed() == public(0)


@given(st.integers(10, 10_000))
def test_a_published_count_is_the_nearest_five(count):
    shown = public(count)
    assert shown % 5 == 0
    assert abs(shown - count) <= 2


@given(counts, counts)
def test_a_greater_count_is_never_published_as_a_smaller_one(one, other):
    low, high = (public(count) for count in sorted((one, other)))
    if not isinstance(low, Suppressed):
        assert low <= high


@given(st.integers(10, 10_000), st.integers(0, 2))
def test_too_few_households_suppress_a_count_of_any_size(count, households):
    assert isinstance(public(count, households=households), Suppressed)


@given(st.integers(10, 10_000), st.integers(0, 1))
def test_too_few_centres_suppress_a_count_of_any_size(count, centres):
    assert isinstance(public(count, centres=centres), Suppressed)


@given(st.integers(10, 10_000), st.integers(3, 99), st.integers(2, 9))
def test_enough_households_and_centres_change_nothing(count, households, centres):
    assert public(count, households=households, centres=centres) == public(count)


@given(st.integers(13, 10_000))
def test_a_published_count_stands_for_five_true_ones(count):
    alike = [other for other in range(count - 6, count + 7) if public(other) == public(count)]
    assert len(alike) == 5


def test_a_published_ten_stands_for_three_true_counts():
    """The narrowest of all: the rule's own edge, where rounding meets suppression."""
    assert [count for count in range(40) if public(count) == 10] == [10, 11, 12]


@given(counts, counts)
def test_a_percentage_is_made_of_published_numbers_on_a_base_of_fifty(part, whole):
    shown = percentage(public(part), public(whole))
    if isinstance(public(part), Suppressed) or isinstance(public(whole), Suppressed) or public(whole) < 50:
        assert shown is None
    else:
        assert 0 <= shown <= 100
        assert shown == percentage(public(public(part)), public(public(whole)))


@pytest.mark.parametrize(
    ("occurrences", "days", "places", "is_named"),
    [(3, 2, 2, True), (2, 2, 2, False), (3, 1, 2, False), (3, 2, 1, False), (99, 1, 9, False)],
)
def test_a_cluster_is_named_only_from_three_occurrences_on_two_days_at_two_places(occurrences, days, places, is_named):
    assert disclosure.may_name_cluster(occurrences=occurrences, days=days, places=places) is is_named


@given(st.floats(0, 5000))
def test_a_circle_shown_is_never_under_two_hundred_metres(radius_m):
    assert disclosure.shown_radius_m(radius_m) == max(200, radius_m)


@given(st.lists(st.integers(0, 30), min_size=1))
def test_a_table_is_mostly_suppressed_when_over_half_its_areas_are(table):
    n_suppressed = sum(isinstance(public(count), Suppressed) for count in table)
    assert disclosure.is_mostly_suppressed(table) is (n_suppressed > len(table) / 2)
