"""The form on paper is the form: every question of every page, in both languages, and keyed part by part."""

import io

import pytest
from pypdf import PdfReader

from reporting.reports.steps import order, printed
from reporting.reports.steps.paper import KEYED_LATER
from tests.reports import told

ALL = ["en", "so", "bn", "ar"]


@pytest.fixture
def values(app):
    """values(codes) is all that the paper says in those languages."""

    def begin(*codes):
        with app.test_request_context():
            return printed._parts(list(codes))

    return begin


def said(value) -> list[list[str]]:
    """Every text of the paper, in its languages."""
    if isinstance(value, dict):
        return [one for inner in value.values() for one in said(inner)]
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return [value]
    return [one for inner in value for one in said(inner)] if isinstance(value, list) else []


def test_every_question_that_a_person_can_be_asked_stands_on_the_paper(app, values):
    paper = values("en", "so")
    texts = {one[0] for one in said(paper)}
    with app.test_request_context():
        for step in order.STEPS:
            form = step.whole()
            assert str(form.title) in texts or step is printed.Paper
            for field in form.questions:
                if field.name in printed.ONLY_ON_SCREEN:
                    continue
                assert str(field.label.text) in texts, field.name
                if field.name not in printed.WRITTEN:
                    missing = [key for key, term in getattr(field, "terms", {}).items() if str(term.label) not in texts]
                    assert missing == [], field.name


def test_each_part_has_the_number_of_its_page(values):
    parts = {one["number"]: one["title"][0] for one in values("en")["parts"]}
    assert parts == {n: str(step.title) for n, step in enumerate(order.STEPS, start=1) if step is not printed.Paper}


@pytest.mark.parametrize(("first", "second"), [(one, other) for one in ALL for other in ALL if one != other])
def test_everything_is_said_in_both_languages_of_every_pair(values, first, second):
    texts = said(values(first, second))
    assert len(texts) > 300
    assert [one for one in texts if len(one) != 2 or bool(one[0]) != bool(one[1])] == []
    assert len([one for one in texts if one[0] != one[1]]) > 0.9 * len([one for one in texts if one[0]])


@pytest.mark.parametrize(
    ("own", "beside", "word"), [("en", "so", "Ka hor"), ("ar", "bn", ""), ("en", "en", "Signature")]
)
def test_the_paper_is_a_readable_document_with_a_neutral_title(sign_in, own, beside, word):
    vera = sign_in("vera", language=own)
    answer = vera.get(f"/f/paper/{beside}.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    paper = PdfReader(io.BytesIO(answer.data))
    assert paper.metadata.title == "Common Room"
    assert 4 <= len(paper.pages) <= 24
    text = "".join(page.extract_text() for page in paper.pages)
    assert "\ufffd" not in text
    if own == "en":
        assert "What happened?" in text
    assert vera.get("/f/paper/xx.pdf").status_code == 404


def test_what_is_keyed_later_is_asked_in_the_parts_of_the_paper(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    assert "on the paper" not in vera.get(told.page("teller")).text
    vera.post(told.page("safety"), {**told.PAGES["safety"], "channel": KEYED_LATER})
    assert f"Part {order.NUMBERS['teller']} on the paper" in vera.get(told.page("teller")).text
