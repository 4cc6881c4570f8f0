"""Keys of tension in the words of the language now spoken."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from reporting import clock, i18n
from reporting.reports.vocabulary import YES_NO, Term
from reporting.tension import vocabulary as words
from reporting.tension.levels.level import Reason
from reporting.tension.levels.vocabulary import COUNTED, DISAGREEMENTS, REASONS

LISTS: dict[str, dict[str, Term]] = {
    "category": words.CATEGORIES,
    "direction": words.DIRECTIONS,
    "disagreement": DISAGREEMENTS,
    "eep": words.EEP,
    "heard_from": words.HEARD_FROM,
    "judgement": words.JUDGEMENTS,
    "provenance": words.PROVENANCES,
    "reason": REASONS,
    "response": words.RESPONSES,
    "standing": words.STANDINGS,
    "state": words.RETURN_STATES,
    "tier": words.TIERS,
    "type": words.OBSERVATION_TYPES,
    "widely_held": words.WIDELY_HELD,
    "yes_no": YES_NO,
}


def mood(key: Any, kind: str) -> str:
    """The label of a key, for example ``mood("rising", "direction")``. A key no list holds stays as it is."""
    found = LISTS[kind].get(str(key))
    return str(found.label) if found else str(key)


def moods(keys: Iterable[str], kind: str) -> str:
    """The labels of several keys, in the order of their list. Each begins a sentence of its own, so no word joins them."""
    order = list(LISTS[kind])
    known = sorted(keys, key=lambda key: order.index(key) if key in order else len(order))
    return " · ".join(mood(key, kind) for key in known)


def tier(judgement: int) -> str:
    """The tier of a judgement: green, amber or red."""
    return words.JUDGEMENTS[str(judgement)].group


def why(reason: Reason) -> str:
    """A reason in words, with its number where it counts something."""
    label = mood(reason.key, "reason")
    return _("%(reason)s: %(number)s", reason=label, number=reason.number) if reason.key in COUNTED else label


def week_days(week: str) -> str:
    """An ISO week by its first and last day."""
    monday, sunday = clock.week_days(week)
    return _("%(first)s to %(last)s", first=i18n.short_date(monday), last=i18n.short_date(sunday))


FILTERS: dict[str, Any] = {"mood": mood, "moods": moods, "tier": tier, "week_days": week_days, "why": why}
