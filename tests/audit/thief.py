"""A chain made quickly, and everything that somebody with the database in hand could do to it."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from reporting.audit.models import AuditEntry
from reporting.audit.rows import FIELDS, NUMBER, SEAL, Row, seal_of, stored_moment
from reporting.audit.verdict import Fault

KEY = b"the key of this chain, thirty-two"
WRONG_KEY = b"a key that the forger had to guess"
BEGAN_AT = datetime(2026, 1, 1, tzinfo=UTC)


def hexes(dice: random.Random, digits: int) -> str:
    return f"{dice.getrandbits(4 * digits):0{digits}x}"


def row_after(last: Row | None, *, key: bytes = KEY, seed: object = "") -> Row:
    """The next row of a chain."""
    number = last[NUMBER] + 1 if last else 1
    dice = random.Random(f"{number} {seed}")
    values = {
        "number": number,
        "id": hexes(dice, 32),
        "happened_at": stored_moment(BEGAN_AT + timedelta(minutes=number)),
        "actor_id": hexes(dice, 32) if dice.random() < 0.8 else None,
        "actor_role": dice.choice(["volunteer", "coordinator", "system"]),
        "action": dice.choice(["report:submitted", "report:identity:opened", "session:begun"]),
        "object_id": hexes(dice, 32) if dice.random() < 0.8 else None,
        "detail": dice.choice(["", "contact", 'low "high"', "ward ü"]),
        "outcome": dice.choice(["done", "denied"]),
        "previous": last[SEAL] if last else "",
        "seal": "",
    }
    row = tuple(values[name] for name in FIELDS)
    return (*row[:SEAL], seal_of(row, key=key))


def chain_of(n: int) -> list[Row]:
    rows: list[Row] = []
    for _ in range(n):
        rows.append(row_after(rows[-1] if rows else None))
    return rows


def with_value(row: Row, field: str, value: Any) -> Row:
    place = FIELDS.index(field)
    return (*row[:place], value, *row[place + 1 :])


@dataclass(frozen=True)
class Damage:
    """What was done: the rows as they stand now, the first bad number and what it should be called."""

    rows: list[Row]
    number: int
    fault: Fault


def changed_value(value: Any, field: str, dice: random.Random, n: int) -> Any:
    if field in {"id", "actor_id", "object_id"}:
        return dice.choice([hexes(dice, 32), *([None, ""] if value and field != "id" else ["x"])])
    if field == "number":
        return value + dice.randrange(n + 1, 10**6)
    if field == "happened_at":
        other = stored_moment(datetime.fromisoformat(value) + timedelta(seconds=dice.choice([-86400, -1, 1, 3600])))
        return dice.choice([other, value[:19], value.replace(" ", "T"), value[:-1] + "1"])
    if field in {"seal", "previous"}:
        return hexes(dice, 64)
    return value + dice.choice(["x", " ", chr(0x200F), '", "'])


EDIT_FAULTS = {"number": Fault.OUT_OF_PLACE, "previous": Fault.CUT}


def edited(rows: list[Row], dice: random.Random) -> Damage:
    place, field = dice.randrange(len(rows)), dice.choice(FIELDS)
    value = changed_value(rows[place][FIELDS.index(field)], field, dice, len(rows))
    damaged = [*rows[:place], with_value(rows[place], field, value), *rows[place + 1 :]]
    damaged.sort(key=lambda row: row[NUMBER])
    return Damage(damaged, place + 1, EDIT_FAULTS.get(field, Fault.CHANGED))


def renumbered(rows: list[Row]) -> list[Row]:
    return [with_value(row, "number", number) for number, row in enumerate(rows, start=1)]


def deleted(rows: list[Row], dice: random.Random) -> Damage:
    """One or several, with or without closing the gap; never the end, which only an anchor can miss."""
    place = dice.randrange(len(rows) - 6)
    left = [*rows[:place], *rows[place + dice.randrange(1, 5) :]]
    return Damage(renumbered(left) if dice.random() < 0.5 else left, place + 1, Fault.MISSING)


def inserted(rows: list[Row], dice: random.Random) -> Damage:
    """A forged entry, or a copy of a true one, with the later ones moved up or beside another of its number."""
    place = dice.randrange(1, len(rows) - 1)
    forged = row_after(rows[place - 1], key=WRONG_KEY, seed=dice.random())
    new = dice.choice([forged, dice.choice(rows)])
    if dice.random() < 0.3:
        twin = with_value(new, "number", place + 1)
        if twin == rows[place]:
            twin = forged
        pair = dice.sample([rows[place], twin], 2)
        return Damage([*rows[:place], *pair, *rows[place + 1 :]], place + 1, Fault.INSERTED)
    if new == rows[place]:  # a copy right before itself is one right after itself
        return Damage(renumbered([*rows[: place + 1], new, *rows[place + 1 :]]), place + 2, Fault.INSERTED)
    return Damage(renumbered([*rows[:place], new, *rows[place:]]), place + 1, Fault.INSERTED)


def swapped(rows: list[Row], dice: random.Random) -> Damage:
    one, other = sorted(dice.sample(range(len(rows)), 2))
    moved = list(rows)
    moved[one], moved[other] = moved[other], moved[one]
    return Damage(renumbered(moved), one + 1, Fault.OUT_OF_PLACE)


def moved_up(rows: list[Row], dice: random.Random) -> Damage:
    one, other = sorted(dice.sample(range(len(rows)), 2))
    moved = [*rows[:one], rows[other], *rows[one:other], *rows[other + 1 :]]
    return Damage(renumbered(moved), one + 1, Fault.OUT_OF_PLACE)


def rebuilt(rows: list[Row], dice: random.Random) -> Damage:
    """Everything from one entry on sealed anew without knowing the key."""
    place = dice.randrange(len(rows))
    later: list[Row] = []
    for row in rows[place : place + 50]:
        linked = with_value(row, "previous", later[-1][SEAL]) if later else row
        later.append(with_value(linked, "seal", seal_of(linked, key=WRONG_KEY)))
    return Damage([*rows[:place], *later, *rows[place + 50 :]], place + 1, Fault.CHANGED)


def tail_cut(rows: list[Row], dice: random.Random) -> Damage:
    """Found by the anchor of the whole chain."""
    left = dice.randrange(len(rows))
    return Damage(rows[:left], left + 1, Fault.TRUNCATED)


CRIMES: list[Callable[[list[Row], random.Random], Damage]] = [
    edited, edited, edited, deleted, inserted, swapped, moved_up, rebuilt, tail_cut,
]  # fmt: skip


def unguarded(connection: Any) -> None:
    """Takes the database's own guards away, as a thief would have to."""
    if connection.get_bind().dialect.name == "postgresql":
        names = ["audit_entry_is_never_changed", "audit_entry_is_never_emptied"]
        for name in names:
            connection.execute(sa.text(f"DROP TRIGGER IF EXISTS {name} ON audit_entry"))
        return
    for name in ("changed", "deleted", "replaced"):
        connection.execute(sa.text(f"DROP TRIGGER IF EXISTS audit_entry_is_never_{name}"))


def store(connection: Any, rows: list[Row]) -> None:
    """Puts rows into the table as they are."""
    values = [dict(zip(FIELDS, row, strict=True)) for row in rows]
    for value in values:
        value["happened_at"] = datetime.fromisoformat(value["happened_at"]).replace(tzinfo=UTC)
        for name in ("id", "actor_id", "object_id"):
            value[name] = UUID(value[name]) if value[name] else None
    connection.execute(sa.insert(AuditEntry), values)
