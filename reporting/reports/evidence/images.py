"""Pictures drawn anew in a child process, so that what is wrong with one hurts nobody and what it tells is gone."""

import subprocess
import sys
import threading
from pathlib import Path

from reporting.reports.evidence.sniffing import FileType, Refusal, Refused

CHILD = Path(__file__).with_name("picture_child.py")
WALL_SECONDS = 2
TOO_MANY_POINTS = 4  # the child's exit status; it is not imported, so that this process never holds what it uses
AT_ONCE = threading.BoundedSemaphore(2)  # of this process: however many are sent, memory stays what it is
# Freed memory goes back at once, so that the limit is about what is needed; nothing of ours reaches the child.
SURROUNDINGS = {"MALLOC_MMAP_THRESHOLD_": "65536", "MALLOC_ARENA_MAX": "1", "LANG": "C.UTF-8"}


def drawn_anew(data: bytes, kind: FileType) -> bytes:
    """The same picture, upright, in the same format, without anything but the picture. Raises Refused.

    The bytes go through pipes, never to a disk.
    """
    try:
        with AT_ONCE:
            child = subprocess.run(  # noqa: S603  # our own interpreter on our own file, no shell
                [sys.executable, "-I", str(CHILD), format_of(kind)],
                input=data,
                capture_output=True,
                timeout=WALL_SECONDS,
                env=SURROUNDINGS,
                check=False,
            )
    except subprocess.TimeoutExpired:
        raise Refused(Refusal.TOO_SLOW) from None
    except BrokenPipeError:
        raise Refused(Refusal.DAMAGED) from None
    if child.returncode == TOO_MANY_POINTS:
        raise Refused(Refusal.TOO_MANY_POINTS)
    if child.returncode or not child.stdout:
        raise Refused(Refusal.TOO_SLOW if child.returncode == -24 else Refusal.DAMAGED)
    return child.stdout


def format_of(kind: FileType) -> str:
    """What the child calls a type."""
    return kind.media_type.partition("/")[2].upper()
