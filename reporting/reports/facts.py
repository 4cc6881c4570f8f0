"""Facts: the countable part of a report, validated once, wherever it comes from (form, import, demonstration)."""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from uuid import UUID

from reporting.reports import vocabulary as words
from reporting.reports.vocabulary import PlaceScope, Precision, ReportKind, Risk, SharingChoice

EARLIEST = timedelta(days=3653)  # about ten years (`domain.md` A.5)


class InvalidFacts(Exception):
    """Some facts do not hold. ``problems`` gives a key of PROBLEMS for each field."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(", ".join(f"{field}: {problem}" for field, problem in sorted(problems.items())))
        self.problems = problems


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What may be counted. Keys are of ``vocabulary``; metres are EPSG:27700, already snapped.

    happened_on is the day, or the last day of a range or series; ``today`` bounds it and is not kept.
    Raises InvalidFacts naming every field that does not hold.
    """

    today: date
    kind: ReportKind = ReportKind.HATE_INCIDENT
    channel: str = "in_person_centre"
    happened_from: date
    happened_on: date
    happened_precision: str
    part_of_day: str = "not_known"
    disclosed_on: date
    ward_id: UUID | None
    place_scope: PlaceScope
    snapped: tuple[int, int] | None
    location_precision: Precision
    place_type: str
    strands: frozenset[str]
    primary_strand: str
    incident_types: frozenset[str]
    main_type: str
    risk: Risk
    repeat: str = "not_known"
    first_ever_told: str = "not_asked"
    reported_elsewhere: frozenset[str] = frozenset()
    sharing: SharingChoice
    recipients: frozenset[str] = frozenset()
    shares_full_account: bool = False
    shares_demographics: bool = False

    def __post_init__(self) -> None:
        problems = dict(self._problems())
        if problems:
            raise InvalidFacts(problems)

    def _problems(self) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        if self.happened_on > self.today or self.happened_from > self.today:
            found.append(("happened_on", "in_future"))
        if self.happened_from > self.happened_on:
            found.append(("happened_on", "ends_before_it_starts"))
        if self.happened_from < self.today - EARLIEST:
            found.append(("happened_on", "too_long_ago"))
        if self.disclosed_on > self.today:
            found.append(("disclosed_on", "in_future"))
        elif self.disclosed_on < self.happened_from:
            found.append(("disclosed_on", "told_before_it_happened"))
        for name, terms in LISTS.items():
            value = getattr(self, name)
            given = value if isinstance(value, frozenset) else {value}
            if not given <= terms.keys():
                found.append((name, "not_on_the_list"))
        if self.kind is ReportKind.HATE_INCIDENT and not self.strands:
            found.append(("strands", "at_least_one"))
        if self.strands and self.primary_strand not in self.strands:
            found.append(("primary_strand", "one_of_those_chosen"))
        if not self.strands and self.primary_strand:
            found.append(("primary_strand", "one_of_those_chosen"))
        if not self.incident_types:
            found.append(("incident_types", "at_least_one"))
        elif self.main_type not in self.incident_types:
            found.append(("main_type", "one_of_those_chosen"))
        if self.snapped and self.location_precision is Precision.WARD_ONLY:
            found.append(("snapped", "no_point_at_ward_precision"))
        if self.place_scope is PlaceScope.IN_BOROUGH and self.ward_id is None:
            found.append(("ward_id", "needed_in_the_borough"))
        if self.place_scope is not PlaceScope.IN_BOROUGH and (self.ward_id or self.snapped):
            found.append(("ward_id", "only_in_the_borough"))
        return found

    @property
    def severity(self) -> int:
        return words.severity(self.incident_types)

    def columns(self) -> dict[str, object]:
        """The values of the IncidentReport columns of the same names."""
        easting, northing = self.snapped or (None, None)
        left_out = {"today", "snapped", "happened_from"}
        return {
            **{f.name: getattr(self, f.name) for f in fields(self) if f.name not in left_out},
            "snapped_easting": easting,
            "snapped_northing": northing,
            "severity": self.severity,
        }


LISTS = {
    "channel": words.CHANNELS,
    "happened_precision": words.WHEN_PRECISIONS,
    "part_of_day": words.PARTS_OF_DAY,
    "place_type": words.PLACE_TYPES,
    "strands": words.STRANDS,
    "incident_types": words.INCIDENT_TYPES,
    "repeat": words.REPEATS,
    "first_ever_told": words.FIRST_TOLD,
    "reported_elsewhere": words.REPORTED_ELSEWHERE,
    "recipients": words.RECIPIENTS,
}
