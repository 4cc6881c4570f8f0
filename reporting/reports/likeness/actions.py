"""A person says what two reports are to each other. Reports of one event share its row, so that it counts once."""

from uuid import uuid4

import sqlalchemy as sa

from reporting import clock
from reporting.audit.actions import record
from reporting.database import session
from reporting.people.models import Person
from reporting.reports.likeness.models import ReportLink
from reporting.reports.likeness.queries import verdicts_on
from reporting.reports.likeness.vocabulary import Verdict
from reporting.reports.models import Incident, IncidentReport


def say(report: IncidentReport, other: IncidentReport, verdict: Verdict, *, by: Person) -> None:
    """Links two reports, or says that they have nothing to do with each other; said again, nothing happens."""
    if report.id == other.id or verdicts_on(report.id).get(other.id) == verdict:
        return
    pair = (report.id, other.id)
    session.execute(sa.delete(ReportLink).where(ReportLink.report_id.in_(pair), ReportLink.other_id.in_(pair)))
    session.add(
        ReportLink(
            id=uuid4(), report_id=report.id, other_id=other.id, verdict=verdict, said_by_id=by.id, said_at=clock.now()
        )
    )
    if verdict is Verdict.SAME_EVENT:
        _join(report, other)
    elif report.incident_id == other.incident_id:
        _part(report)
    record("report:linked", object_id=report.id, detail=verdict.value)
    record("report:linked", object_id=other.id, detail=verdict.value)


def _join(report: IncidentReport, other: IncidentReport) -> None:
    """All reports of the one event become reports of the other's."""
    left, kept = report.incident_id, other.incident_id
    if left == kept:
        return
    session.flush()
    session.execute(
        sa.update(IncidentReport).where(IncidentReport.incident_id == left).values(incident_id=kept),
        execution_options={"synchronize_session": "fetch"},
    )
    session.execute(sa.delete(Incident).where(Incident.id == left))


def _part(report: IncidentReport) -> None:
    """A report of its own event again."""
    incident = Incident(id=uuid4(), recorded_on=report.disclosed_on)
    session.add(incident)
    session.flush()
    report.incident_id = incident.id
