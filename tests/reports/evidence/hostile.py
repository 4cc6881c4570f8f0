"""120 uploads that somebody might send to hurt a volunteer, a server or the person a picture shows. Seeded.

TAKEN must be taken and come out clean, REFUSED must not be taken; EITHER may be taken, but then nothing of what was
hidden in it is left.
"""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from PIL import Image

from tests.reports.evidence import made
from tests.reports.evidence.made import MARK

SEED = 2008


class Fate(Enum):
    TAKEN = "taken"
    REFUSED = "refused"
    EITHER = "either"


@dataclass(frozen=True)
class Upload:
    """One upload: what it is, and how it is sent."""

    label: str
    name: str
    declared: str
    data: bytes
    fate: Fate


TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "pdf": "application/pdf", "m4a": "audio/x-m4a",
         "mp3": "audio/mpeg", "ogg": "audio/ogg", "wav": "audio/wav"}  # fmt: skip
PICTURES = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
HTML = b"<html><script>alert('" + MARK + b"')</script></html>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>" + MARK + b"</script></svg>"


def _zip(name: str = "run.bat", held: bytes = MARK) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, held)
    return out.getvalue()


def whole() -> dict[str, bytes]:
    """A good file of each type that is taken."""
    sounds = {name.rpartition(".")[2]: data for name, (_type, data) in made.SOUNDS_AND_PAPERS.items()}
    return {**{suffix: made.picture(kind) for suffix, kind in PICTURES.items()}, **sounds}


def uploads() -> list[Upload]:
    """All of them, in a fixed order."""
    return [*_photos(), *_said_about(), *_two_at_once(), *_renamed(), *_never_taken(), *_bombs(), *_swollen(), *_names(),
            *_empty(), *_cut(), *_mistyped(), *_papers_and_sounds()]  # fmt: skip


def _photos() -> Iterator[Upload]:
    for suffix, kind in PICTURES.items():
        for orientation in (1, 3, 6, 8):
            data = made.taken_somewhere(kind, orientation=orientation)
            yield Upload(f"GPS {kind} {orientation}", f"IMG.{suffix}", TYPES[suffix], data, Fate.TAKEN)


def _said_about() -> Iterator[Upload]:
    for suffix, kind in PICTURES.items():
        yield Upload(f"XMP and ICC {kind}", f"a.{suffix}", TYPES[suffix], made.described(kind), Fate.TAKEN)
    jpeg = made.picture()
    photoshop = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x12" + MARK
    for label, marker, held in (("IPTC", 0xED, photoshop), ("comment", 0xFE, MARK), ("APP9", 0xE9, MARK * 100)):
        yield Upload(label, "a.jpg", "image/jpeg", made.with_segment(jpeg, marker, held), Fate.TAKEN)


def _two_at_once() -> Iterator[Upload]:
    hidden = {"ZIP": _zip(), "HTML": HTML, "PDF": made.pdf(inside=MARK)}
    for suffix, kind in PICTURES.items():
        for label, more in hidden.items():
            data = made.picture(kind) + more
            yield Upload(f"{kind} and {label}", f"a.{suffix}", TYPES[suffix], data, Fate.EITHER)
    for label, held in hidden.items():
        data = made.with_segment(made.picture(), 0xFE, held)
        yield Upload(f"{label} in JPEG", "a.jpg", "image/jpeg", data, Fate.EITHER)


def _renamed() -> Iterator[Upload]:
    others = {
        "GIF": made.picture("GIF"), "BMP": made.picture("BMP"), "TIFF": made.picture("TIFF"), "SVG": SVG, "HTML": HTML,
        "XML": b"<?xml version='1.0'?><a/>", "ZIP": _zip(), "program": b"MZ" + bytes(200),
        "ELF": b"\x7fELF\x02\x01\x01" + bytes(200), "script": b"#!/bin/sh\nrm -r /\n",
    }  # fmt: skip
    draw = random.Random(SEED)
    for label, data in others.items():
        for suffix in draw.sample(sorted(TYPES), 2):
            yield Upload(f"{label} as {suffix}", f"a.{suffix}", TYPES[suffix], data, Fate.REFUSED)


def _never_taken() -> Iterator[Upload]:
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    for name, declared, data in (
        ("a.svg", "image/svg+xml", SVG), ("a.html", "text/html", HTML), ("a.xml", "text/xml", b"<a/>"),
        ("a.docx", office, _zip("word/document.xml")), ("a.zip", "application/zip", _zip()),
        ("a.gif", "image/gif", made.picture("GIF")), ("a.heic", "image/heic", b"\0\0\0\x18ftypheic" + bytes(200)),
        ("a.mp4", "video/mp4", made.m4a(handler=b"vide")), ("a.exe", "application/x-msdownload", b"MZ" + bytes(99)),
        ("a.txt", "text/plain", MARK),
    ):  # fmt: skip
        yield Upload(f"{name} as it is", name, declared, data, Fate.REFUSED)


