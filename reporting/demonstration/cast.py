"""The people of the demonstration: one for each role, and volunteers behind whom nobody stands."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from reporting.centres import queries as centres
from reporting.demonstration import names
from reporting.people.models import Person
from reporting.people.training import actions as training
from reporting.policy import ROLES, Can, Role

PASSPHRASE = "four quiet words together"  # noqa: S105  printed on the sign-in page of every demonstration
EVERY_WARD = tuple(f"ZZ{number:06d}" for number in range(1, len(names.WARDS) + 1))

#            name    role                  centre     wards
CAST: dict[str, tuple[Role, str, tuple[str, ...]]] = {
    "vera": (Role.VOLUNTEER, "HARBOUR", ()),
    "vic": (Role.VOLUNTEER, "MEADOW", ()),
    "lena": (Role.CENTRE_LEAD, "HARBOUR", ()),
    "cora": (Role.COORDINATOR, "", ()),
    "omar": (Role.OFFICER, "", EVERY_WARD[:2]),
    "olga": (Role.OFFICER, "", EVERY_WARD[2:4]),
    "sunil": (Role.SUPERVISOR, "", EVERY_WARD),
    "pia": (Role.PANEL_MEMBER, "", ()),
    "dana": (Role.DATA_PROTECTION_LEAD, "", ()),
    "ada": (Role.ADMINISTRATOR, "", ()),
}
UNSEEN = {"nell": "ORCHARD", "asha": "LANTERN", "ivo": "MILL", "tess": "QUAY"}
"""Volunteers at the other centres. They have no passphrase, so nobody can sign in as one of them."""


TRAINED_AGO = {"vera": 40, "vic": 320, "lena": 90, "nell": 15, "asha": 120, "ivo": 150, "tess": 200}
"""Days since the course was passed. Vic's certificate runs out soon: he is offered the refresher."""
CHECKED_BEFORE = timedelta(days=30)  # the DBS check and the agreement come before the certificate


def email(name: str) -> str:
    return f"{name}@demo.example"


def add_people(add_person: Callable[..., Person]) -> dict[str, Person]:
    """Makes the accounts; returns them by name."""
    people = {}
    for name, (role, centre, wards) in CAST.items():
        people[name] = add_person(
            email(name),
            name=name.title(),
            role=role,
            centre=centres.by_code(centre) if centre else None,
            ward_codes=wards,
            passphrase=PASSPHRASE,
        )
    for name, centre in UNSEEN.items():
        people[name] = add_person(email(name), name=name.title(), role=Role.VOLUNTEER, centre=centres.by_code(centre))
    return people


def make_ready(people: dict[str, Person], *, today: date) -> None:
    """Everyone at a centre is checked, has signed and has passed, some days before today."""
    for name, person in people.items():
        if Can.TRAIN in ROLES[person.role].can:
            passed_on = today - timedelta(days=TRAINED_AGO[name])
            training.record_vetting(person, dbs_on=passed_on - CHECKED_BEFORE, agreement_on=passed_on - CHECKED_BEFORE)
            training.certify(person, passed_on=passed_on)


def takers(people: dict[str, Person]) -> dict[str, tuple[UUID, UUID]]:
    """For each centre's code the ids of its volunteer and of the centre."""
    volunteers = [person for person in people.values() if person.role is Role.VOLUNTEER]
    return {person.centre.code: (person.id, person.centre.id) for person in volunteers if person.centre}


def ward_readers(people: dict[str, Person]) -> dict[str, Person]:
    """Who reads a ward's reports: its officer, else the supervisor."""
    readers = dict.fromkeys(EVERY_WARD, people["sunil"])
    for name in ("omar", "olga"):
        readers.update(dict.fromkeys(CAST[name][2], people[name]))
    return readers
