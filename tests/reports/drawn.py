"""What Hypothesis types into a page of the form: answers of its lists, nonsense, every kind of text and day."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from wtforms.validators import Length

from reporting import clock
from reporting.fields import Day
from reporting.reports.facts import EARLIEST
from reporting.reports.steps.asking import OneOf, SeveralOf, StepForm, Ticked
from tests.reports.on_page import Values

WORDS = [
    "Wey igu qayliyeen albaabka.", "صرخوا عليّ أمام الباب 🧕🏾", "তারা চিৎকার করেছিল", "one\r\ntwo\r\n", "  room around  ",
    "<script>alert(1)</script>", '"quoted" & \'so\'', "\u202eturned round\u202c", "👨‍👩‍👧", "100%_\\", "-1", "٣",
]  # fmt: skip
BLANK = ["", "   ", "\r\n", "\t"]
UNREADABLE = ["before\x00after", "bell \x07", "\x1b[2J", "\x7f", "\x1f"]
NUMBERS = ["0", "1000", "9999999", "9" * 5000, "٣٣", "-3", "3.5", "²"]
NONSENSE = ["witchcraft", "", "yes\x00", "🧿", "__class__", "x" * 400]
GOOD = {  # words that hold where not every word does
    "injured_count": ["3", "٣", ""], "number_of_victims": ["12", ""], "email": ["a@b.example", ""], "time": ["16:30", "4 pm"],
    "postcode": ["ZZ1 1AA", "zz21ab", ""], "place": ["Orchard Estate", "larch", ""], "street": ["Orchard Row", ""],
    "easting": [""], "northing": [""],
}  # fmt: skip


def answers(form: StepForm, *, is_right: bool) -> st.SearchStrategy[Values]:
    """Values for every question of a page. ``is_right``: such as the page accepts; otherwise anything."""
    return _right(form) if is_right else _anything(form)


@st.composite
def _anything(draw: Any, form: StepForm) -> Values:
    right = draw(_right(form))
    wrong = {field.name: draw(_wild(field)) for field in form.questions}
    chosen = draw(st.sets(st.sampled_from(sorted(wrong)), min_size=1)) if wrong else set()
    return {**right, **{name: wrong[name] for name in chosen}}


@st.composite
def _right(draw: Any, form: StepForm) -> Values:
    given: Values = {field.name: draw(_holding(field)) for field in form.questions}
    for kinds, worst in (("incident_types", "main_type"), ("strands", "primary_strand")):
        if given.get(kinds):
            given[worst] = [draw(st.sampled_from(given[kinds]))]
    if "last_day" in given:
        days = sorted(draw(st.tuples(_past(), _past())))
        given["day"], given["last_day"] = _boxes(days[0]), _boxes(days[1])
        if not given["part_of_day"]:
            given["part_of_day"] = ["evening"]
    if "share_with" in given:
        given["share_with"] = [one for one in given["share_with"] if one != "panel"]
        given["consent_given_by"] = ["victim"]
    for name, sure in (("ward", "Z01"), ("translated_by", "volunteer"), ("goes_on_without", "yes")):
        if name in given and not given[name]:
            given[name] = [sure]
    return given


def _holding(field: Any) -> st.SearchStrategy[list[str]]:
    """Answers that a question accepts."""
    if isinstance(field, OneOf):
        keys = sorted(field.terms)
        one = st.sampled_from(keys).map(lambda key: [key]) if keys else st.just([])
        return one if field.must else st.one_of(one, st.just([]))
    if isinstance(field, SeveralOf):
        return st.lists(st.sampled_from(sorted(field.terms)), unique=True, min_size=bool(field.must), max_size=3)
    if isinstance(field, Ticked):
        return st.just(["yes"]) if field.must else st.sampled_from([["yes"], []])
    if isinstance(field, Day):
        past = _past().map(_boxes)
        return past if field.must else st.one_of(past, st.just(["", "", ""]))
    if field.name in GOOD:
        return st.sampled_from(GOOD[field.name]).map(lambda text: [text])
    return _readable(field).map(lambda text: [text])


def _wild(field: Any) -> st.SearchStrategy[list[str]]:
    """Anything a browser could be made to send for a question."""
    if isinstance(field, OneOf | SeveralOf | Ticked):
        some = st.sampled_from([*sorted(field.terms), *NONSENSE])
        return st.lists(some, max_size=1 if isinstance(field, OneOf) else 4)
    if isinstance(field, Day):
        part = st.sampled_from(["", "0", "1", "31", "2", "13", "2026", "26", "٧", "9" * 5000, "x", "2.5", "-1", "\x00"])
        tomorrow = _boxes(clock.today() + timedelta(days=1))
        return st.one_of(_past().map(_boxes), st.just(tomorrow), st.lists(part, max_size=4))
    limit = _limit(field)
    return st.sampled_from([*BLANK, *UNREADABLE, *NUMBERS, *WORDS, "w" * limit, "w" * (limit + 1)]).map(
        lambda text: [text]
    )


def _readable(field: Any) -> st.SearchStrategy[str]:
    limit = _limit(field)
    own = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=min(limit, 12))
    fitting = [text for text in WORDS if len(text) <= limit]
    some = st.one_of(st.sampled_from(fitting), own.filter(lambda text: any(sign.isalpha() for sign in text)))
    is_needed = field.flags.required
    return some if is_needed else st.one_of(some, st.sampled_from(BLANK))


def _limit(field: Any) -> int:
    return next(one.max for one in field.validators if isinstance(one, Length))


@st.composite
def _past(draw: Any) -> date:
    """A day that may be told of; the ends are as likely as a day between them."""
    today = clock.today()
    first = today - EARLIEST
    ends = st.sampled_from(
        [first, first + timedelta(days=1), first + timedelta(days=20), today - timedelta(days=1), today]
    )
    return draw(st.one_of(ends, st.dates(first, today)))


def _boxes(day: date) -> list[str]:
    return [str(day.day), str(day.month), str(day.year)]
