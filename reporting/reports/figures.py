"""HATCH 1: de-identified counts and points. All that analysts may import of reports; nothing here opens a seal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from reporting.centres.models import ThirdPartyReportingCentre
from reporting.database import holds_word, session
from reporting.places.models import Ward
from reporting.reports import sharing
from reporting.reports.models import IncidentReport, Tally
from reporting.reports.vocabulary import INCIDENT_TYPES, Status


class Profile(StrEnum):
    """Which reports a figure holds (`report.md` 3)."""

    INTERNAL = "internal"  # all choices, from submitted on
    POLICE = "police"  # only what was agreed for police, from accepted on
    PUBLIC = "public"  # all choices; every number goes through ``disclosure``


class Basis(StrEnum):
    """Which day a report counts on."""

    HAPPENED = "happened_on"
    DISCLOSED = "disclosed_on"


NOT_COUNTED = frozenset({Status.REJECTED, Status.WITHDRAWN})
POLICE_COUNTED = frozenset({Status.ACCEPTED, Status.RELEASED})


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Which reports: a period (both days within it) and optional filters by vocabulary key."""

    profile: Profile
    since: date
    until: date
    basis: Basis = Basis.HAPPENED
    strand: str = ""
    incident_type: str = ""
    type_group: str = ""
    kind: str = ""

    def clause(self) -> sa.ColumnElement[bool]:
        day = getattr(IncidentReport, self.basis.value)
        parts = [day.between(self.since, self.until)]
        if self.profile is Profile.POLICE:
            parts += [
                # As text, so that the day's index is taken: SQLite would read every released report by the status's.
                sa.cast(IncidentReport.status, sa.Text).in_([status.value for status in POLICE_COUNTED]),
                IncidentReport.sharing.in_(sharing.POLICE_CHOICES),
                holds_word(IncidentReport.recipients, "ward_team"),
            ]
        else:
            parts.append(IncidentReport.status.not_in(NOT_COUNTED))
        if self.strand:
            parts.append(holds_word(IncidentReport.strands, self.strand))
        if self.incident_type:
            parts.append(holds_word(IncidentReport.incident_types, self.incident_type))
        if self.type_group:
            held = [key for key, term in INCIDENT_TYPES.items() if term.group == self.type_group]
            parts.append(sa.or_(sa.false(), *(holds_word(IncidentReport.incident_types, key) for key in held)))
        if self.kind:
            parts.append(IncidentReport.kind == self.kind)
        return sa.and_(*parts)


def _month(selection: Selection) -> Any:
    day = getattr(IncidentReport, selection.basis.value)
    return sa.func.substr(sa.cast(day, sa.String), 1, 7)


DIMENSIONS: dict[str, Any] = {
    "kind": IncidentReport.kind,
    "channel": IncidentReport.channel,
    "centre": ThirdPartyReportingCentre.code,
    "ward_id": IncidentReport.ward_id,
    "ward": Ward.code,
    "place_scope": IncidentReport.place_scope,
    "place_type": IncidentReport.place_type,
    "part_of_day": IncidentReport.part_of_day,
    "strands": IncidentReport.strands,
    "primary_strand": IncidentReport.primary_strand,
    "incident_types": IncidentReport.incident_types,
    "main_type": IncidentReport.main_type,
    "severity": IncidentReport.severity,
    "risk": IncidentReport.risk,
    "repeat": IncidentReport.repeat,
    "first_ever_told": IncidentReport.first_ever_told,
    "reported_elsewhere": IncidentReport.reported_elsewhere,
    "sharing": IncidentReport.sharing,
    "status": IncidentReport.status,
    "happened_on": IncidentReport.happened_on,
    "disclosed_on": IncidentReport.disclosed_on,
}


@dataclass(frozen=True)
class Count:
    """How many reports and how many incidents share the same values of the chosen dimensions.

    ``values`` follows the order asked for; "month" is text as 2026-11; "strands", "incident_types" and
    "reported_elsewhere" are sets, to be counted once under each of their words.
    n_centres is how many centres stand behind the number.
    """

    values: tuple[Any, ...]
    n_reports: int
    n_incidents: int
    n_centres: int


def counts(selection: Selection, *, by: Sequence[str] = ()) -> list[Count]:
    """Counts grouped by dimensions of DIMENSIONS or "month". A merged incident counts once as an incident."""
    columns = [_month(selection) if name == "month" else DIMENSIONS[name] for name in by]
    chosen = (
        sa.select(
            *columns,
            sa.func.count(),
            sa.func.count(sa.distinct(IncidentReport.incident_id)),
            sa.func.count(sa.distinct(IncidentReport.centre_id)),
        )
        .select_from(IncidentReport)
        .where(selection.clause())
    )
    if "ward" in by:
        chosen = chosen.outerjoin(Ward, Ward.id == IncidentReport.ward_id)
    if "centre" in by:
        chosen = chosen.join(ThirdPartyReportingCentre, ThirdPartyReportingCentre.id == IncidentReport.centre_id)
    if columns:
        chosen = chosen.group_by(*columns)
    return [Count(tuple(row[:-3]), row[-3], row[-2], row[-1]) for row in session.execute(chosen)]


