"""One row of a csv file of reports: what it says, with honest defaults, or the reason why it cannot be taken.

Pure: which ward or anchor a place has is asked elsewhere. The reasons are sentences for whoever runs the import.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from reporting.clock import LONDON
from reporting.reports import vocabulary as words
from reporting.reports.csv_tables import RowRefused, quoted
from reporting.reports.vocabulary import Precision, ReportKind, Risk, SharingChoice, Term

NARRATIVE_SIGNS_MAX = 100_000
REFERENCE_SIGNS_MAX = 200
MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?")
GREAT_BRITAIN = (49.0, 61.5, -9.5, 2.5)  # south, north, west, east, degrees
NATIONAL_GRID_M = (700_000, 1_300_000)
LOCAL_YEARS = (1971, 2100)  # outside them a time is too long ago or in the future anyway
HOURS = ((6, "early_morning"), (12, "morning"), (17, "afternoon"), (21, "evening"), (24, "night"))


@dataclass(frozen=True, kw_only=True)
class PaperReport:
    """What a row says. Exactly one of ``degrees``, ``metres``, ``postcode`` and ``ward`` says where, or none: online."""

    external_reference: str
    kind: ReportKind
    happened_from: date
    happened_on: date
    happened_precision: str
    part_of_day: str
    exact_from: str
    exact_to: str
    disclosed_on: date
    degrees: tuple[float, float] | None = None  # longitude, latitude (WGS84)
    metres: tuple[float, float] | None = None  # easting, northing (EPSG:27700)
    postcode: str = ""
    ward: str = ""
    precision: Precision
    place_type: str
    strands: frozenset[str]
    primary_strand: str
    incident_types: frozenset[str]
    main_type: str
    sharing: SharingChoice
    risk: Risk
    age_band: str
    gender: str
    ethnicity: str
    language: str
    centre: str
    narrative: str


def paper_report(row: dict[str, str], *, now: datetime) -> PaperReport:
    """What a row of values says, with the defaults for what is empty. Raises RowRefused.

    now   an aware instant: nothing may have happened after it
    """
    kind = ReportKind(_key(row, "report_kind", words.KINDS) or ReportKind.HATE_INCIDENT)
    place_type = _key(row, "place_type", words.PLACE_TYPES) or "other"
    strands = _keys(row, "strands", words.STRANDS)
    if kind is ReportKind.HATE_INCIDENT and not strands:
        raise RowRefused("A hate incident needs at least one strand in strands.")
    types = _keys(row, "incident_types", words.INCIDENT_TYPES) or ["other"]
    reference, narrative = row.get("external_reference", ""), row.get("narrative", "")
    if len(reference) > REFERENCE_SIGNS_MAX:
        raise RowRefused(f"external_reference is longer than {REFERENCE_SIGNS_MAX} signs.")
    if len(narrative) > NARRATIVE_SIGNS_MAX:
        raise RowRefused(f"narrative is longer than {NARRATIVE_SIGNS_MAX:,} signs.")
    return PaperReport(
        external_reference=reference,
        kind=kind,
        **_when(row, now),
        **_where(row, is_needed=place_type != "online"),
        precision=Precision(_key(row, "share_location_precision", words.PRECISIONS) or Precision.WARD_ONLY),
        place_type=place_type,
        strands=frozenset(strands),
        primary_strand=_among(row, "primary_strand", strands),
        incident_types=frozenset(types),
        main_type=_among(row, "main_type", types),
        sharing=SharingChoice(_key(row, "sharing_choice", words.SHARING_CHOICES) or SharingChoice.STATISTICS_ONLY),
        risk=Risk(_key(row, "risk_level", words.RISKS) or Risk.LOW),
        age_band=_key(row, "age_band", words.AGE_BANDS) or "not_asked",
        gender=_key(row, "gender", words.GENDERS) or "not_asked",
        ethnicity=_key(row, "ethnicity_sde", words.ETHNICITIES) or "not_asked",
        language=_key(row, "language", words.SPOKEN_LANGUAGES) or "not_asked",
        centre=row.get("centre", ""),
        narrative=narrative,
    )


def _key(row: dict[str, str], column: str, terms: dict[str, Term]) -> str:
    """The one key in a cell, or empty."""
    given = row.get(column, "")
    if given and given not in terms:
        raise RowRefused(f"{column}: {quoted(given)} is not one of {', '.join(terms)}.")
    return given


def _keys(row: dict[str, str], column: str, terms: dict[str, Term]) -> list[str]:
    """The keys in a cell in the order given, each once."""
    given = [part.strip() for part in row.get(column, "").split(";")]
    for part in filter(None, given):
        _key({column: part}, column, terms)
    return list(dict.fromkeys(filter(None, given)))


def _among(row: dict[str, str], column: str, chosen: Sequence[str]) -> str:
    """The key that leads the others: the one given, else the first of them."""
    given = row.get(column, "")
    if given and given not in chosen:
        raise RowRefused(f"{column}: {quoted(given)} is not among those given: {', '.join(chosen) or 'none'}.")
    return given or next(iter(chosen), "")


def _when(row: dict[str, str], now: datetime) -> dict[str, Any]:
    first = _moment(row, "occurred_from")
    if first is None:
        raise RowRefused("occurred_from is empty: it says when it happened.")
    last = _moment(row, "occurred_to") or first
    present = now.astimezone(LONDON).replace(tzinfo=None)
    for column, moment in (("occurred_from", first), ("occurred_to", last)):
        begins = moment if isinstance(moment, datetime) else datetime.combine(moment, datetime.min.time())
        if begins > present:
            raise RowRefused(f"{column}: {row[column]} is in the future.")
    first_on, last_on = (one.date() if isinstance(one, datetime) else one for one in (first, last))
    is_backward = last < first if type(first) is type(last) else last_on < first_on
    if is_backward:
        raise RowRefused("occurred_to is before occurred_from.")
    disclosed = _moment(row, "date_disclosed", may_have_time=False) or first_on
    if disclosed > present.date():
        raise RowRefused(f"date_disclosed: {row['date_disclosed']} is in the future.")
    if disclosed < first_on:
        raise RowRefused("date_disclosed is before occurred_from: nothing is told before it happens.")
    hour = first.hour if isinstance(first, datetime) and first_on == last_on else None
    return {
        "happened_from": first_on,
        "happened_on": last_on,
        "happened_precision": "between_dates" if first_on != last_on else "date_only" if hour is None else "exact_time",
        "part_of_day": "not_known" if hour is None else next(name for until, name in HOURS if hour < until),
        "exact_from": _written(first),
        "exact_to": _written(last),
        "disclosed_on": disclosed,
    }


def _written(moment: date | datetime) -> str:
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()


def _moment(row: dict[str, str], column: str, *, may_have_time: bool = True) -> date | datetime | None:
    """A day, or a time on London's clocks; None when the cell is empty."""
    text = row.get(column, "")
    if not text:
        return None
    form = "2026-11-07 or 2026-11-07T16:30" if may_have_time else "2026-11-07"
    found = MOMENT.fullmatch(text)
    if found is None or (found.group(2) and not may_have_time):
        raise RowRefused(f"{column}: {quoted(text)} is not written as {form}, without a time zone.")
    try:
        if not found.group(2):
            return date.fromisoformat(found.group(1))
        local = datetime.fromisoformat(f"{found.group(1)}T{found.group(2)}")
    except ValueError as error:
        raise RowRefused(f"{column}: {quoted(text)} is not a day or time that exists.") from error
    if LOCAL_YEARS[0] <= local.year <= LOCAL_YEARS[1]:
        there = local.replace(tzinfo=LONDON).timestamp()
        if datetime.fromtimestamp(there, LONDON).replace(tzinfo=None) != local:
            raise RowRefused(f"{column}: there was no {text} in London. The clocks went forward over it.")
    return local


