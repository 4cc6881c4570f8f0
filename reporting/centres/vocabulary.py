"""The closed lists of a centre: where it stands in its life, step-free access, languages spoken there."""

from enum import StrEnum
from typing import Any

from babel import Locale, UnknownLocaleError
from flask_babel import lazy_gettext as _l

from reporting import i18n


class CentreStatus(StrEnum):
    """Where a centre stands in its life (`domain.md` B.8). Which moves there are: ``life.MOVES``."""

    PROPOSED = "proposed"
    TRAINED = "trained"
    ACTIVE = "active"
    DORMANT = "dormant"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class StepFree(StrEnum):
    """Whether somebody who cannot use steps gets in."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


STATUSES: dict[CentreStatus, Any] = {
    CentreStatus.PROPOSED: _l("Proposed"),
    CentreStatus.TRAINED: _l("Trained"),
    CentreStatus.ACTIVE: _l("Active"),
    CentreStatus.DORMANT: _l("Dormant"),
    CentreStatus.SUSPENDED: _l("Suspended"),
    CentreStatus.CLOSED: _l("Closed"),
}

STEP_FREE: dict[StepFree, Any] = {
    StepFree.YES: _l("Yes"),
    StepFree.NO: _l("No"),
    StepFree.NOT_KNOWN: _l("Not known"),
}

LANGUAGES = (
    "en", "so", "bn", "syl", "ar", "sq", "fr", "es", "pt", "it", "pl", "ro", "tr", "ku", "fa", "ti", "am", "ur", "pa",
    "gu", "zh", "yue", "uk", "ln", "bfi",
)  # fmt: skip
"""Codes of the languages a centre can say that it speaks: ISO 639, and ``bfi`` for British Sign Language."""

# Where the locale data has no name, or one that people here would not use.
OUR_NAMES = {
    "bn": _l("Bengali"),
    "syl": _l("Sylheti"),
    "ku": _l("Kurdish"),
    "zh": _l("Chinese (spoken)"),
    "yue": _l("Cantonese"),
    "ln": _l("Lingala"),
    "bfi": _l("British Sign Language"),
}


def language_name(code: str) -> str:
    """The name of a language in the language now spoken."""
    if code in OUR_NAMES:
        return str(OUR_NAMES[code])
    name = Locale.parse(i18n.current().code).languages.get(code) or Locale.parse(i18n.SOURCE).languages[code]
    return name[:1].upper() + name[1:]


def own_name(code: str) -> tuple[str, str]:
    """(name of a language in itself, its direction), or two empty texts where the locale data does not know it."""
    try:
        found = i18n.language(code)
    except UnknownLocaleError:
        return "", ""
    return found.own_name, found.direction
