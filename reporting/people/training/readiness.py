"""What somebody lacks before they may take reports. Pure: days in, a list out.

Everything has a last day on which it still counts; the day after, it is out of date.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

CERTIFICATE_YEARS = 1  # years from the day it was passed
DBS_YEARS = 3  # years from the day of the check
AGREEMENT_YEARS = 3  # years from the day it was signed
REFRESHER_DAYS = 60  # days before a certificate runs out from which it can be renewed


class Lack(StrEnum):
    """Why somebody is not ready."""

    CERTIFICATE_MISSING = "certificate_missing"
    CERTIFICATE_OVER = "certificate_over"
    DBS_MISSING = "dbs_missing"
    DBS_OVER = "dbs_over"
    AGREEMENT_MISSING = "agreement_missing"
    AGREEMENT_OVER = "agreement_over"


@dataclass(frozen=True)
class Missing:
    """One thing that is missing, or was good until ``until_on`` and is out of date."""

    lack: Lack
    until_on: date | None = None


def missing(
    *, certificate_until: date | None, dbs_on: date | None, agreement_on: date | None, today: date
) -> list[Missing]:
    """Everything that is missing or out of date, in the order in which it is said; empty: ready.

    certificate_until   last day of the latest certificate
    """
    dbs_until = years_after(dbs_on, DBS_YEARS) if dbs_on else None
    agreement_until = years_after(agreement_on, AGREEMENT_YEARS) if agreement_on else None
    asked = (
        (certificate_until, Lack.CERTIFICATE_MISSING, Lack.CERTIFICATE_OVER),
        (dbs_until, Lack.DBS_MISSING, Lack.DBS_OVER),
        (agreement_until, Lack.AGREEMENT_MISSING, Lack.AGREEMENT_OVER),
    )
    found = []
    for until, if_none, if_over in asked:
        if until is None:
            found.append(Missing(if_none))
        elif until < today:
            found.append(Missing(if_over, until))
    return found


def may_renew(certificate_until: date | None, *, today: date) -> bool:
    """Whether the course is open: there is no certificate, it has run out, or it soon will."""
    return certificate_until is None or (certificate_until - today).days <= REFRESHER_DAYS


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
