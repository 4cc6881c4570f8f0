"""Opening hours as people type them are read once and printed the same way ever after."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.centres import opening
from reporting.centres.opening import Fault, NotOpeningHours, Span


@st.composite
def days(draw) -> opening.Day:
    """Up to four spans in order, which may touch."""
    edges = sorted(draw(st.lists(st.integers(0, 1440), min_size=0, max_size=8).filter(lambda some: len(some) % 2 == 0)))
    return tuple(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b)


@given(days())
def test_what_is_printed_is_read_as_it_was(spans):
    assert opening.day(opening.printed(spans)) == spans


@given(st.tuples(*[days()] * 7))
def test_a_week_that_was_kept_is_read_as_it_was(hours):
    assert opening.week(opening.kept(hours)) == hours


@given(st.text(max_size=60) | st.text("0123456789:-, .;–٠১", max_size=40))
def test_whatever_is_typed_is_hours_or_refused_and_nothing_else(text):
    try:
        spans = opening.day(text)
    except NotOpeningHours:
        return
    assert len(spans) <= 4
    assert all(0 <= one.opens < one.closes <= 1440 for one in spans)
    assert all(one.closes <= later.opens for one, later in zip(spans, spans[1:], strict=False))
    assert opening.day(opening.printed(spans)) == spans


@given(days(), st.permutations([0, 1, 2, 3]))
def test_the_order_of_typing_does_not_matter(spans, order):
    typed = ", ".join(str(spans[number]) for number in order if number < len(spans))
    assert opening.day(typed) == spans


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("", ""),
        ("  ", ""),
        ("10:00-16:00", "10:00-16:00"),
        ("10-16", "10:00-16:00"),
        ("9.30 – 12.30; 13:30—16", "09:30-12:30, 13:30-16:00"),
        ("13-16, 9-12", "09:00-12:00, 13:00-16:00"),
        ("9-12,12-15", "09:00-12:00, 12:00-15:00"),
        ("18:00-24:00", "18:00-24:00"),
        ("١٠:٠٠-١٦:٠٠", "10:00-16:00"),
        ("১০-১২، ১৩-১৬", "10:00-12:00, 13:00-16:00"),
    ],
)
def test_hours_are_read_as_people_type_them(typed, printed):
    assert opening.printed(opening.day(typed)) == printed


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("closed", Fault.SHAPE),
        ("10:00", Fault.SHAPE),
        ("10:60-11:00", Fault.SHAPE),
        ("23:00-24:01", Fault.SHAPE),
        ("10-25", Fault.SHAPE),
        ("10:0-11:00", Fault.SHAPE),
        ("100:00-101:00", Fault.SHAPE),
        ("10²-12", Fault.SHAPE),
        ("16-10", Fault.BACKWARDS),
        ("10-10", Fault.BACKWARDS),
        ("10-12, 11-13", Fault.OVERLAP),
        ("10-16, 11-12", Fault.OVERLAP),
        ("1-2,3-4,5-6,7-8,9-10", Fault.MANY),
    ],
)
def test_what_is_no_opening_hours_is_refused_with_its_reason(typed, fault):
    with pytest.raises(NotOpeningHours) as refused:
        opening.day(typed)
    assert refused.value.fault is fault


@pytest.mark.parametrize("kept", ["xyz 10:00-12:00", "mon 10:00-12:00\nmon 13:00-14:00", "mon nonsense"])
def test_a_week_that_was_not_kept_by_us_is_refused(kept):
    with pytest.raises(NotOpeningHours):
        opening.week(kept)


def test_the_week_begins_with_any_day():
    hours = opening.week("wed 10:00-12:00")
    assert [number for number, _spans in opening.from_weekday(hours, 2)] == [2, 3, 4, 5, 6, 0, 1]
    assert [bool(spans) for _number, spans in opening.from_weekday(hours, 2)] == [True, *[False] * 6]
