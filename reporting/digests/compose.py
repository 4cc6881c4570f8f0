"""What one week's digest for one ward team says, as values that JSON can hold. Pure.

Keys of the vocabulary, days and numbers, never words: the page and the PDF are drawn from the same stored content in
any reader's language. It is made of facts in clear alone: composing a digest opens no seal, so the process that sends
digests needs no key of a report, and a stored digest holds nothing that the ward team's list does not show.
Contents and their order: `domain.md` C.1.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reporting.hotspots.surges import Surge
    from reporting.hotspots.weekly.queries import Warned
    from reporting.reports.shared import SharedReport
    from reporting.tension.levels.queries import Standing

LISTED_MAX = 20
PATIENCE_DAYS = 2  # working days after which an unacknowledged report is a matter for now
WEEKS_BEFORE = 4
FRIDAY = 4
RISK_ORDER = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True, kw_only=True)
class Unanswered:
    """A released report that nobody of the ward team has acknowledged, and the London day of its release."""

    report: "SharedReport"
    released_on: date


@dataclass(frozen=True, kw_only=True)
class Studied:
    """What the study of the week says to this ward: clusters that touch it, and what rose in the whole area.

    ward_names   of the wards that the clusters touch, by code
    is_too_few   nothing could be tested
    """

    clusters: Sequence["Warned"]
    risen: Sequence["Surge"]
    ward_names: Mapping[str, str]
    is_too_few: bool


@dataclass(frozen=True, kw_only=True)
class Material:
    """What a digest is composed from.

    number           1 for a ward's first digest
    today            the London day of composing
    n_before         reports released in the four weeks before the week, together
    strands, strands_before   reports told in the week, and in the four weeks before together, under each strand
    withdrawn        references an earlier digest named that are no longer shared
    level            of the ward in the week; None: neither worked out nor said
    studied          None: no study of the week was kept
    """

    week: str
    ward_code: str
    ward_name: str
    number: int
    today: date
    new: Sequence["SharedReport"]
    n_before: int
    unanswered: Sequence[Unanswered]
    strands: Mapping[str, int]
    strands_before: Mapping[str, int]
    withdrawn: Sequence[str] = ()
    level: "Standing | None" = None
    studied: Studied | None = None


def composed(material: Material) -> dict[str, Any]:
    """The content of a digest."""
    new = sorted(material.new, key=_pressing)
    urgent = _urgent(material)
    return {
        "week": material.week,
        "ward_code": material.ward_code,
        "ward_name": material.ward_name,
        "number": material.number,
        "picture": {
            "n_new": len(new),
            "mean_before": material.n_before / WEEKS_BEFORE,
            "n_high_risk": sum(report.risk == "high" for report in new),
            "n_waiting": len(material.unanswered),
        },
        "level": _level(material.level) if material.level else None,
        "early_warning": _early_warning(material.studied) if material.studied else None,
        "urgent": urgent[:LISTED_MAX],
        "n_more_urgent": max(0, len(urgent) - LISTED_MAX),
        "new": [_row(report) for report in new[:LISTED_MAX]],
        "n_more_new": max(0, len(new) - LISTED_MAX),
        "strands": _strands(material.strands, material.strands_before),
        "withdrawn": sorted(material.withdrawn),
        "references": sorted({report.reference for report in new} | {row["reference"] for row in urgent}),
    }


def working_days(since: date, until: date) -> int:
    """Mondays to Fridays after the first day up to and with the second; public holidays are not known here."""
    days = (since + timedelta(days=number) for number in range(1, (until - since).days + 1))
    return sum(day.weekday() <= FRIDAY for day in days)


def still_shared(content: Mapping[str, Any], references: frozenset[str]) -> dict[str, Any]:
    """The content as it may be shown while only these references exist for the ward team.

    A row whose reference is gone keeps the reference alone, so that the team knows which note to destroy.
    """
    gone = set(content["references"]) - references
    return {
        **content,
        "urgent": [_shown(row, references) for row in content["urgent"]],
        "new": [_shown(row, references) for row in content["new"]],
        "withdrawn": sorted(gone | set(content["withdrawn"])),
    }


def _shown(row: dict[str, Any], references: frozenset[str]) -> dict[str, Any]:
    return row if row["reference"] in references else {"reference": row["reference"], "is_withdrawn": True}


def _level(standing: "Standing") -> dict[str, Any]:
    """The level that counts and why; the reason somebody gave who said otherwise is under seal and stays there."""
    return {
        "level": standing.level,
        "is_said": bool(standing.said),
        "before": standing.before,
        "direction": standing.direction,
        "reasons": [[reason.level, reason.key, reason.number] for reason in standing.reasons],
    }


def _early_warning(studied: Studied) -> dict[str, Any]:
    """The study's own numbers, as they were kept: the map is drawn from the same."""
    return {
        "is_too_few": studied.is_too_few,
        "clusters": [
            {
                "number": one.number,
                "band": str(one.band),
                "begun": one.begun.isoformat(),
                "is_new": one.is_new,
                "circle": {**asdict(one.circle), "wards": list(one.circle.wards)},
            }
            for one in studied.clusters
        ],
        "risen": [asdict(surge) for surge in studied.risen],
        "ward_names": dict(studied.ward_names),
    }


def _urgent(material: Material) -> list[dict[str, Any]]:
    rows = []
    for entry in sorted(material.unanswered, key=lambda one: (*_pressing(one.report)[:1], one.released_on)):
        days = working_days(entry.released_on, material.today)
        if entry.report.risk == "high" or days > PATIENCE_DAYS:
            rows.append({**_row(entry.report), "waiting_days": days})
    return rows


def _pressing(report: "SharedReport") -> tuple[int, int, str]:
    """High risk first, then the newest."""
    return RISK_ORDER[report.risk], -report.last_day.toordinal(), report.reference


def _row(report: "SharedReport") -> dict[str, Any]:
    return {
        "reference": report.reference,
        "is_week_only": report.precision == "ward_only",
        "first_day": report.first_day.isoformat(),
        "last_day": report.last_day.isoformat(),
        "part_of_day": report.part_of_day,
        "main_type": report.main_type,
        "strand": report.primary_strand,
        "place_type": report.place_type,
        "precision": str(report.precision),
        "repeat": report.repeat,
        "risk": str(report.risk),
        "sharing": str(report.sharing),
    }


def _strands(week: Mapping[str, int], before: Mapping[str, int]) -> list[dict[str, Any]]:
    names = sorted({*week, *before}, key=lambda name: (-week.get(name, 0), -before.get(name, 0), name))
    return [{"strand": name, "n": week.get(name, 0), "mean": before.get(name, 0) / WEEKS_BEFORE} for name in names]
