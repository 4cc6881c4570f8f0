"""A month long enough ago to be published, and reports told in it."""

import json
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from reporting import clock
from reporting.summaries.material import months_before

TOLD_MONTHS_AGO = 4


@pytest.fixture
def month() -> str:
    """Outside the publication delay."""
    return months_before(f"{clock.today():%Y-%m}", TOLD_MONTHS_AGO)


@pytest.fixture
def tell(file_report: Callable[..., uuid.UUID], month: str) -> Callable[..., list[uuid.UUID]]:
    """tell(3, ward="Z02", …) files reports told in the month (or ``in_month``), by two centres in turn."""

    def file(n: int = 1, *, in_month: str = "", **given: Any) -> list[uuid.UUID]:
        told_on: date = clock.month_days(in_month or month)[0] + timedelta(days=9)
        days_later = given.pop("days_later", 2)
        takers = (given.pop("taken_by"),) if "taken_by" in given else ("vera", "vic")
        return [
            file_report(
                taken_by=takers[number % len(takers)],
                happened_on=told_on - timedelta(days=days_later),
                disclosed_on=told_on,
                submitted_on=told_on,
                **{"status": "submitted", **given},
            )
            for number in range(n)
        ]

    return file


@pytest.fixture
def exported(run: Callable[..., Any], month: str, tmp_path: Any) -> Callable[..., dict[str, Any]]:
    """exported("internal") runs the command and gives the JSON it wrote."""

    def export(audience: str, *options: str, of: str = "") -> dict[str, Any]:
        out = tmp_path / f"{uuid.uuid4().hex}.json"
        answer = run(
            "summaries",
            "export",
            "--month",
            of or month,
            "--audience",
            audience,
            "--format",
            "json",
            "--out",
            out,
            *options,
        )
        assert answer.exit_code == 0, answer.output
        return json.loads(out.read_text())

    return export


def rows_of(summary: dict[str, Any], table_id: str) -> dict[str, list[Any]]:
    """The rows of a table of the JSON, by their first cell."""
    table = next(one for one in summary["tables"] if one["id"] == table_id)
    return {row[0]: row for row in table["rows"]}
