"""A reference that was misheard or mistyped is noticed; nothing in it speaks of the report."""

import itertools
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.reports import references
from reporting.reports.references import ALPHABET, check_sign, grouped, new_reference, new_secret, spoken, understood

AMBIGUOUS = set("01258BILOSUVZ")
bodies = st.text(ALPHABET, min_size=references.LENGTH, max_size=references.LENGTH)


def samples(n: int) -> list[str]:
    dice = random.Random(20261122)
    made = ("".join(dice.choices(ALPHABET, k=references.LENGTH)) for _ in range(n))
    return [body + check_sign(body) for body in made]


@given(bodies)
def test_every_reference_is_understood_as_itself(body):
    whole = spoken(body + check_sign(body))
    assert understood(whole) == whole


def test_every_single_wrong_sign_is_found():
    for whole in samples(200):
        for place, sign in itertools.product(range(len(whole)), ALPHABET):
            if sign != whole[place]:
                assert understood(whole[:place] + sign + whole[place + 1 :]) is None


def test_every_swap_of_neighbours_is_found():
    for whole in samples(2000):
        for place in range(len(whole) - 1):
            one, other = whole[place : place + 2]
            if one != other:
                assert understood(whole[:place] + other + one + whole[place + 2 :]) is None


def test_a_hundred_thousand_references_hold_no_ambiguous_sign():
    signs = set("".join(new_reference() for _ in range(100_000)))
    assert signs == set(ALPHABET) | {"-"}
    assert not signs & AMBIGUOUS


def test_references_do_not_repeat_within_a_boroughs_lifetime():
    made = {new_reference() for _ in range(20_000)}
    assert len(made) > 19_990  # of 23**7, about 3.4 thousand million


@given(bodies, st.data())
def test_a_reference_is_understood_however_it_is_written(body, data):
    whole = body + check_sign(body)
    between = data.draw(st.lists(st.sampled_from(["", " ", "-", ".", "–", "\u200f"]), min_size=8, max_size=8))
    typed = "".join(itertools.chain.from_iterable(zip(whole, between, strict=True)))
    assert understood(data.draw(st.sampled_from([typed, typed.lower()]))) == spoken(whole)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_reference_of_ours_or_nothing(text):
    found = understood(text)
    assert found is None or re.fullmatch(f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", found)


@pytest.mark.parametrize("text", ["", "4T7K-9QX", "4T7K-9QXMM", "0000-0000", "٤T7K-9QXM", "4T7K–9QX０"])
def test_what_cannot_be_a_reference_is_none(text):
    assert understood(text) is None


def test_a_secret_is_ten_digits_and_leading_noughts_stay():
    made = [new_secret() for _ in range(2000)]
    assert all(re.fullmatch(r"[0-9]{10}", secret) for secret in made)
    assert len(set(made)) == len(made)
    assert any(secret.startswith("0") for secret in made)


@given(st.from_regex(r"[0-9]{10}", fullmatch=True))
def test_a_grouped_secret_holds_the_same_digits(secret):
    assert grouped(secret).replace(" ", "") == secret
    assert [len(group) for group in grouped(secret).split()] == [3, 3, 4]