def _where(row: dict[str, str], *, is_needed: bool) -> dict[str, Any]:
    """The finest place given: a point in degrees, a point in metres, a postcode, a ward."""
    south, north, west, east = GREAT_BRITAIN
    degrees = _pair(row, "lat", "lon")
    if degrees:
        latitude, longitude = degrees
        if not (south < latitude < north and west < longitude < east):
            raise RowRefused(f"lat and lon: {latitude}, {longitude} is not in Great Britain.")
        return {"degrees": (longitude, latitude)}
    metres = _pair(row, "easting", "northing")
    if metres:
        if not (0 <= metres[0] <= NATIONAL_GRID_M[0] and 0 <= metres[1] <= NATIONAL_GRID_M[1]):
            raise RowRefused(f"easting and northing: {metres[0]}, {metres[1]} is not on the British National Grid.")
        return {"metres": metres}
    if row.get("postcode"):
        return {"postcode": row["postcode"]}
    if row.get("ward"):
        return {"ward": row["ward"]}
    if is_needed:
        raise RowRefused("The row does not say where: give lat and lon, easting and northing, a postcode or a ward.")
    return {}


def _pair(row: dict[str, str], first: str, second: str) -> tuple[float, float] | None:
    texts = row.get(first, ""), row.get(second, "")
    if texts == ("", ""):
        return None
    if not all(texts):
        raise RowRefused(f"{first} and {second} belong together: one of them is empty.")
    try:
        values = float(texts[0]), float(texts[1])
    except ValueError:
        values = (math.nan, math.nan)
    if not all(math.isfinite(value) for value in values):
        raise RowRefused(f"{first} and {second}: {quoted(', '.join(texts))} are not two numbers.")
    return values
