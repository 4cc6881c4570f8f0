"""Who is ready, and how far somebody is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from reporting import clock
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.database import session
from reporting.people.models import Person
from reporting.people.training.models import Certificate, TrainingAnswer
from reporting.people.training.readiness import AGREEMENT_YEARS, DBS_YEARS, Missing, may_renew, missing, years_after
from reporting.people.training.standing import Given, Standing, standing
from reporting.people.training.syllabus import ESSENTIAL_KEYS, KEYS
from reporting.policy import ROLES, Can, Role


@dataclass(frozen=True)
class Course:
    """Somebody's present course.

    number        the certificate it leads to, from 1
    is_open       whether there is anything to answer now
    """

    number: int
    standing: Standing
    is_open: bool
    certificate: Certificate | None


def certificates_of(person: Person) -> list[Certificate]:
    """The latest to run out comes first."""
    chosen = sa.select(Certificate).where(Certificate.person_id == person.id)
    return list(session.scalars(chosen.order_by(Certificate.valid_until_on.desc(), Certificate.passed_on.desc())))


def certificate_until(person: Person) -> date | None:
    """The last day of the latest certificate."""
    return session.scalar(sa.select(sa.func.max(Certificate.valid_until_on)).where(Certificate.person_id == person.id))


def missing_for(person: Person) -> list[Missing]:
    """What this person lacks today before they may take reports; empty: ready."""
    return _missing(certificate_until(person), person)


def not_ready(person_ids: Collection[UUID]) -> set[UUID]:
    """Those of these people who may not take reports today although their account is active."""
    if not person_ids:
        return set()
    rows = _with_certificates(Person.id.in_(person_ids))
    return {person.id for person, until in rows if person.active and _missing(until, person)}


def in_date(centre_ids: Collection[UUID] | None = None) -> dict[UUID, tuple[int, int]]:
    """For each centre (ready volunteers, active volunteers). Without ids: every centre there is."""
    chosen = sa.select(ThirdPartyReportingCentre.id)
    if centre_ids is not None:
        chosen = chosen.where(ThirdPartyReportingCentre.id.in_(centre_ids))
    counted = dict.fromkeys(session.scalars(chosen), (0, 0))
    for person, until in _with_certificates(Person.role == Role.VOLUNTEER, Person.active.is_(True)):
        if person.centre_id in counted:
            n_ready, n_active = counted[person.centre_id]
            counted[person.centre_id] = (n_ready + (not _missing(until, person)), n_active + 1)
    return counted


def last_days() -> list[tuple[Person, str, date]]:
    """(person, what, its last day) for everything that runs out for somebody active who is trained here: the
    certificate (``training``), the check (``dbs``), the agreement (``agreement``)."""
    trained = [role for role, powers in ROLES.items() if Can.TRAIN in powers.can]
    found: list[tuple[Person, str, date | None]] = []
    for person, until in _with_certificates(Person.role.in_(trained), Person.active.is_(True)):
        found += [
            (person, "training", until),
            (person, "dbs", person.dbs_on and years_after(person.dbs_on, DBS_YEARS)),
            (person, "agreement", person.agreement_on and years_after(person.agreement_on, AGREEMENT_YEARS)),
        ]
    return [(person, what, day) for person, what, day in found if day]


def course_of(person: Person) -> Course:
    """How far this person is, and whether there is anything to answer."""
    held = certificates_of(person)
    number = len(held) + 1
    rows = session.scalars(
        sa.select(TrainingAnswer).where(TrainingAnswer.person_id == person.id, TrainingAnswer.course == number)
    )
    given = [Given(row.round, row.module, row.is_right) for row in rows]
    return Course(
        number=number,
        standing=standing(given, modules=KEYS, essential=ESSENTIAL_KEYS),
        is_open=may_renew(held[0].valid_until_on if held else None, today=clock.today()),
        certificate=held[0] if held else None,
    )


def last_answer(person: Person, module: str) -> TrainingAnswer | None:
    """The latest answer this person gave to a module, in whichever course."""
    return session.scalar(
        sa.select(TrainingAnswer)
        .where(TrainingAnswer.person_id == person.id, TrainingAnswer.module == module)
        .order_by(TrainingAnswer.course.desc(), TrainingAnswer.round.desc())
        .limit(1)
    )


def _with_certificates(*clauses: sa.ColumnElement[bool]) -> list[tuple[Person, date | None]]:
    until = sa.func.max(Certificate.valid_until_on).label("until")
    latest = sa.select(Certificate.person_id, until).group_by(Certificate.person_id).subquery()
    chosen = (
        sa.select(Person, latest.c.until)
        .outerjoin(latest, latest.c.person_id == Person.id)
        .where(*clauses)
        .order_by(Person.email)
    )
    return [(person, until) for person, until in session.execute(chosen).unique()]


def _missing(until: date | None, person: Person) -> list[Missing]:
    return missing(certificate_until=until, dbs_on=person.dbs_on, agreement_on=person.agreement_on, today=clock.today())
