"""Observations as the present reader may see them, with names in place of ids: finished values for the pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from reporting.centres.models import ThirdPartyReportingCentre
from reporting.database import session
from reporting.places.models import Ward
from reporting.tension.models import TensionObservation
from reporting.tension.vocabulary import Standing


@dataclass(frozen=True, kw_only=True)
class Seen:
    """The countable facts. ``centre`` and ``widely_held`` are for the coordinator: empty for a ward team."""

    id: UUID
    observed_on: date
    ward: str  # its name; empty where it is not about one ward
    eep: str
    types: frozenset[str]
    provenance: str
    direction: str
    judgement: int
    standing: Standing
    centre: str
    widely_held: str


def seen(observations: Iterable[TensionObservation], *, with_source: bool) -> list[Seen]:
    """In the order given. with_source: for a coordinator, also which centre it came from and how widely it is held."""
    rows = list(observations)
    wards = _names(Ward.id, Ward.name, {row.ward_id for row in rows if row.ward_id})
    centre = ThirdPartyReportingCentre
    centres = _names(centre.id, centre.name, {row.centre_id for row in rows}) if with_source else {}
    return [
        Seen(
            id=row.id,
            observed_on=row.observed_on,
            ward=wards[row.ward_id] if row.ward_id else "",
            eep=row.eep,
            types=row.observation_types,
            provenance=row.provenance,
            direction=row.direction,
            judgement=row.judgement,
            standing=row.standing,
            centre=centres[row.centre_id] if with_source else "",
            widely_held=row.widely_held if with_source else "",
        )
        for row in rows
    ]


def _names(
    key: sa.orm.InstrumentedAttribute[UUID], name: sa.orm.InstrumentedAttribute[str], ids: set[UUID]
) -> dict[UUID, str]:
    return {row[0]: row[1] for row in session.execute(sa.select(key, name).where(key.in_(ids)))}
