"""An entry as it is sealed: the one text that its seal is taken over. Pure; it meets every row of a long trail.

A row is the stored values as plain text, in the order of ``FIELDS``. Nothing is parsed: whatever was put into a column
by hand, it either gives the text that was sealed or it does not.
"""

from datetime import UTC, datetime
from json.encoder import encode_basestring as quoted
from typing import Any

from reporting import crypto

FIELDS = (
    "number", "id", "happened_at", "actor_id", "actor_role", "action", "object_id", "detail", "outcome", "previous",
    "seal",
)  # fmt: skip
NUMBER, PREVIOUS, SEAL = FIELDS.index("number"), FIELDS.index("previous"), FIELDS.index("seal")
WHOLE_SECOND = ".000000"

Row = tuple[Any, ...]


def parts_of(row: Row) -> tuple[str, str]:
    """The sealed text before and after the entry's number: a JSON list, as ``json.dumps`` writes it."""
    _number, id_, happened_at, actor, role, action, object_, detail, outcome, previous, _seal = row
    try:
        return (
            f"[{_id(id_)}, ",
            f", {_moment(happened_at)}, {_id(actor)}, {quoted(role)}, {quoted(action)}, {_id(object_)}, "
            f"{quoted(detail)}, {quoted(outcome)}, {quoted(previous)}]",
        )
    except TypeError:  # a column of text holds something else: no entry was ever sealed like this
        return "", repr(row)


def seal_of(row: Row, *, key: bytes) -> str:
    """The keyed hash over an entry and, through ``previous``, over everything before it."""
    before, after = parts_of(row)
    return crypto.keyed_hash(f"{before}{row[NUMBER]}{after}", key=key)


def is_sealed_as(row: Row, *, key: bytes, number: int | None = None, previous: str | None = None) -> bool:
    """Whether the row's seal is right, once it stands at another number or after another entry."""
    moved = list(row)
    if number is not None:
        moved[NUMBER] = number
    if previous is not None:
        moved[PREVIOUS] = previous
    return bool(row[SEAL] == seal_of(tuple(moved), key=key))


def _id(text: str | None) -> str:
    """32 hexadecimal digits in five groups; nobody and nothing is an empty text."""
    if text is None:
        return '""'
    if len(text) == 32 and text.isalnum():
        return f'"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"'
    return quoted(f"no id: {text}")


def _moment(text: str) -> str:
    """``2026-11-22 14:05:00.000000`` as an instant of ISO 8601 in UTC."""
    if isinstance(text, str) and len(text) == 26 and text[10] == " ":
        fraction = "" if text.endswith(WHOLE_SECOND) else text[19:]
        return quoted(f"{text[:10]}T{text[11:19]}{fraction}+00:00")
    return quoted(f"no moment: {text}")


def stored_moment(moment: datetime) -> str:
    """An instant as a row holds it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
