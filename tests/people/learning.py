"""Answering the questions of the training on its pages."""

import re
from collections.abc import Collection

from reporting.people.training.syllabus import KEYS, MODULES
from tests.factories import Browser

ASKED = re.compile(r'name="asked" value="([^"]+)"')
CHOICES = re.compile(r'type="radio" value="(\d)"[^>]*>\s*<label[^>]*>\s*(.*?)\s*</label>', re.S)


def choices(page: str) -> dict[str, str]:
    """What the page offers: value to text."""
    return dict(CHOICES.findall(page))


def value_of(page: str, number: int, *, right: bool) -> str:
    """The value that is right, or one that is wrong, on this page of this person."""
    wanted = [str(option.text) for option in MODULES[number - 1].options if option.is_right is right]
    offered = {_plain(text): value for value, text in choices(page).items()}
    return next(offered[text] for text in wanted)


def _plain(text: str) -> str:
    return text.replace("&#39;", "'").replace("&amp;", "&")


def give(browser: Browser, number: int, *, right: bool = True):
    """Opens a module and answers it; returns the page that follows."""
    page = browser.get(f"/training/{number}").text
    given = {"asked": ASKED.search(page).group(1), "chosen": value_of(page, number, right=right)}
    answer = browser.post(f"/training/{number}", given)
    assert answer.status_code == 302, answer.text
    return browser.get(answer.location)


def go_through(browser: Browser, *, wrong: Collection[str] = (), only: Collection[str] = KEYS) -> None:
    """Answers the modules, those named wrongly."""
    for number, key in enumerate(KEYS, start=1):
        if key in only:
            give(browser, number, right=key not in wrong)
