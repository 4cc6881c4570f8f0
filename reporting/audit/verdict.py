"""Whether the chain is whole; otherwise the first bad entry and what happened to it, as exactly as the rows can tell.

The chain is read once. Only where it breaks is it read again, to find out whether what should stand there stands
somewhere else. Pure: rows come from a function that begins a new reading each time it is called.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reporting import crypto
from reporting.audit.anchors import Anchor
from reporting.audit.rows import NUMBER, PREVIOUS, SEAL, Row, is_sealed_as, parts_of

BEYOND = 1000  # how far beyond the last number an entry may have stood before others were taken out


class Fault(StrEnum):
    """What happened to an entry."""

    CHANGED = "changed"
    MISSING = "missing"
    OUT_OF_PLACE = "out of place"
    INSERTED = "inserted"
    CUT = "cut from the entry before it"
    TRUNCATED = "truncated"  # the end of the trail is gone: an anchor lies beyond it
    REWRITTEN = "rewritten"  # sealed rightly, but not as it was anchored


@dataclass(frozen=True)
class Verdict:
    """``n_entries`` are whole, then comes the first bad one. Where all are, ``n_anchors`` agreed with them."""

    n_entries: int
    bad_number: int | None = None
    fault: Fault | None = None
    n_anchors: int = 0

    @property
    def is_whole(self) -> bool:
        return self.bad_number is None


def verdict(read: Callable[[], Iterable[Row]], *, key: bytes, anchors: Sequence[Anchor] = ()) -> Verdict:
    """Walks the chain in order of number, then holds every anchor against it."""
    wanted = {anchor.number for anchor in anchors}
    found: dict[int, str] = {}
    previous, number, stray = "", 0, None
    for row in read():
        if row[NUMBER] == number + 1 and row[PREVIOUS] == previous:
            before, after = parts_of(row)
            if row[SEAL] == crypto.keyed_hash(f"{before}{number + 1}{after}", key=key):
                previous, number = row[SEAL], number + 1
                if number in wanted:
                    found[number] = previous
                continue
        if not number and _is_before_the_first(row):  # it may be an entry that is missing further on
            stray = row
            continue
        bad = _fault(row, number + 1, previous, read, key)
        return _earlier(bad, _rewritten(anchors, found))
    if stray is not None:
        return _earlier(Verdict(number, stray[NUMBER], Fault.INSERTED), _rewritten(anchors, found))
    if rewritten := _rewritten(anchors, found):
        return rewritten
    if any(anchor.number > number for anchor in anchors):
        return Verdict(number, number + 1, Fault.TRUNCATED)
    return Verdict(number, n_anchors=len(anchors))


def _is_before_the_first(row: Row) -> bool:
    return isinstance(row[NUMBER], int) and row[NUMBER] < 1


def _earlier(one: Verdict, other: Verdict | None) -> Verdict:
    return other if other and (other.bad_number or 0) < (one.bad_number or 0) else one


def _rewritten(anchors: Sequence[Anchor], found: dict[int, str]) -> Verdict | None:
    """The first anchor that the chain contradicts. What was rewritten begins after the last that agreed."""
    agreed = 0
    for anchor in sorted(anchors, key=lambda anchor: anchor.number):
        if anchor.number in found and found[anchor.number] != anchor.seal:
            return Verdict(agreed, anchor.number, Fault.REWRITTEN)
        agreed = anchor.number
    return None


def _fault(row: Row, number: int, previous: str, read: Callable[[], Iterable[Row]], key: bytes) -> Verdict:
    """What is wrong where ``row`` was met and the entry of this number, after ``previous``, was due."""
    whole = number - 1
    is_here = row[NUMBER] == number
    if is_here and (is_sealed_as(row, key=key) or is_sealed_as(row, key=key, previous=previous)):
        return Verdict(whole, number, Fault.CUT)
    stands_at, highest, n_alike = None, number, 0
    for other in read():
        n_alike += other[SEAL] == row[SEAL]
        if isinstance(other[NUMBER], int):
            highest = max(highest, other[NUMBER])
        if other[PREVIOUS] == previous and is_sealed_as(other, key=key, number=number):
            stands_at = other[NUMBER]
    if isinstance(row[NUMBER], int) and row[NUMBER] < number:  # a second one of the number before
        is_moved = n_alike == 1 and _true_number(row, highest, key) is not None
        return Verdict(whole, row[NUMBER], Fault.OUT_OF_PLACE if is_moved else Fault.INSERTED)
    if not is_here:
        if stands_at is None:
            return Verdict(whole, number, Fault.MISSING)
        return Verdict(whole, number, Fault.INSERTED if stands_at == number else Fault.OUT_OF_PLACE)
    is_moved = n_alike == 1 and _true_number(row, highest, key) is not None
    if stands_at is not None:
        return Verdict(whole, number, Fault.OUT_OF_PLACE if is_moved else Fault.INSERTED)
    return Verdict(whole, number, Fault.MISSING if is_moved else Fault.CHANGED)


def _true_number(row: Row, highest: int, key: bytes) -> int | None:
    """The number under which this row was sealed, if it was sealed at all."""
    before, after = parts_of(row)
    for number in range(1, highest + BEYOND):
        if row[SEAL] == crypto.keyed_hash(f"{before}{number}{after}", key=key):
            return number
    return None
