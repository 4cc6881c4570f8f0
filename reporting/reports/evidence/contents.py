"""The words of a piece of evidence: typed text that nobody reads without the report's key. Pure."""

import json
from dataclasses import asdict, dataclass, fields

FILE_NAME_SIGNS = 120
"""Longer names of files are cut."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """What it shows, when it was made (as it was said), and what its file was called."""

    description: str = ""
    taken_on: str = ""
    file_name: str = ""

    def stored(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def from_stored(cls, stored: bytes) -> "Words":
        """Raises ValueError."""
        given = json.loads(stored)
        return cls(**{one.name: str(given.get(one.name, "")) for one in fields(cls)})


def file_name(sent: str) -> str:
    """A file's name as it may be shown: its last part, without signs that cannot be seen, at most 120 long."""
    last = sent.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable()).strip()[-FILE_NAME_SIGNS:]
