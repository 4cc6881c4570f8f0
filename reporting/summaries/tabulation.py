"""Tables before they are put into words: keys and numbers, the same in every language. This is what is frozen."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Key:
    """Something to be said in the reader's language: a key of one of the lists of ``wording``."""

    list: str
    key: str


@dataclass(frozen=True)
class Percent:
    """A whole percentage, 0 to 100. Never a count, so that no reader takes one for the other."""

    value: int


Cell = int | str | Key | Percent
"""A count, a text that is the same in every language (a code, a name), words to be translated, or a percentage."""

SUPPRESSED = Key("words", "suppressed")
NO_PERCENTAGE = Key("words", "no_percentage")
NOT_PUBLISHED = Key("words", "not_published")
ALL = Key("words", "all")


@dataclass(frozen=True)
class Tabulation:
    """One table. ``columns`` are the headings; each row has as many cells; ``notes`` are keys of ``wording.NOTES``."""

    id: str
    columns: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


def written(tables: Sequence[Tabulation]) -> str:
    """Canonical JSON: the same tables are the same text, byte for byte."""
    values = [
        {
            "id": table.id,
            "columns": [_written(cell) for cell in table.columns],
            "rows": [[_written(cell) for cell in row] for row in table.rows],
            "notes": list(table.notes),
        }
        for table in tables
    ]
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(text: str) -> tuple[Tabulation, ...]:
    """The tables of a text made by ``written``."""
    return tuple(
        Tabulation(
            id=values["id"],
            columns=tuple(_read(cell) for cell in values["columns"]),
            rows=tuple(tuple(_read(cell) for cell in row) for row in values["rows"]),
            notes=tuple(values["notes"]),
        )
        for values in json.loads(text)
    )


def checksum(text: str) -> str:
    """SHA-256 of the canonical JSON, hex: equal in every language and file format of the same figures."""
    return hashlib.sha256(text.encode()).hexdigest()


def _written(cell: Cell) -> Any:
    if isinstance(cell, Key):
        return {"list": cell.list, "key": cell.key}
    return {"percent": cell.value} if isinstance(cell, Percent) else cell


def _read(value: Any) -> Cell:
    if not isinstance(value, dict):
        return value
    return Percent(value["percent"]) if "percent" in value else Key(value["list"], value["key"])
