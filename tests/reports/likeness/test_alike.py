"""What seems to be one event, and what seems to go on, by facts first and words after."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.reports.likeness.alike import BEFORE_DAYS, NEAR_M, Known, likeness

DAY = date(2026, 11, 20)
EVENT = Known(
    day=DAY,
    precision="exact_time",
    scope="in_borough",
    ward="W1",
    point=(530000, 180000),
    strands=frozenset({"race"}),
    types=frozenset({"verbal_abuse", "threats"}),
    words="Four boys followed us from the bus stop, shouted at my mother and threw eggs at the door.",
    names="Danny and Kez",
)
RETOLD = "They threw eggs at the door and four boys shouted at my mother after the bus stop."


def test_one_event_told_by_two_is_offered_with_its_reasons():
    other = replace(EVENT, point=(530100, 180000), types=frozenset({"threats"}), words=RETOLD, names="")
    found = likeness(EVENT, other)
    assert found.verdict == "same_event"
    assert found.reasons == ("day", "near", "kind", "words")


@pytest.mark.parametrize(
    "changed",
    [
        {"day": DAY - timedelta(days=2)},
        {"point": (530000 + NEAR_M + 1, 180000)},
        {"scope": "online"},
        {"types": frozenset({"graffiti"}), "words": "Somebody painted a sign on the wall of the bakery last night."},
        {"point": None, "ward": "W2"},
    ],
)
def test_another_day_place_or_kind_is_another_event(changed):
    found = likeness(EVENT, replace(EVENT, names="", **changed))
    assert found is None or found.verdict != "same_event"


def test_a_day_known_only_roughly_is_given_time():
    other = replace(EVENT, day=DAY - timedelta(days=9), precision="month")
    assert likeness(EVENT, other).verdict == "same_event"


def test_what_lies_no_more_exactly_than_a_ward_is_compared_by_ward():
    assert likeness(EVENT, replace(EVENT, point=None)).reasons[1] == "ward"


def test_the_same_place_and_reason_earlier_may_have_happened_before():
    earlier = replace(EVENT, day=DAY - timedelta(days=60), names="", words="")
    assert likeness(EVENT, earlier).verdict == "happened_before"
    assert likeness(earlier, EVENT) is None  # what came later did not happen before
    assert likeness(EVENT, replace(earlier, day=DAY - timedelta(days=BEFORE_DAYS + 1))) is None


def test_the_same_names_elsewhere_in_the_ward_may_have_happened_before():
    earlier = replace(EVENT, day=DAY - timedelta(days=60), point=(535000, 185000), names="kez, Danny", words="")
    found = likeness(EVENT, earlier)
    assert (found.verdict, found.reasons[-1]) == ("happened_before", "names")


KNOWN = st.builds(
    Known,
    day=st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    precision=st.sampled_from(["exact_time", "month", "ongoing"]),
    scope=st.sampled_from(["in_borough", "online"]),
    ward=st.sampled_from(["", "W1", "W2"]),
    point=st.none() | st.tuples(st.integers(530000, 530400), st.integers(180000, 180400)),
    strands=st.frozensets(st.sampled_from(["race", "religion"])),
    types=st.frozensets(st.sampled_from(["threats", "graffiti"]), min_size=1),
    words=st.text(max_size=80),
    names=st.text(max_size=12),
)


@given(KNOWN, KNOWN)
def test_one_event_is_one_event_from_either_side(one, other):
    here, there = likeness(one, other), likeness(other, one)
    assert (here is not None and here.verdict == "same_event") == (there is not None and there.verdict == "same_event")
    for found in (here, there):
        assert found is None or (0 <= found.score <= 1 and found.reasons)
