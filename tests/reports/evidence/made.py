"""Real files, made here: pictures that say where they were taken, papers, recordings, and what is left in a picture."""

import io
import struct
import wave
import zlib
from typing import Any

from PIL import Image

MARK = b"WHERE-IT-WAS-TAKEN"
CAMERA, GPS_BLOCK, ORIENTATION, DESCRIPTION = 0x010F, 0x8825, 0x0112, 0x010E
JPEG_PARTS = {0xE0, 0xDB, 0xC0, 0xC1, 0xC2, 0xC4, 0xDD, 0xDA}  # what a picture needs, and the plain header
PNG_PARTS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
WEBP_PARTS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}


def picture(kind: str = "JPEG", *, size: tuple[int, int] = (64, 48), **given: Any) -> bytes:
    """A picture, red on its left half and blue on its right."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    image.save(out, kind, **given)
    return out.getvalue()


def taken_somewhere(kind: str = "JPEG", *, orientation: int = 1, size: tuple[int, int] = (64, 48)) -> bytes:
    """A picture as a telephone makes it: with the place, the maker, a comment and the way it was held."""
    exif = Image.Exif()
    exif[CAMERA], exif[DESCRIPTION], exif[ORIENTATION] = MARK.decode(), MARK.decode(), orientation
    exif[GPS_BLOCK] = {1: "N", 2: (51.0, 32.0, 11.0), 3: "W", 4: (0.0, 6.0, 7.0), 29: MARK.decode()}
    more: dict[str, Any] = {"comment": MARK} if kind == "JPEG" else {}
    return picture(kind, size=size, exif=exif.tobytes(), **more)


def described(kind: str) -> bytes:
    """A picture with XMP and a colour profile that say something."""
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><creator>" + MARK + b"</creator></x:xmpmeta>"
    profile = b"\0" * 128 + MARK
    if kind == "PNG":
        return with_chunk(picture(kind, icc_profile=profile), b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp)
    return picture(kind, icc_profile=profile, xmp=xmp)


def with_segment(jpeg: bytes, marker: int, held: bytes) -> bytes:
    """A JPEG with a segment more after its beginning."""
    return jpeg[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(held) + 2) + held + jpeg[2:]


def with_chunk(png: bytes, name: bytes, held: bytes) -> bytes:
    """A PNG with a chunk more after its header."""
    return png[:33] + chunk(name, held) + png[33:]


def chunk(name: bytes, held: bytes) -> bytes:
    return struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))


def pdf(*, inside: bytes = b"") -> bytes:
    return b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\n" + inside + b"endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def wav() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(range(256)) * 40)
    return out.getvalue()


def mp3() -> bytes:
    """Twenty frames of layer III, 128 kbit/s at 44.1 kHz, behind an empty tag."""
    frame = b"\xff\xfb\x90\x00" + b"\x55" * 413
    return b"ID3\x03\x00\x00\x00\x00\x00\x0a" + bytes(10) + frame * 20


def ogg() -> bytes:
    def page(kind: int, number: int, held: bytes) -> bytes:
        return b"OggS\x00" + bytes([kind]) + struct.pack("<QIII", 0, 7, number, 0) + bytes([1, len(held)]) + held

    head = b"OpusHead\x01\x01" + bytes(9)
    return page(2, 0, head) + page(0, 1, b"OpusTags" + bytes(8)) + page(4, 2, b"\x55" * 200)


def m4a(*, handler: bytes = b"soun") -> bytes:
    def box(name: bytes, held: bytes) -> bytes:
        return struct.pack(">I", len(held) + 8) + name + held

    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(13))))
    return box(b"ftyp", b"M4A \0\0\0\0M4A mp42isom") + box(b"moov", track) + box(b"mdat", b"\x55" * 300)


SOUNDS_AND_PAPERS = {
    "paper.pdf": ("application/pdf", pdf()),
    "voice.wav": ("audio/wav", wav()),
    "voice.mp3": ("audio/mpeg", mp3()),
    "voice.ogg": ("audio/ogg", ogg()),
    "voice.m4a": ("audio/x-m4a", m4a()),
}


def left_in(data: bytes) -> set[Any]:
    """What a picture holds besides the picture: names of its parts that say something, and whatever follows its end."""
    if data.startswith(b"\xff\xd8"):
        return _left_in_jpeg(data)
    if data.startswith(b"\x89PNG"):
        return _left_in_png(data)
    names, at = set(), 12
    while at < len(data):
        names.add(data[at : at + 4])
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return names - WEBP_PARTS


def _left_in_jpeg(data: bytes) -> set[Any]:
    found, at = set(), 2
    while data[at + 1] != 0xDA:
        found.add(data[at + 1])
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    after = data[data.index(b"\xff\xd9", at) + 2 :]
    return (found - JPEG_PARTS) | ({"after its end"} if after else set())


def _left_in_png(data: bytes) -> set[Any]:
    found, at = set(), 8
    while at < len(data):
        found.add(data[at + 4 : at + 8])
        at += 12 + int.from_bytes(data[at : at + 4], "big")
    return found - PNG_PARTS
