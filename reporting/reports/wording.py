"""Keys and days of a report in the words of the language now spoken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from babel.lists import format_list
from flask_babel import gettext as _

from reporting import i18n
from reporting.reports import told_vocabulary as told_words
from reporting.reports import vocabulary as words
from reporting.reports.contents import CONTENTS, Compartment, Content
from reporting.reports.evidence import vocabulary as evidence
from reporting.reports.handover import Box, boxes
from reporting.reports.kept import Sensitivity
from reporting.reports.likeness.vocabulary import REASONS, VERDICTS
from reporting.reports.protection import calls_for
from reporting.reports.shared import SharedReport
from reporting.reports.vocabulary import Precision, Term

LISTS: dict[str, dict[str, Term]] = {
    "age": words.AGE_BANDS,
    "contact": words.CONTACT_MEANS,
    "ethnicity": words.ETHNICITIES,
    "evidence": evidence.KINDS,
    "holder": evidence.HOLDERS,
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
    "safeguarding": told_words.SAFEGUARDING,
    "scope": words.PLACE_SCOPES,
    "sharing": words.SHARING_CHOICES,
    "sharing_briefly": words.SHARING_BRIEFLY,
    "status": words.STATUSES,
    "strand": words.STRANDS,
    "support": words.SUPPORT_WANTED,
    "verdict": VERDICTS,
    "why_alike": REASONS,
    "yes_no": words.YES_NO,
}


def term(key: str, kind: str) -> str:
    """The label of a key, for example ``term("race", "strand")``. A key no list holds any more stays as it is."""
    return _label(LISTS[kind], key)


def terms(keys: Iterable[str], kind: str) -> str:
    """The labels of several keys as one list in words."""
    return _labels(LISTS[kind], keys)


def _label(listed: Mapping[str, Term], key: str) -> str:
    found = listed.get(str(key))
    return str(found.label) if found else str(key)


def _labels(listed: Mapping[str, Term], keys: Iterable[str]) -> str:
    return format_list([_label(listed, key) for key in keys], locale=i18n.current().code)


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


@dataclass(frozen=True)
class Row:
    """One value of a compartment in words. ``is_said``: what a person wrote, to be shown as they wrote it."""

    name: str
    label: str
    text: str
    is_said: bool


def rows_of(values: Mapping[str, Any] | Content, name: str) -> list[Row]:
    """The values of a compartment that were given, in the order of its declaration; the program's own left out."""
    given = values if isinstance(values, Mapping) else vars(values)
    rows = []
    for one in fields(CONTENTS[Compartment(name)]):
        value, its = given.get(one.name), one.metadata
        if value and value != one.default and its["sensitivity"] is not Sensitivity.SYSTEM:
            rows.append(Row(one.name, str(its["label"]), *_in_words(one.name, value, its["terms"])))
    return rows


def _in_words(name: str, value: Any, listed: Mapping[str, Term] | None) -> tuple[str, bool]:
    if listed is None:
        return (stated_time(value), False) if name in STATED_TIMES else (str(value), True)
    if isinstance(value, dict):  # questions with their answers
        pairs = [f"{_label(listed, key)} {term(answer, 'yes_no')}" for key, answer in value.items()]
        return "\n".join(pairs), False
    return _labels(listed, [value] if isinstance(value, str) else value), False


def handed_over(seen: SharedReport) -> list[Box]:
    """What an official form asks, answered with what the ward team sees, in English: it goes to the police."""
    with i18n.speaking(i18n.SOURCE):
        account, alleged = seen.account or {}, seen.alleged or {}
        others = [key for key in seen.incident_types if key != seen.main_type]
        reasons = terms(seen.strands, "strand") if seen.strands else ""
        more = {
            key: value for key, value in account.items() if key not in {"narrative", "happened_from", "happened_to"}
        }
        return boxes([
            ("what", [term(seen.main_type, "incident"), *([terms(others, "incident")] if others else []), reasons,
                      seen.summary or ""]),
            ("where", [term(seen.place_type, "place"), seen.ward_name or "", seen.place or ""]),
            ("when", [when(seen), term(seen.part_of_day, "part_of_day") if seen.part_of_day else "",
                      _range_of(account)]),
            ("whom", [f"{row.label}: {row.text}" for row in rows_of(alleged, "alleged")]),
            ("more", [f"{row.label}: {row.text}" for row in rows_of(more, "account")]),
        ])  # fmt: skip


def _range_of(account: Mapping[str, Any]) -> str:
    given = [stated_time(account[name]) for name in ("happened_from", "happened_to") if account.get(name)]
    return " – ".join(dict.fromkeys(given))


STATED_TIMES = frozenset({"happened_from", "happened_to", "date_of_birth"})

FILTERS: dict[str, Any] = {"term": term, "terms": terms, "when": when, "stated_time": stated_time, "rows_of": rows_of,
                           "calls_for": calls_for}  # fmt: skip
