"""How tense a ward is: each rule with its reason, the gravest counts, and nothing told is not calm."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.tension.levels.level import NORMAL, Noticed, Told, chance_of, level
from reporting.tension.levels.vocabulary import DISAGREEMENTS, REASONS
from reporting.tension.vocabulary import OBSERVATION_TYPES

UNEASY = Noticed(
    centre="a",
    types=frozenset({"rumour"}),
    eep="experienced",
    provenance="told_first_hand",
    direction="same",
    judgement=4,
)


def keys(told: Told) -> list[str]:
    return [reason.key for reason in level(told).reasons]


def test_nothing_told_is_no_level_and_a_nil_return_is_calm():
    assert level(Told(n_missing=2)).level is None
    assert keys(Told(n_missing=2)) == ["nothing_told"]
    assert level(Told(n_nil=1)).level == NORMAL
    assert keys(Told(n_nil=1)) == ["nothing_unusual"]


@pytest.mark.parametrize(
    ("provenance", "due"), [("seen", 1), ("told_first_hand", 1), ("told_second_hand", 3), ("rumour", 4)]
)
def test_what_is_only_heard_cannot_say_that_it_is_happening(provenance, due):
    assert level(Told(noticed=[replace(UNEASY, judgement=1, provenance=provenance)])).level == due


def test_two_centres_that_say_it_is_rising_weigh_more_than_one_that_says_it_twice():
    rising = replace(UNEASY, direction="rising")
    assert level(Told(noticed=[rising, rising])).level == 4
    assert level(Told(noticed=[rising, replace(rising, centre="b")])).level == 3


def test_a_weapon_in_a_conflict_is_grave_and_by_rumour_it_is_not():
    split = replace(UNEASY, types=frozenset({"gang_conflict"}), eep="evidenced")
    weapon = replace(UNEASY, types=frozenset({"weapon_seen"}), provenance="seen")
    assert level(Told(noticed=[split, weapon])).level == 2
    assert level(Told(noticed=[split, replace(weapon, provenance="rumour")])).level == 4


def test_an_unusual_cluster_is_amber_and_a_very_unusual_one_is_rising():
    assert level(Told(n_incidents=8, usual=4, n_in_cluster=8)).level == 4
    assert keys(Told(n_incidents=8, usual=4, n_in_cluster=8)) == ["cluster_unusual"]
    very = Told(n_incidents=8, usual=4, n_in_cluster=8, is_very_unusual=True)
    assert (level(very).level, keys(very)) == (3, ["cluster_very_unusual"])


def test_a_cluster_is_something_told_and_no_silence_beside_returns():
    alone = Told(n_in_cluster=7, is_very_unusual=True)
    assert level(alone).level == 3
    assert level(replace(alone, n_given=1)).disagrees == ""


def test_the_case_of_the_split_group_is_at_level_three():
    """`domain.md` B: evidenced and potential, gang conflict and talk of revenge, rising, judged 3."""
    told = Told(
        noticed=[
            replace(UNEASY, types=frozenset({"gang_conflict", "revenge_talk"}), eep="evidenced", judgement=3),
            replace(UNEASY, types=frozenset({"revenge_talk"}), eep="potential", direction="rising", judgement=3),
        ],
        n_given=1,
    )
    assert level(told).level == 3
    assert {"judged_first_hand", "revenge_after_conflict", "centres_tell_something"} <= set(keys(told))


@pytest.mark.parametrize(("n", "usual", "due"), [(2, 0.1, 6), (3, 0.7, 4), (3, 2.0, 6), (6, 1.0, 3), (30, 25.0, 6)])
def test_more_than_chance_brings_in_a_usual_week_is_a_reason(n, usual, due):
    assert level(Told(n_nil=1, n_incidents=n, usual=usual)).level == due


def test_calm_returns_beside_a_surge_and_tension_beside_silence_disagree():
    assert level(Told(n_nil=2, n_incidents=6, usual=1)).disagrees == "calm_but_rising"
    assert level(Told(n_nil=1, n_given=1, n_incidents=6, usual=1)).disagrees == ""
    assert level(Told(noticed=[UNEASY])).disagrees == "told_but_none"
    assert level(Told(noticed=[UNEASY], n_incidents=1, usual=1)).disagrees == ""


def test_chance_is_that_of_so_many_or_more():
    assert chance_of(0, 1.0) == 1.0
    assert chance_of(1, 1.0) == pytest.approx(0.6321206)


NOTICED = st.builds(
    Noticed,
    centre=st.sampled_from("ab"),
    types=st.frozensets(st.sampled_from(sorted(OBSERVATION_TYPES)), min_size=1, max_size=3),
    eep=st.sampled_from(["experienced", "evidenced", "potential"]),
    provenance=st.sampled_from(["seen", "told_first_hand", "told_second_hand", "rumour"]),
    direction=st.sampled_from(["rising", "same", "falling"]),
    judgement=st.integers(1, 6),
)
TOLD = st.builds(
    Told,
    noticed=st.lists(NOTICED, max_size=4),
    n_given=st.integers(0, 3),
    n_nil=st.integers(0, 3),
    n_missing=st.integers(0, 3),
    shared_categories=st.frozensets(st.sampled_from(["racial", "religious"])),
    had_coverage=st.booleans(),
    n_incidents=st.integers(0, 40),
    usual=st.floats(0, 20),
    gravest=st.integers(0, 6),
    n_in_cluster=st.integers(0, 12),
    is_very_unusual=st.booleans(),
)


@given(TOLD)
def test_the_level_is_its_gravest_reason_and_every_reason_has_words(told):
    found = level(told)
    assert found.reasons
    assert set(keys(told)) <= set(REASONS)
    assert found.disagrees in {"", *DISAGREEMENTS}
    if found.level is not None:
        assert found.level == min(reason.level for reason in found.reasons)
        assert list(found.reasons) == sorted(found.reasons)


@given(TOLD, NOTICED)
def test_something_more_that_is_noticed_never_makes_a_ward_calmer(told, one):
    before, after = level(told).level, level(replace(told, noticed=[*told.noticed, one])).level
    assert before is None or after <= before
