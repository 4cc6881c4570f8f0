"""CSV: one table after another, each under its title. UTF-8 with a mark, so that Excel reads every script."""

import csv
import io

from reporting.summaries.wording import Summary
from reporting.written import harmless

NAME = "CSV"
MEDIA_TYPE = "text/csv; charset=utf-8"
SUFFIX = "csv"


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
