"""``bench/proofs.md``: what the long proofs measured, beside what they had to reach. One row for each proof."""

from pathlib import Path

HEAD = ["| what | reach | measured | seed |", "|---|---|---|---|"]


def keep(path: Path, *, what: str, reach: str, measured: str, seed: str) -> None:
    """Writes one row; an older one of the same proof goes. Rows stand in the order of ``what``."""
    held = path.read_text(encoding="utf-8").splitlines()[len(HEAD) :] if path.exists() else []
    rows = [row for row in held if not row.startswith(f"| {what} |")]
    rows.append(f"| {what} | {reach} | {measured} | {seed} |")
    path.write_text("\n".join([*HEAD, *sorted(rows)]) + "\n", encoding="utf-8")
