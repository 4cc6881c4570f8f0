"""Files in sealed pieces under the report's own key; each opens only at its place, and only when all are there."""

from collections.abc import Iterator, Sequence
from uuid import UUID, uuid4

import sqlalchemy as sa

from reporting import crypto
from reporting.crypto import SealBroken
from reporting.database import session
from reporting.reports import sealed
from reporting.reports.evidence.contents import Words
from reporting.reports.evidence.models import Evidence, EvidenceChunk

PIECE_BYTES = 64 * 1024
OWN_KEY = 0  # the report's own key; which wrapping key holds it stands in the key row
PURPOSE = "evidence"


def sealed_words(words: Words, *, report_id: UUID, evidence_id: UUID) -> bytes:
    """The words as they are stored on one row. Raises sealed.WordsDestroyed."""
    key = sealed.key_for(report_id, PURPOSE)
    return crypto.seal(words.stored(), key=key, key_id=OWN_KEY, where=_of_words(report_id, evidence_id))


def words_of(one: Evidence) -> Words:
    """The words of one piece of evidence. Raises sealed.WordsDestroyed and SealBroken."""
    key = sealed.key_for(one.report_id, PURPOSE)
    try:
        return Words.from_stored(crypto.unseal(one.words, key=key, where=_of_words(one.report_id, one.id)))
    except ValueError as error:
        raise SealBroken from error


def put_file(one: Evidence, data: bytes) -> None:
    """Seals and stores a file that is not empty, piece by piece. Raises sealed.WordsDestroyed."""
    key = sealed.key_for(one.report_id, PURPOSE)
    pieces = [data[at : at + PIECE_BYTES] for at in range(0, len(data), PIECE_BYTES)]
    session.add_all(
        EvidenceChunk(
            id=uuid4(),
            evidence_id=one.id,
            number=number,
            envelope=crypto.seal(piece, key=key, key_id=OWN_KEY, where=_of_piece(one, number, n_pieces=len(pieces))),
        )
        for number, piece in enumerate(pieces)
    )


def file_of(one: Evidence) -> bytes:
    """The whole file; callers have written the audit entry. Raises sealed.WordsDestroyed, and SealBroken where a piece is
    missing, changed, from elsewhere or not in its place."""
    chosen = sa.select(EvidenceChunk.number, EvidenceChunk.envelope).where(EvidenceChunk.evidence_id == one.id)
    rows = session.execute(chosen.order_by(EvidenceChunk.number)).all()
    data = b"".join(_opened(one, [(row.number, row.envelope) for row in rows]))
    if not data or len(data) != one.size:
        raise SealBroken
    return data


def _opened(one: Evidence, stored: Sequence[tuple[int, bytes]]) -> Iterator[bytes]:
    key = sealed.key_for(one.report_id, PURPOSE)
    for place, (number, envelope) in enumerate(stored):
        if number != place:
            raise SealBroken
        yield crypto.unseal(envelope, key=key, where=_of_piece(one, number, n_pieces=len(stored)))


def _of_words(report_id: UUID, evidence_id: UUID) -> bytes:
    return crypto.associated("evidence", "words", str(report_id), str(evidence_id))


def _of_piece(one: Evidence, number: int, *, n_pieces: int) -> bytes:
    """Report, file, number, and whether it is the last: without its last piece a file does not open at all."""
    end = "last" if number == n_pieces - 1 else "more"
    return crypto.associated("evidence_chunk", "envelope", str(one.report_id), str(one.id), str(number), end)
