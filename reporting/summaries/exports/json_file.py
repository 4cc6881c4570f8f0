"""JSON for machines: counts are numbers, a suppressed count or a percentage is a text."""

import json

from reporting.summaries.wording import Summary

NAME = "JSON"
MEDIA_TYPE = "application/json"
SUFFIX = "json"


def render(summary: Summary) -> bytes:
    """The file, UTF-8. Ward rows carry the ward's code in the first cell."""
    values = {
        "month": summary.month,
        "audience": summary.audience,
        "version": summary.version,
        "checksum": summary.checksum,
        "trail_head": {"number": summary.trail_head.number, "seal": summary.trail_head.seal}
        if summary.trail_head
        else None,
        "preview": summary.is_preview,
        "language": summary.language,
        "heading": list(summary.heading),
        "tables": [
            {
                "id": table.id,
                "title": table.title,
                "columns": list(table.columns),
                "rows": [list(row) for row in table.rows],
                "notes": list(table.notes),
            }
            for table in summary.tables
        ],
    }
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode()
