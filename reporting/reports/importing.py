"""Historical and paper reports from a csv file, filed as every report is: facts, seals, snapping, consent."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

import sqlalchemy as sa

from reporting import clock
from reporting.audit.actions import record
from reporting.centres import queries as centres
from reporting.database import session
from reporting.people.models import Person
from reporting.places import projection
from reporting.places import queries as places
from reporting.policy import Role
from reporting.reports import sharing
from reporting.reports.contents import Account, Content, Identity
from reporting.reports.csv_reports import PaperReport, paper_report
from reporting.reports.csv_tables import RowRefused, Table, quoted
from reporting.reports.facts import Facts, InvalidFacts
from reporting.reports.filing import Telling, file_reports, import_hash
from reporting.reports.models import IncidentReport, ReportKey, SealedCompartment
from reporting.reports.vocabulary import PLACE_TYPES, PlaceScope, Precision, SharingChoice, Status

AT_ONCE = 1000
MAY_IMPORT = frozenset({Role.VOLUNTEER, Role.CENTRE_LEAD, Role.COORDINATOR})
WORDING = "imported"
PROBLEMS = {
    "too_long_ago": "it happened more than ten years ago",
    "in_future": "it is in the future",
    "told_before_it_happened": "it was told before it happened",
}


@dataclass
class Imported:
    """What an import did. ``failed`` holds, for each row that could not be taken, its cells and the reason."""

    n_taken: int = 0
    n_known: int = 0  # rows of an earlier import: nothing was changed
    n_only_counted: int = 0  # taken, but their words were not kept
    failed: list[tuple[list[str], str]] = field(default_factory=list)


@dataclass(frozen=True)
class _Place:
    scope: PlaceScope
    ward_id: UUID | None = None
    exact: tuple[float, float] | None = None
    snapped: tuple[int, int] | None = None


def import_reports(
    table: Table, *, by: Person, centre_code: str = "", on_progress: Callable[[int], None] = lambda _done: None
) -> Imported:
    """Files every row that can be taken. The caller's unit of work keeps or drops all of it.

    centre_code   for rows that name none; else the centre of the importing person
    on_progress   told how many rows are done, now and then
    """
    done = Imported()
    reader = _Reader(by, centre_code)
    for start in range(0, len(table.rows), AT_ONCE):
        portion = table.rows[start : start + AT_ONCE]
        reader.take(table, portion, done)
        on_progress(start + len(portion))
    record("reports:imported", object_id=by.id, detail=str(done.n_taken))
    return done


class _Reader:
    """One import: what it has seen and looked up so far."""

    def __init__(self, by: Person, centre_code: str) -> None:
        self._by = by
        self._now = clock.now()
        self._today = clock.today()
        self._centres = {centre.code: centre.id for centre in centres.known()}
        self._default_centre = centre_code or (by.centre.code if by.centre else "")
        self._seen: dict[str, int] = {}  # external reference -> line
        self._alike: dict[str, int] = {}  # rows without a reference -> how many of the same so far
        self._snaps: dict[tuple[float, float, bool], tuple[int, int] | None] = {}
        self._spots: dict[tuple[float, float, date], UUID | None] = {}

    def take(self, table: Table, portion: Sequence[tuple[int, list[str]]], done: Imported) -> None:
        refused: dict[int, str] = {}
        read: dict[str, tuple[int, PaperReport]] = {}
        for line, cells in portion:
            try:
                row = table.values(cells)
                report = paper_report(row, now=self._now)
                read[self._key(report, row, line)] = line, report
            except RowRefused as refusal:
                refused[line] = str(refusal)
        known = self._known(list(read))
        tellings = []
        for key, (line, report) in read.items():
            if key in known:
                continue
            try:
                tellings.append(self._telling(report, key))
            except RowRefused as refusal:
                refused[line] = str(refusal)
                continue
            done.n_only_counted += report.sharing is SharingChoice.STATISTICS_ONLY and bool(report.narrative)
        _file(tellings)
        done.n_known += len(known)
        done.n_taken += len(tellings)
        done.failed += [(cells, refused[line]) for line, cells in portion if line in refused]

    def _key(self, report: PaperReport, row: dict[str, str], line: int) -> str:
        """What the row is known by at a second import. Rows without a reference: their content, and which of the same."""
        reference = report.external_reference
        if reference:
            earlier = self._seen.setdefault(reference, line)
            if earlier != line:
                raise RowRefused(
                    f"external_reference: {quoted(reference)} stands in line {earlier} of this file already."
                )
            return import_hash(reference)
        content = json.dumps(
            [sorted(item for item in row.items() if item[1] and item[0] != "error"), self._centre(report)]
        )
        self._alike[content] = self._alike.get(content, 0) + 1
        return import_hash(f"row {self._alike[content]} {content}")

    def _known(self, keys: list[str]) -> frozenset[str]:
        chosen = sa.select(IncidentReport.import_hash).where(IncidentReport.import_hash.in_(keys))
        return frozenset(found for found in session.scalars(chosen) if found)

    def _centre(self, report: PaperReport) -> str:
        code = report.centre or self._default_centre
        if not code:
            raise RowRefused("centre is empty, and no --centre was given.")
        if code not in self._centres:
            raise RowRefused(f"centre: there is no centre with the code {quoted(code)}.")
        return code

    def _telling(self, report: PaperReport, key: str) -> Telling:
        place = self._place(report)
        reaches_police = report.sharing in sharing.POLICE_CHOICES
        try:
            facts = Facts(
                today=self._today,
                kind=report.kind,
                channel="paper_form_keyed_later",
                happened_from=report.happened_from,
                happened_on=report.happened_on,
                happened_precision=report.happened_precision,
                part_of_day=report.part_of_day,
                disclosed_on=report.disclosed_on,
                ward_id=place.ward_id,
                place_scope=place.scope,
                snapped=place.snapped,
                location_precision=report.precision,
                place_type=report.place_type,
                strands=report.strands,
                primary_strand=report.primary_strand,
                incident_types=report.incident_types,
                main_type=report.main_type,
                risk=report.risk,
                sharing=report.sharing,
                recipients=frozenset({"ward_team"}) if reaches_police else frozenset(),
            )
        except InvalidFacts as error:
            reasons = [f"{name}: {PROBLEMS.get(problem, problem)}" for name, problem in sorted(error.problems.items())]
            raise RowRefused(f"{'; '.join(reasons)}.") from error
        return Telling(
            report_id=uuid4(),
            facts=facts,
            contents=_contents(report, place),
            taken_by_id=self._by.id,
            centre_id=self._centres[self._centre(report)],
            submitted_at=self._now,
            status=Status.ACCEPTED if reaches_police else Status.KEPT_LOCAL,
            import_hash=key,
            wording=WORDING,
        )

    def _place(self, report: PaperReport) -> _Place:
        """Where it was, as the form finds it: the point's ward on that day, and the anchor where one may be shared."""
        if report.place_type == "online":
            return _Place(PlaceScope.ONLINE)
        if report.ward:
            ward = places.ward_by_code(report.ward, on=report.happened_on) or places.ward_by_code(
                report.ward, on=self._today
            )
            if ward is None:
                raise RowRefused(f"ward: there is no ward with the code {quoted(report.ward)}.")
            return _Place(PlaceScope.IN_BOROUGH, ward.id)
        exact = self._exact(report)
        ward_id = self._ward_id(exact, report.happened_on)
        if ward_id is None:
            return _Place(PlaceScope.OTHER_BOROUGH, exact=exact)
        if report.precision is Precision.WARD_ONLY:
            return _Place(PlaceScope.IN_BOROUGH, ward_id, exact)
        return _Place(
            PlaceScope.IN_BOROUGH, ward_id, exact, self._anchor(exact, PLACE_TYPES[report.place_type].is_home)
        )

    def _exact(self, report: PaperReport) -> tuple[float, float]:
        if report.degrees:
            return projection.metres(*report.degrees)
        if report.metres:
            return report.metres
        found = places.find_postcode(report.postcode)
        if found is None:
            raise RowRefused(f"postcode: {quoted(report.postcode)} is not known here. Give a point or a ward instead.")
        return found.easting, found.northing

    def _ward_id(self, exact: tuple[float, float], day: date) -> UUID | None:
        edition = places.edition_on(day)
        if edition is None:
            raise RowRefused("There are no wards yet: import them first.")
        at = (*exact, edition.in_force_on)
        if at not in self._spots:
            ward = places.ward_at(*exact, on=day)
            self._spots[at] = ward.id if ward else None
        return self._spots[at]

    def _anchor(self, exact: tuple[float, float], is_home: bool) -> tuple[int, int] | None:
        at = (*exact, is_home)
        if at not in self._snaps:
            self._snaps[at] = places.snapped(*exact, is_home=is_home)
        return self._snaps[at]


