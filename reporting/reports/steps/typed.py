"""What is typed on a page but not saved yet: kept as it is, right or wrong, until the page is saved."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from reporting.reports import contents
from reporting.reports.steps.asking import Answers, StepForm
from reporting.reports.steps.told import Told
from reporting.written import is_readable

PAGE_SIGNS = 200_000  # all values of one page together: more than every box of the longest page may hold


class TooMuchTyped(Exception):
    """More than a page can hold."""


def typed_on(step: type[StepForm], given: Iterable[tuple[str, str]], told: Told) -> Answers:
    """What was typed into the fields this page has; every other name is dropped, and so are signs nobody can see.

    Raises TooMuchTyped.
    """
    names = {field.name for field in step.from_answers(None, told).questions}
    typed: Answers = {}
    n_signs = 0
    for name, text in given:
        if name in names:
            n_signs += len(text) + len(name)
            if n_signs > PAGE_SIGNS:
                raise TooMuchTyped
            typed.setdefault(name, []).append(_seen(text))
    return typed


def unfinished(
    step: type[StepForm], given: Iterable[tuple[str, str]], answers: contents.Answers, told: Told
) -> Answers | None:
    """What must be kept of a page: None where it holds nothing, or nothing but what is saved. Raises TooMuchTyped."""
    saved, form = answers.steps.get(step.key), step.from_answers(None, told)
    earlier = answers.unfinished.get(step.key, saved) or {}
    typed = {**form.not_asked_now(earlier), **typed_on(step, given, told)}
    if saved is None:
        is_blank = not any(text.strip() for texts in typed.values() for text in texts)
        return None if is_blank else typed
    on_page = typed_on(step, [(name, text) for name, texts in saved.items() for text in texts], told)
    before = {**form.not_asked_now(saved), **on_page}
    return None if typed == before else typed


def version(saved: Mapping[str, Any] | None) -> str:
    """Names the answers a page was shown with: what was typed over older ones comes too late to be kept."""
    return hashlib.sha256(json.dumps(saved, sort_keys=True).encode()).hexdigest()[:16]


def _seen(text: str) -> str:
    one_end = text.replace("\r\n", "\n").replace("\r", "\n")
    return one_end if is_readable(one_end) else "".join(sign for sign in one_end if is_readable(sign))
