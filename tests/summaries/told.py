"""Made-up reports as values, counted the way the database counts them, for the pure tables."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

from reporting.reports.figures import Count
from reporting.summaries.groups import Group
from reporting.summaries.material import BREAKDOWN_DIMENSIONS, PEOPLE_FACTS, Month, Period, Public

_numbers = count()


@dataclass(frozen=True, kw_only=True)
class Told:
    """One report."""

    centre: str = "HARBOUR"
    ward: str = "A1"
    kind: str = "hate_incident"
    channel: str = "in_person_centre"
    primary_strand: str = "race"
    main_type: str = "verbal_abuse"
    place_type: str = "street"
    part_of_day: str = "evening"
    happened_on: date = date(2025, 4, 3)
    delay_days: int = 2
    repeat: str = "first_time"
    first_ever_told: str = "not_asked"
    risk: str = "low"
    sharing: str = "statistics_only"
    age_band: str = "not_asked"
    gender: str = "not_asked"
    ethnicity: str = "not_asked"
    main_language: str = "not_asked"
    incident: int = field(default_factory=lambda: next(_numbers))

    @property
    def disclosed_on(self) -> date:
        return self.happened_on + timedelta(days=self.delay_days)


def several(n: int, **given: Any) -> list[Told]:
    """n reports alike, taken by two centres in turn."""
    return [Told(centre=("HARBOUR", "MEADOW")[number % 2], **given) for number in range(n)]


def counted(reports: Sequence[Told], names: Sequence[str]) -> list[Count]:
    """Counts by the dimensions, as ``figures.counts`` gives them."""
    groups: dict[tuple[Any, ...], list[Told]] = {}
    for report in reports:
        groups.setdefault(tuple(getattr(report, name) for name in names), []).append(report)
    if not names:
        groups.setdefault((), [])
    return [
        Count(values, len(group), len({one.incident for one in group}), len({one.centre for one in group}))
        for values, group in groups.items()
    ]


def month_of(reports: Sequence[Told], month: str = "2025-04") -> Month:
    return Month(
        month=month,
        total=counted(reports, ())[0],
        by={names: counted(reports, (*names, "centre")) for names in BREAKDOWN_DIMENSIONS},
        people={fact: dict(Counter(getattr(one, fact) for one in reports)) for fact in PEOPLE_FACTS},
    )


def group_of(reports: Sequence[Told]) -> Group:
    return Group(len(reports), len({one.incident for one in reports}), frozenset(one.centre for one in reports))


def public_of(reports: Sequence[Told], month: str = "2025-04", **given: Any) -> Public:
    values: dict[str, Any] = {
        "earlier": {},
        "quarter": None,
        "year": None,
        "levels_frozen": frozenset(),
        "ward_names": [("A1", "Alder"), ("A2", "Birch")],
        "neighbourhoods": (("A1", "A2"),),
    }
    return Public(month=month_of(reports, month), **{**values, **given})


def period_of(wards: dict[str, int], *, months: Sequence[int], first: str = "2025-01", last: str = "2025-03") -> Period:
    """A quarter or year with so many reports in each ward and in each month, from two centres."""
    centres = frozenset({"HARBOUR", "MEADOW"})
    whole = sum(wards.values())
    return Period(
        first=first,
        last=last,
        months=[Group(n, n, centres) for n in months],
        total=Group(whole, whole, centres),
        wards={code: Group(n, n, centres) for code, n in wards.items()},
        n_surplus=0,
    )
