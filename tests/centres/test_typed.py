"""What is typed about a centre is kept in one way of writing, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.centres import typed


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("zz1 1aa", "ZZ1 1AA"),
        ("n19gu", "N1 9GU"),
        (" WC1X  0AB ", "WC1X 0AB"),
        ("ZZ1", None),
        ("ZZ11AAA", None),
        ("", None),
    ],
)
def test_a_postcode_has_the_shape_of_one(text, kept):
    assert typed.postcode(text) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("01632  960 001", "01632 960 001"),
        ("+44 (1632) 960-001", "+44 (1632) 960-001"),
        ("٠١٦٣٢ ٩٦٠٠٠١", "01632 960001"),
        ("960 001", None),
        ("01632 960 001 ext 5", None),
        ("1" * 16, None),
        ("---------- ----------", None),
    ],
)
def test_a_telephone_number_has_the_signs_and_the_length_of_one(text, kept):
    assert typed.phone(text) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" Office@Meadow-House.example ", "office@meadow-house.example"),
        ("a.b+c@d.example", "a.b+c@d.example"),
        ("office@meadow", None),
        ("office meadow@house.example", None),
        ("a@b.example\nBcc: c@d.example", None),
        ("a,b@c.example", None),
        (f"{'a' * 250}@b.example", None),
    ],
)
def test_an_address_of_mail_is_one_that_a_server_could_take(text, kept):
    assert typed.email(text) == kept


@pytest.mark.parametrize("understood", [typed.postcode, typed.phone, typed.email, typed.code])
@given(text=st.text(max_size=40))
def test_what_was_kept_is_kept_again(understood, text):
    once = understood(text)
    assert once is None or understood(once) == once
