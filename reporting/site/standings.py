"""How each centre is doing, the worst first. Pure: everything it weighs comes in as an argument."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from reporting.centres import verification
from reporting.centres.life import SILENT_DAYS
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.centres.vocabulary import CentreStatus

DUE_SOON_DAYS = 14
QUIET_DAYS = SILENT_DAYS - 30


class Verified(StrEnum):
    """How the last confirmation stands; NOT_ASKED for a centre that is not open yet, or not any more."""

    GOOD = "good"
    DUE = "due"
    OVERDUE = "overdue"
    NEVER = "never"
    NOT_ASKED = "not_asked"


class Reason(StrEnum):
    """What is not as it should be, the gravest first."""

    DOUBTED = "doubted"
    NOBODY_IN_DATE = "nobody_in_date"
    RING_THEM = "ring_them"  # every letter of the round stayed without an answer
    OVERDUE = "overdue"
    NEVER_VERIFIED = "never_verified"
    DORMANT = "dormant"
    NO_CONTACT = "no_contact"
    UNANSWERED = "unanswered"
    QUIET = "quiet"
    SOME_LAPSED = "some_lapsed"
    DUE = "due"
    SUSPENDED = "suspended"


GRAVE = frozenset(
    {
        Reason.DOUBTED,
        Reason.NOBODY_IN_DATE,
        Reason.RING_THEM,
        Reason.OVERDUE,
        Reason.NEVER_VERIFIED,
        Reason.DORMANT,
    }
)
ORDER = {reason: number for number, reason in enumerate(Reason)}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One centre. ``n_ready`` of ``n_volunteers`` active volunteers are in date with their training."""

    centre_id: UUID
    code: str
    name: str
    status: CentreStatus
    verified: Verified
    verified_on: date | None
    verified_days: int | None
    told_on: date | None
    told_days: int | None
    returned_on: date | None
    n_ready: int
    n_volunteers: int
    n_unanswered: int
    reasons: tuple[Reason, ...]

    @property
    def needs_attention(self) -> bool:
        return bool(GRAVE & set(self.reasons))


def standings(
    centres: Iterable[ThirdPartyReportingCentre],
    *,
    last_told: Mapping[UUID, date],
    last_return: Mapping[UUID, date],
    in_date: Mapping[UUID, tuple[int, int]],
    today: date,
) -> list[Standing]:
    """One for each centre that is not closed, the worst first.

    last_told    the day on which somebody last told something at a centre
    last_return  the day of its last weekly return, one with nothing to report included
    in_date      (volunteers in date, active volunteers) of a centre
    """
    found = [
        _standing(one, last_told.get(one.id), last_return.get(one.id), in_date.get(one.id, (0, 0)), today)
        for one in centres
        if one.status is not CentreStatus.CLOSED
    ]
    return sorted(found, key=_worst_first)


def _worst_first(one: Standing) -> tuple[int, int, int, str]:
    gravest = ORDER[one.reasons[0]] if one.reasons else len(ORDER)
    return (not one.needs_attention, gravest, -len(one.reasons), one.name.casefold())


def _standing(
    centre: ThirdPartyReportingCentre,
    told_on: date | None,
    returned_on: date | None,
    trained: tuple[int, int],
    today: date,
) -> Standing:
    verified = _verified(centre, today)
    n_ready, n_volunteers = trained
    told_days = (today - told_on).days if told_on else None
    signs = [(today - day).days for day in (told_on, returned_on) if day]
    return Standing(
        centre_id=centre.id,
        code=centre.code,
        name=centre.name,
        status=centre.status,
        verified=verified,
        verified_on=centre.verified_on,
        verified_days=(today - centre.verified_on).days if centre.verified_on else None,
        told_on=told_on,
        told_days=told_days,
        returned_on=returned_on,
        n_ready=n_ready,
        n_volunteers=n_volunteers,
        n_unanswered=centre.n_letters,
        reasons=tuple(
            reason
            for reason, holds in _weighed(centre, verified, min(signs, default=SILENT_DAYS), trained, today).items()
            if holds
        ),
    )


def _verified(centre: ThirdPartyReportingCentre, today: date) -> Verified:
    if centre.status not in verification.ASKED:
        return Verified.NOT_ASKED
    if centre.verified_on is None:
        return Verified.NEVER
    days = (today - centre.verified_on).days
    if days > verification.HOLDS_DAYS:
        return Verified.OVERDUE
    return Verified.DUE if days >= verification.HOLDS_DAYS - DUE_SOON_DAYS else Verified.GOOD


def _weighed(
    centre: ThirdPartyReportingCentre,
    verified: Verified,
    sign_days: int,
    trained: tuple[int, int],
    today: date,
) -> dict[Reason, bool]:
    """Every reason, in the order of gravity, and whether it holds."""
    n_ready, n_volunteers = trained
    is_active = centre.status is CentreStatus.ACTIVE
    is_asked = centre.status in verification.ASKED
    quiet_days = min((today - centre.moved_on).days, sign_days)
    return {
        Reason.DOUBTED: centre.doubted_at is not None,
        Reason.NOBODY_IN_DATE: is_active and n_ready == 0,
        Reason.RING_THEM: is_asked and centre.n_letters >= verification.MAX_LETTERS,
        Reason.OVERDUE: verified is Verified.OVERDUE,
        Reason.NEVER_VERIFIED: verified is Verified.NEVER,
        Reason.DORMANT: centre.status is CentreStatus.DORMANT,
        Reason.NO_CONTACT: is_asked and not centre.contact_email,
        Reason.UNANSWERED: is_asked and 0 < centre.n_letters < verification.MAX_LETTERS,
        Reason.QUIET: is_active and quiet_days >= QUIET_DAYS,
        Reason.SOME_LAPSED: is_active and 0 < n_ready < n_volunteers,
        Reason.DUE: verified is Verified.DUE,
        Reason.SUSPENDED: centre.status is CentreStatus.SUSPENDED,
    }
