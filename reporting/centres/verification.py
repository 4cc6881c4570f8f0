"""When a centre is asked whether what is said about it is still right, and for how long an answer holds. Pure.

A round begins with the first letter and ends with an answer, or with a new address to write to.
"""

from datetime import date

from reporting.centres.vocabulary import CentreStatus

HOLDS_DAYS = 90
REMIND_DAYS = 14
ASK_DAYS = HOLDS_DAYS - REMIND_DAYS  # early enough that a centre which answers never leaves the list
MAX_LETTERS = 3
LINK_DAYS = 30

ASKED = frozenset({CentreStatus.ACTIVE, CentreStatus.DORMANT})


def holds(verified_on: date | None, *, today: date) -> bool:
    """Whether the last confirmation still counts: the 90th day is the last."""
    return verified_on is not None and (today - verified_on).days <= HOLDS_DAYS


def is_letter_due(
    status: CentreStatus,
    *,
    verified_on: date | None,
    n_letters: int,
    last_letter_on: date | None,
    is_doubted: bool,
    today: date,
) -> bool:
    """Whether a letter, the first of a round or a reminder, is due today.

    n_letters, last_letter_on   of this round
    is_doubted                  they answered that something is wrong: now it is for a person to ring them
    """
    if status not in ASKED or is_doubted or n_letters >= MAX_LETTERS:
        return False
    if last_letter_on is not None:
        return (today - last_letter_on).days >= REMIND_DAYS
    if verified_on is None:
        return status is CentreStatus.ACTIVE
    return (today - verified_on).days >= ASK_DAYS
