"""Whether a report involves somebody: however the name, the number or the place is written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.reports.conflicts.folding import folded
from reporting.reports.conflicts.involvement import involves
from reporting.reports.conflicts.vocabulary import ConflictKind
from reporting.reports.contents import Account, Alleged, Identity, Summary, Support

NAME, PHONE, PLACE = ConflictKind.NAME, ConflictKind.PHONE, ConflictKind.PLACE
NAMES = [
    "Amina Yusuf", "Cabdiraxmaan Warsame", "Faadumo Ma'alin", "Zoë O’Brien-Núñez", "Łukasz Żak", "Ayşe Yıldız",
    "محمد عبد الرحمن", "فاطمة الزهراء", "নাসরিন আক্তার", "আব্দুল করিম চৌধুরী", "Nguyễn Thị Hoa", "Jo van den Berg",
]  # fmt: skip
MARKS = "\u0301\u0308\u064b\u064e\u0650\u0651\u0652\u0640\u200d\u200f"  # accents, Arabic vowels and stretching, joiners
SPACES = [" ", "  ", "\t", "\n", "\u00a0", " \u2003"]

names = st.sampled_from(NAMES)
scripts = st.sampled_from(
    ["abcdefghijklmnopqrstuvwxyz", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "কখগঘচছজঝটঠডঢণতথদধনপফবভমযরলশষসহ"]
)
words = scripts.flatmap(lambda letters: st.text(letters, min_size=3, max_size=9))
people = st.lists(words, min_size=1, max_size=4).map(" ".join)


@given(names | people, st.data())
def test_case_spacing_marks_and_punctuation_do_not_matter(name: str, data: st.DataObject) -> None:
    written = "".join(
        sign + data.draw(st.sampled_from(["", *MARKS])) if sign.isalpha() else sign for sign in name
    )  # fmt: skip
    written = data.draw(st.sampled_from([str, str.upper, str.title]))(written)
    written = data.draw(st.sampled_from(SPACES)).join(written.split())
    written = unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"])), written)
    before, after = (
        data.draw(st.sampled_from(["", "(", "«", "- "])),
        data.draw(st.sampled_from(["", ",", ".", "؟", "।"])),
    )
    told = [Account(narrative=f"Then {before}{written}{after} came back.")]
    assert involves(NAME, name, told)
    assert involves(NAME, written, [Account(narrative=f"Then {name} came back.")])


@given(names | people)
def test_a_name_matches_in_the_reverse_order_too(name: str) -> None:
    reverse = " ".join(reversed(name.split()))
    assert involves(NAME, name, [Identity(name=reverse)])


@given(people, words)
def test_a_name_is_never_found_inside_a_longer_word(name: str, more: str) -> None:
    for longer in (f"{name}{more}", f"{more}{name}"):
        if f" {folded(name)} " not in f" {folded(longer)} ":
            assert not involves(NAME, name, [Account(narrative=f"«{longer}»")]) or folded(longer) == folded(name)


@given(people, people)
def test_what_is_not_said_is_not_found(name: str, other: str) -> None:
    if not set(folded(name).split()) & set(folded(other).split()):
        assert not involves(NAME, name, [Identity(name=other), Account(narrative=other), Summary(text=other)])


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    "contents",
    [
        Identity(name="Amina Yusuf"),
        Identity(trusted_contact="her sister, amina  YUSUF"),
        Alleged(names="Yusuf, Amina"),
        Alleged(description="the one they call Amina Yusuf"),
        Account(witnesses="Amina Yusuf saw it"),
        Account(narrative="Amina Yusuf’s brother shouted"),
        Account(narrative_english="Amina Yusuf's brother shouted"),
        Account(exact_words="tell Amina Yusuf"),
        Summary(text="Told by Amina Yusuf."),
    ],
)  # fmt: skip
def test_a_name_is_looked_for_wherever_people_are_named(contents) -> None:
    assert involves(NAME, "amina yusuf", [contents])
    assert not involves(NAME, "amina yusu", [contents])
    assert not involves(NAME, "amina warsame", [contents])


def test_a_name_is_not_put_together_from_two_answers_nor_from_a_street() -> None:
    assert not involves(NAME, "Amina Yusuf", [Identity(name="Amina", trusted_contact="Yusuf")])
    assert not involves(NAME, "Amina Yusuf", [Account(narrative="It was Amina", exact_words="Yusuf go")])
    assert not involves(NAME, "Martin Low", [Account(address="4 Martin Low Street")])
    assert not involves(NAME, "Amina Yusuf", [Support(notes="Amina Yusuf would like a call")])


@pytest.mark.parametrize(
    "told", ["07700 900 123", "+44 7700 900123", "00447700900123", "(07700) 900-123", "٠٧٧٠٠٩٠٠١٢٣"]
)
@pytest.mark.parametrize("wanted", ["07700900123", "+44 (0)7700 900 123", "7700 900123"])
def test_a_number_matches_by_its_last_digits_however_it_is_written(told: str, wanted: str) -> None:
    assert involves(PHONE, wanted, [Identity(phone=told)])
    assert involves(PHONE, wanted, [Account(narrative=f"They rang from {told} at 10.")])
    assert not involves(PHONE, "07700 900 124", [Identity(phone=told)])


def test_a_short_number_is_nobodys() -> None:
    assert not involves(PHONE, "900123", [Identity(phone="07700 900 123")])
    assert not involves(PHONE, "no number", [Identity(phone="07700 900 123")])


@given(st.sampled_from(["ZZ1 1AA", "zz11aa", " Zz1  1aA "]), st.sampled_from(["ZZ1 1AA", "ZZ11AA", "zz1 1aa"]))
def test_a_postcode_matches_with_and_without_its_space(wanted: str, told: str) -> None:
    for contents in (Account(postcode=told), Identity(address=f"4 Orchard Row, {told}"), Summary(text=f"near {told}.")):
        assert involves(PLACE, wanted, [contents])
        assert not involves(PLACE, "ZZ1 1AB", [contents])
    assert not involves(PLACE, wanted, [Account(postcode="ZZ11 1AA"), Account(narrative=f"x{told}")])


def test_an_address_matches_as_whole_words_in_their_order() -> None:
    for contents in (
        Identity(address="Flat 9, 4 Orchard Row"),
        Account(address="Flat 9, 4", anchor_name="Orchard Row"),  # as the form asks for them
        Account(address="4", place_words="ORCHARD ROW"),
        Alleged(area="they live at 4 orchard row"),
        Account(narrative="outside 4, Orchard Row"),
    ):
        assert involves(PLACE, "4 Orchard Row", [contents])
        assert involves(PLACE, "4 Orchard Row, ZZ1 1AA", [contents])
        assert not involves(PLACE, "4 Orchard Road", [contents])
        assert not involves(PLACE, "Row Orchard 4", [contents])
    assert not involves(PLACE, "4 Orchard Row", [Identity(address="14 Orchard Row")])


@pytest.mark.parametrize("kind", list(ConflictKind))
@pytest.mark.parametrize("nothing", ["", "  ", "...", "’", "\u0301"])
def test_nothing_written_matches_nothing(kind, nothing) -> None:
    assert not involves(kind, nothing, [Account(narrative="Anything at all 07700 900 123, ZZ1 1AA")])
