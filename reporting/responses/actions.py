"""Writing down what a ward team did."""

from uuid import UUID

import sqlalchemy.exc

from reporting import clock
from reporting.audit.actions import record
from reporting.database import session
from reporting.people.models import Person
from reporting.reports import shared
from reporting.responses import queries
from reporting.responses.models import Acknowledgement


def acknowledge(report_id: UUID, *, by: Person) -> bool:
    """The ward team has read a report. The first to say so stands; False where somebody had said it before.

    Raises NotFound where the report does not exist for this person.
    """
    shared.exists_for(by, report_id)
    if queries.acknowledgement_of(report_id):
        return False
    row = Acknowledgement(report_id=report_id, acknowledged_by_id=by.id, acknowledged_at=clock.now())
    try:
        with session.begin_nested():
            session.add(row)
    except sqlalchemy.exc.IntegrityError:  # a colleague was quicker by a moment
        return False
    record("report:acknowledged", object_id=report_id)
    return True
