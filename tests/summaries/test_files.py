"""Files that are safe to open."""

import csv
import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
import sqlalchemy as sa
from flask import Flask

from reporting.database import finish, session
from reporting.places.models import Ward
from reporting.summaries.exports import csv_file, json_file, xlsx_file
from reporting.summaries.exports.csv_file import harmless
from reporting.summaries.wording import Summary, Table
from tests.summaries.conftest import rows_of

FORMULA = "=1+1"


def summary(*, cell: str = "Larch Green", is_right_to_left: bool = False) -> Summary:
    table = Table("T5", "Wards", ("Code", "Ward", "Reports"), (("Z01", cell, 12), ("Z02", "Mill", "fewer than 10")), ())
    return Summary(
        month="2025-04",
        audience="internal",
        version=0,
        checksum="0" * 64,
        is_preview=False,
        language="ar" if is_right_to_left else "en",
        is_right_to_left=is_right_to_left,
        service_name="Common Room",
        heading=("Monthly summary", "Made afresh"),
        tables=(table,),
    )


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "|cmd", "%x", "\t=1", "\r=1", "  =1", "＝1+1", "＋1", "－1", "＠x", "\u200b=1", "\u202e=1", "\ttext"],
)  # fmt: skip
def test_a_text_a_spreadsheet_would_run_is_led_by_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Larch Green", "fewer than 10", "40%", "5-a-side", "شارع", "O'Neil"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


def test_csv_is_read_by_excel_in_every_script_and_ends_its_lines_as_the_standard_says() -> None:
    content = csv_file.render(summary(cell="লার্চ গ্রিন"))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert "লার্চ গ্রিন" in content.decode("utf-8-sig")


def test_a_workbook_holds_texts_as_texts_and_numbers_as_numbers() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file.render(summary(cell=FORMULA))))
    sheet = book["T5"]
    found = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert found[FORMULA] == "s"
    assert found[12] == "n"
    assert found["fewer than 10"] == "s"
    assert [one.sheet_state for one in book] == ["visible"]
    assert sheet.freeze_panes == "B5"


def test_a_workbook_tells_nothing_of_who_made_it_or_when() -> None:
    content = xlsx_file.render(summary())
    assert xlsx_file.render(summary()) == content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        properties = parts.read("docProps/core.xml").decode()
        assert "Common Room" in properties
        assert "2000-01-01T00:00:00Z" in properties
        assert not [name for name in parts.namelist() if "externalLink" in name or "comments" in name]


@pytest.mark.parametrize("is_right_to_left", [True, False])
def test_a_workbook_runs_the_way_its_language_does(is_right_to_left: bool) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file.render(summary(is_right_to_left=is_right_to_left))))
    assert bool(book["T5"].sheet_view.rightToLeft) is is_right_to_left


def test_json_is_utf_8_and_suppressed_cells_are_texts() -> None:
    content = json_file.render(summary(cell="লার্চ")).decode()
    assert "লার্চ" in content
    assert '"fewer than 10"' in content


def test_a_ward_named_like_a_formula_is_only_a_name_everywhere(
    app: Flask, tell: Callable, sign_in: Callable, month: str
) -> None:
    with app.app_context():
        session.execute(sa.update(Ward).where(Ward.code == "Z01").values(name=FORMULA))
        finish(keep=True)
    tell(1)
    cora = sign_in("cora")
    lines = list(csv.reader(io.StringIO(cora.get(f"/summaries/{month}/internal.csv").data.decode("utf-8-sig"))))
    assert ["Z01", f"'{FORMULA}"] in [line[:2] for line in lines]
    book = openpyxl.load_workbook(io.BytesIO(cora.get(f"/summaries/{month}/internal.xlsx").data))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    wards = rows_of(cora.get(f"/summaries/{month}/internal.json").json, "T5")
    assert wards["Z01"][1] == FORMULA
