"""What a file really is: its name, the type it was sent as and its own bytes must say the same. Pure.

Nothing here decides by one sign: ``puremagic`` looks at the beginning, and each kind is then walked through by its own
structure, to the last byte where it is kept as it came. What is two things at once is refused.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import puremagic


class Refusal(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_TAKEN = "not_taken"  # a type that is never taken: drawings, pages, office files, archives, programs, films
    NOT_WHAT_IT_SAYS = "not_what_it_says"  # name, declared type and content differ
    DAMAGED = "damaged"
    HAS_MORE_IN_IT = "has_more_in_it"  # another file, or something that runs
    TOO_MANY_POINTS = "too_many_points"
    TOO_SLOW = "too_slow"


class Refused(Exception):
    """A file that is not taken."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class FileType:
    """A type that is taken. ``known_as``: what puremagic calls it; ``is_picture``: it is drawn anew."""

    media_type: str
    suffix: str
    extensions: frozenset[str]
    declared: frozenset[str]
    known_as: frozenset[str]
    is_whole: Callable[[bytes], bool]
    is_picture: bool = False


def sniffed(data: bytes, *, name: str, declared: str) -> FileType:
    """The type of a file. Raises Refused.

    name       the file's name as it was sent
    declared   the type the browser sent with it
    """
    extension = "." + name.rpartition(".")[2].strip().casefold()
    found = next((one for one in TYPES if extension in one.extensions), None)
    if found is None:
        raise Refused(Refusal.NOT_TAKEN)
    if not data:
        raise Refused(Refusal.EMPTY)
    if declared.partition(";")[0].strip().casefold() not in found.declared or not _is_known_as(found, data):
        raise Refused(Refusal.NOT_WHAT_IT_SAYS)
    if not found.is_whole(data):
        raise Refused(Refusal.DAMAGED)
    if not found.is_picture and _has_more_in_it(data):
        raise Refused(Refusal.HAS_MORE_IN_IT)
    return found


def _is_known_as(kind: FileType, data: bytes) -> bool:
    try:
        names = {match.extension for match in puremagic.magic_string(data[:4096] + data[-4096:])}
    except (puremagic.PureError, ValueError):
        names = set()
    if not names and kind.suffix == "mp3":  # a bare frame is too little for puremagic; ``_is_mp3`` reads all of them
        return True
    return bool(names & kind.known_as)


# Beginnings and ends of what else may be hidden in a file that is kept as it came.
HEAD_SIGNS = (b"<html", b"<!doctype", b"<script", b"<svg", b"<?xml", b"<?php", b"%pdf-", b"#!/")
ZIP_END = b"PK\x05\x06"
RUNS = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/XFA")


def _has_more_in_it(data: bytes) -> bool:
    is_pdf = data.startswith(b"%PDF-")
    head = data[5 if is_pdf else 0 : 4096].lower()
    if any(sign in head for sign in HEAD_SIGNS) or ZIP_END in data[-66_000:]:
        return True
    return is_pdf and any(sign in data for sign in RUNS)


def _is_jpeg(data: bytes) -> bool:
    """Starts as one, and its segments lead to a scan."""
    if not data.startswith(b"\xff\xd8\xff"):
        return False
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return False
        marker = data[at + 1]
        if marker == 0xFF:  # a filler before the marker
            at += 1
            continue
        if marker == 0xDA:
            return True
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return False


