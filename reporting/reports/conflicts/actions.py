"""Writing down whom somebody knows, and keeping from them what involves these people.

Reports are unsealed here to be compared, never to be shown: no entry is written for each.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import sqlalchemy as sa

from reporting import clock
from reporting.audit.actions import record
from reporting.audit.queries import n_done
from reporting.crypto import SealBroken
from reporting.database import session
from reporting.mail.actions import post
from reporting.people.models import Person
from reporting.people.queries import with_role
from reporting.policy import Role
from reporting.reports.conflicts import queries, unread
from reporting.reports.conflicts.folding import folded
from reporting.reports.conflicts.involvement import Searchable, Sought, searchable, sought
from reporting.reports.conflicts.models import ConflictHit, ConflictOfInterest, UnreadNotice
from reporting.reports.conflicts.sealing import sealed_words, words_of
from reporting.reports.conflicts.vocabulary import ConflictKind
from reporting.reports.contents import NAMES, Compartment, Content
from reporting.reports.models import IncidentReport
from reporting.reports.sealed import take_each
from reporting.reports.sharing import Case, case_of, compared

DECLARED = "conflict:declared"
CONFLICTS_MAX = 20
WINDOW = timedelta(
    days=30
)  # as many entries, also removed ones: who tries names until a report disappears learns who is in it
COMPARED = (Compartment.IDENTITY, Compartment.ACCOUNT, Compartment.ALLEGED, Compartment.SUMMARY)


class TooManyConflictsError(Exception):
    """This person has written down as many as can be kept."""


class TooOftenError(Exception):
    """This person has written down as many as may be within 30 days."""


def declare_conflict(person: Person, kind: ConflictKind, words: str) -> None:
    """From now on what involves these words does not exist for the person. The same words twice are one entry.

    Raises TooManyConflictsError and TooOftenError.
    """
    known = queries.own(person)
    if any(one.kind is kind and one.words and folded(one.words) == folded(words) for one in known):
        return
    if len(known) >= CONFLICTS_MAX:
        raise TooManyConflictsError
    if n_done(DECLARED, by=person.id, since=clock.now() - WINDOW) >= CONFLICTS_MAX:
        raise TooOftenError
    row_id = uuid4()
    session.add(
        ConflictOfInterest(
            id=row_id,
            person_id=person.id,
            kind=kind,
            words=sealed_words(words, person_id=person.id, row_id=row_id),
            created_at=clock.now(),
        )
    )
    record(DECLARED, object_id=person.id)
    held = set(session.scalars(sa.select(ConflictHit.report_id).where(ConflictHit.person_id == person.id)))
    wanted = Wanted(person.id, person.role, sought(kind, words))
    involved = [said.report_id for said in _each(sa.select(IncidentReport.id)) if wanted.is_in(said)]
    _keep_from((person.id, report_id) for report_id in involved if report_id not in held)
    tell_of_unread()


def remove_conflict(conflict: ConflictOfInterest) -> None:
    """Takes one entry back, and with it what no other entry of the person keeps from them.

    A report whose words are destroyed can no longer be compared: it stays away until the last entry is gone.
    """
    person_id = conflict.person_id
    session.delete(conflict)
    session.flush()
    record("conflict:removed", object_id=person_id)
    left = [wanted for wanted in _declared() if wanted.person_id == person_id]
    theirs = sa.select(ConflictHit.report_id).where(ConflictHit.person_id == person_id)
    if not left:
        session.execute(sa.delete(ConflictHit).where(ConflictHit.person_id == person_id))
        return
    free = [said.report_id for said in _each(theirs) if not any(wanted.is_in(said) for wanted in left)]
    for report_id in free:
        session.execute(
            sa.delete(ConflictHit).where(ConflictHit.person_id == person_id, ConflictHit.report_id == report_id)
        )


def note_filed(told: Iterable[tuple[UUID, Case, Sequence[Content]]]) -> None:
    """New reports, by id, what was agreed, and contents: each is kept from whoever knows somebody in it."""
    declared = _declared()
    if not declared:
        return
    each = (Said(report_id, case, contents) for report_id, case, contents in told)
    pairs = dict.fromkeys((one.person_id, said.report_id) for said in each for one in declared if one.is_in(said))
    if pairs:
        _keep_from(pairs)
        tell_of_unread()


def note_changed(report_id: UUID) -> None:
    """The words of a report have changed: whom it is kept from is found out anew."""
    declared = _declared()
    if not declared:
        return
    held = queries.people_kept_from(report_id)
    for said in _each(sa.select(IncidentReport.id).where(IncidentReport.id == report_id)):
        due = {wanted.person_id for wanted in declared if wanted.is_in(said)}
        _keep_from((person_id, report_id) for person_id in due - held)
        for person_id in held - due:
            session.execute(
                sa.delete(ConflictHit).where(ConflictHit.person_id == person_id, ConflictHit.report_id == report_id)
            )
    tell_of_unread()


def note_role(person: Person) -> None:
    """Somebody has another role and reads other parts: what is kept from them is found out anew."""
    session.execute(sa.delete(ConflictHit).where(ConflictHit.person_id == person.id))
    theirs = [wanted for wanted in _declared() if wanted.person_id == person.id]
    if theirs:
        involved = [said for said in _each(sa.select(IncidentReport.id)) if any(one.is_in(said) for one in theirs)]
        _keep_from((person.id, said.report_id) for said in involved)
        tell_of_unread()


def tell_of_unread() -> None:
    """So that nothing stays unread in silence: one neutral letter for what nobody who should may open.

    Coordinators hear of released reports, those of them who may see one. Where none of them may, and for what waits
    for a coordinator, the administrators do: they can ask for another coordinator. Each report is told once.
    """
    told: defaultdict[Role, set[UUID]] = defaultdict(set)
    for role, report_id in session.execute(sa.select(UnreadNotice.told, UnreadNotice.report_id)):
        told[role].add(report_id)
    beyond_teams = set(unread.beyond_their_team()) - told[Role.COORDINATOR]
    beyond_coordinators = set(unread.beyond_coordinators()) - told[Role.ADMINISTRATOR]
    if not beyond_teams and not beyond_coordinators:
        return
    coordinators = with_role(Role.COORDINATOR)
    hearing: dict[UUID, Person] = {}
    for report_id in beyond_teams:
        kept_from = queries.people_kept_from(report_id)
        hearing.update({one.id: one for one in coordinators if one.id not in kept_from})
    if beyond_coordinators:
        hearing.update({one.id: one for one in with_role(Role.ADMINISTRATOR)})
    notices = [(Role.COORDINATOR, one) for one in beyond_teams]
    notices += [(Role.ADMINISTRATOR, one) for one in beyond_coordinators]
    rows = [{"id": uuid4(), "told": role, "report_id": report_id} for role, report_id in notices]
    session.execute(sa.insert(UnreadNotice), rows)
    for person in hearing.values():
        post(person, kind="update", claim=f"unread:{rows[0]['id']}")


class Said:
    """What a report says, to each role only as far as its rule lets it be compared."""

    def __init__(self, report_id: UUID, case: Case, contents: Sequence[Content]) -> None:
        self.report_id, self._case, self._contents = report_id, case, contents
        self._folded: dict[frozenset[str], Searchable] = {}

    def to(self, role: Role) -> Searchable:
        parts = compared(self._case, role=role)
        if parts not in self._folded:
            self._folded[parts] = searchable(one for one in self._contents if NAMES[type(one)].value in parts)
        return self._folded[parts]


@dataclass(frozen=True)
class Wanted:
    """One entry: whose, in which role, and what it looks for."""

    person_id: UUID
    role: Role
    sought: Sought

    def is_in(self, said: Said) -> bool:
        return self.sought.is_in(said.to(self.role))


def _declared() -> list[Wanted]:
    """Everybody's entries as what they look for."""
    found = []
    chosen = sa.select(ConflictOfInterest, Person.role).join(Person, Person.id == ConflictOfInterest.person_id)
    for row, role in session.execute(chosen):
        try:
            found.append(Wanted(row.person_id, role, sought(row.kind, words_of(row))))
        except SealBroken:
            continue  # its owner sees that it does not open and can write it down again
    return found


def _each(report_ids: sa.Select[UUID]) -> Iterator[Said]:
    row = IncidentReport
    columns = (row.sharing, row.location_precision, row.recipients, row.shares_full_account, row.shares_demographics)
    chosen = sa.select(row.id, row.status, *columns).where(row.id.in_(report_ids))
    agreed = {clear.id: case_of(clear, status=clear.status) for clear in session.execute(chosen)}
    for report_id, contents in take_each(*COMPARED, among=report_ids):
        yield Said(report_id, agreed[report_id], contents)


def _keep_from(pairs: Iterable[tuple[UUID, UUID]]) -> None:
    rows = [{"id": uuid4(), "person_id": person_id, "report_id": report_id} for person_id, report_id in pairs]
    if rows:
        session.execute(sa.insert(ConflictHit), rows)
