"""How a sealed value is declared, once: its label, its list, and how sensitive it is."""

from collections.abc import Mapping
from dataclasses import Field, field, fields
from enum import StrEnum
from typing import Any

from reporting.reports.vocabulary import Term


class Sensitivity(StrEnum):
    """Who may read a value, within what ``sharing`` gives of its compartment at all."""

    SHARED = "shared"  # the ward team too, where its compartment was agreed
    EXACT = "exact"  # the ward team only where the exact place and time were agreed
    SCHEME = "scheme"  # volunteer and coordinator; never the police
    IDENTITY = "identity"  # by a recorded reveal
    ABOUT = "about"  # by a reveal; the ward team only where details about the person were agreed
    SUBJECT = "subject"  # what was said of those who did it: coordinator and ward team
    SYSTEM = "system"  # nobody reads it: the program's own


def kept(label: Any, sensitivity: Sensitivity, *, terms: Mapping[str, Term] | None = None, default: Any = "") -> Any:
    """A value of a compartment. ``default``: what it holds when it was not given; a list where it is empty."""
    metadata = {"label": label, "terms": terms, "sensitivity": sensitivity}
    if isinstance(default, list | dict):
        return field(default_factory=lambda: type(default)(default), metadata=metadata)
    return field(default=default, metadata=metadata)


def declared(compartment: Any, name: str) -> Field[Any]:
    """The declaration of a value. Raises KeyError."""
    return {one.name: one for one in fields(compartment)}[name]


def of_sensitivity(compartment: Any, *kinds: Sensitivity) -> frozenset[str]:
    """The names of those values of a compartment."""
    return frozenset(one.name for one in fields(compartment) if one.metadata.get("sensitivity") in kinds)
