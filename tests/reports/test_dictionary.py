"""Every field of a report has a class, and the dictionary says of each where it is asked, who reads it and where it appears."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from reporting.reports import dictionary
from reporting.reports.contents import CONTENTS, Compartment
from reporting.reports.kept import Sensitivity

PAGE = Path(__file__).parents[2] / "docs" / "dictionary.md"


@pytest.fixture
def entries(app):
    with app.test_request_context():
        return list(dictionary.entries())


def test_the_page_in_the_documentation_is_what_the_code_says(run):
    result = run("reports", "dictionary")
    assert result.exit_code == 0
    assert result.output == PAGE.read_text()


def test_a_field_without_a_class_is_not_let_through(app, monkeypatch):
    @dataclass(frozen=True, kw_only=True)
    class Forgetful:
        nickname: str = ""

    monkeypatch.setitem(CONTENTS, Compartment.SUPPORT, Forgetful)
    with app.test_request_context(), pytest.raises(KeyError):
        list(dictionary.entries())


def test_a_column_without_a_class_is_not_let_through(app, monkeypatch):
    monkeypatch.delitem(dictionary.CLEAR, "severity")
    with app.test_request_context(), pytest.raises(KeyError):
        list(dictionary.entries())
    assert set(dictionary.CLEAR) <= set(dictionary.IncidentReport.__table__.columns.keys())


def test_every_sealed_answer_of_a_person_is_asked_on_some_page(entries):
    never = {one.name for one in entries if one.kept in set(dictionary.ASKED_FOR) and not one.asked}
    assert never == {
        "narrative_language",
        "feedback_language",
        "tally_id",
    }  # known from elsewhere, or the program's own


def test_who_a_person_is_appears_in_no_figure_map_or_digest_by_name(entries):
    hidden = {Sensitivity.IDENTITY, Sensitivity.SCHEME, Sensitivity.SYSTEM}
    shown = {
        one.name for one in entries if not one.kept.startswith("clear") and one.sensitivity in hidden and one.outputs
    }
    assert shown == {"main_language", "interpreter"}  # counted by themselves, on no row of a report
