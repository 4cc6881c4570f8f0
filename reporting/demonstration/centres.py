"""The centres of the demonstration: what the directory and the health board say of them. Nothing of it is real."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from reporting.centres import opening
from reporting.centres.vocabulary import CentreStatus, StepFree
from reporting.demonstration import names
from reporting.demonstration.people import DRAMA_NUMBERS

CLOSED = ""


@dataclass(frozen=True, kw_only=True)
class CentreMade:
    """``hours`` from Monday to Sunday. Days are counted back from the day on which the demonstration is made."""

    address: str
    extension: int
    hours: tuple[str, ...]
    languages: str
    step_free: StepFree
    contact: str
    public_email: str = ""
    contact_language: str = "en"
    status: CentreStatus = CentreStatus.ACTIVE
    moved_days_ago: int
    verified_days_ago: int | None
    n_letters: int = 0
    letter_days_ago: int = 0


WORKDAYS = ("10:00-16:00",) * 5

CENTRES: dict[str, CentreMade] = {
    "HARBOUR": CentreMade(
        address="1 Harbour Road", extension=101, hours=(*WORKDAYS, "10:00-13:00", CLOSED),
        languages="en so ar sq bfi", step_free=StepFree.YES, contact="desk.harbour@centres.example",
        public_email="hello@harbour-centre.example", moved_days_ago=700, verified_days_ago=12,
    ),
    "MEADOW": CentreMade(
        address="Meadow House\nLower Lane", extension=102,
        hours=("09:30-12:30, 13:30-17:00", "09:30-12:30", "09:30-12:30, 13:30-19:00", "09:30-12:30", CLOSED, CLOSED, CLOSED),
        languages="en so bn syl", step_free=StepFree.YES, contact="office@meadow-house.example",
        moved_days_ago=690, verified_days_ago=33,
    ),
    "ORCHARD": CentreMade(
        address="Orchard Hall\nUpper Walk", extension=103,
        hours=(CLOSED, "11:00-18:00", "11:00-18:00", "11:00-18:00", CLOSED, "10:00-14:00", CLOSED),
        languages="en fr es pt ln", step_free=StepFree.NO, contact="team@orchard-hall.example",
        moved_days_ago=510, verified_days_ago=80,
    ),
    "LANTERN": CentreMade(
        address="2 Lantern Street", extension=104,
        hours=("10:00-15:00", "10:00-15:00", CLOSED, "10:00-15:00", "10:00-12:00", CLOSED, CLOSED),
        languages="en bn ur pa ti", step_free=StepFree.YES, contact="care@lantern-women.example",
        contact_language="bn", moved_days_ago=480, verified_days_ago=107, n_letters=2, letter_days_ago=3,
    ),
    "MILL": CentreMade(
        address="Old Mill Rooms\nMillstone Lane", extension=105, hours=("12:00-20:00",) * 4 + (CLOSED,) * 3,
        languages="en pl ro uk", step_free=StepFree.NOT_KNOWN, contact="rooms@old-mill.example",
        moved_days_ago=300, verified_days_ago=5,
    ),
    "QUAY": CentreMade(
        address="Quayside Advice\n9 Quay Street", extension=106, hours=(CLOSED, "10:00-13:00", CLOSED, "10:00-13:00", *(CLOSED,) * 3),
        languages="en tr ku fa", step_free=StepFree.YES, contact="advice@quayside.example",
        status=CentreStatus.DORMANT, moved_days_ago=38, verified_days_ago=150, n_letters=3, letter_days_ago=30,
    ),
}  # fmt: skip


def columns(code: str, *, postcode: str, now: datetime) -> dict[str, Any]:
    """The row of a centre."""
    made = CENTRES[code]

    def ago(days: int | None) -> datetime | None:
        return None if days is None else now - timedelta(days=days)

    return {
        "code": code,
        "name": names.CENTRES[code],
        "address": made.address,
        "postcode": postcode,
        "phone": f"{DRAMA_NUMBERS} {made.extension}",
        "email": made.public_email,
        "opening_hours": opening.kept(tuple(opening.day(day) for day in made.hours)),
        "languages": frozenset(made.languages.split()),
        "step_free": made.step_free,
        "contact_email": made.contact,
        "contact_language": made.contact_language,
        "status": made.status,
        "moved_at": ago(made.moved_days_ago),
        "verified_at": ago(made.verified_days_ago),
        "n_letters": made.n_letters,
        "last_letter_at": ago(made.letter_days_ago) if made.n_letters else None,
    }