@dataclass(frozen=True)
class Points:
    """Reports that have a point, as columns of length n. Already snapped; never moved again.

    xy (n, 2) metres EPSG:27700 · day (n,) proleptic ordinal of happened_on · motive, stratum, centre (n,) small
    integers of the primary strand, of centre and channel, of the centre alone · severity (n,) 1 to 6 · incident (n,) integer per incident
    """

    xy: NDArray[np.float64]
    day: NDArray[np.int32]
    motive: NDArray[np.int16]
    stratum: NDArray[np.int16]
    centre: NDArray[np.int16]
    severity: NDArray[np.int32]
    incident: NDArray[np.int64]

    @property
    def n_reports(self) -> int:
        return len(self.day)


def points(selection: Selection) -> Points:
    """The points of a selection, reports shared at ward precision left out (they have none)."""
    rows = session.execute(
        sa.select(
            IncidentReport.snapped_easting,
            IncidentReport.snapped_northing,
            IncidentReport.happened_on,
            IncidentReport.primary_strand,
            sa.type_coerce(IncidentReport.centre_id, sa.Text),  # only compared: as UUIDs, most of the time went here
            IncidentReport.channel,
            IncidentReport.severity,
            sa.type_coerce(IncidentReport.incident_id, sa.Text),
        ).where(selection.clause(), IncidentReport.snapped_easting.is_not(None))
        .order_by(IncidentReport.happened_on, IncidentReport.id)
    ).all()  # fmt: skip
    if not rows:
        whole, small = np.zeros(0, np.int32), np.zeros(0, np.int16)
        return Points(np.zeros((0, 2)), whole, small, small, small, whole, np.zeros(0, np.int64))
    return Points(
        xy=np.array([(row[0], row[1]) for row in rows], np.float64),
        day=np.array([row[2].toordinal() for row in rows], np.int32),
        motive=_numbered([row[3] for row in rows]).astype(np.int16),
        stratum=_numbered([(str(row[4]), row[5]) for row in rows]).astype(np.int16),
        centre=_numbered([str(row[4]) for row in rows]).astype(np.int16),
        severity=np.array([row[6] for row in rows], np.int32),
        incident=_numbered([row[7] for row in rows]),
    )


def _numbered(values: list[Any]) -> NDArray[np.int64]:
    """Small integers for equal values, in order of the sorted values so that they do not depend on the rows."""
    order = {value: number for number, value in enumerate(sorted(set(values)))}
    return np.array([order[value] for value in values], np.int64)


def n_without_point(selection: Selection) -> int:
    """How many reports of the selection are on no map because their place was shared only as a ward, or not at all."""
    chosen = sa.select(sa.func.count()).select_from(IncidentReport)
    return session.scalar(chosen.where(selection.clause(), IncidentReport.snapped_easting.is_(None))) or 0


@dataclass(frozen=True)
class Placed:
    """Where one report is counted: its ward, of any edition, and its point in metres, unless it has none."""

    ward_id: UUID
    point: tuple[int, int] | None
    incident_id: UUID


def placed_beyond(selection: Selection, ward_ids: Sequence[UUID]) -> list[Placed]:
    """The reports of every incident that counts in a ward other than these: those of an earlier edition, say.

    Reports of the same incident that lie in these wards come along, so that it can be counted once.
    """
    beyond = sa.select(IncidentReport.incident_id).where(selection.clause(), IncidentReport.ward_id.not_in(ward_ids))
    rows = session.execute(
        sa.select(
            IncidentReport.ward_id,
            IncidentReport.snapped_easting,
            IncidentReport.snapped_northing,
            IncidentReport.incident_id,
        ).where(selection.clause(), IncidentReport.ward_id.is_not(None), IncidentReport.incident_id.in_(beyond))
    )
    return [
        Placed(ward_id, None if easting is None or northing is None else (easting, northing), incident_id)
        for ward_id, easting, northing, incident_id in rows
        if ward_id is not None
    ]


def tallies(months: Sequence[str], *, by: str) -> list[tuple[str, str, int]]:
    """(month, value, count) of one fact about people: age_band, gender, ethnicity, main_language or interpreter."""
    column = getattr(Tally, by)
    chosen = (
        sa.select(Tally.month, column, sa.func.count()).where(Tally.month.in_(months)).group_by(Tally.month, column)
    )
    return [(month, value, count) for month, value, count in session.execute(chosen)]


def days_told() -> tuple[date, date] | None:
    """First and last day on which a counted report was told."""
    first, last = session.execute(
        sa.select(sa.func.min(IncidentReport.disclosed_on), sa.func.max(IncidentReport.disclosed_on)).where(
            IncidentReport.status.not_in(NOT_COUNTED)
        )
    ).one()
    return (first, last) if first else None
