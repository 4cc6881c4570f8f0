"""What the officer's map shows, counted: wards of today, squares that may be named, and what is on no map."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from reporting import clock, disclosure
from reporting.hotspots.cells import CellCounts, cell_counts
from reporting.hotspots.incidents import Incidents
from reporting.hotspots.queries import occurrences
from reporting.maps.rates import rate
from reporting.places import queries as places
from reporting.places.models import Ward, WardEdition
from reporting.reports import figures


@dataclass(frozen=True)
class WardCount:
    """Reports and incidents of one ward of today; without a ward: of those that are in none.

    per_thousand   incidents per 1,000 residents; None: residents are not known, or there are too few incidents for a rate
    """

    ward: Ward | None
    n_reports: int
    n_incidents: int
    per_thousand: float | None = None


@dataclass(frozen=True)
class Counted:
    """Everything on the map. Totals count a merged incident once, also where its reports are in several wards."""

    edition: WardEdition | None
    wards: list[WardCount]
    without_ward: WardCount
    n_reports: int
    n_incidents: int
    n_without_point: int
    incidents: Incidents
    residents: Mapping[str, int]
    squares: CellCounts


def counted(selection: figures.Selection) -> Counted:
    """The figures of a selection, by today's wards."""
    edition = places.current_edition()
    wards = places.wards_of(edition)
    residents = places.residents(edition)
    by_ward = ward_counts(selection, wards, residents)
    total = figures.counts(selection)[0]
    incidents = occurrences(selection)
    return Counted(
        edition=edition,
        wards=[by_ward[ward.id] for ward in wards],
        without_ward=by_ward[None],
        n_reports=total.n_reports,
        n_incidents=total.n_incidents,
        n_without_point=figures.n_without_point(selection),
        incidents=incidents,
        residents=residents,
        squares=cell_counts(incidents, minimum=disclosure.may_name_cluster),
    )


def ward_counts(
    selection: figures.Selection, wards: Sequence[Ward], residents: Mapping[str, int]
) -> dict[UUID | None, WardCount]:
    """Counts by id of these wards, all of today's; None: in no ward of today.

    A report of an earlier edition counts where its point lies, or without one in the ward that overlaps its old ward
    most.
    """
    todays = {ward.id for ward in wards}
    held = {count.values[0]: count for count in figures.counts(selection, by=["ward_id"])}
    reports = {ward_id: held[ward_id].n_reports for ward_id in todays | {None} if ward_id in held}
    incidents = {ward_id: held[ward_id].n_incidents for ward_id in todays | {None} if ward_id in held}
    if held.keys() - todays - {None}:
        placed = figures.placed_beyond(selection, sorted(todays))
        counted_already = {(one.ward_id, one.incident_id) for one in placed if one.ward_id in todays}
        moved: set[tuple[UUID | None, UUID]] = set()
        for one, ward_id in _with_todays_wards([one for one in placed if one.ward_id not in todays], wards):
            reports[ward_id] = reports.get(ward_id, 0) + 1
            moved.add((ward_id, one.incident_id))
        for ward_id, _incident in moved - counted_already:
            incidents[ward_id] = incidents.get(ward_id, 0) + 1
    by_id: dict[UUID | None, Ward | None] = {None: None, **{ward.id: ward for ward in wards}}
    found = {}
    for ward_id, ward in by_id.items():
        n = incidents.get(ward_id, 0)
        found[ward_id] = WardCount(
            ward, reports.get(ward_id, 0), n, rate(n, residents.get(ward.code)) if ward else None
        )
    return found


def _with_todays_wards(
    placed: Sequence[figures.Placed], wards: Sequence[Ward]
) -> Iterator[tuple[figures.Placed, UUID | None]]:
    answering = {old: ward.id for ward in wards for old in places.ward_ids_answered_by(ward.code)}
    today = clock.today()
    at: dict[tuple[int, int], UUID | None] = {}
    for one in placed:
        if one.point is None:
            yield one, answering.get(one.ward_id)
            continue
        if one.point not in at:
            ward = places.ward_at(*one.point, on=today)
            at[one.point] = ward.id if ward else None
        yield one, at[one.point]
