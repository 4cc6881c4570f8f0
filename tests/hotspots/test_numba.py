"""The compiled engine is a convenience: without numba, or with nowhere to keep what it compiled, everything still works."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from reporting import config
from reporting.hotspots import commands, kernel
from reporting.hotspots.findings import findings
from reporting.hotspots.formats import as_json
from tests import cast
from tests.hotspots.conftest import scatter

ROOT = Path(__file__).parents[2]
UNTIL = date(2026, 11, 15)
SINCE = UNTIL - timedelta(days=364)
STUDY = """
import json, sys
import numpy as np
from tests.hotspots.conftest import scatter
from tests.hotspots.test_numba import kernel, study
print(json.dumps([kernel.numba is not None, [study(number) for number in range(3)]]))
"""
COMPUTE = ("hotspots", "compute", "--since", str(SINCE), "--until", str(UNTIL), "--replicates", "99")


def study(number):
    """The findings of a small year, as they are written: plain, in strata, in strata and weighted."""
    held = scatter(400, seed=40 + number, strata=(1, 3, 2)[number], weighted=number == 2)
    held = held.where(np.arange(len(held)))
    held.day[:] += SINCE.toordinal()
    return as_json(findings(held, since=SINCE, until=UNTIL, wards=[], ward_code=None, seed=5, replicates=99))


@pytest.fixture
def no_numba(tmp_path):
    """A folder for PYTHONPATH under which ``import numba`` fails, from the first line of the program on."""
    folder = tmp_path / "no numba"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text("import sys\nsys.modules['numba'] = None\n")
    return folder


def child(*words, cwd=ROOT, **environment):
    return subprocess.run(
        [sys.executable, *words], cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, timeout=300
    )  # fmt: skip


def studied(**how):
    done = child("-c", STUDY, **how)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def same(one, other):
    """Equal text but for the last decimals of a float."""
    number = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
    assert number.sub("#", one) == number.sub("#", other)
    np.testing.assert_allclose(*([float(x) for x in number.findall(text)] for text in (one, other)), atol=2e-6)


def test_without_numba_a_study_says_the_same(no_numba):
    has_numba, without = studied(PYTHONPATH=str(no_numba))
    assert not has_numba
    for number, text in enumerate(without):
        same(text, study(number))


def test_the_kernel_s_entry_points_agree_without_numba(scattered, monkeypatch):
    """Scores, counts and the null itself, replicate by replicate."""
    from reporting.hotspots.scan import scan

    held = scattered(500, seed=8, strata=4, weighted=True)
    fast = scan(held, today=364, replicates=150, seed=11, threads=3)
    monkeypatch.setattr(kernel, "numba", None)
    slow = scan(held, today=364, replicates=150, seed=11)
    np.testing.assert_allclose(fast.null, slow.null, atol=1e-12)
    assert [(one.p, one.score) for one in fast.clusters] == [(one.p, one.score) for one in slow.clusters]


def test_with_nowhere_to_keep_machine_code_a_study_says_the_same(tmp_path):
    """Not even root can make a folder where a file lies, or in /proc."""
    for room in ("reporting", "tests"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__", "pages", "matrix"))
    (tmp_path / "reporting" / "hotspots" / "__pycache__").write_text("")
    nowhere = "/proc/nowhere"
    has_numba, held = studied(
        cwd=tmp_path, NUMBA_CACHE_DIR=nowhere, HOME=nowhere, XDG_CACHE_HOME=nowhere, PYTHONDONTWRITEBYTECODE="1"
    )
    assert has_numba
    for number, text in enumerate(held):
        same(text, study(number))


@pytest.fixture
def flask(app, settings, file_report):
    """flask(*words, **environment) runs a command of the site in a child, on a borough with an outbreak."""
    for number in range(40):
        at = (cast.WEST + 1307 + number % 3 * 200, cast.SOUTH + 1303 + number // 3 % 3 * 200)
        file_report(snapped=at, happened_on=UNTIL - timedelta(days=8 + 8 * number))
    for number in range(8):
        at = (cast.WEST + 107 + number % 2 * 200, cast.SOUTH + 103)
        file_report(snapped=at, happened_on=UNTIL - timedelta(days=number % 7))

    def run(*words, **environment):
        where = config.environment(INSTANCE=str(settings.folder), DATABASE_URL=settings.database_url)
        done = child("-m", "flask", "--app", "wsgi", *words, **{**where, **environment})
        assert done.returncode == 0, done.stderr
        return done

    return run


def test_commands_and_the_timed_job_work_without_numba(flask, run, no_numba):
    without = flask(*COMPUTE, PYTHONPATH=str(no_numba)).stdout
    same(without, run(*COMPUTE).stdout)
    assert json.loads(without)["clusters"][0]["observed"] == 8
    flask("jobs", "--now", "study", PYTHONPATH=str(no_numba))


class AtOnce:
    """A timer that does not wait."""

    def __init__(self, _seconds, function, words, options):
        self.start = lambda: function(*words, **options)

    def cancel(self):
        pass


def test_a_study_that_takes_long_says_that_work_goes_on(run, monkeypatch):
    monkeypatch.setattr(commands, "threading", SimpleNamespace(Timer=AtOnce))
    done = run(*COMPUTE)
    assert done.exit_code == 0
    assert "This can take a minute" in done.stderr
    assert "This can take" not in done.stdout


@pytest.mark.prove
def test_the_first_study_of_all_compiles_says_that_work_goes_on_and_ends(flask, tmp_path, proved):
    took = []
    for _ in ("nothing compiled", "compiled"):
        start = time.monotonic()
        done = flask(*COMPUTE, NUMBA_CACHE_DIR=str(tmp_path / "compiled"))
        took.append((time.monotonic() - start, "This can take a minute" in done.stderr, done.stdout))
    (first, says_so, cold), (second, _, warm) = took
    proved(
        what="cold start: hotspots compute with nothing compiled",
        reach="ends, and says within two seconds that work goes on",
        measured=f"{first:.1f} s, the second time {second:.1f} s, the program's own start included",
        seed="the last day studied",
    )
    assert says_so
    assert cold == warm
    assert any((tmp_path / "compiled").rglob("*.nbi"))
