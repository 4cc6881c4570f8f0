"""The modules in the order they are learned. A module is declared once, in the file of its group."""

from reporting.people.training.syllabus import listening, looking_after, protecting, telling, working
from reporting.people.training.syllabus.module import Module

MODULES: tuple[Module, ...] = (
    *listening.MODULES,
    *telling.MODULES,
    *protecting.MODULES,
    *working.MODULES,
    *looking_after.MODULES,
)
KEYS: tuple[str, ...] = tuple(module.key for module in MODULES)
ESSENTIAL_KEYS: frozenset[str] = frozenset(module.key for module in MODULES if module.is_essential)


def module_at(number: int) -> Module | None:
    """The module with this number, from 1."""
    return MODULES[number - 1] if 1 <= number <= len(MODULES) else None
