"""Postcodes as people and files write them."""

import re

SHAPE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")


def postcode(text: str) -> str | None:
    """A postcode in capitals with one space (``N1 9GU``), whatever the case and spaces it came with; else None."""
    packed = "".join(text.split()).upper()
    return f"{packed[:-3]} {packed[-3:]}" if SHAPE.fullmatch(packed) else None


def district(code: str) -> str:
    """The first half: ``N1`` of ``N1 9GU``."""
    return code.partition(" ")[0]


def is_irish(code: str) -> bool:
    """Whether its published coordinates are on the Irish Grid, which looks like somewhere in England."""
    return code.startswith("BT")
