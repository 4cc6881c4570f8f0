"""Finding centres."""

import sqlalchemy as sa

from reporting.centres.models import ThirdPartyReportingCentre
from reporting.database import session


def by_code(code: str) -> ThirdPartyReportingCentre | None:
    return session.scalar(sa.select(ThirdPartyReportingCentre).where(ThirdPartyReportingCentre.code == code))


def known() -> list[ThirdPartyReportingCentre]:
    return list(session.scalars(sa.select(ThirdPartyReportingCentre).order_by(ThirdPartyReportingCentre.name)))
