"""Anchors: the chain's head at a moment, kept where the database cannot reach. They show what the chain alone cannot:
that its end was cut off, or that all of it was sealed anew.

The file has one line for each: moment, number, seal. It is only ever appended to.
"""

import fcntl
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

LINE = re.compile(r"(\S{19,32}) ([1-9][0-9]{0,17}) ([0-9a-f]{64})", re.ASCII)
SEAL = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True)
class Anchor:
    """The number and the seal of the entry that was the last one."""

    number: int
    seal: str


class AnchorsDamaged(Exception):
    """The file cannot be read, or a line of it is no anchor; the message says which."""


class AnchorContradicted(Exception):
    """The trail ends before its last anchor, or with another entry: it was cut or rewritten. ``number`` is the anchor's."""

    def __init__(self, number: int) -> None:
        super().__init__(f"The trail does not hold entry {number} as it was anchored.")
        self.number = number


def read(path: Path) -> list[Anchor]:
    """The anchors of a file, or the one of a monthly summary in JSON. Raises AnchorsDamaged."""
    text = _text_of(path)
    return _of_summary(path, text) if text.lstrip().startswith("{") else _of_lines(path, text)


def _text_of(path: Path) -> str:
    try:
        return path.read_text()
    except (OSError, UnicodeDecodeError) as error:
        raise AnchorsDamaged(f"{path} cannot be read.") from error


def _of_lines(path: Path, text: str) -> list[Anchor]:
    found = []
    for place, line in enumerate(text.splitlines(keepends=True), start=1):
        parts = LINE.fullmatch(line.removesuffix("\n"))
        if parts is None or not line.endswith("\n") or not _is_moment(parts[1]):
            raise AnchorsDamaged(f"Line {place} of {path} is no anchor.")
        found.append(Anchor(int(parts[2]), parts[3]))
    return found


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _of_summary(path: Path, text: str) -> list[Anchor]:
    try:
        values = json.loads(text)["trail_head"]
        number, seal = values["number"], values["seal"]
        if type(number) is not int or number < 1 or not SEAL.fullmatch(seal):
            raise ValueError
    except (ValueError, KeyError, TypeError) as error:
        raise AnchorsDamaged(f"{path} carries no head of the trail.") from error
    return [Anchor(number, seal)]


def append(path: Path, head: Callable[[], Anchor | None], *, now: datetime) -> Anchor | None:
    """Adds the chain's head as a line, safely on disk; returns it, or None where it had not moved.

    head   reads the head afresh; called behind the file's lock, so that two processes write in the order of numbers
    Raises AnchorsDamaged, AnchorContradicted and OSError.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        known = _of_lines(path, _text_of(path))
        present = head()
        last = max(known, key=lambda anchor: anchor.number) if known else None
        if last and (present is None or present.number < last.number):
            raise AnchorContradicted(last.number)
        if last and present and present.number == last.number and present.seal != last.seal:
            raise AnchorContradicted(last.number)
        if present is None or present == last:
            return None
        os.write(handle, f"{now.isoformat()} {present.number} {present.seal}\n".encode())
        os.fsync(handle)
        if not known:
            _fsync_folder(path)
        return present
    finally:
        os.close(handle)


def _fsync_folder(path: Path) -> None:
    """The new file's name must outlive a loss of power too."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
