"""How unusual a cluster is, in words a person can use (`hotspots.md` 12). Pure."""

from enum import StrEnum

from reporting.hotspots.alarm import ALARM_DAYS, is_alarm

MONTH_DAYS = 30


class Band(StrEnum):
    VERY_UNUSUAL = "very_unusual"
    UNUSUAL = "unusual"
    WORTH_A_LOOK = "worth_a_look"

    @property
    def is_alarm(self) -> bool:
        """Whether it is sent; what is only worth a look is shown and no more."""
        return self is not Band.WORTH_A_LOOK


def band(recurrence_days: float, *, too_few: bool = False, one_source: float = 0.0) -> Band | None:
    """By how seldom chance alone brings something as strong anywhere; None: too often to be shown.

    What is no alarm is worth a look at most: where too few incidents were there to test, or most of it came through one centre.
    """
    if is_alarm(recurrence_days, too_few=too_few, one_source=one_source):
        return Band.VERY_UNUSUAL if recurrence_days >= 3 * ALARM_DAYS else Band.UNUSUAL
    return Band.WORTH_A_LOOK if recurrence_days >= MONTH_DAYS else None
