"""XLSX: one visible sheet a table. No formula, link, hidden sheet or date of making: the same summary, the same bytes."""

import io
from datetime import datetime

import xlsxwriter

from reporting.summaries.wording import Summary, Table

NAME = "Excel"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIX = "xlsx"

ALWAYS_MADE_AT = datetime(2000, 1, 1)  # noqa: DTZ001  a fixed mark, not a moment
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
WIDEST = 60


def render(summary: Summary) -> bytes:
    """The workbook."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, PLAIN)
    book.set_properties(
        {"title": summary.heading[0], "author": summary.service_name, "created": ALWAYS_MADE_AT, "comments": ""}
    )
    faces = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "number": book.add_format({"num_format": "0", "valign": "top"}),
        "note": book.add_format({"italic": True}),
    }
    for table in summary.tables:
        _write(book.add_worksheet(table.id), table, summary, faces)
    book.close()
    return file.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, table: Table, summary: Summary, faces: dict) -> None:
    if summary.is_right_to_left:
        sheet.right_to_left()
    lines = [*summary.heading, *table.notes]
    sheet.write_string(0, 0, table.title, faces["title"])
    for offset, line in enumerate(lines):
        sheet.write_string(1 + offset, 0, line, faces["note"])
    head = 1 + len(lines)
    for column, text in enumerate(table.columns):
        sheet.write_string(head, column, text, faces["head"])
        sheet.set_column(column, column, _width(table, column))
    for offset, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(head + 1 + offset, column, cell, faces["number"])
            else:
                sheet.write_string(head + 1 + offset, column, cell, faces["text"])
    sheet.freeze_panes(head + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)


def _width(table: Table, column: int) -> int:
    """Wide enough for the longest cell, in characters, within reason."""
    longest = max([len(table.columns[column]) // 2, *(len(str(row[column])) for row in table.rows)], default=0)
    return min(WIDEST, max(10, longest + 2))
