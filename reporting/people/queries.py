"""Finding workers."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from werkzeug.exceptions import NotFound

from reporting import clock
from reporting.database import session
from reporting.people.models import Person, WardGrant
from reporting.places import queries as places
from reporting.policy import ROLES, WARD_ROLES, Role


def has_email(email: str) -> sa.ColumnElement[bool]:
    """SQL: the person with this address; addresses are kept in lower case."""
    return Person.email == email.strip().lower()


def by_email(email: str) -> Person | None:
    return session.scalar(sa.select(Person).where(has_email(email)))


def with_role(*roles: Role) -> list[Person]:
    """Active people of these roles."""
    chosen = sa.select(Person).where(Person.role.in_(roles), Person.active).order_by(Person.email)
    return list(session.scalars(chosen).unique())


def names_of(ids: Collection[UUID | None]) -> dict[UUID | None, str]:
    """What these people are called, active or not, by id."""
    chosen = sa.select(Person.id, Person.display_name).where(Person.id.in_(ids))
    return {row.id: row.display_name for row in session.execute(chosen)}


def ward_team(ward_code: str) -> list[Person]:
    """The active officers and supervisors who answer for a ward today."""
    chosen = (
        sa.select(Person)
        .join(WardGrant)
        .where(Person.role.in_([Role.OFFICER, Role.SUPERVISOR]), Person.active, WardGrant.ward_code == ward_code)
        .order_by(Person.email)
    )
    today = clock.today()
    return [one for one in session.scalars(chosen).unique() if ward_code in one.ward_codes_on(today)]


def everyone() -> list[Person]:
    return list(session.scalars(sa.select(Person).order_by(Person.email)).unique())


def managed_by(viewer: Person) -> list[Person]:
    """Whom this person looks after: holders of the roles below their own; for a centre lead, of the same
    centre; for a supervisor, of a ward of theirs."""
    chosen = sa.select(Person).where(_is_managed_by(viewer)).order_by(Person.email)
    return list(session.scalars(chosen).unique())


def managed_or_404(viewer: Person, person_id: UUID) -> Person:
    """One of those ``managed_by`` gives. Raises NotFound exactly as for somebody who was never there."""
    found = session.scalar(sa.select(Person).where(Person.id == person_id, _is_managed_by(viewer)))
    if found is None:
        raise NotFound
    return found


def _is_managed_by(viewer: Person) -> sa.ColumnElement[bool]:
    below = Person.role.in_(ROLES[viewer.role].grants)
    if viewer.centre_id:
        return sa.and_(below, Person.centre_id == viewer.centre_id)
    if viewer.role in WARD_ROLES:
        today = clock.today()
        is_not_over = sa.or_(WardGrant.to_on.is_(None), WardGrant.to_on >= today)
        is_own = WardGrant.ward_code.in_(viewer.ward_codes_on(today))
        return sa.and_(below, Person.ward_grants.any(sa.and_(is_own, is_not_over)))
    return below


def ward_names() -> dict[str, str]:
    """Names of the wards in force, by code."""
    return {ward.code: ward.name for ward in places.wards_of(places.current_edition())}
