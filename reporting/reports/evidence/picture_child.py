"""The child process that draws a picture anew. It reads a picture and writes one; it never sees a key or a file.

Run by ``images`` with ``python -I`` and the format as its one argument. The picture comes in on standard input and goes
out on standard output, clean: turned the right way up, without any word about camera, place or time. The exit status
says why where nothing comes out.
"""

import io
import resource
import sys
import warnings
from pathlib import Path
from typing import Any

from PIL import Image

LARGEST_POINTS = 40_000_000
CPU_SECONDS = 5
MOST_BYTES = 140 * 1024 * 1024  # of memory in use, whatever the picture
MEMORY = Path("/proc/self/statm")
UNREADABLE, TOO_MANY_POINTS = 3, 4
TURNS = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,), 3: (Image.Transpose.ROTATE_180,), 4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,), 6: (Image.Transpose.ROTATE_270,), 7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}  # fmt: skip
"""By the value of Exif's Orientation."""
ORIENTATION = 0x0112
"""The one value that is read of what stands about a picture."""
HOW = {"JPEG": {"quality": 90}, "PNG": {"compress_level": 3}, "WEBP": {"quality": 90, "method": 2}}
MODES = {"JPEG": {"L", "RGB"}, "PNG": {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"}, "WEBP": {"RGB", "RGBA"}}
HALF = 2


def main() -> int:
    data = sys.stdin.buffer.read()
    _limit()
    Image.MAX_IMAGE_PIXELS = LARGEST_POINTS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        out = _clean(data, sys.argv[1])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        return TOO_MANY_POINTS
    except Exception:  # whatever a hostile picture makes the library raise: nothing of it is known or told
        return UNREADABLE
    sys.stdout.buffer.write(out)
    return 0


def _limit() -> None:
    """From here on this process can be neither greedy nor slow, writes no file and starts nothing."""
    for limit, value in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(limit, (value, value))
    if not MEMORY.exists():  # only Linux says what a process has and holds it to a limit
        return
    reserved, used = (int(word) * resource.getpagesize() for word in MEMORY.read_text().split()[:2])
    resource.setrlimit(resource.RLIMIT_AS, (reserved - used + MOST_BYTES,) * 2)


def _clean(data: bytes, kind: str) -> bytes:
    try:
        return _drawn(data, kind, by=1)
    except MemoryError:
        if kind != "JPEG":
            raise
        return _drawn(data, kind, by=HALF)  # half as wide and half as high is a picture still


def _drawn(data: bytes, kind: str, *, by: int) -> bytes:
    image: Any = Image.open(io.BytesIO(data), formats=(kind,))
    if by > 1:
        image.draft(None, (image.width // by, image.height // by))
    turned = TURNS.get(image.getexif().get(ORIENTATION, 1), ())
    image.load()
    if "transparency" in image.info:
        image = image.convert("RGBA" if kind != "JPEG" else "RGB")
    if image.mode not in MODES[kind]:
        image = image.convert("RGBA" if "A" in image.mode and kind != "JPEG" else "RGB")
    for turn in turned:
        image = _turned(image, turn)
    image.info.clear()
    out = io.BytesIO()
    image.save(out, kind, **HOW[kind])
    return out.getvalue()


def _turned(image: Any, turn: Any) -> Any:
    """Each colour by itself: two whole pictures side by side would not fit into the room there is."""
    if image.mode not in {"RGB", "RGBA"}:
        return image.transpose(turn)
    mode, bands = image.mode, list(image.split())
    image.close()
    for number, band in enumerate(bands):
        bands[number] = band.transpose(turn)
    return Image.merge(mode, bands)


if __name__ == "__main__":
    sys.exit(main())
