"""Finding services."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from werkzeug.exceptions import NotFound

from reporting.database import session
from reporting.signposts.models import Service
from reporting.signposts.verification import is_due


def known() -> list[Service]:
    """Every service, in its order."""
    return list(session.scalars(sa.select(Service).order_by(Service.position, Service.name)))


def for_volunteers() -> list[Service]:
    """What is shown, checked or not."""
    return [one for one in known() if one.is_shown]


def for_sheets() -> list[Service]:
    """What a person may be given: shown, and checked by somebody."""
    return [one for one in for_volunteers() if one.last_verified_on is not None]


def for_coordinator(*, today: date) -> list[Service]:
    """Every service: those never checked first, then those whose check is too old, at last what is not shown."""

    def standing(one: Service) -> tuple[bool, bool, bool]:
        return not one.is_shown, not is_due(one.last_verified_on, today=today), one.last_verified_on is not None

    return sorted(known(), key=standing)


def n_due(*, today: date) -> int:
    """How many that are shown are to be rung."""
    return sum(is_due(one.last_verified_on, today=today) for one in for_volunteers())


def by_name(name: str) -> Service | None:
    return session.scalar(sa.select(Service).where(Service.name == name))


def one_or_404(service_id: UUID) -> Service:
    """Raises NotFound."""
    found = session.get(Service, service_id)
    if found is None:
        raise NotFound
    return found
