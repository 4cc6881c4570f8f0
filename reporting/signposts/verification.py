"""For how long it holds that somebody has rung a service. Pure."""

from datetime import date

HOLDS_DAYS = 180


def is_due(verified_on: date | None, *, today: date) -> bool:
    """Whether a service is to be rung: nobody ever did, or more than 180 days ago."""
    return verified_on is None or (today - verified_on).days > HOLDS_DAYS
