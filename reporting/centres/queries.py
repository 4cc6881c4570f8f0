"""Finding centres."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from werkzeug.exceptions import NotFound

from reporting import clock
from reporting.audit import queries as audit
from reporting.centres import verification
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.centres.vocabulary import CentreStatus
from reporting.database import session
from reporting.policy import Can, may

OPENINGS = {
    f"{before.value} {CentreStatus.ACTIVE.value}" for before in (CentreStatus.TRAINED, CentreStatus.SUSPENDED)
}  # as the trail tells a move


def by_code(code: str) -> ThirdPartyReportingCentre | None:
    return session.scalar(sa.select(ThirdPartyReportingCentre).where(ThirdPartyReportingCentre.code == code))


def known() -> list[ThirdPartyReportingCentre]:
    return list(session.scalars(sa.select(ThirdPartyReportingCentre).order_by(ThirdPartyReportingCentre.name)))


def one_or_404(person: Any, centre_id: UUID | None) -> ThirdPartyReportingCentre:
    """A centre this person looks after: any for a coordinator, else their own.

    Raises NotFound exactly as for one that was never there.
    """
    is_theirs = centre_id is not None and (may(person, Can.MANAGE_CENTRES) or centre_id == person.centre_id)
    found = session.get(ThirdPartyReportingCentre, centre_id) if is_theirs else None
    if found is None:
        raise NotFound
    return found


def is_listed(centre: ThirdPartyReportingCentre, *, today: date) -> bool:
    """Whether the public directory names it: active, and confirmed within the last 90 days."""
    return centre.status is CentreStatus.ACTIVE and verification.holds(centre.verified_on, today=today)


def listed(*, today: date, language: str = "") -> list[ThirdPartyReportingCentre]:
    """The centres of the public directory, perhaps only those where a language is spoken."""
    chosen = sa.select(ThirdPartyReportingCentre).where(ThirdPartyReportingCentre.status == CentreStatus.ACTIVE)
    found = session.scalars(chosen.order_by(ThirdPartyReportingCentre.name))
    return [one for one in found if is_listed(one, today=today) and (not language or language in one.languages)]


def opened(since: date, until: date) -> list[tuple[ThirdPartyReportingCentre, date]]:
    """Centres with each day from since to until on which they became active; waking from dormancy is no opening.

    The moves stand in the trail. A centre that was active from the beginning has made none: it opened when it was added,
    or, while it has never moved, on the day since which it is what it is.
    """
    its = {centre.id: centre for centre in known()}
    moves: dict[UUID, list[tuple[str, date]]] = {}
    added: dict[UUID, date] = {}
    for entry in audit.done_to(its.keys(), "centre:added", "centre:moved"):
        assert entry.object_id
        day = clock.london(entry.happened_at).date()
        if entry.action == "centre:added":
            added[entry.object_id] = day
        else:
            moves.setdefault(entry.object_id, []).append((entry.detail, day))
    found: list[tuple[ThirdPartyReportingCentre, date]] = []
    for centre in its.values():
        made = moves.get(centre.id, [])
        if not made and centre.status is CentreStatus.ACTIVE:
            found.append((centre, centre.moved_on))
        elif made and made[0][0].startswith(f"{CentreStatus.ACTIVE.value} ") and centre.id in added:
            found.append((centre, added[centre.id]))
        found += [(centre, day) for words, day in made if words in OPENINGS]
    return [(centre, day) for centre, day in found if since <= day <= until]
