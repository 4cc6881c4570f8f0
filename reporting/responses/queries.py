"""What ward teams have answered so far."""

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa

from reporting.database import session
from reporting.responses.models import Acknowledgement

AT_ONCE = 500  # well under what either database takes in one list


def acknowledged(report_ids: Iterable[UUID]) -> dict[UUID, Acknowledgement]:
    """The acknowledgements there are, by the id of their report."""
    wanted = list(report_ids)
    found: dict[UUID, Acknowledgement] = {}
    for start in range(0, len(wanted), AT_ONCE):
        chosen = sa.select(Acknowledgement).where(Acknowledgement.report_id.in_(wanted[start : start + AT_ONCE]))
        found.update((one.report_id, one) for one in session.scalars(chosen))
    return found


def acknowledgement_of(report_id: UUID) -> Acknowledgement | None:
    """When the ward team said it had read this report, if it has."""
    return acknowledged([report_id]).get(report_id)
