"""The forecast of a week as it was kept."""

from typing import Any

import sqlalchemy as sa

from reporting.database import session
from reporting.hotspots.comparison import Comparison, Horizon
from reporting.hotspots.forecasts.models import WeekForecast
from reporting.hotspots.foretold import Square
from reporting.hotspots.hit_rate import Hit


def latest() -> WeekForecast | None:
    """The forecast of the latest week that has one."""
    return session.scalar(sa.select(WeekForecast).order_by(WeekForecast.week.desc()).limit(1))


def of_week(week: str) -> WeekForecast | None:
    """The forecast of a week."""
    return session.scalar(sa.select(WeekForecast).where(WeekForecast.week == week))


def comparison(kept: WeekForecast) -> Comparison:
    """The comparison that was kept with it."""
    values = {name: _hit(value) for name, value in kept.comparison.items() if name != "horizons"}
    horizons = (Horizon(**{name: _hit(value) for name, value in one.items()}) for one in kept.comparison["horizons"])
    return Comparison(**values, horizons=tuple(horizons))


def squares(kept: WeekForecast) -> list[Square]:
    """The squares that were kept; none where plain counts do as well."""
    return [Square(**one) for one in kept.squares]


def _hit(value: Any) -> Any:
    """JSON keeps a hit as a list of its three numbers."""
    return Hit(*value) if isinstance(value, list) else value