def _bombs() -> Iterator[Upload]:
    for width, height in ((20_000, 20_000), (8_000, 5_001), (2_000_000_000, 2_000_000_000)):
        head = made.chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        data = b"\x89PNG\r\n\x1a\n" + head + made.chunk(b"IDAT", zlib.compress(bytes(9_000_000)))
        yield Upload(f"PNG {width} × {height}", "a.png", "image/png", data + made.chunk(b"IEND", b""), Fate.REFUSED)
    jpeg = made.picture()
    at = jpeg.index(b"\xff\xc0") + 5
    wide = jpeg[:at] + struct.pack(">HH", 65_500, 65_500) + jpeg[at + 4 :]
    yield Upload("JPEG 65,500 × 65,500", "a.jpg", "image/jpeg", wide, Fate.REFUSED)
    canvas = b"VP8X" + struct.pack("<I", 10) + bytes(4) + (16_382).to_bytes(3, "little") * 2
    webp = b"RIFF" + struct.pack("<I", 4 + len(canvas)) + b"WEBP" + canvas
    yield Upload("WebP 16,383 × 16,383", "a.webp", "image/webp", webp, Fate.REFUSED)
    grey = io.BytesIO()
    Image.new("RGB", (6_300, 6_300)).save(grey, "PNG")
    yield Upload("PNG just below the limit", "a.png", "image/png", grey.getvalue(), Fate.EITHER)


def _swollen() -> Iterator[Upload]:
    png, swollen = made.picture("PNG"), zlib.compress(MARK * 4_000_000, 9)
    for name, held in (
        (b"iCCP", b"p\0\0" + swollen), (b"zTXt", b"t\0\0" + swollen), (b"iTXt", b"t\0\1\0\0\0" + swollen),
        (b"eXIf", b"MM\0*" + MARK * 9_000),
    ):  # fmt: skip
        yield Upload(
            f"PNG with a huge {name.decode()}", "a.png", "image/png", made.with_chunk(png, name, held), Fate.EITHER
        )


def _names() -> Iterator[Upload]:
    jpeg = made.picture()
    for name in ("a.jpg.exe", "a.jpg.html", "photo\u202egpj.exe", "a", "a.jpg\u202e", "a.jpg.", ".exe"):
        yield Upload(f"named {name!r}", name, "image/jpeg", jpeg, Fate.REFUSED)
    for name in ("../../etc/a.jpg", "C:\\photos\\a.exe.JPG", "\u202eexe.jpg"):
        yield Upload(f"named {name!r}", name, "image/jpeg", jpeg, Fate.TAKEN)


def _empty() -> Iterator[Upload]:
    for suffix, declared in TYPES.items():
        yield Upload(f"empty {suffix}", f"a.{suffix}", declared, b"", Fate.REFUSED)


def _cut() -> Iterator[Upload]:
    draw = random.Random(SEED)
    for suffix, data in whole().items():
        for _ in range(2):
            at = draw.randrange(1, len(data) - 8)
            is_kept_as_it_is = suffix not in PICTURES and suffix != "mp3"  # the frames before the cut are whole
            fate = Fate.REFUSED if is_kept_as_it_is else Fate.EITHER
            yield Upload(f"{suffix} cut at {at}", f"a.{suffix}", TYPES[suffix], data[:at], fate)


def _mistyped() -> Iterator[Upload]:
    suffixes = list(TYPES)
    for suffix, other in zip(suffixes, suffixes[1:] + suffixes[:1], strict=True):
        yield Upload(f"{suffix} sent as {other}", f"a.{suffix}", TYPES[other], whole()[suffix], Fate.REFUSED)


def _papers_and_sounds() -> Iterator[Upload]:
    film = made.m4a() + made.m4a(handler=b"vide")
    for label, suffix, data in (
        ("PDF that runs", "pdf", made.pdf(inside=b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>\n")),
        ("PDF and ZIP", "pdf", made.pdf() + _zip()),
        ("PDF behind HTML", "pdf", HTML + made.pdf()),
        ("HTML in PDF", "pdf", made.pdf(inside=HTML)),
        ("WAV and ZIP", "wav", made.wav() + _zip()),
        ("MP3 with HTML", "mp3", made.mp3()[:9] + bytes([len(HTML)]) + HTML + made.mp3()[20:]),
        ("Ogg and ZIP", "ogg", made.ogg() + _zip()),
        ("a film as M4A", "m4a", film),
    ):
        yield Upload(label, f"a.{suffix}", TYPES[suffix], data, Fate.REFUSED)
