"""The words of a conflict of interest under seal: a key for each person, associated data for each row."""

from uuid import UUID

from reporting import crypto
from reporting.crypto import keyring
from reporting.reports.conflicts.models import ConflictOfInterest

SYSTEM_KEY = 0  # the key is derived from the ring's root, not one of its wrapping keys


def sealed_words(words: str, *, person_id: UUID, row_id: UUID) -> bytes:
    """The words as they are stored on one row."""
    return crypto.seal(words.encode(), key=_key_of(person_id), key_id=SYSTEM_KEY, where=_where(row_id))


def words_of(conflict: ConflictOfInterest) -> str:
    """The words somebody wrote. Raises SealBroken where they were changed or moved to another row or person."""
    return crypto.unseal(conflict.words, key=_key_of(conflict.person_id), where=_where(conflict.id)).decode()


def _key_of(person_id: UUID) -> bytes:
    return keyring().key_for(f"conflicts of interest of {person_id}")


def _where(row_id: UUID) -> bytes:
    return crypto.associated("conflict_of_interest", "words", str(row_id))
