"""When a cluster is an alarm: the one rule. Pure.

One false alarm a year is meant: a score that chance brings anywhere in the area once in 52 weekly scans.
"""

DAYS_BETWEEN_SCANS = 7
ALARM_DAYS = 52 * DAYS_BETWEEN_SCANS
ALARM_P = DAYS_BETWEEN_SCANS / ALARM_DAYS
MIN_RECENT = 15  # incidents in the longest window: with fewer nothing is tested
MOST = 0.7


def recurrence_days(n_reached: int, replicates: int) -> float:
    """How seldom chance brings as much, when so many of the shuffles reached it: days between scans / p."""
    return DAYS_BETWEEN_SCANS * (replicates + 1) / (n_reached + 1)


def is_alarm(recurrence_days: float, *, too_few: bool = False, one_source: float = 0.0) -> bool:
    """Whether it is sent.

    too_few     nothing could be tested
    one_source  share of it, 0 to 1, that came through one centre of several
    """
    return recurrence_days >= ALARM_DAYS and not too_few and not is_one_source(one_source)


def is_one_source(share: float) -> bool:
    """Whether most of a cluster came through one centre: its opening, or its campaign, may be all that is new."""
    return share >= MOST
