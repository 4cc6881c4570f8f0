"""When things happen and when they are told: season, week, a bad fortnight, and the long way to a centre."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

MONTH_DAYS = 30.44
WEEKDAY_SHARES = (1.0, 0.98, 1.0, 1.04, 1.14, 1.16, 0.92)  # Monday to Sunday
SUMMER_RISE = 0.22  # above and below the year's mean; the highest in the middle of July
GROWTH = 0.5  # how much more is told at the end of the period than at its beginning: the scheme becomes known
BAD_FORTNIGHT = (255, 241, 1.7)  # from, to (days ago), times as much: after an event far away
DELAY_MEDIAN_DAYS, DELAY_SPREAD = 4.0, 1.5  # log-normal; about one in six on the same day, some after months
DELAY_LONGEST_DAYS = 400


@dataclass(frozen=True)
class Days:
    """Ordinals of the days on which n incidents happened and were told, in the order of telling."""

    happened: NDArray[np.int64]
    told: NDArray[np.int64]


def days(chance: np.random.Generator, n: int, *, months: int, today: date) -> Days:
    """n pairs of days within the months before today; nothing was told today or on a Sunday.

    What happened lately and has not been told yet is missing, as in life: the latest days look quiet.
    """
    last = today.toordinal() - 1
    first = last - max(round(months * MONTH_DAYS), 14) + 1
    calendar = np.arange(first - DELAY_LONGEST_DAYS, last + 1)
    shares = _shares(calendar, first, last)
    found = np.zeros((2, 0), np.int64)
    while found.shape[1] < n:
        happened = chance.choice(calendar, size=2 * n + 100, p=shares)
        delay = chance.lognormal(np.log(DELAY_MEDIAN_DAYS), DELAY_SPREAD, len(happened))
        told = happened + np.minimum(delay, DELAY_LONGEST_DAYS).astype(np.int64)
        told += told % 7 == 0  # an ordinal divisible by seven is a Sunday: told on Monday
        pairs = np.stack([happened, told])
        found = np.concatenate([found, pairs[:, (told >= first) & (told <= last)]], axis=1)
    found = found[:, :n]
    order = np.argsort(found[1], kind="stable")
    return Days(found[0][order], found[1][order])


def _shares(calendar: NDArray[np.int64], first: int, last: int) -> NDArray[np.float64]:
    """How likely each day is, summing to one."""
    weekday = np.array(WEEKDAY_SHARES)[(calendar - 1) % 7]
    day_of_year = np.array([date.fromordinal(int(day)).timetuple().tm_yday for day in calendar])
    season = 1 + SUMMER_RISE * np.cos(2 * np.pi * (day_of_year - 196) / 365.25)
    growth = 1 + GROWTH * np.clip((calendar - first) / max(last - first, 1), 0, 1)
    ago = last + 1 - calendar
    start, end, times = BAD_FORTNIGHT
    shock = np.where((ago <= start) & (ago >= end), times, 1.0)
    shares = weekday * season * growth * shock
    return shares / shares.sum()


def day(ordinal: int) -> date:
    """The day of an ordinal."""
    return date.fromordinal(int(ordinal))


def age_days(moment: date, today: date) -> int:
    """Whole days from one day to another."""
    return (today - moment) // timedelta(days=1)
