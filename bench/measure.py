"""Timing side by side, and the rows of the table."""

import gzip
import statistics
import time
from collections.abc import Callable
from typing import Any

Row = dict[str, Any]


def seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def paired(work: Callable[[], Any], reference: Callable[[], Any], *, rounds: int = 15) -> tuple[float, float]:
    """Median seconds of the work and of the reference, run in turn so that a noisy machine is noisy for both."""
    work(), reference()
    pairs = [(seconds(work), seconds(reference)) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def row(what: str, value: float, unit: str, *, reference: str, against: float) -> Row:
    """One figure and its ratio to a reference of the same unit; at least 1.0 means slower, larger or fewer, by the unit."""
    return {
        "what": what,
        "value": round(value, 3),
        "unit": unit,
        "reference": f"{reference}: {against:.3g} {unit}",
        "ratio": round(value / against, 2) if against else None,
    }


def compressed(body: bytes) -> int:
    return len(gzip.compress(body, 6))


def table(rows: list[Row]) -> str:
    lines = ["| what | value | unit | reference, same run | ratio |", "|---|---:|---|---|---:|"]
    lines += [f"| {r['what']} | {r['value']:g} | {r['unit']} | {r['reference']} | {r['ratio']} |" for r in rows]
    return "\n".join(lines)
