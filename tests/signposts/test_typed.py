"""Numbers and addresses as people type them."""

import pytest

from reporting.reports.vocabulary import STRANDS, SUPPORT_WANTED
from reporting.signposts import typed
from reporting.signposts.seed import SERVICES


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" 0800  40 50 40 ", "0800 40 50 40"),
        ("116 123", "116 123"),
        ("61016", "61016"),
        ("+44 20 7946 0000", "+44 20 7946 0000"),
        ("٠٨٠٠ ٤٥٦ ١٢٢٦", "0800 456 1226"),
        ("০৮০০ ৪৫৬ ১২২৬", "0800 456 1226"),
        ("(020) 7946-0000", "(020) 7946-0000"),
    ],
)
def test_a_number_that_can_be_rung_is_kept_as_it_was_written(text, kept):
    assert typed.phone(text) == kept


@pytest.mark.parametrize(
    "text", ["0800 FLOWERS", "12", "0800 456 1226 1226 1226", "09999", "x", "+", "0800\n111", "--"]
)
def test_what_cannot_be_rung_is_refused(text):
    assert typed.phone(text) is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("https://www.Example.org.uk/", "www.example.org.uk"),
        ("example.org/Help/now", "example.org/Help/now"),
        ("HTTP://example.org", "example.org"),
    ],
)
def test_a_web_address_is_kept_as_it_is_read_out(text, kept):
    assert typed.web(text) == kept


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "example", "http://", "example.org help", "ftp://example.org", "a@example.org", "x" * 200],
)
def test_what_is_no_web_address_is_refused(text):
    assert typed.web(text) is None


@pytest.mark.parametrize(
    ("text", "kept"), [("18", 18), (" ١٨ ", 18), ("0", 0), ("121", None), ("-1", None), ("½", None)]
)
def test_a_number_is_whole_and_within_bounds(text, kept):
    assert typed.number(text, least=0, most=120) == kept


@pytest.mark.parametrize("one", SERVICES, ids=lambda one: one.name)
def test_the_services_every_instance_begins_with_can_be_reached_and_are_described_with_known_keys(one):
    assert one.phone or one.text_number or one.web
    for text in filter(None, (one.phone, one.text_number)):
        assert typed.phone(text) == text
    assert not one.web or typed.web(one.web) == one.web
    assert one.strands <= set(STRANDS)
    assert one.wishes <= set(SUPPORT_WANTED)
    assert "\n" not in str(one.does)
