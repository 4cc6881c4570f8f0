"""The people and places of the tests: two wards side by side, two centres, and everyone of the demonstration's cast."""

from datetime import date, timedelta

import shapely
import sqlalchemy as sa

from reporting import clock
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.people.models import Person, WardGrant
from reporting.people.training.models import Certificate
from reporting.people.training.readiness import CERTIFICATE_YEARS, years_after
from reporting.people.training.syllabus import KEYS
from reporting.places.models import Anchor, NamedPlace, Postcode, Ward, WardEdition
from reporting.policy import ROLES, Can, Role

WEST, SOUTH = 530_000, 182_000  # south-west corner of the borough, metres
SIDE = 2_000  # each ward is a square of this side
WARDS = {"Z01": "Larch Green", "Z02": "Mill Quarter"}
PASSPHRASE = "four quiet words together"
ESTATE = "Orchard Estate"

#            name    role                        centre     wards
CAST = {
    "vera": (Role.VOLUNTEER, "HARBOUR", ()),
    "vic": (Role.VOLUNTEER, "MEADOW", ()),
    "lena": (Role.CENTRE_LEAD, "HARBOUR", ()),
    "cora": (Role.COORDINATOR, None, ()),
    "omar": (Role.OFFICER, None, ("Z01",)),
    "olga": (Role.OFFICER, None, ("Z02",)),
    "sunil": (Role.SUPERVISOR, None, ("Z01", "Z02")),
    "pia": (Role.PANEL_MEMBER, None, ()),
    "dana": (Role.DATA_PROTECTION_LEAD, None, ()),
    "ada": (Role.ADMINISTRATOR, None, ()),
}


def email(name: str) -> str:
    return f"{name}@demo.example"


def postcode(ward: int, number: int) -> str:
    """ZZ1 1AA … in the first ward, ZZ2 1AA … in the second."""
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    return f"ZZ{ward + 1} {number // 400 + 1}{letters[number // 20 % 20]}{letters[number % 20]}"


def furnish(session: sa.orm.Session, password_hash: str) -> None:
    """Puts the places and the cast into an empty database."""
    edition = WardEdition(borough="Larkmere", in_force_on=date(2015, 5, 7), imported_on=clock.today())
    session.add(edition)
    for index, (code, name) in enumerate(WARDS.items()):
        west = WEST + index * SIDE
        shape = shapely.box(west, SOUTH, west + SIDE, SOUTH + SIDE)
        session.add(Ward(edition=edition, code=code, name=name, outline=shapely.to_wkb(shape)))
        for number in range(100):  # a postcode every 200 m
            easting, northing = west + 100 + number % 10 * 200, SOUTH + 100 + number // 10 * 200
            session.add(Postcode(code=postcode(index, number), easting=easting, northing=northing))
            session.add(Anchor(kind="street", easting=easting + 7, northing=northing + 3, units=3))
            if number % 3 == 0:
                session.add(Anchor(kind="home", easting=easting + 11, northing=northing + 5, units=8))
    session.add(NamedPlace(name=ESTATE, kind="estate", easting=WEST + 500, northing=SOUTH + 500))
    session.add(NamedPlace(name="Larch Library", kind="library", easting=WEST + 1500, northing=SOUTH + 700))
    centres = {
        code: ThirdPartyReportingCentre(code=code, name=name)
        for code, name in {"HARBOUR": "Harbour Centre", "MEADOW": "Meadow House"}.items()
    }
    session.add_all(centres.values())
    for name, (role, centre, wards) in CAST.items():
        person = Person(
            email=email(name),
            display_name=name.title(),
            role=role,
            centre=centres.get(centre) if centre else None,
            password=password_hash,
            ward_grants=[WardGrant(ward_code=code) for code in wards],
        )
        session.add(person)
        if Can.TRAIN in ROLES[role].can:
            session.flush()
            make_ready(session, person, passed_on=clock.today())
    session.commit()


def make_ready(session: sa.orm.Session, person: Person, *, passed_on: date) -> None:
    """Trained, checked and signed: nothing is missing for a year from that day."""
    person.dbs_on = person.agreement_on = passed_on - timedelta(days=30)
    until = years_after(passed_on, CERTIFICATE_YEARS)
    session.add(
        Certificate(
            person_id=person.id, passed_on=passed_on, valid_until_on=until, n_right=len(KEYS), n_modules=len(KEYS)
        )
    )
