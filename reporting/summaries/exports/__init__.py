"""File formats: one file each, found by being here. Each has NAME, MEDIA_TYPE, SUFFIX and ``render(summary)``."""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from reporting.summaries.wording import Summary


@dataclass(frozen=True)
class Format:
    """One way to write a summary. ``render`` gives the bytes of the file, the same for the same summary."""

    name: str
    media_type: str
    suffix: str
    render: Callable[[Summary], bytes]


@cache
def formats() -> dict[str, Format]:
    """The formats by suffix, in order of their suffixes."""
    found = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    made = [Format(one.NAME, one.MEDIA_TYPE, one.SUFFIX, one.render) for one in found]
    return {one.suffix: one for one in sorted(made, key=lambda one: one.suffix)}
