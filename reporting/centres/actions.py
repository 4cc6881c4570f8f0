"""Changing centres: adding, moving on, confirming, doubting, and asking for confirmation by letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from blinker import Namespace

from reporting import clock
from reporting.audit.actions import record
from reporting.centres import life, links, queries, verification
from reporting.centres.life import Mover
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.centres.vocabulary import CentreStatus
from reporting.database import session
from reporting.mail.actions import post, withdraw

doubted = Namespace().signal("doubted")
"""Sent with (centre=…) when a centre answers that something is wrong; a room above tells the coordinators."""


class MoveRefused(Exception):
    """There is no such move from where the centre stands now."""


class CodeTaken(Exception):
    """Another centre has this code."""


@dataclass
class Contact:
    """A centre as the outbox needs to know a recipient."""

    id: UUID
    email: str
    language: str


def add_centre(*, code: str, status: CentreStatus, **details: Any) -> ThirdPartyReportingCentre:
    """A new centre; ``details`` are columns of the table. Raises CodeTaken."""
    if queries.by_code(code):
        raise CodeTaken
    centre = ThirdPartyReportingCentre(code=code, status=status, moved_at=clock.now(), **details)
    session.add(centre)
    session.flush()
    record("centre:added", object_id=centre.id)
    return centre


def change(centre: ThirdPartyReportingCentre, **details: Any) -> bool:
    """Writes new details; False where they are what is there already. Another address to write to begins a new round."""
    changed = {name: value for name, value in details.items() if getattr(centre, name) != value}
    for name, value in changed.items():
        setattr(centre, name, value)
    if "contact_email" in changed:
        _begin_round(centre)
        record("centre:contact:changed", object_id=centre.id)
    if changed.keys() - {"contact_email"}:
        record("centre:changed", object_id=centre.id)
    return bool(changed)


def move(centre: ThirdPartyReportingCentre, to: CentreStatus, *, mover: Mover = Mover.COORDINATOR) -> None:
    """Moves a centre on in its life. Raises MoveRefused."""
    old = centre.status
    if not life.may_move(old, to, mover):
        raise MoveRefused
    centre.status, centre.moved_at = to, clock.now()
    if mover is Mover.COORDINATOR:
        _begin_round(centre)  # whoever opens or closes a centre is in touch with it: earlier letters have had their day
    record("centre:moved", object_id=centre.id, detail=f"{old.value} {to.value}")


def confirm(centre: ThirdPartyReportingCentre, *, way: str) -> None:
    """What is said about the centre is right, today. ``way``: "by_link", "by_page" or "by_call"."""
    centre.verified_at, centre.doubted_at = clock.now(), None
    _begin_round(centre)
    record("centre:verified", object_id=centre.id, detail=way)


def doubt(centre: ThirdPartyReportingCentre) -> None:
    """The centre answers that something is wrong. Said again, it changes nothing."""
    if centre.doubted_at is not None:
        return
    centre.doubted_at = clock.now()
    withdraw(centre.id, kind="verification")
    record("centre:doubted", object_id=centre.id)
    doubted.send(centre=centre)


def _begin_round(centre: ThirdPartyReportingCentre) -> None:
    """Links of earlier letters end here, and letters that wait in the outbox are not sent any more."""
    centre.verification_round += 1
    centre.n_letters, centre.last_letter_at = 0, None
    withdraw(centre.id, kind="verification")


def asked_by(token: str) -> links.Link | None:
    """What a link is about, or None for one that is not ours."""
    read = links.read(token)
    centre = session.get(ThirdPartyReportingCentre, read.centre_id) if read else None
    return links.Link(centre, links.standing(read, centre)) if read and centre else None


def post_due_letters() -> int:
    """Puts the letters that are due today in the outbox, first ones and reminders; returns how many. Safe to repeat."""
    return sum(_post_if_due(centre, clock.today()) for centre in queries.known())


def _post_if_due(centre: ThirdPartyReportingCentre, today: date) -> bool:
    is_due = bool(centre.contact_email) and verification.is_letter_due(
        centre.status,
        verified_on=centre.verified_on,
        n_letters=centre.n_letters,
        last_letter_on=centre.last_letter_on,
        is_doubted=centre.doubted_at is not None,
        today=today,
    )
    if not is_due:
        return False
    recipient = Contact(centre.id, centre.contact_email, centre.contact_language)
    claim = f"verify:{centre.verification_round}:{centre.n_letters + 1}"
    post(recipient, kind="verification", claim=claim, about=centre.id)
    centre.n_letters, centre.last_letter_at = centre.n_letters + 1, clock.now()
    record("centre:asked", object_id=centre.id)
    return True


def move_by_night(last_told: Mapping[UUID, date]) -> int:
    """Makes the moves that are due by themselves; returns how many. Safe to repeat.

    last_told   for each centre the day on which somebody last told something there
    """
    n_moved, today = 0, clock.today()
    for centre in queries.known():
        due = life.nightly_move(
            centre.status,
            moved_on=centre.moved_on,
            verified_on=centre.verified_on,
            last_told_on=last_told.get(centre.id),
            today=today,
        )
        if due:
            to, mover = due
            move(centre, to, mover=mover)
            n_moved += 1
    return n_moved
