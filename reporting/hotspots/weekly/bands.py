"""How unusual a cluster is, in words a person can use (`hotspots.md` 12). Pure."""

from enum import StrEnum

ALARM_DAYS = 364  # a cluster this strong comes by chance about once a year of weekly checks
MONTH_DAYS = 30
MOST = 0.7


class Band(StrEnum):
    VERY_UNUSUAL = "very_unusual"
    UNUSUAL = "unusual"
    WORTH_A_LOOK = "worth_a_look"


def is_one_source(share: float) -> bool:
    """Whether most of a cluster came through one centre: its opening, or its campaign, may be all that is new."""
    return share >= MOST


def band(recurrence_days: float, *, one_source: float = 0.0) -> Band | None:
    """By how seldom chance alone brings something as strong anywhere; None: too often to be shown.

    What most of came through one centre raises no alarm.
    """
    if is_one_source(one_source):
        return Band.WORTH_A_LOOK if recurrence_days >= MONTH_DAYS else None
    if recurrence_days >= 3 * ALARM_DAYS:
        return Band.VERY_UNUSUAL
    if recurrence_days >= ALARM_DAYS:
        return Band.UNUSUAL
    return Band.WORTH_A_LOOK if recurrence_days >= MONTH_DAYS else None
