"""How a session stands at a moment: pure, and the same for the page, the list and the night's tidying."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

IDLE = timedelta(minutes=15)
WARNING = timedelta(minutes=2)  # before the idle time is up
LONGEST = timedelta(hours=8)
HALF_WAY = timedelta(minutes=30)  # to give the second factor after the passphrase, or to set the first one up
FRESH = timedelta(minutes=5)  # a factor given no longer ago is proof enough for a grave step


class Standing(StrEnum):
    """OPEN: pages open. HALF: the second factor is owed. LOCKED: the screen was locked. OVER: it does not exist."""

    OPEN = "open"
    HALF = "half"
    LOCKED = "locked"
    OVER = "over"


ENDS = frozenset({
    "signed_out", "passphrase", "factor", "role", "wards", "suspended", "ended_from_list", "idle", "too_long", "replaced",
    "recovered",
})  # fmt: skip


class Timed(Protocol):
    """What the rule needs to know of a session."""

    @property
    def began_at(self) -> datetime: ...
    @property
    def last_seen_at(self) -> datetime: ...
    @property
    def is_open(self) -> bool: ...
    @property
    def locked_at(self) -> datetime | None: ...
    @property
    def ended_at(self) -> datetime | None: ...


def standing(one: Timed, *, now: datetime) -> Standing:
    """Where a session stands now."""
    if one.ended_at is not None or out_of_time(one, now=now):
        return Standing.OVER
    if not one.is_open:
        return Standing.HALF
    return Standing.LOCKED if one.locked_at else Standing.OPEN


def out_of_time(one: Timed, *, now: datetime) -> str:
    """Why time has ended it, or empty text."""
    if now - one.began_at >= (LONGEST if one.is_open else HALF_WAY):
        return "too_long"
    return "idle" if now - one.last_seen_at >= IDLE else ""


def is_fresh(proven_at: datetime | None, *, now: datetime) -> bool:
    """Whether a factor was given within the last five minutes."""
    return proven_at is not None and now - proven_at < FRESH