def _is_png(data: bytes) -> bool:
    """Starts as one with its header, and has an end."""
    return data.startswith(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR") and b"IEND\xaeB`\x82" in data


def _is_webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP" and int.from_bytes(data[4:8], "little") + 8 <= len(data) + 1


def _is_pdf(data: bytes) -> bool:
    """A header at the very beginning, and nothing but blank after the last end."""
    head, end = data[:8], data.rfind(b"%%EOF")
    return head[:5] == b"%PDF-" and head[5:6] in {b"1", b"2"} and end > 0 and not data[end + 5 :].strip(b"\r\n\t \x00")


def _is_wav(data: bytes) -> bool:
    """A RIFF of exactly this length, with a format and data."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE" or int.from_bytes(data[4:8], "little") + 8 != len(data):
        return False
    at, names = 12, set()
    while at + 8 <= len(data):
        names.add(data[at : at + 4])
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return at in {len(data), len(data) + 1} and {b"fmt ", b"data"} <= names


OGG_VOICES = (b"\x01vorbis", b"OpusHead", b"Speex   ", b"\x7fFLAC")


def _is_ogg(data: bytes) -> bool:
    """Pages from the first byte to the last, and every stream that begins among them is sound."""
    at, n_begun = 0, 0
    while at < len(data):
        head = data[at : at + 27]
        if len(head) < 27 or head[:5] != b"OggS\x00":
            return False
        n_segments = head[26]
        body = at + 27 + n_segments
        if head[5] & 2:  # the first page of a stream
            n_begun += 1
            if not data[body : body + 8].startswith(OGG_VOICES):
                return False
        at = body + sum(data[at + 27 : body])
    return at == len(data) and n_begun > 0


def _is_m4a(data: bytes) -> bool:
    """Boxes from the first byte to the last, with sound and no film among them."""
    at, names = 0, []
    while at + 8 <= len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        if size == 1 and at + 16 <= len(data):
            (size,) = struct.unpack_from(">Q", data, at + 8)
        elif size == 0:
            size = len(data) - at
        if size < 8:
            return False
        names.append(name)
        at += size
    if at != len(data) or names[:1] != [b"ftyp"] or not {b"moov", b"mdat"} <= set(names):
        return False
    return _handler(data, b"soun") and not _handler(data, b"vide")


def _handler(data: bytes, kind: bytes) -> bool:
    """Whether some track says that it is of this kind."""
    at = data.find(b"hdlr")
    while at >= 0:
        if data[at + 12 : at + 16] == kind:
            return True
        at = data.find(b"hdlr", at + 4)
    return False


MP3_RATES = {
    (3, 1): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 1): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}  # kbit/s by (version, layer III); version 2.5 is as 2
MP3_HERTZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def _is_mp3(data: bytes) -> bool:
    """Frames of layer III one after another from the tag at the beginning to the tag at the end."""
    at = 0
    if data[:3] == b"ID3" and len(data) > 10:
        if any(sign & 0x80 for sign in data[6:10]):
            return False
        at = 10 + (data[6] << 21 | data[7] << 14 | data[8] << 7 | data[9])
    end = len(data) - (128 if data[-128:-125] == b"TAG" else 0)
    n_frames = 0
    while at + 4 <= end:
        length = _mp3_frame(data[at : at + 4])
        if not length:
            break
        n_frames += 1
        at += length
    is_padding = not data[at:end].strip(b"\x00")
    return n_frames >= 3 and (at >= end or is_padding)


def _mp3_frame(head: bytes) -> int:
    """The length of the frame this head begins, in bytes; 0: it is none."""
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    rate, hertz, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if head[0] != 0xFF or head[1] < 0xE0 or version == 1 or layer != 1 or rate in {0, 15} or hertz == 3:
        return 0
    kilobits = MP3_RATES[3 if version == 3 else 2, 1][rate]
    return (144 if version == 3 else 72) * kilobits * 1000 // MP3_HERTZ[version][hertz] + padding


def _type(media_type: str, names: str, declared: str, known_as: str, is_whole: Callable[[bytes], bool],
          *, is_picture: bool = False) -> FileType:  # fmt: skip
    extensions = names.split()
    return FileType(
        media_type,
        extensions[0].removeprefix("."),
        frozenset(extensions),
        frozenset(declared.split()),
        frozenset(known_as.split()),
        is_whole,
        is_picture,
    )


TYPES = (
    _type("image/jpeg", ".jpg .jpeg", "image/jpeg image/jpg image/pjpeg", ".jpg .jpeg", _is_jpeg, is_picture=True),
    _type("image/png", ".png", "image/png", ".png", _is_png, is_picture=True),
    _type("image/webp", ".webp", "image/webp", ".webp", _is_webp, is_picture=True),
    _type("application/pdf", ".pdf", "application/pdf", ".pdf", _is_pdf),
    _type("audio/mp4", ".m4a", "audio/mp4 audio/x-m4a audio/m4a audio/aac", ".m4a .f4a .mp4 .3ga", _is_m4a),
    _type("audio/mpeg", ".mp3", "audio/mpeg audio/mp3", ".mp3 .mpga", _is_mp3),
    _type("audio/ogg", ".ogg .oga .opus", "audio/ogg application/ogg audio/opus audio/x-opus+ogg video/ogg",
          ".ogg .oga .opus", _is_ogg),
    _type("audio/wav", ".wav", "audio/wav audio/x-wav audio/wave audio/vnd.wave", ".wav", _is_wav),
)  # fmt: skip
BY_MEDIA_TYPE = {one.media_type: one for one in TYPES}
ACCEPT = ",".join(sorted({extension for one in TYPES for extension in one.extensions}))
