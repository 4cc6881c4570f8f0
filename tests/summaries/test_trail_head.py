"""A published summary carries the head of the trail, so that every copy of it is an anchor."""

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from reporting import clock
from reporting.audit.actions import record
from reporting.audit.models import AuditEntry
from reporting.database import finish, session
from reporting.summaries.models import PublishedSummary
from reporting.summaries.tabulation import checksum
from tests.audit import thief


@pytest.fixture(autouse=True)
def trail(app: Flask) -> None:
    """Something was done before."""
    with app.app_context():
        for _ in range(3):
            record("test:noted")
        finish(keep=True)


def heads(app: Flask) -> dict[int, str]:
    with app.app_context():
        return dict(session.execute(sa.select(AuditEntry.number, AuditEntry.seal)).all())


def test_the_head_is_that_of_the_moment_it_was_made_and_stays(app: Flask, tell: Callable, exported: Callable) -> None:
    tell(12)
    due = max(heads(app))
    head = exported("public")["trail_head"]
    assert head == {"number": due, "seal": heads(app)[due]}
    tell(3)
    assert exported("public")["trail_head"] == head


def test_the_checksum_is_still_that_of_the_figures_alone(app: Flask, tell: Callable, exported: Callable) -> None:
    tell(12)
    summary = exported("public")
    with app.app_context():
        version = session.scalars(sa.select(PublishedSummary)).one()
        assert summary["checksum"] == version.checksum == checksum(version.content)
        assert version.trail_seal not in version.content
        assert version.trail_number == summary["trail_head"]["number"]


def test_every_format_and_the_page_say_it_in_a_line(
    tell: Callable, exported: Callable, sign_in: Callable, month: str
) -> None:
    tell(12)
    head = exported("public")["trail_head"]
    line = f"Trail when this was fixed: entry {head['number']}, seal {head['seal']}"
    cora = sign_in("cora")
    assert line in cora.get(f"/summaries/{month}/public").text
    rows = csv.reader(io.StringIO(cora.get(f"/summaries/{month}/public.csv").data.decode("utf-8-sig")))
    assert [line] in list(rows)
    book = openpyxl.load_workbook(io.BytesIO(cora.get(f"/summaries/{month}/public.xlsx").data))
    assert all(line in {row[0].value for row in sheet.iter_rows()} for sheet in book)
    assert line in cora.get(f"/summaries/{month}/public.json").json["heading"]


def test_the_first_download_carries_it_at_once(tell: Callable, sign_in: Callable, month: str) -> None:
    tell(12)
    assert sign_in("cora").get(f"/summaries/{month}/public.json").json["trail_head"]["number"] > 0


def test_an_internal_summary_carries_the_head_of_the_morning_and_a_preview_none(
    tell: Callable, exported: Callable
) -> None:
    tell(12)
    assert exported("public", "--preview")["trail_head"] is None
    exported("internal")  # which writes an entry
    with time_machine.travel(clock.now() + timedelta(days=1), tick=False):
        head = exported("internal")["trail_head"]
        assert head["number"] > 0
        assert exported("internal")["trail_head"] == head  # though an entry was written in between
        assert "Trail as it stood in the morning" in " ".join(exported("internal")["heading"])


def test_a_version_fixed_before_there_were_anchors_still_opens(
    app: Flask, tell: Callable, exported: Callable, sign_in: Callable, month: str
) -> None:
    tell(12)
    exported("public")
    with app.app_context():
        session.execute(sa.update(PublishedSummary).values(trail_number=None, trail_seal=None))
        finish(keep=True)
    assert exported("public")["trail_head"] is None
    assert "Trail when this was fixed" not in sign_in("cora").get(f"/summaries/{month}/public").text


def test_the_exported_file_is_an_anchor(
    app: Flask, tell: Callable, run: Callable[..., Any], tmp_path: Any, month: str
) -> None:
    tell(12)
    file = tmp_path / "summary.json"
    words = ("summaries", "export", "--month", month, "--audience", "public", "--format", "json", "--out", file)
    assert run(*words).exit_code == 0
    whole = run("audit", "verify", "--anchors", file)
    assert whole.exit_code == 0
    assert "and one anchor agrees with them" in whole.output
    number = json.loads(file.read_text())["trail_head"]["number"]
    with app.extensions["database"].transaction() as own:
        thief.unguarded(own)
        own.execute(sa.text(f"DELETE FROM audit_entry WHERE number >= {number}"))
    assert run("audit", "verify").exit_code == 0
    cut = run("audit", "verify", "--anchors", file)
    assert cut.exit_code == 1
    assert f"entry {number} is the first that is gone" in cut.output
