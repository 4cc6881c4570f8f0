"""The trail of a period as the rules of ``unusual`` read it. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Self
from uuid import UUID
from zoneinfo import ZoneInfo

from reporting.reports.vocabulary import PURPOSES

LONDON = ZoneInfo("Europe/London")
FIRST_HOUR, LAST_HOUR = 7, 20
SATURDAY = 5
PARTS = ("identity", "account", "alleged", "support", "summary", "evidence")
CONTENT = frozenset(f"report:{part}:opened" for part in PARTS)
IDENTITY = "report:identity:opened"
WITHDRAWAL = "forgetting"  # the purpose under which a withdrawal itself opens a seal: nobody reads it
ONE_LOOK = timedelta(minutes=30)  # openings of one report by one person closer together than this are one look


@dataclass(frozen=True)
class Deed:
    """An entry of the trail."""

    number: int
    happened_at: datetime
    actor_id: UUID | None
    actor_role: str
    action: str
    object_id: UUID | None
    detail: str
    outcome: str

    @property
    def day(self) -> date:
        return london_day(self.happened_at)


@dataclass(frozen=True)
class Visit:
    """Somebody looked at a report: all its parts that were opened at one sitting."""

    number: int  # of the first entry
    happened_at: datetime
    person_id: UUID
    role: str
    report_id: UUID | None
    day: date

    @classmethod
    def of(cls, deed: Deed) -> Self:
        assert deed.actor_id
        return cls(deed.number, deed.happened_at, deed.actor_id, deed.actor_role, deed.object_id, deed.day)


@dataclass(frozen=True)
class Finding:
    """Something that stands out: by which rule, who, perhaps which report, the first entry, the London day, how many."""

    rule: str
    person_id: UUID
    object_id: UUID | None
    first_number: int
    on: date
    n_seen: int


@dataclass(frozen=True, kw_only=True)
class Log:
    """Entries in the order of the trail, reaching back far enough before the period to know what is usual.

    since, until_on    first day of the period and the first day after it, London
    until              the instant at which the period ends
    earlier_sign_ins   the last sign-in of each person before the first entry
    """

    deeds: Sequence[Deed]
    since: date
    until_on: date
    earlier_sign_ins: Mapping[UUID, datetime] = field(default_factory=dict)

    @property
    def until(self) -> datetime:
        return datetime.combine(self.until_on, datetime.min.time(), tzinfo=LONDON)

    @cached_property
    def visits(self) -> list[Visit]:
        """Looks at content by people."""
        found: list[Visit] = []
        last: dict[tuple[UUID, UUID | None], datetime] = {}
        for deed in self.deeds:
            if deed.action not in CONTENT or deed.outcome != "done" or deed.detail == WITHDRAWAL or not deed.actor_id:
                continue
            who_and_what = (deed.actor_id, deed.object_id)
            before = last.get(who_and_what)
            if before is None or deed.happened_at - before > ONE_LOOK:
                found.append(Visit.of(deed))
            last[who_and_what] = deed.happened_at
        return found

    @cached_property
    def reveals(self) -> list[Visit]:
        """Openings of who the person is, each for a purpose that somebody gave."""
        return [
            Visit.of(deed)
            for deed in self.deeds
            if deed.action == IDENTITY and deed.detail in PURPOSES and deed.outcome == "done" and deed.actor_id
        ]


def by_person_and_day(visits: Iterable[Visit]) -> dict[tuple[UUID, date], list[Visit]]:
    """Visits shared out, in their order."""
    found = defaultdict(list)
    for visit in visits:
        found[visit.person_id, visit.day].append(visit)
    return dict(found)


def london_day(moment: datetime) -> date:
    """The day on the London clock."""
    return moment.astimezone(LONDON).date()


def is_outside_hours(moment: datetime) -> bool:
    """Before 07:00, from 20:00 on, or at a weekend, on the London clock."""
    local = moment.astimezone(LONDON)
    return local.weekday() >= SATURDAY or not FIRST_HOUR <= local.hour < LAST_HOUR
