"""How far a made-up report has come by today: its status, and the moments on the way there."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from reporting.demonstration.chances import happens
from reporting.demonstration.told import instant, working_day
from reporting.reports.filing import RETENTION
from reporting.reports.vocabulary import SharingChoice, Status

POLICE = frozenset({SharingChoice.ANONYMOUS_TO_POLICE, SharingChoice.IDENTITY_TO_POLICE})
WITHDRAWN_SHARE, REJECTED_SHARE = 0.012, 0.012
READ_SHARE = 0.94  # of released reports, read by the ward team in the end
WAITS_DAYS = {"high": (0, 1), "medium": (0, 3), "low": (1, 7)}  # from telling to release


@dataclass(frozen=True)
class Life:
    """Status and moments; ``has_words`` is False where the words have been destroyed by now."""

    status: Status
    submitted_at: datetime
    accepted_at: datetime | None = None
    released_at: datetime | None = None
    acknowledged_at: datetime | None = None
    has_words: bool = True


def life(random: Random, *, told_on: date, today: date, sharing: SharingChoice, risk: str, stage: str = "") -> Life:
    """The life of a report told on a day.

    stage   "new" or "in_review" for the few that are still with the coordinator; empty for all others
    """
    submitted_at = instant(told_on, random.randint(9, 17), random.randrange(60))
    if stage:
        return Life(Status.SUBMITTED if stage == "new" else Status.IN_REVIEW, submitted_at)
    if happens(random, REJECTED_SHARE):
        return Life(Status.REJECTED, submitted_at, has_words=False)
    released_on = min(
        working_day(told_on + timedelta(days=random.randint(*WAITS_DAYS[risk]))), today - timedelta(days=1)
    )
    accepted_at = max(submitted_at, instant(released_on, random.randint(9, 12), random.randrange(60)))
    if happens(random, WITHDRAWN_SHARE):
        return Life(Status.WITHDRAWN, submitted_at, accepted_at, has_words=False)
    is_kept = told_on + RETENTION > today
    if sharing not in POLICE:
        is_kept = is_kept and sharing is not SharingChoice.STATISTICS_ONLY
        return Life(Status.KEPT_LOCAL, submitted_at, accepted_at, has_words=is_kept)
    released_at = accepted_at + timedelta(minutes=random.randint(5, 55))
    return Life(
        Status.RELEASED, submitted_at, accepted_at, released_at, _read_at(random, released_on, today), has_words=is_kept
    )


def _read_at(random: Random, released_on: date, today: date) -> datetime | None:
    """When the ward team read it: nearly always, mostly within two days, not yet for some of the latest."""
    read_on = released_on + timedelta(days=random.choice((1, 1, 1, 2, 2, 3, 5)))
    if read_on >= today or not happens(random, READ_SHARE):
        return None
    return instant(read_on, random.randint(7, 20), random.randrange(60))
