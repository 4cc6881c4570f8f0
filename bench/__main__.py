"""``make bench``: prints the table and keeps it in bench/latest.md and bench/latest.json.

Machines differ and are noisy: quote the ratios. Pages are asked for through the whole WSGI stack, in this process, in
turn with a bare Flask view; writing goes to a real SQLite file with the settings of a real instance.
"""

import argparse
import json
import os
import platform
import sqlite3
import sys
import tempfile
from pathlib import Path

from bench import pages, trail, writing
from bench.instance import demonstration
from bench.measure import Row, table
from bench.scan import rows as scan_rows

HERE = Path(__file__).parent


def machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}, "
        f"CPython {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--small", type=int, default=1_000, help="reports in the small instance")
    parser.add_argument("--large", type=int, default=100_000, help="reports in the large instance")
    chosen = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="common-room-bench-") as folder:
        for reports in (chosen.small, chosen.large):
            app = demonstration(Path(folder) / str(reports), reports=reports)
            print(f"{reports:,} reports are loaded", file=sys.stderr)
            rows += pages.rows(app, reports=reports)
            if reports == chosen.small:
                rows += writing.rows(app, Path(folder))
        rows.append(trail.verification(Path(folder) / "trail"))
    rows += scan_rows()
    text = f"Machine: {machine()}\n\n{table(rows)}\n"
    print(text)
    (HERE / "latest.md").write_text(text)
    (HERE / "latest.json").write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
