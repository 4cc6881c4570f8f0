"""CSV: one table after another, each under its title. UTF-8 with a mark, so that Excel reads every script."""

import csv
import io
import unicodedata

from reporting.summaries.wording import Summary

NAME = "CSV"
MEDIA_TYPE = "text/csv; charset=utf-8"
SUFFIX = "csv"

BEGINS_A_FORMULA = frozenset("=+-@|%")
BLANKS_THAT_HIDE_ONE = frozenset("\t\r\n")


def render(summary: Summary) -> bytes:
    """The file. Lines end as RFC 4180 says."""
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")

    def write(cells: tuple[int | str, ...]) -> None:
        lines.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in cells])

    write((summary.service_name,))
    for line in summary.heading:
        write((line,))
    for table in summary.tables:
        lines.writerow([])
        write((f"{table.id} {table.title}",))
        for note in table.notes:
            write((note,))
        write(table.columns)
        for row in table.rows:
            write(row)
    return text.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """The text, led by an apostrophe where a spreadsheet would run it as a formula.

    What is seen counts: full-width signs are signs, and blanks and invisible characters before one hide nothing.
    """
    plain = unicodedata.normalize("NFKC", text)
    seen = "".join(sign for sign in plain if unicodedata.category(sign) not in {"Cf", "Cc"}).strip()
    if seen[:1] in BEGINS_A_FORMULA and seen or plain[:1] in BLANKS_THAT_HIDE_ONE and plain:
        return f"'{text}"
    return text
