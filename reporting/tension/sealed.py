"""The words of observations and returns, each under a data key of its own that the ring wraps and that can be destroyed.

answers    the first page of an observation that is not sent yet
heard      an observation as its taker wrote it
approved   what a coordinator approved for the ward team
told       one telling of a weekly return
said       why a person decided on a level
"""

import json
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar
from uuid import UUID, uuid4

import sqlalchemy as sa

from reporting import clock, crypto
from reporting.crypto import SealBroken, keyring
from reporting.database import session
from reporting.tension.models import TensionKey, TensionWords


@dataclass(frozen=True, kw_only=True)
class Answers:
    """Field name to the texts that were typed."""

    texts: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What was noticed or heard, in words; empty text means not given."""

    heard: str = ""
    place: str = ""
    heard_from: str = ""
    reported: str = ""  # yes, no, not_known
    reported_to: str = ""
    communities: str = ""
    expected: str = ""
    impact: str = ""
    coverage: str = ""
    responses: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Approved:
    """What the ward team reads."""

    text: str = ""
    place: str = ""
    expected: str = ""


@dataclass(frozen=True, kw_only=True)
class Told:
    """One telling of a weekly return."""

    details: str = ""
    coverage: str = ""
    impact: str = ""
    reported_to: str = ""


@dataclass(frozen=True, kw_only=True)
class Said:
    """Why a person decided on a level."""

    reason: str = ""


Content = Answers | Heard | Approved | Told | Said
PARTS: dict[type[Content], str] = {
    Answers: "answers", Heard: "heard", Approved: "approved", Told: "told", Said: "said",
}  # fmt: skip
T = TypeVar("T", Answers, Heard, Approved, Told, Said)


class WordsDestroyed(Exception):
    """The key was destroyed: nobody can read these words again."""


def _where_key(about_id: UUID) -> bytes:
    return crypto.associated("tension_key", "wrapped", str(about_id))


def _where(about_id: UUID, part: str, row_id: UUID) -> bytes:
    return crypto.associated("tension_words", "envelope", str(about_id), part, str(row_id))


def _data_key(about_id: UUID) -> bytes:
    """The data key, made at the first word. Raises WordsDestroyed."""
    stored = session.scalar(sa.select(TensionKey).where(TensionKey.about_id == about_id))
    if stored is None:
        data_key = crypto.new_data_key()
        session.add(TensionKey(about_id=about_id, wrapped=keyring().wrap(data_key, where=_where_key(about_id))))
        session.flush()
        return data_key
    if stored.wrapped is None:
        raise WordsDestroyed
    return keyring().unwrap(stored.wrapped, where=_where_key(about_id))


def put(about_id: UUID, content: Content, *, number: int = 1) -> None:
    """Seals and stores a content, replacing what this part held under this number. Raises WordsDestroyed."""
    part = PARTS[type(content)]
    data_key = _data_key(about_id)
    row = session.scalar(_rows(about_id, part).where(TensionWords.number == number))
    row_id = row.id if row else uuid4()
    envelope = crypto.seal(
        json.dumps(vars(content), ensure_ascii=False, sort_keys=True).encode(),
        key=crypto.derived(data_key, part),
        key_id=0,  # its own key; which wrapping key holds it stands in the key row
        where=_where(about_id, part, row_id),
    )
    if row is None:
        words = TensionWords(
            id=row_id, about_id=about_id, part=part, number=number, envelope=envelope, sealed_at=clock.now()
        )
        session.add(words)
    else:
        row.envelope, row.sealed_at = envelope, clock.now()
    session.flush()


def take(about_id: UUID, kind: type[T]) -> list[T]:
    """The opened contents of one part, in order of number; none where it was never written.

    Callers have written the audit entry first. Raises WordsDestroyed, and SealBroken where something was changed
    or moved.
    """
    rows = session.scalars(_rows(about_id, PARTS[kind]).order_by(TensionWords.number)).all()
    stored = session.scalar(sa.select(TensionKey).where(TensionKey.about_id == about_id))
    if stored is not None and stored.wrapped is None:
        raise WordsDestroyed
    return [_opened(row, kind, _data_key(about_id)) for row in rows]


def _opened(row: TensionWords, kind: type[T], data_key: bytes) -> T:
    key = crypto.derived(data_key, row.part)
    text = crypto.unseal(row.envelope, key=key, where=_where(row.about_id, row.part, row.id))
    try:
        values: dict[str, Any] = json.loads(text)
    except ValueError as error:
        raise SealBroken from error
    known = {one.name for one in fields(kind)}
    return kind(**{name: value for name, value in values.items() if name in known})


def _rows(about_id: UUID, part: str) -> sa.Select[Any]:
    return sa.select(TensionWords).where(TensionWords.about_id == about_id, TensionWords.part == part)


def erase(about_id: UUID, kind: type[Content]) -> None:
    """Removes one part; the key and the other parts stay."""
    part = PARTS[kind]
    session.execute(sa.delete(TensionWords).where(TensionWords.about_id == about_id, TensionWords.part == part))


def destroy(about_id: UUID) -> None:
    """Destroys the key, and with it every word, also in backups. That there was one stays known."""
    session.execute(sa.delete(TensionWords).where(TensionWords.about_id == about_id))
    session.execute(
        sa.update(TensionKey).where(TensionKey.about_id == about_id).values(wrapped=None, destroyed_at=clock.now())
    )


def forget(about_id: UUID) -> None:
    """Removes words and key without a trace: for what was never sent."""
    session.execute(sa.delete(TensionWords).where(TensionWords.about_id == about_id))
    session.execute(sa.delete(TensionKey).where(TensionKey.about_id == about_id))


def with_words() -> sa.Select[Any]:
    """SQL: the ids of everything whose key still stands."""
    return sa.select(TensionKey.about_id).where(TensionKey.wrapped.is_not(None))
