"""Looking through the trail, and writing down what became of what was found."""

from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from reporting import clock
from reporting.audit import queries as audit
from reporting.audit.actions import record
from reporting.audit.anchors import AnchorsDamaged
from reporting.database import finish, session
from reporting.mail.actions import post
from reporting.oversight import queries, unusual
from reporting.oversight.log import Deed, Log
from reporting.oversight.models import UnusualAccess
from reporting.oversight.vocabulary import DISPOSITIONS
from reporting.people import queries as people
from reporting.people.models import Person
from reporting.policy import Role

PERIOD_DAYS = 35  # looked through anew each time, so that a night without the job loses nothing
USUAL_DAYS = 62  # read before the period, to know what is usual


def verify_trail() -> bool:
    """Checks the whole trail and its anchors; tells those who watch over it when it is not whole. Returns whether it is."""
    finish(keep=False)  # it reads everything: nobody who writes waits for it
    try:
        is_whole = audit.checked().is_whole
    except AnchorsDamaged:
        is_whole = False
    record("trail:checked", outcome="done" if is_whole else "broken")
    if not is_whole:
        for person in people.with_role(Role.DATA_PROTECTION_LEAD, Role.ADMINISTRATOR):
            post(person, kind="update", claim=f"trail:{clock.today()}")
    return is_whole


class OwnAccessError(Exception):
    """Nobody says of their own access what became of it."""


def look(*, until_on: date | None = None) -> int:
    """Looks through the complete days before ``until_on`` (today); returns how many findings are new."""
    found = unusual.findings(log_until(until_on or clock.today()))  # before this unit begins: nobody waits for it
    known = {person.id for person in people.everyone()}
    claimed = {tuple(row) for row in session.execute(sa.select(*CLAIM))}
    new = [
        finding
        for finding in found
        if finding.person_id in known
        and (finding.rule, finding.person_id, finding.first_number, finding.on) not in claimed
    ]
    now = clock.now()
    session.add_all(
        UnusualAccess(
            rule=finding.rule,
            person_id=finding.person_id,
            object_id=finding.object_id,
            first_number=finding.first_number,
            seen_on=finding.on,
            n_seen=finding.n_seen,
            found_at=now,
        )
        for finding in new
    )
    session.flush()
    return len(new)


CLAIM = (UnusualAccess.rule, UnusualAccess.person_id, UnusualAccess.first_number, UnusualAccess.seen_on)


def log_until(until_on: date) -> Log:
    """The trail as the rules read it."""
    since = until_on - timedelta(days=PERIOD_DAYS)
    begins_at, ends_at = _midnight(since - timedelta(days=USUAL_DAYS)), _midnight(until_on)
    return Log(
        deeds=[Deed(*row) for row in audit.between(begins_at, ends_at)],
        since=since,
        until_on=until_on,
        earlier_sign_ins=audit.last_before(begins_at, action="session:begun"),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), tzinfo=clock.LONDON)


def dispose(finding_id: UUID, disposition: str, *, by: Person) -> None:
    """What became of a finding; a later word replaces an earlier one, and the trail keeps both.

    Raises NotFound, OwnAccessError, and ValueError for a word that is not in the list.
    """
    finding = queries.one_or_404(finding_id)
    if finding.person_id == by.id:
        raise OwnAccessError
    if disposition not in DISPOSITIONS:
        raise ValueError(disposition)
    finding.disposition, finding.disposed_by_id, finding.disposed_at = disposition, by.id, clock.now()
    record(
        "unusual:disposed",
        object_id=finding.person_id,
        detail=f"{finding.rule} {disposition} {finding.first_number}",
    )
