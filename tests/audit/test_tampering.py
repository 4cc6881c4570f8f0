"""Whatever is done to the chain is found, its first bad entry is named exactly, and it is called what it is."""

import random

import pytest

from reporting.audit.anchors import Anchor
from reporting.audit.rows import NUMBER, SEAL, Row
from reporting.audit.verdict import Fault, Verdict, verdict
from tests.audit import thief

N_PROVED, N_CRIMES = 10_000, 1_000
N_SAMPLED, N_SAMPLED_CRIMES = 500, 60


@pytest.fixture(scope="module")
def long() -> list[Row]:
    return thief.chain_of(N_PROVED)


@pytest.fixture(scope="module")
def short() -> list[Row]:
    return thief.chain_of(N_SAMPLED)


def committed(rows: list[Row], seed: int) -> str:
    """Commits one crime against the rows and says what was not found as it should be; empty when all is well."""
    dice = random.Random(f"crime {seed}")
    crime = dice.choice(thief.CRIMES)
    damage = crime(rows, dice)
    anchors = [Anchor(rows[place][NUMBER], rows[place][SEAL]) for place in (len(rows) // 3, len(rows) - 1)]
    found = verdict(lambda: damage.rows, key=thief.KEY, anchors=anchors)
    due = (damage.number, damage.fault)
    return "" if (found.bad_number, found.fault) == due else f"{seed} {crime.__name__}: {found}, not {due}"


def test_a_sample_of_crimes_is_found_at_its_first_bad_entry_and_named(short):
    assert [wrong for seed in range(N_SAMPLED_CRIMES) if (wrong := committed(short, seed))] == []


@pytest.mark.prove
def test_a_thousand_crimes_on_ten_thousand_entries_are_found_at_their_first_bad_entry_and_named(long):
    assert verdict(lambda: long, key=thief.KEY) == Verdict(N_PROVED)
    assert [wrong for seed in range(N_CRIMES) if (wrong := committed(long, seed))] == []


@pytest.mark.parametrize("crime", thief.CRIMES[2:], ids=lambda crime: crime.__name__)
def test_every_kind_of_crime_is_in_the_sample_and_found(short, crime):
    for seed in range(12):
        damage = crime(short, random.Random(seed))
        found = verdict(lambda d=damage: d.rows, key=thief.KEY, anchors=[Anchor(N_SAMPLED, short[-1][SEAL])])
        assert (found.bad_number, found.fault) == (damage.number, damage.fault), seed


@pytest.mark.parametrize("place", [0, 1, 250, N_SAMPLED - 2, N_SAMPLED - 1])
@pytest.mark.parametrize("field", thief.FIELDS)
def test_an_edit_of_any_field_is_found_also_at_the_ends(short, place, field):
    dice = random.Random(f"{place} {field}")
    value = thief.changed_value(short[place][thief.FIELDS.index(field)], field, dice, N_SAMPLED)
    rows = sorted(
        [*short[:place], thief.with_value(short[place], field, value), *short[place + 1 :]], key=lambda row: row[NUMBER]
    )
    found = verdict(lambda: rows, key=thief.KEY)
    assert (found.n_entries, found.bad_number) == (place, place + 1)
    assert found.fault is thief.EDIT_FAULTS.get(field, Fault.CHANGED)


def test_an_entry_moved_to_an_earlier_number_is_found_there_or_where_it_is_missed(short):
    before_all = [thief.with_value(short[99], "number", 0), *short[:99], *short[100:]]
    assert verdict(lambda: before_all, key=thief.KEY) == Verdict(99, 100, Fault.OUT_OF_PLACE)
    twin = [*short[:50], thief.with_value(short[99], "number", 50), *short[50:99], *short[100:]]
    assert verdict(lambda: twin, key=thief.KEY) == Verdict(50, 50, Fault.OUT_OF_PLACE)


def test_an_entry_before_the_first_is_found_although_the_rest_is_whole(short):
    rows = [thief.with_value(short[0], "number", 0), *short]
    assert verdict(lambda: rows, key=thief.KEY) == Verdict(N_SAMPLED, 0, Fault.INSERTED)


def test_values_of_another_kind_are_found_and_stop_nothing(short):
    for field in thief.FIELDS:
        for value in (None, 5, b"\xff", 1.5):
            if value == short[9][thief.FIELDS.index(field)] or (field, value) == ("number", 5):
                continue
            rows = [*short[:9], thief.with_value(short[9], field, value), *short[10:]]
            assert verdict(lambda r=rows: r, key=thief.KEY).bad_number == 10, (field, value)


def test_a_fork_sealed_with_the_right_key_is_cut_from_the_entry_before_it(short):
    other_past = [*short[:199], thief.row_after(short[198], seed="another past")]
    other_future = thief.row_after(other_past[-1])
    rows = [*short[:200], other_future, *short[201:]]
    assert verdict(lambda: rows, key=thief.KEY) == Verdict(200, 201, Fault.CUT)


# ── anchors ───────────────────────────────────────────────────────────────────────────────────────────────────────


def anchors_at(rows: list[Row], *numbers: int) -> list[Anchor]:
    return [Anchor(number, rows[number - 1][SEAL]) for number in numbers]


def test_a_whole_chain_agrees_with_all_its_anchors(short):
    anchors = anchors_at(short, 1, 100, N_SAMPLED)
    assert verdict(lambda: short, key=thief.KEY, anchors=anchors) == Verdict(N_SAMPLED, n_anchors=3)


@pytest.mark.parametrize("left", [0, 1, 399, 499])
def test_a_tail_cut_is_found_by_the_anchor_beyond_it_with_the_first_entry_that_is_gone(short, left):
    found = verdict(lambda: short[:left], key=thief.KEY, anchors=anchors_at(short, 300, 500))
    assert found == Verdict(left, left + 1, Fault.TRUNCATED)


def test_a_tail_cut_before_any_anchor_cannot_be_found(short):
    assert verdict(lambda: short[:400], key=thief.KEY, anchors=anchors_at(short, 300)).is_whole


def test_a_tail_that_was_cut_and_grew_again_is_found_rewritten(short):
    rows = short[:400]
    while len(rows) < N_SAMPLED:
        rows = [*rows, thief.row_after(rows[-1], seed="what came later")]
    found = verdict(lambda: rows, key=thief.KEY, anchors=anchors_at(short, 300, 450, 500))
    assert found == Verdict(300, 450, Fault.REWRITTEN)


def test_the_first_fault_counts_whether_the_chain_or_an_anchor_shows_it(short):
    changed = thief.with_value(short[199], "detail", "another")
    rows = [*short[:199], changed, *short[200:400]]
    foreign = Anchor(100, "0" * 64)
    last = anchors_at(short, 500)
    assert verdict(lambda: rows, key=thief.KEY, anchors=last) == Verdict(199, 200, Fault.CHANGED)
    assert verdict(lambda: rows, key=thief.KEY, anchors=[foreign, *last]) == Verdict(0, 100, Fault.REWRITTEN)
