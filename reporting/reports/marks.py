"""What in a summary for the police looks like a name, a number or an address, by what the report itself holds."""

import sqlalchemy as sa

from reporting.reports import detector, sealed
from reporting.reports.contents import Account, Alleged, Compartment, Identity, Summary
from reporting.reports.detector import Found
from reporting.reports.models import IncidentReport
from reporting.reports.vocabulary import Precision

COMPARED = (Compartment.IDENTITY, Compartment.ALLEGED, Compartment.ACCOUNT, Compartment.SUMMARY)


def marked(report: IncidentReport, text: str | None = None) -> list[tuple[str, Found | None]]:
    """The text in pieces, what looks like one marked; empty where nothing does.

    text   the summary that is kept, where none is given
    The names the report holds are only compared: nobody is shown them, so their opening is no entry of the trail.
    """
    names, allowed = [], [report.ward.name if report.ward else "", report.centre.name]
    for content in _held(report):
        match content:
            case Identity():
                names += [content.name, content.trusted_contact]
            case Alleged():
                names.append(content.names)
            case Account():
                names.append(content.witnesses)
                if report.location_precision is not Precision.WARD_ONLY:
                    allowed.append(content.anchor_name)
            case Summary() if text is None:
                text = content.text
    found = detector.marks(text or "", names=names, allowed=allowed)
    return detector.split(text or "", found) if found else []


def _held(report: IncidentReport) -> list[object]:
    this = sa.select(IncidentReport.id).where(IncidentReport.id == report.id)
    return next((contents for _id, contents in sealed.take_each(*COMPARED, among=this)), [])
