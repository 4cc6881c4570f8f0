"""Why an import was refused, in a sentence for the person who ran it."""

from typing import Any

from flask_babel import lazy_gettext as _l

LONGEST_QUOTE = 60


class ImportRefused(Exception):
    """An import that changed nothing. ``reason`` is a translated sentence."""

    def __init__(self, reason: Any) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


class UnreadableFile(ImportRefused):
    """The file is not what it should be."""


class OverlappingWards(ImportRefused):
    """Two wards claim the same ground."""


class EditionConflict(ImportRefused):
    """The wards cannot stand beside those already kept."""


class WardsNotKnown(ImportRefused):
    """The file names wards that are not among today's."""


def quoted(text: object) -> str:
    """A few words of a file, safe to show on a terminal."""
    return "".join(c for c in str(text) if c.isprintable())[:LONGEST_QUOTE].strip()


def named(name: object, number: int) -> Any:
    """What to call a ward: by its name, or by its place in the file where it has none."""
    words = quoted(name) if name is not None else ""
    return words or _l("ward number %(number)s in the file", number=number)
