"""The whole form on paper, in one language or two side by side, from the very pages that are walked through.

Each part has the number its page has, so that it can be keyed part by part. Nobody's answers are on it.
"""

from functools import lru_cache
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from wtforms import Field, TextAreaField

from reporting import documents, i18n
from reporting.fields import Day
from reporting.reports.steps.asking import NARRATIVE_SIGNS, OneOf, SeveralOf, StepForm, Ticked
from reporting.reports.steps.order import STEPS
from reporting.reports.steps.paper import Paper

ONLY_ON_SCREEN = frozenset({"place_choice", "easting", "northing"})  # the map, and what was found by a name
WRITTEN = frozenset({"ward", "main_type", "primary_strand"})  # lists that hang on this area or on another answer
MOST_SIGNS = 80  # of the answers a question hangs on; of longer ones its own hint speaks
LONG, SHORT = 14, 4  # lines to write on

Texts = list[str]


def paper_form(first: str, second: str) -> bytes:
    """The form as a PDF: each question in the first language and beside it in the second, where that is another."""
    return _drawn(first, second, current_app.config["SETTINGS"].service_name)


@lru_cache(maxsize=32)
def _drawn(first: str, second: str, service_name: str) -> bytes:
    codes = [first] if first == second else [first, second]
    values = {
        "title": service_name,
        "languages": [{"code": code.split("_")[0], "direction": i18n.language(code).direction} for code in codes],
        **_parts(codes),
    }
    return documents.pdf("reports/paper_form.typ", values, language=first)


def _parts(codes: list[str]) -> dict[str, Any]:
    speak = _Speaker(codes)
    return {
        "heading": speak(_l("The form on paper")),
        "notes": [
            speak(_l("Nobody has to answer. Leave empty what was not asked or is not known.")),
            speak(_l("A circle means one answer, a square means as many as are true.")),
            speak(
                _l("Keep this paper locked away. When it is keyed and sent, give it back to the person or destroy it.")
            ),
        ],
        "top": speak.questions(Paper.whole()),
        "parts": [speak.part(number, step.whole()) for number, step in enumerate(STEPS, start=1) if step is not Paper],
        "part": speak(_l("Part")),
        "only_if": speak(_l("Only if:")),
        "signature": speak(_l("Signature or mark of the person")),
        "day": [speak(word) for word in (_l("Day"), _l("Month"), _l("Year"))],
    }


class _Speaker:
    """Says everything in each of the languages."""

    def __init__(self, codes: list[str]) -> None:
        self.codes = codes

    def __call__(self, words: Any) -> Texts:
        spoken = []
        for code in self.codes:
            with i18n.speaking(code):
                spoken.append(str(words))
        return spoken

    def part(self, number: int, form: StepForm) -> dict[str, Any]:
        return {
            "number": number,
            "title": self(form.title),
            "lead": self(form.lead),
            "asked_when": self(form.asked_when),
            "is_signed": form.key == "sharing",
            "questions": self.questions(form),
        }

    def questions(self, form: StepForm) -> list[dict[str, Any]]:
        return [self.question(field, form) for field in form.questions if field.name not in ONLY_ON_SCREEN]

    def question(self, field: Field, form: StepForm) -> dict[str, Any]:
        kind = _kind(field)
        options = list(field.terms.values()) if kind in {"one", "several"} else []
        is_long = isinstance(field, TextAreaField) and (field.render_kw or {}).get("signs") == NARRATIVE_SIGNS
        return {
            "kind": "several" if isinstance(field, Ticked) else kind,
            "label": self("" if isinstance(field, Ticked) else field.label.text),
            "hint": self("" if isinstance(field, Ticked) else field.description),
            "only_if": [self(label) for label in _hangs_on(field.name, form)],
            "n_lines": LONG if is_long else SHORT,
            "options": [{"label": self(one.label), "hint": self(one.hint)} for one in options],
        }


def _kind(field: Field) -> str:
    if isinstance(field, Day):
        return "day"
    if isinstance(field, TextAreaField):
        return "lines"
    if field.name in WRITTEN:
        return "line"
    if isinstance(field, OneOf):
        return "one"
    return "several" if isinstance(field, SeveralOf | Ticked) else "line"


def _hangs_on(name: str, form: StepForm) -> list[Any]:
    """The answers to another question of the part that make this one relevant, as that question names them."""
    other, keys = form.follows.get(name, ("", frozenset()))
    if other not in form:
        return []
    labels = [term.label for key, term in form[other].terms.items() if key in keys]
    return labels if sum(len(str(label)) for label in labels) <= MOST_SIGNS else []
