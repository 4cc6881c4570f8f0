"""Opening what is sealed: the audit entry first, then the words. No entry, no words."""

from typing import TypeVar

from reporting.audit.actions import record
from reporting.tension import sealed
from reporting.tension.models import TensionObservation, TensionReturn
from reporting.tension.sealed import Approved, Heard, Told

T = TypeVar("T")


def heard(observation: TensionObservation) -> Heard:
    """What the taker wrote. Raises sealed.WordsDestroyed."""
    record("observation:heard:opened", object_id=observation.id)
    return _first(sealed.take(observation.id, Heard))


def approved(observation: TensionObservation) -> Approved:
    """What was approved for the ward team. Raises sealed.WordsDestroyed."""
    record("observation:approved:opened", object_id=observation.id)
    return _first(sealed.take(observation.id, Approved))


def told(one: TensionReturn) -> list[Told]:
    """The tellings of a return, the first one first. Raises sealed.WordsDestroyed."""
    record("return:told:opened", object_id=one.id)
    found = sealed.take(one.id, Told)
    if not found:
        raise sealed.WordsDestroyed
    return found


def _first(found: list[T]) -> T:
    if not found:
        raise sealed.WordsDestroyed
    return found[0]