def _contents(report: PaperReport, place: _Place) -> tuple[Content, ...]:
    """What goes under seal; of what is only counted, nothing but what is tallied about the person."""
    person = Identity(
        age_band=report.age_band, gender=report.gender, ethnicity=report.ethnicity, main_language=report.language
    )
    if report.sharing is SharingChoice.STATISTICS_ONLY:
        return (person,)
    easting, northing = place.exact or (None, None)
    account = Account(
        narrative=report.narrative,
        happened_from=report.exact_from,
        happened_to=report.exact_to,
        postcode=report.postcode.upper(),
        easting=easting,
        northing=northing,
    )
    return (account, person)


def _file(tellings: list[Telling]) -> None:
    """Files tellings, and forgets what is only counted, as acceptance does."""
    file_reports(tellings)
    wordless = [one.report_id for one in tellings if one.facts.sharing is SharingChoice.STATISTICS_ONLY]
    unwatched = {"synchronize_session": False}
    session.execute(
        sa.delete(SealedCompartment).where(SealedCompartment.report_id.in_(wordless)), execution_options=unwatched
    )
    session.execute(
        sa.update(ReportKey).where(ReportKey.report_id.in_(wordless)).values(wrapped=None, destroyed_at=clock.now()),
        execution_options=unwatched,
    )
