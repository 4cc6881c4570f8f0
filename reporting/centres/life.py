"""The life of a centre: which moves there are, who or what makes them, and which one the night makes. Pure."""

from datetime import date
from enum import StrEnum

from reporting.centres.vocabulary import CentreStatus

SILENT_DAYS = 90  # an active centre from which nothing was told for longer falls dormant
UNVERIFIED_DAYS = 180  # and so does one whose details nobody confirmed for longer


class Mover(StrEnum):
    """Who or what moves a centre on."""

    COORDINATOR = "coordinator"
    SILENCE = "silence"  # nothing was told, or nothing confirmed, for too long
    REPORT = "report"  # a report came from a centre that was dormant


_BY_HAND = frozenset({Mover.COORDINATOR})

MOVES: dict[tuple[CentreStatus, CentreStatus], frozenset[Mover]] = {
    (CentreStatus.PROPOSED, CentreStatus.TRAINED): _BY_HAND,
    (CentreStatus.PROPOSED, CentreStatus.CLOSED): _BY_HAND,
    (CentreStatus.TRAINED, CentreStatus.ACTIVE): _BY_HAND,
    (CentreStatus.TRAINED, CentreStatus.SUSPENDED): _BY_HAND,
    (CentreStatus.TRAINED, CentreStatus.CLOSED): _BY_HAND,
    (CentreStatus.ACTIVE, CentreStatus.DORMANT): _BY_HAND | {Mover.SILENCE},
    (CentreStatus.ACTIVE, CentreStatus.SUSPENDED): _BY_HAND,
    (CentreStatus.ACTIVE, CentreStatus.CLOSED): _BY_HAND,
    (CentreStatus.DORMANT, CentreStatus.ACTIVE): _BY_HAND | {Mover.REPORT},
    (CentreStatus.DORMANT, CentreStatus.SUSPENDED): _BY_HAND,
    (CentreStatus.DORMANT, CentreStatus.CLOSED): _BY_HAND,
    (CentreStatus.SUSPENDED, CentreStatus.ACTIVE): _BY_HAND,
    (CentreStatus.SUSPENDED, CentreStatus.CLOSED): _BY_HAND,
    (CentreStatus.CLOSED, CentreStatus.PROPOSED): _BY_HAND,
}

TAKING = frozenset({CentreStatus.TRAINED, CentreStatus.ACTIVE, CentreStatus.DORMANT})


def may_move(old: CentreStatus, new: CentreStatus, mover: Mover) -> bool:
    return mover in MOVES.get((old, new), frozenset())


def moves_from(status: CentreStatus, mover: Mover = Mover.COORDINATOR) -> list[CentreStatus]:
    """Where a centre may go from here, in the order of its life."""
    return [new for new in CentreStatus if may_move(status, new, mover)]


def takes_reports(status: CentreStatus) -> bool:
    """Whether volunteers of such a centre may begin a report. What they have begun stays theirs in any case."""
    return status in TAKING


def nightly_move(
    status: CentreStatus, *, moved_on: date, verified_on: date | None, last_told_on: date | None, today: date
) -> tuple[CentreStatus, Mover] | None:
    """The move that is due by itself, if any.

    moved_on      since when the centre has its status: both clocks begin anew with it, so that a centre that was woken
                  does not fall asleep again the next night for what happened before
    last_told_on  the day on which somebody last told something there
    """
    if status is CentreStatus.ACTIVE:
        last_sign = max(moved_on, last_told_on or moved_on)
        last_confirmed = max(moved_on, verified_on or moved_on)
        if (today - last_sign).days > SILENT_DAYS or (today - last_confirmed).days > UNVERIFIED_DAYS:
            return CentreStatus.DORMANT, Mover.SILENCE
    if status is CentreStatus.DORMANT and last_told_on is not None and last_told_on >= moved_on:
        return CentreStatus.ACTIVE, Mover.REPORT
    return None
