"""What is taught: fourteen short modules, each with one question and exactly one right answer, all of it translatable."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract_from_dir
from flask_babel.speaklater import LazyString

from reporting.people.training import syllabus
from reporting.people.training.syllabus import ESSENTIAL_KEYS, KEYS, MODULES
from reporting.people.training.syllabus.module import Module

FOLDER = Path(syllabus.__file__).parent
MODULE_WORDS = range(90, 151)


def strings(module: Module) -> Iterator[Any]:
    yield from (module.title, *module.paragraphs, module.question, module.explanation)
    yield from (option.text for option in module.options)


def every(test: Any) -> Any:
    return pytest.mark.parametrize("module", MODULES, ids=KEYS)(test)


@every
def test_each_module_has_three_options_and_exactly_one_of_them_is_right(module):
    assert [option.is_right for option in module.options].count(True) == 1
    assert len(module.options) == 3


@every
def test_every_string_is_lazy_so_that_it_speaks_the_readers_language(module):
    assert all(isinstance(text, LazyString) for text in strings(module))


def test_every_string_is_found_by_the_translators_tool(app):
    found = {entry[2] for entry in extract_from_dir(FOLDER, [("**.py", "python")], keywords={"_l": None})}
    with app.test_request_context():
        assert {str(text) for module in MODULES for text in strings(module)} == found


@every
def test_a_module_is_short_enough_to_be_read_in_a_second_language(app, module):
    with app.test_request_context():
        n_words = sum(len(str(text).split()) for text in module.paragraphs)
    assert 3 <= len(module.paragraphs) <= 6
    assert n_words in MODULE_WORDS


def test_fourteen_modules_are_taught_and_three_of_them_nobody_passes_without():
    assert (len(KEYS), len(set(KEYS))) == (14, 14)
    assert {"what_counts", "sharing", "safeguarding"} == ESSENTIAL_KEYS


def test_no_two_strings_are_the_same(app):
    with app.test_request_context():
        told = [str(text) for module in MODULES for text in strings(module)]
    assert len(told) == len(set(told))


def test_no_text_accuses_and_no_number_is_given_but_those_of_the_help_page(app):
    with app.test_request_context():
        text = " ".join(str(one) for module in MODULES for one in strings(module)).lower()
    assert not {
        word for word in ("suspect", "offender", "criminal", "perpetrator", "genuine", "illegal") if word in text
    }
    numbers = {word.strip("“”.,:;?!()") for word in text.split() if any(sign.isdigit() for sign in word)}
    assert numbers == {"999", "101", "9", "15", "56"}


def test_the_place_of_the_right_answer_differs_from_person_to_person_and_from_round_to_round():
    module = MODULES[0]
    right = next(place for place, option in enumerate(module.options) if option.is_right)
    places = {
        seed: module.order(seed).index(right) for seed in (f"person {n} 1.{r}" for n in range(20) for r in (1, 2))
    }
    assert set(places.values()) == {0, 1, 2}
    assert any(places[f"person {n} 1.1"] != places[f"person {n} 1.2"] for n in range(20))


def test_the_same_person_sees_the_same_order_in_the_same_round():
    assert all(module.order("vera 1.1") == module.order("vera 1.1") for module in MODULES)
    assert len({module.order("vera 1.1") for module in MODULES}) > 1
