"""Nothing that is sent as a file hurts: ten uploads of each run, all 120 in ``make prove``."""

import io
import random
import re
import subprocess
import sys
import time
from datetime import timedelta

import pytest

from reporting.database import session
from reporting.reports.evidence import images, routes, sealing
from reporting.reports.evidence.models import Evidence
from reporting.reports.evidence.sniffing import Refused, sniffed
from reporting.throttle import Allowance
from tests.reports import told
from tests.reports.evidence import hostile, made
from tests.reports.evidence.hostile import SEED, Fate, Upload

SECONDS, MOST_KB = 2.0, 150_000
REMOVE = re.compile(r'action="(/f/papers/\d+/remove)"')
# The child itself, and then how much memory it ever held: what it holds after ``exec`` is all its own.
WEIGHED = """
import runpy, sys
sys.argv = sys.argv[1:]
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
except SystemExit:
    pass
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
sys.stderr.write(peak.split()[1])
"""


def test_there_are_120_of_them_and_each_has_a_name_of_its_own():
    sent = hostile.uploads()
    assert len(sent) == 120
    assert len({one.label for one in sent}) == 120


def test_ten_hostile_uploads_do_no_harm(app, sign_in, monkeypatch):
    chosen = random.Random(SEED).sample(hostile.uploads(), 10)
    _judge(app, sign_in("vera"), chosen, monkeypatch)


@pytest.mark.prove
def test_no_hostile_upload_does_any_harm(app, sign_in, monkeypatch):
    _judge(app, sign_in("vera"), hostile.uploads(), monkeypatch)


def _judge(app, vera, chosen: list[Upload], monkeypatch) -> None:
    monkeypatch.setattr(routes, "FILES_AN_HOUR", Allowance(n_free=10_000, window=timedelta(hours=1), is_ceiling=True))
    told.begin(vera)
    wrong = {one.label: found for one in chosen if (found := _fault(app, vera, one))}
    assert not wrong, wrong


def _fault(app, vera, one: Upload) -> str:
    """What is wrong with how an upload was answered; empty where nothing is."""
    began = time.monotonic()
    file = (io.BytesIO(one.data), one.name, one.declared)
    answer = vera.post("/f/papers", {"kind": "screenshot", "held_by": "us", "file": file})
    took = time.monotonic() - began
    if answer.status_code not in {302, 422}:
        return f"answered {answer.status_code}"
    if took > SECONDS:
        return f"took {took:.1f} s"
    weight = _weight(one)
    if weight > MOST_KB:
        return f"weighed {weight} KB"
    if answer.status_code == 422:
        kind_words = "Take a" in answer.text or "Choose another" in answer.text
        return "" if one.fate is not Fate.TAKEN and kind_words else "refused"
    kept = _kept(app)
    vera.post(REMOVE.search(vera.get("/f/papers").text).group(1))
    if one.fate is Fate.REFUSED:
        return "taken"
    if not kept.startswith((b"\xff\xd8", b"\x89PNG", b"RIFF")):
        return ""  # a recording, kept as it is
    if made.MARK in kept:
        return "something said or hidden is left"
    return str(made.left_in(kept) or "")


def _kept(app) -> bytes:
    with app.app_context():
        return sealing.file_of(session.query(Evidence).one())


def _weight(one: Upload) -> int:
    """The most memory the child held for this upload, in KB; 0 where it is never asked."""
    try:
        kind = sniffed(one.data, name=one.name, declared=one.declared)
    except Refused:
        return 0
    if not kind.is_picture:
        return 0
    words = [sys.executable, "-I", "-c", WEIGHED, str(images.CHILD), images.format_of(kind)]
    child = subprocess.run(words, input=one.data, capture_output=True, env=images.SURROUNDINGS, check=False)
    return int(child.stderr.split()[-1])


@pytest.mark.parametrize(
    ("kind", "size", "orientation"),
    [("JPEG", (4032, 3024), 6), ("JPEG", (6300, 6200), 1), ("PNG", (2560, 1600), 1), ("WEBP", (2560, 1440), 1)],
)
def test_a_large_photo_is_drawn_anew_in_little_memory(kind, size, orientation):
    data = made.taken_somewhere(kind, size=size, orientation=orientation)
    suffix = next(suffix for suffix, name in hostile.PICTURES.items() if name == kind)
    assert 30_000 < _weight(Upload("", f"a.{suffix}", hostile.TYPES[suffix], data, Fate.TAKEN)) < MOST_KB
