"""Loading and clearing the demonstration. Everything goes in by the ways real things go in."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from uuid import UUID, uuid4

import shapely
import sqlalchemy as sa
from flask import current_app

from reporting import clock
from reporting.audit.actions import record
from reporting.audit.models import AuditEntry
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.database import Base, session
from reporting.demonstration import cast, centres, events, names, tension
from reporting.demonstration.borough import Borough, borough
from reporting.demonstration.reports import told
from reporting.demonstration.snapping import Ground
from reporting.demonstration.told import Told
from reporting.people.actions import add_person
from reporting.people.models import Person
from reporting.places.actions import rebuild_anchors
from reporting.places.models import NamedPlace, Postcode, Ward, WardEdition, WardPopulation
from reporting.reports.evidence.models import Evidence
from reporting.reports.facts import Facts
from reporting.reports.filing import Telling, file_reports
from reporting.reports.models import IncidentReport, ReportKey, SealedCompartment
from reporting.reports.references import new_secret
from reporting.responses.models import Acknowledgement
from reporting.signposts.actions import plant

WARDS_IN_FORCE_ON = date(2015, 5, 7)
AT_ONCE = 2000
RESIDENTS_A_UNIT, MADE_UP = 70, "made up for the demonstration"
DEFAULT_REPORTS, DEFAULT_MONTHS, DEFAULT_SEED = 600, 24, 2008


class NotADemonstration(Exception):
    """This instance is real: made-up reports must never stand among real ones."""


class OtherDataPresent(Exception):
    """The instance holds something else already."""


@dataclass(frozen=True)
class Loaded:
    """What was loaded, and the reference and secret of one report, to try the person's own page with."""

    n_reports: int
    reference: str
    secret: str


def is_loaded() -> bool:
    """Whether the demonstration borough is there."""
    return session.scalar(sa.select(WardEdition.id).where(WardEdition.borough == names.BOROUGH)) is not None


def load_demonstration(
    *,
    n_reports: int = DEFAULT_REPORTS,
    months: int = DEFAULT_MONTHS,
    seed: int = DEFAULT_SEED,
    on_progress: Callable[[int], None] = lambda _done: None,
) -> Loaded | None:
    """Adds the borough, its cast and its reports; None, and nothing changed, where the borough is there already.

    on_progress   told how many reports are filed, now and then
    Raises NotADemonstration and OtherDataPresent.
    """
    _refuse_real()
    if is_loaded():
        return None
    for model in (WardEdition, Person, ThirdPartyReportingCentre):
        if session.scalar(sa.select(model.id).limit(1)) is not None:
            raise OtherDataPresent
    ground = borough(seed)
    _add_places(ground)
    _add_centres(ground)
    people = cast.add_people(add_person)
    cast.make_ready(people, today=clock.today())
    plant(checked_by=people["cora"].display_name)
    record("demonstration:loaded", detail=f"{n_reports} {months} {seed}")
    filed = _file(
        ground, people, told(ground, n_reports=n_reports, months=months, today=clock.today(), seed=seed), on_progress
    )
    tension.file(ground, people, months=months, seed=seed)
    events.note(months=months)
    return Loaded(n_reports, *filed)


def clear_demonstration() -> int:
    """Removes everything but the audit trail, which says so; returns how many reports there were.

    Raises NotADemonstration.
    """
    _refuse_real()
    n_reports = session.scalar(sa.select(sa.func.count()).select_from(IncidentReport)) or 0
    for table in reversed(Base.metadata.sorted_tables):
        if table.name != AuditEntry.__tablename__:
            session.execute(sa.delete(table))
    session.expire_all()
    record("demonstration:cleared", detail=str(n_reports))
    return n_reports


def _refuse_real() -> None:
    if not current_app.config["SETTINGS"].is_demonstration:
        raise NotADemonstration


def _add_places(ground: Borough) -> None:
    wards = [Ward(code=ward.code, name=ward.name, outline=shapely.to_wkb(ward.shape)) for ward in ground.wards]
    today = clock.today()
    session.add(WardEdition(borough=names.BOROUGH, in_force_on=WARDS_IN_FORCE_ON, imported_on=today, wards=wards))
    session.flush()
    units = [{"code": unit.code, "easting": unit.easting, "northing": unit.northing} for unit in ground.units]
    session.execute(sa.insert(Postcode), units)
    spots = [
        {"name": spot.name, "kind": spot.kind, "easting": spot.easting, "northing": spot.northing}
        for spot in (*ground.estates, *ground.places)
    ]
    session.execute(sa.insert(NamedPlace), spots)
    n_units = Counter(unit.ward for unit in ground.units)
    session.add_all(
        WardPopulation(
            ward_id=ward.id, year=today.year - 1, residents=RESIDENTS_A_UNIT * n_units[ward.code], source=MADE_UP
        )
        for ward in wards
    )
    rebuild_anchors()


def _add_centres(ground: Borough) -> None:
    for code, postcode in ground.centres.items():
        centre = ThirdPartyReportingCentre(**centres.columns(code, postcode=postcode, now=clock.now()))
        session.add(centre)
        session.flush()
        record("centre:added", object_id=centre.id)


def _file(
    ground: Borough, people: dict[str, Person], reports: Iterator[Told], on_progress: Callable[[int], None]
) -> tuple[str, str]:
    """Files the reports in portions; returns the reference and secret of the first."""
    table = Ground()
    takers = cast.takers(people)
    readers = cast.ward_readers(people)
    shown, done = ("", ""), 0
    while portion := list(islice(reports, AT_ONCE)):
        places = table.placed(portion)
        tellings, later, gone, read = [], [], [], []
        for one, (ward_id, ward_code, snapped) in zip(portion, places, strict=True):
            telling = _telling(one, ward_id, snapped, *takers[one.centre])
            tellings.append(telling)
            later.append({"id": telling.report_id, "accepted_at": one.accepted_at, "released_at": one.released_at})
            if not one.has_words:
                gone.append(telling.report_id)
            if one.acknowledged_at and ward_code:
                read.append({"report_id": telling.report_id, "acknowledged_by_id": readers[ward_code].id,
                             "acknowledged_at": one.acknowledged_at})  # fmt: skip
        references = file_reports(tellings)
        session.execute(sa.update(IncidentReport), later)
        _destroy(gone)
        if read:
            session.execute(sa.insert(Acknowledgement), read)
        shown = shown if done else (references[0], tellings[0].secret)
        done += len(portion)
        on_progress(done)
    return shown


def _telling(
    one: Told, ward_id: UUID | None, snapped: tuple[int, int] | None, taker_id: UUID, centre_id: UUID
) -> Telling:
    facts = Facts(today=clock.today(), ward_id=ward_id, snapped=snapped, **one.facts)
    return Telling(
        report_id=uuid4(),
        facts=facts,
        contents=one.contents,
        taken_by_id=taker_id,
        centre_id=centre_id,
        submitted_at=one.submitted_at,
        secret=new_secret(),
        status=one.status,
        explained_in=one.explained_in,
        wording="demonstration",
    )


def _destroy(report_ids: list[UUID]) -> None:
    """What withdrawal, rejection, acceptance or age has done to the words of these reports by now."""
    for start in range(0, len(report_ids), 500):
        some = report_ids[start : start + 500]
        for kept in (SealedCompartment, Evidence):
            session.execute(
                sa.delete(kept).where(kept.report_id.in_(some)), execution_options={"synchronize_session": False}
            )
        session.execute(
            sa.update(ReportKey).where(ReportKey.report_id.in_(some)).values(wrapped=None, destroyed_at=clock.now()),
            execution_options={"synchronize_session": False},
        )
