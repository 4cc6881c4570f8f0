"""The chain's head is kept outside the database, and what contradicts it is found."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from reporting import jobs
from reporting.audit import actions, anchors, queries
from reporting.audit.actions import record
from reporting.audit.anchors import Anchor, AnchorsDamaged
from reporting.database import finish, session
from tests.audit import thief


def write(app, n: int) -> None:
    with app.app_context():
        for _ in range(n):
            record("test:noted")
        finish(keep=True)


def cut(app, after: int) -> None:
    with app.extensions["database"].transaction() as own:
        thief.unguarded(own)
        own.execute(sa.text(f"DELETE FROM audit_entry WHERE number > {after}"))


@pytest.fixture
def file(settings):
    return settings.folder / "audit-anchors.log"


def test_an_anchor_is_one_line_that_only_the_owner_reads(app, run, file):
    write(app, 3)
    assert run("audit", "anchor").output == "Anchored entry 3.\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with app.app_context():
        assert anchors.read(file) == [queries.head(session)]
    assert file.read_text().count("\n") == 1


def test_nothing_is_written_while_the_head_stays(app, run, file):
    assert run("audit", "anchor").output == "Nothing new to anchor.\n"
    assert file.read_text() == ""
    write(app, 1)
    run("audit", "anchor")
    before = file.read_text()
    assert run("audit", "anchor").output == "Nothing new to anchor.\n"
    assert file.read_text() == before
    write(app, 1)
    run("audit", "anchor")
    assert file.read_text().startswith(before)
    assert [anchor.number for anchor in anchors.read(file)] == [1, 2]


def test_two_at_once_write_in_order_and_nothing_twice(app, file):
    def work(_number: int) -> None:
        with app.app_context():
            record("test:noted")
            finish(keep=True)
            actions.anchor_head()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(40)))
    numbers = [anchor.number for anchor in anchors.read(file)]
    assert numbers == sorted(set(numbers))
    assert numbers[-1] == 40
    with app.app_context():
        assert queries.checked().n_anchors == len(numbers)


def test_the_hourly_job_anchors(app, file):
    write(app, 2)
    job = next(job for job in jobs.JOBS if job.name == "anchor")
    assert jobs.run(app, job)
    assert jobs.run(app, job)
    assert [anchor.number for anchor in anchors.read(file)] == [2]


def test_a_whole_trail_agrees_with_its_anchors(app, run):
    write(app, 2)
    run("audit", "anchor")
    write(app, 2)
    run("audit", "anchor")
    found = run("audit", "verify")
    assert (found.exit_code, found.output) == (0, "Whole: 4 entries, and 2 anchors agree with them.\n")


def test_a_cut_end_is_named_truncated_with_the_first_entry_that_is_gone(app, run):
    write(app, 10)
    run("audit", "anchor")
    cut(app, 6)
    found = run("audit", "verify")
    assert found.exit_code == 1
    assert "truncated: entry 7 is the first that is gone" in found.output
    again = run("audit", "anchor")
    assert again.exit_code == 1
    assert "does not hold entry 10" in again.output


def test_an_emptied_trail_is_named_truncated_from_the_first(app, run):
    write(app, 4)
    run("audit", "anchor")
    cut(app, 0)
    assert "entry 1 is the first that is gone" in run("audit", "verify").output


def test_a_trail_sealed_anew_with_its_own_key_is_named_rewritten(app, run):
    write(app, 5)
    run("audit", "anchor")
    write(app, 5)
    run("audit", "anchor")
    cut(app, 7)
    write(app, 3)
    found = run("audit", "verify")
    assert found.exit_code == 1
    assert "Entry 10 is rewritten" in found.output
    assert "Up to entry 5" in found.output
    assert run("audit", "anchor").exit_code == 1


def test_the_job_says_so_in_the_log_when_the_trail_was_cut(app, run, caplog):
    write(app, 3)
    run("audit", "anchor")
    cut(app, 1)
    assert not jobs.run(app, next(job for job in jobs.JOBS if job.name == "anchor"))
    assert "job anchor failed: AnchorContradicted" in caplog.text


MOMENT, SEAL = "2026-11-22T14:05:00+00:00", "ab" * 32
DAMAGED = [
    "nonsense\n",
    f"{MOMENT} 1 {SEAL}",  # torn: no end of line
    f"{MOMENT} 0 {SEAL}\n",
    f"{MOMENT} -1 {SEAL}\n",
    f"{MOMENT} 1 {SEAL[:-1]}\n",
    f"{MOMENT} 1 {SEAL.upper()}\n",
    f"{MOMENT[:-6]} 1 {SEAL}\n",
    f"2026-13-45T99:05:00+00:00 1 {SEAL}\n",
    f"{MOMENT} 1 {SEAL}\n\n",
    f"{MOMENT} 1 {SEAL} more\n",
    "{",
    "{}",
    '{"trail_head": null}',
    json.dumps({"trail_head": {"number": "1", "seal": SEAL}}),
    json.dumps({"trail_head": {"number": 1, "seal": "x"}}),
    json.dumps({"trail_head": {"number": True, "seal": 5}}),
]


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_file_of_anchors_is_unreadable_with_exit_code_2(app, run, file, tmp_path, text):
    write(app, 1)
    for path in (tmp_path / "given", file):
        path.write_text(text)
    for words in (("audit", "verify", "--anchors", tmp_path / "given"), ("audit", "verify")):
        found = run(*words)
        assert found.exit_code == 2, text
        assert "no anchor" in found.output or "carries no head" in found.output
    assert run("audit", "anchor").exit_code == 2
    assert file.read_text() == text


def test_a_file_that_is_not_there_or_not_text_is_unreadable_with_exit_code_2(app, run, tmp_path):
    assert run("audit", "verify", "--anchors", tmp_path / "nowhere").exit_code == 2
    assert run("audit", "verify", "--anchors", tmp_path).exit_code == 2
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    assert run("audit", "verify", "--anchors", tmp_path / "bytes").exit_code == 2


def test_another_file_can_be_held_against_the_trail(app, run, tmp_path, file):
    write(app, 3)
    run("audit", "anchor")
    kept = tmp_path / "elsewhere.log"
    kept.write_text(file.read_text())
    file.unlink()
    cut(app, 2)
    assert run("audit", "verify").exit_code == 0
    assert run("audit", "verify", "--anchors", kept).exit_code == 1


def test_a_file_named_in_the_settings_is_used(app, run, settings, tmp_path):
    from dataclasses import replace

    path = tmp_path / "other-volume.log"
    app.config["SETTINGS"] = replace(settings, audit_anchors=str(path))
    write(app, 1)
    run("audit", "anchor")
    assert len(anchors.read(path)) == 1
    assert not (settings.folder / "audit-anchors.log").exists()


def test_a_reading_of_anchors_says_which_line_is_wrong(tmp_path):
    path = tmp_path / "anchors"
    path.write_text(f"{MOMENT} 1 {SEAL}\nnonsense\n")
    with pytest.raises(AnchorsDamaged, match="Line 2 of"):
        anchors.read(path)
    path.write_text(f"{MOMENT} 1 {SEAL}\n")
    assert anchors.read(path) == [Anchor(1, SEAL)]
