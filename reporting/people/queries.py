"""Finding workers."""

import sqlalchemy as sa

from reporting import clock
from reporting.database import session
from reporting.people.models import Person, WardGrant
from reporting.policy import Role


def has_email(email: str) -> sa.ColumnElement[bool]:
    """SQL: the person with this address; addresses are kept in lower case."""
    return Person.email == email.strip().lower()


def by_email(email: str) -> Person | None:
    return session.scalar(sa.select(Person).where(has_email(email)))


def with_role(*roles: Role) -> list[Person]:
    """Active people of these roles."""
    chosen = sa.select(Person).where(Person.role.in_(roles), Person.active).order_by(Person.email)
    return list(session.scalars(chosen).unique())


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
