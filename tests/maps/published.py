"""A table of areas among what was published, as if a coordinator had downloaded it long ago."""

from flask import Flask

from reporting import clock
from reporting.database import finish, session
from reporting.summaries import tabulation
from reporting.summaries.material import months_before
from reporting.summaries.models import PublishedSummary
from reporting.summaries.tabulation import SUPPRESSED, Key, Tabulation

NO_WARD = ("", Key("words", "no_ward"), SUPPRESSED)
TWO_WARDS = (("Z01", "Larch Green", 35), ("Z02", "Mill Quarter", SUPPRESSED), NO_WARD)


def publish(app: Flask, month: str, rows: tuple, level: str, *, first: str = "") -> None:
    """``month``: the last of the period; ``first``: its first, without which it is a quarter."""
    heading = Key("periods", f"{first or months_before(month, 2)}/{month}")
    columns = (Key("columns", "code"), Key("columns", "ward"), heading)
    content = tabulation.written((Tabulation("T5", columns, rows, (level, "does_not_add_up")),))
    with app.app_context():
        session.add(
            PublishedSummary(
                month=month,
                audience="public",
                version=1,
                checksum=tabulation.checksum(content),
                content=content,
                frozen_at=clock.now(),
            )
        )
        finish(keep=True)
