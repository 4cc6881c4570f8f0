"""The table of pages: what each actor gets from each page by each method. Read, written and compared as text."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from flask import Flask
from werkzeug.test import TestResponse

from tests.matrix.actors import ACTORS

PATH = Path(__file__).parent / "pages.txt"
METHODS = ("GET", "POST", "PUT", "DELETE")
VALUES = {
    "UUIDConverter": str(UUID(int=1)), "IntegerConverter": "1", "week": "2026-W01", "month": "2026-01",
    "suffix": "csv", "code": "en", "email": "omar@demo.example",
}  # fmt: skip
WAYS_IN = {"/sign-in": "in", "/sign-in/second": "2nd", "/unlock": "lock"}

Cell = tuple[str, str, str]  # page, method, actor


def pages(app: Flask) -> list[str]:
    """Every address of the app, each listed alternative on its own, with ids that nothing has."""
    found = set()
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        alternatives: list[dict[str, str]] = [{}]
        for name in rule.arguments:
            kind = rule._converters[name]
            listed = sorted(getattr(kind, "items", [])) or [VALUES.get(type(kind).__name__, VALUES.get(name, "x"))]
            alternatives = [{**one, name: value} for one in alternatives for value in listed]
        for values in alternatives:
            built = rule.build(values, append_unknown=False)
            assert built is not None, rule
            found.add(built[1])
    return sorted(found)


def word(answer: TestResponse) -> str:
    """What the table says of an answer: the way in somebody is shown, another way (->), or the status."""
    if answer.status_code in {301, 302, 303, 308}:
        return WAYS_IN.get(answer.location.partition("?")[0], "->")
    return str(answer.status_code)


def read() -> dict[Cell, str]:
    """The table as it stands in the file."""
    lines = [line.split() for line in PATH.read_text().splitlines() if line and not line.startswith("#")]
    actors = lines[0][2:]
    return {
        (page, method, actor): due
        for page, method, *cells in lines[1:]
        for actor, due in zip(actors, cells, strict=True)
    }


def text(cells: dict[Cell, str]) -> str:
    """The table as text, columns under their actors."""
    return "\n".join(_lines(cells)) + "\n"


def _lines(cells: dict[Cell, str]) -> Iterator[str]:
    width = max(len(page) for page, _method, _actor in cells)
    yield f"{'page':{width}}  method  " + "  ".join(ACTORS)
    for page in sorted({page for page, _method, _actor in cells}):
        for method in METHODS:
            row = [f"{cells[page, method, actor]:{len(actor)}}" for actor in ACTORS]
            yield f"{page:{width}}  {method:6}  {'  '.join(row)}".rstrip()
