"""The coordinator's figures are exact, and the same on the page and in every file."""

import csv
import io
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import openpyxl
import sqlalchemy as sa
from flask import Flask

from reporting.database import finish, session
from reporting.reports.models import IncidentReport
from reporting.summaries.material import months_before
from tests.factories import Words
from tests.summaries.conftest import rows_of


def headline(summary: dict[str, Any]) -> list[int]:
    """Reports, incidents, hate incidents and concerns of the month."""
    return [row[1] for row in rows_of(summary, "T1").values()]


def test_reports_told_only_to_be_counted_are_counted(tell: Callable, exported: Callable) -> None:
    for choice in ("statistics_only", "support_only", "anonymous_to_police", "identity_to_police"):
        tell(1, sharing=choice)
    assert headline(exported("internal")) == [4, 4, 4, 0]
    assert [row[1] for row in rows_of(exported("internal"), "T13").values()] == [1, 1, 1, 1, 4]


def test_withdrawn_and_rejected_reports_are_counted_nowhere(tell: Callable, exported: Callable) -> None:
    tell(2)
    tell(1, status="withdrawn")
    tell(1, status="rejected")
    summary = exported("internal")
    assert headline(summary) == [2, 2, 2, 0]
    assert rows_of(summary, "T8B")["African"][1] == 2  # the tallies of the withdrawn are gone as well


def test_reports_of_one_event_are_one_incident(app: Flask, tell: Callable, exported: Callable) -> None:
    first, second, _third = tell(3)
    with app.app_context():
        report = session.get_one(IncidentReport, first)
        session.execute(
            sa.update(IncidentReport).where(IncidentReport.id == second).values(incident_id=report.incident_id)
        )
        finish(keep=True)
    assert headline(exported("internal")) == [3, 2, 3, 0]


def test_a_report_counts_in_the_month_it_was_told(tell: Callable, exported: Callable, month: str) -> None:
    tell(3, days_later=45)
    assert headline(exported("internal"))[0] == 3
    assert headline(exported("internal", of=months_before(month, 1)))[0] == 0
    assert rows_of(exported("internal"), "T7A")["29 days or more"][1] == 3


def test_the_headline_stands_beside_the_months_before(tell: Callable, exported: Callable, month: str) -> None:
    tell(2)
    tell(3, in_month=months_before(month, 1))
    tell(4, in_month=months_before(month, 12))
    tell(5, in_month=months_before(month, 11), kind="community_safety_concern")
    rows = rows_of(exported("internal"), "T1")
    assert rows["All reports"][1:] == [2, 3, 4, 10]
    assert rows["Reports of community safety concerns"][1:] == [0, 0, 0, 5]


def test_each_table_counts_what_was_told(tell: Callable, exported: Callable) -> None:
    tell(2, ward="Z01", taken_by="vera")
    tell(
        1,
        ward="Z02",
        taken_by="vic",
        primary_strand="disability",
        strands=frozenset({"disability", "race"}),
        main_type="graffiti",
        incident_types=frozenset({"graffiti"}),
        place_type="street",
        part_of_day="morning",
        first_ever_told="first_person_told",
        repeat="first_time",
        risk="high",
        channel="telephone",
        days_later=0,
        words=Words(),
    )
    summary = exported("internal")
    assert rows_of(summary, "T2")["HARBOUR"][:4] == ["HARBOUR", "Harbour Centre", 2, 2]
    assert rows_of(summary, "T2")[""][2] == 3
    assert rows_of(summary, "T5")["Z01"][:4] == ["Z01", "Larch Green", 2, 2]
    assert rows_of(summary, "T5")["Z02"][2:8] == [1, 1, 0, 0, 0, 1]
    assert rows_of(summary, "T3")["Disability or health condition"][-1] == 1
    assert rows_of(summary, "T3A")["Race, skin colour, nationality, language or accent"][-1] == 3
    assert rows_of(summary, "T4")["Damage"][1:] == [1, "33%"]
    assert rows_of(summary, "T6")["In the street"][1] == 1
    assert rows_of(summary, "T7")["Morning, 6 to 12"][1] == 1
    assert rows_of(summary, "T7A")["The same day"][1] == 1
    assert rows_of(summary, "T8")["35 to 44"][1] == 3
    assert rows_of(summary, "T8C")["Ethnicity"][1:] == [3, 3, "100%"]
    assert rows_of(summary, "T9")["Not asked"][1] == 3
    assert rows_of(summary, "T11A")["Nobody before today"][1] == 1
    assert rows_of(summary, "T12")["High"][1] == 1


def test_the_page_and_every_file_hold_the_same_numbers(
    tell: Callable, exported: Callable, sign_in: Callable, month: str
) -> None:
    tell(3)
    tell(1, ward="Z02", place_type="street", days_later=12)
    cora = sign_in("cora")
    from_json = exported("internal")["tables"]
    book = openpyxl.load_workbook(io.BytesIO(cora.get(f"/summaries/{month}/internal.xlsx").data))
    assert book.sheetnames == [table["id"] for table in from_json]
    lines = list(csv.reader(io.StringIO(cora.get(f"/summaries/{month}/internal.csv").data.decode("utf-8-sig"))))
    page = cora.get(f"/summaries/{month}/internal").text
    for table in from_json:
        rows = [[str(cell) for cell in row] for row in table["rows"]]
        sheet = [
            ["" if cell is None else str(cell) for cell in row] for row in book[table["id"]].iter_rows(values_only=True)
        ]
        width = len(table["columns"])
        assert [row[:width] for row in sheet[-len(rows) :]] == rows, table["id"]
        start = lines.index([f"{table['id']} {table['title']}"]) + 1 + len(table["notes"])
        assert lines[start] == table["columns"]
        assert lines[start + 1 : start + 1 + len(rows)] == rows, table["id"]
        section = page.split(f'id="{table["id"]}"')[1].split("</section>")[0]
        cells = [unescape(cell).strip() for cell in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", section, re.S)]
        assert cells == [*table["columns"], *(cell for row in rows for cell in row)], table["id"]
