"""Beginning, sending and deciding on observations."""

from datetime import datetime
from uuid import UUID, uuid4

from reporting import clock
from reporting.audit.actions import record
from reporting.database import session
from reporting.people.actions import tell_coordinators
from reporting.people.models import Person
from reporting.tension import sealed
from reporting.tension.models import ObservationDraft, TensionObservation
from reporting.tension.observations import queries
from reporting.tension.observations.facts import Observed
from reporting.tension.sealed import Answers, Approved, Heard
from reporting.tension.vocabulary import ALARMING, Standing


class DecidedBefore(Exception):
    """A colleague has decided on this observation in the meantime."""


def keep_draft(person: Person, answers: dict[str, list[str]]) -> ObservationDraft:
    """Keeps the first page, sealed, in place of what this person had begun before."""
    draft = queries.own_draft(person)
    if draft is None:
        draft = ObservationDraft(id=uuid4(), owner_id=person.id)
        session.add(draft)
    draft.saved_at = clock.now()
    session.flush()
    sealed.put(draft.id, Answers(texts=answers))
    return draft


def discard_draft(draft: ObservationDraft) -> None:
    """Erases what was begun, with its key."""
    sealed.forget(draft.id)
    session.delete(draft)


def send(draft: ObservationDraft, observed: Observed, words: Heard, *, by: Person, is_practice: bool = False) -> None:
    """Turns a draft into an observation. From here on its taker reads it no more.

    A practice keeps its row, so that one can see that somebody practised; its words are destroyed at once.
    """
    observation_id = draft.id
    session.delete(draft)
    sealed.erase(observation_id, Answers)
    file(observation_id, observed, words, by=by, is_practice=is_practice)
    record("observation:sent", object_id=observation_id, detail="practice" if is_practice else "")
    if is_practice:
        sealed.destroy(observation_id)
    elif observed.judgement <= ALARMING:
        tell_coordinators(f"observation:{observation_id}")


def file(
    observation_id: UUID,
    observed: Observed,
    words: Heard | None,
    *,
    by: Person,
    is_practice: bool = False,
    submitted_at: datetime | None = None,
) -> TensionObservation:
    """The row and its sealed words, from the form or from a made-up past (``submitted_at``, and no words any more)."""
    observation = TensionObservation(
        id=observation_id,
        centre_id=by.centre_id,
        taken_by_id=by.id,
        submitted_at=submitted_at or clock.now(),
        is_practice=is_practice,
        **vars(observed),
    )
    session.add(observation)
    session.flush()
    if words is not None:
        sealed.put(observation_id, words)
    return observation


def approve(observation: TensionObservation, text: str = "") -> None:
    """Passes it on to the ward team: with the text given, or as it was written.

    As written means what was heard, where and for when; the rest stays in the scheme.
    Raises DecidedBefore and sealed.WordsDestroyed.
    """
    _expect_new(observation)
    if text:
        approved = Approved(text=text)
    else:
        record("observation:heard:opened", object_id=observation.id)
        (heard,) = sealed.take(observation.id, Heard)
        approved = Approved(text=heard.heard, place=heard.place, expected=heard.expected)
    sealed.put(observation.id, approved)
    observation.standing, observation.decided_at = Standing.APPROVED, clock.now()
    record("observation:approved", object_id=observation.id, detail="reworded" if text else "as_written")


def keep(observation: TensionObservation) -> None:
    """Keeps it in the scheme: it counts, and no ward team reads it. Raises DecidedBefore."""
    _expect_new(observation)
    observation.standing, observation.decided_at = Standing.KEPT, clock.now()
    record("observation:kept", object_id=observation.id)


def _expect_new(observation: TensionObservation) -> None:
    if observation.standing is not Standing.NEW:
        raise DecidedBefore
