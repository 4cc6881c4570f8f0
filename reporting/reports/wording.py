"""Keys and days of a report in the words of the language now spoken."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from babel.lists import format_list
from flask_babel import gettext as _

from reporting import i18n
from reporting.reports import vocabulary as words
from reporting.reports.shared import SharedReport
from reporting.reports.vocabulary import Precision, Term

LISTS: dict[str, dict[str, Term]] = {
    "age": words.AGE_BANDS,
    "contact": words.CONTACT_MEANS,
    "ethnicity": words.ETHNICITIES,
    "frequency": words.FREQUENCIES,
    "gender": words.GENDERS,
    "impact": words.IMPACTS,
    "incident": words.INCIDENT_TYPES,
    "injury": words.INJURIES,
    "kind": words.KINDS,
    "language": words.SPOKEN_LANGUAGES,
    "number": words.PERPETRATOR_NUMBERS,
    "part_of_day": words.PARTS_OF_DAY,
    "place": words.PLACE_TYPES,
    "precision": words.PRECISIONS,
    "provenance": words.PROVENANCES,
    "purpose": words.PURPOSES,
    "relationship": words.RELATIONSHIPS,
    "repeat": words.REPEATS,
    "risk": words.RISKS,
    "risk_question": words.RISK_QUESTIONS,
    "scope": words.PLACE_SCOPES,
    "sharing": words.SHARING_CHOICES,
    "sharing_briefly": words.SHARING_BRIEFLY,
    "status": words.STATUSES,
    "strand": words.STRANDS,
    "support": words.SUPPORT_WANTED,
    "yes_no": words.YES_NO,
}


def term(key: str, kind: str) -> str:
    """The label of a key, for example ``term("race", "strand")``. A key no list holds any more stays as it is."""
    found = LISTS[kind].get(str(key))
    return str(found.label) if found else str(key)


def terms(keys: Iterable[str], kind: str) -> str:
    """The labels of several keys as one list in words."""
    return format_list([term(key, kind) for key in keys], locale=i18n.current().code)


def when(seen: SharedReport) -> str:
    """The day, the days between, or only the week, as the viewer may know it."""
    if seen.precision == Precision.WARD_ONLY:
        return _("In the week of %(monday)s", monday=i18n.short_date(seen.first_day))
    if seen.first_day == seen.last_day:
        return i18n.short_date(seen.last_day)
    first, last = i18n.short_date(seen.first_day), i18n.short_date(seen.last_day)
    return _("Between %(first)s and %(last)s", first=first, last=last)


def stated_time(text: str) -> str:
    """A stored ISO day or London wall-clock time in words; anything else as it was said."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    day = i18n.short_date(at.date())
    return _("%(day)s, %(time)s", day=day, time=f"{at:%H:%M}") if "T" in text or " " in text else day


FILTERS: dict[str, Any] = {"term": term, "terms": terms, "when": when, "stated_time": stated_time}
