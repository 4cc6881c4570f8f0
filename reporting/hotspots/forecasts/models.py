"""One forecast a week, with the comparison that says whether it may be shown."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from reporting.database import Base


class WeekForecast(Base):
    """What the past up to the end of a week foretells of the thirty days after it. Never worked out anew."""

    __tablename__ = "week_forecast"

    week: Mapped[str] = mapped_column(unique=True)  # as 2026-W47: its Sunday is the last day known
    worked_out_at: Mapped[datetime]
    settings: Mapped[dict[str, Any]] = mapped_column(sa.JSON)  # periods, bandwidths, seed … and their hash
    comparison: Mapped[dict[str, Any]] = mapped_column(sa.JSON)  # the values of ``comparison.Comparison``
    squares: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)  # ``foretold.Square``; none unless it beats counts
    n_withheld: Mapped[int]  # squares as high as these with too few incidents of their own to be named
