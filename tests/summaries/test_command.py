"""``summaries export``: what it writes, refuses and needs."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from reporting import clock, config, create_app
from reporting.crypto import KeysMissing, keyring
from reporting.summaries.exports import formats
from reporting.summaries.material import months_before


def words(month: str, audience: str, suffix: str, out: Path, *more: str) -> list[str]:
    return [
        "summaries",
        "export",
        "--month",
        month,
        "--audience",
        audience,
        "--format",
        suffix,
        "--out",
        str(out),
        *more,
    ]


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_the_export_needs_no_key(
    settings: config.Settings, tell: Callable, month: str, tmp_path: Path, audience: str
) -> None:
    tell(12)
    keyless = create_app(replace(settings, key_file=str(tmp_path / "not-there.toml")))
    with keyless.app_context(), pytest.raises(KeysMissing):
        keyring()
    for suffix in formats():
        answer = keyless.test_cli_runner().invoke(args=words(month, audience, suffix, tmp_path / f"s.{suffix}"))
        assert answer.exit_code == 0, answer.output
    numbers = json.loads((tmp_path / "s.json").read_text())["tables"][0]["rows"][0]
    assert numbers[1] == (12 if audience == "internal" else 10)
    keyless.extensions["database"].engine.dispose()


def test_a_month_inside_the_publication_delay_is_refused_with_the_reason(run: Callable, tmp_path: Path) -> None:
    out = tmp_path / "s.csv"
    last_month = months_before(f"{clock.today():%Y-%m}", 0)
    answer = run(*words(last_month, "public", "csv", out))
    assert answer.exit_code == 1
    assert "may be published from" in answer.stderr
    assert not out.exists()


@pytest.mark.parametrize("suffix", ["csv", "json", "xlsx"])
def test_a_preview_inside_the_delay_is_marked(run: Callable, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"s.{suffix}"
    assert run(*words(f"{clock.today():%Y-%m}", "public", suffix, out, "--preview")).exit_code == 0
    if suffix == "xlsx":
        import openpyxl

        text = "\n".join(str(sheet["A3"].value) for sheet in openpyxl.load_workbook(out))
        assert all("Preview" in line for line in text.splitlines())
    else:
        assert "Preview. These figures are not published" in out.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("change", "value"),
    [("--month", "2025-13"), ("--month", "May"), ("--audience", "press"), ("--format", "docx"), ("--language", "tlh")],
)
def test_a_mistake_in_the_words_is_a_mistake_of_use(
    run: Callable, month: str, tmp_path: Path, change: str, value: str
) -> None:
    given = words(month, "internal", "csv", tmp_path / "s.csv")
    given = [*given, change, value]
    assert run(*given).exit_code == 2
    assert not (tmp_path / "s.csv").exists()


def test_a_month_that_has_not_begun_is_refused(run: Callable, tmp_path: Path) -> None:
    answer = run(*words(f"{clock.today().year + 1}-12", "internal", "csv", tmp_path / "s.csv"))
    assert answer.exit_code == 1
    assert "has not begun" in answer.stderr


def test_a_file_that_cannot_be_written_is_refused_and_leaves_no_trace(
    app: Flask, run: Callable, tell: Callable, month: str, tmp_path: Path
) -> None:
    import sqlalchemy as sa

    from reporting.database import session
    from reporting.summaries.models import PublishedSummary

    tell(12)
    answer = run(*words(month, "public", "csv", tmp_path / "no" / "folder" / "s.csv"))
    assert answer.exit_code == 1
    assert "cannot be written" in answer.stderr
    with app.app_context():
        assert session.scalar(sa.select(sa.func.count()).select_from(PublishedSummary)) == 0


def test_the_same_command_twice_writes_the_same_bytes_and_leaves_nothing_beside_them(
    run: Callable, tell: Callable, month: str, tmp_path: Path
) -> None:
    tell(12)
    for suffix in formats():
        out = tmp_path / f"s.{suffix}"
        assert run(*words(month, "internal", suffix, out)).exit_code == 0
        first = out.read_bytes()
        assert run(*words(month, "internal", suffix, out)).exit_code == 0
        assert out.read_bytes() == first
    assert {path.name for path in tmp_path.glob("*s.*")} == {f"s.{suffix}" for suffix in formats()}


def test_the_export_is_in_the_trail(run: Callable, tell: Callable, month: str, tmp_path: Path) -> None:
    tell(1)
    assert run(*words(month, "internal", "csv", tmp_path / "s.csv")).exit_code == 0
    assert run("audit", "verify").exit_code == 0


def test_the_machine_readable_shape_is_the_promised_one(exported: Callable[..., Any], tell: Callable) -> None:
    tell(2)
    summary = exported("internal")
    assert {"month", "audience", "version", "checksum", "tables"} <= summary.keys()
    assert all({"id", "title", "columns", "rows"} <= table.keys() for table in summary["tables"])
    assert all(len(row) == len(table["columns"]) for table in summary["tables"] for row in table["rows"])
    wards = next(table for table in summary["tables"] if table["id"] == "T5")
    assert [row[0] for row in wards["rows"]] == ["Z01", "Z02", ""]
