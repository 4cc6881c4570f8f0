"""From what a browser sent to what is kept: looked at, and drawn anew where it is a picture."""

import hashlib
from dataclasses import dataclass

from reporting.reports.evidence.contents import file_name
from reporting.reports.evidence.images import drawn_anew
from reporting.reports.evidence.sniffing import FileType, Refusal, Refused, sniffed
from reporting.reports.evidence.vocabulary import FILE_BYTES


@dataclass(frozen=True)
class Received:
    """A file that was looked at.

    data      what is kept: of a picture what was drawn anew, of anything else the file itself
    sha256    of the file as it was sent, which of a picture is not kept
    """

    name: str
    kind: FileType
    data: bytes
    sha256: str


def received(sent: bytes, *, name: str, declared: str) -> Received:
    """A file that may be kept. Raises Refused. It may take two seconds: nobody should hold a lock meanwhile."""
    if len(sent) > FILE_BYTES:
        raise Refused(Refusal.TOO_LARGE)
    kind = sniffed(sent, name=name, declared=declared)
    data = drawn_anew(sent, kind) if kind.is_picture else sent
    if len(data) > FILE_BYTES:
        raise Refused(Refusal.TOO_LARGE)
    return Received(file_name(name), kind, data, hashlib.sha256(sent).hexdigest())
