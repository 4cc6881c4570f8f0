"""Which services are chosen for somebody, and in which order. Pure."""

import itertools
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.reports.signposted import ages_of
from reporting.reports.vocabulary import AGE_BANDS, STRANDS, SUPPORT_WANTED
from reporting.signposts.choice import MOST, chosen
from reporting.signposts.seed import SERVICES


@dataclass(frozen=True)
class One:
    name: str
    strands: frozenset[str] = frozenset()
    wishes: frozenset[str] = frozenset()
    age_from: int | None = None
    age_to: int | None = None
    position: int = 100


def keys(text: str) -> frozenset[str]:
    return frozenset(text.split())


def names(services, *, strands="race", wishes="", ages=None) -> list[str]:
    return [one.name for one in chosen(services, strands=keys(strands), wishes=keys(wishes), ages=ages)]


def test_a_service_for_another_strand_is_left_out():
    services = [One("faith", strands=keys("religion")), One("all")]
    assert names(services, strands="race") == ["all"]
    assert names(services, strands="race religion") == ["faith", "all"]
    assert names(services, strands="") == ["all"]


def test_what_is_made_for_the_strand_comes_first_then_for_the_age_then_for_the_most_wishes():
    services = [
        One("all", position=1),
        One("wish", wishes=keys("legal")),
        One("wishes", wishes=keys("legal housing")),
        One("age", age_to=18),
        One("strand", strands=keys("race")),
    ]
    assert names(services, wishes="legal housing", ages=(16, 17)) == ["strand", "age", "wishes", "wish", "all"]


def test_a_service_for_everybody_that_helps_with_none_of_the_wishes_is_left_out():
    services = [One("listens", wishes=keys("emotional")), One("advises", wishes=keys("legal")), One("anything")]
    assert names(services, wishes="legal") == ["advises", "anything"]
    assert names(services) == ["advises", "anything", "listens"]


def test_a_service_made_for_the_strand_stays_whatever_was_wished():
    assert names([One("strand", strands=keys("race"), wishes=keys("emotional"))], wishes="housing") == ["strand"]


@pytest.mark.parametrize(
    ("ages", "shown"),
    [((10, 15), True), ((16, 17), True), ((18, 24), True), ((25, 34), False), ((75, 120), False), (None, True)],
)
def test_an_age_that_was_told_leaves_out_what_is_for_other_ages(ages, shown):
    assert (names([One("young", age_to=18)], ages=ages) == ["young"]) == shown


def test_a_lowest_age_counts_too():
    assert names([One("old", age_from=60)], ages=(55, 64)) == ["old"]
    assert names([One("old", age_from=65)], ages=(55, 64)) == []


def test_equals_stand_in_the_order_of_the_list_and_then_of_their_names():
    assert names([One("b"), One("A"), One("c", position=1)]) == ["c", "A", "b"]


def test_there_are_eight_at_most_and_the_most_specific_are_never_the_ones_that_are_cut():
    general = [One(f"general {number}", position=1) for number in range(12)]
    found = names([*general, One("strand", strands=keys("race"), position=9999)])
    assert len(found) == MOST == 8
    assert found[0] == "strand"


@given(
    strands=st.frozensets(st.sampled_from(sorted(STRANDS))),
    wishes=st.frozensets(st.sampled_from(sorted(SUPPORT_WANTED))),
    band=st.sampled_from(sorted(AGE_BANDS)),
)
def test_whoever_comes_nothing_is_for_somebody_else_and_the_order_of_the_rows_does_not_matter(strands, wishes, band):
    services = [
        One(f"{number}", one.strands, one.wishes, one.age_from, one.age_to, number)
        for number, one in enumerate(SERVICES)
    ]
    ages = ages_of(band)
    found = chosen(services, strands=strands, wishes=wishes, ages=ages)
    assert found == chosen(reversed(services), strands=strands, wishes=wishes, ages=ages)
    assert found  # nobody leaves with an empty sheet once the list is checked
    for one in found:
        assert not one.strands or one.strands & strands
        assert ages is None or one.age_to is None or ages[0] <= one.age_to
    ranks = [bool(one.strands) for one in found]
    assert ranks == sorted(ranks, reverse=True)


def test_every_age_band_has_its_years_and_no_answer_has_none():
    years = {band: ages_of(band) for band in AGE_BANDS}
    told = sorted(found for found in years.values() if found)
    assert told[0][0] == 0
    assert all(one[1] + 1 == other[0] for one, other in itertools.pairwise(told))
    assert {band for band, found in years.items() if not found} == {"not_known", "prefer_not_to_say", "not_asked"}
