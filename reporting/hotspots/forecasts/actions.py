"""Working out, once a week, where reports may come next."""

import hashlib
import json
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import shapely

from reporting import clock
from reporting.audit.actions import record
from reporting.database import finish, session
from reporting.hotspots import comparison, forecast, hit_rate
from reporting.hotspots.comparison import compare
from reporting.hotspots.forecast import Past
from reporting.hotspots.forecast_ground import ForecastGround
from reporting.hotspots.forecasts import queries
from reporting.hotspots.forecasts.models import WeekForecast
from reporting.hotspots.foretold import Foretold, foretold
from reporting.hotspots.formats import rounded
from reporting.hotspots.queries import occurrences
from reporting.places import queries as places
from reporting.places.grid import CELL_M
from reporting.reports.figures import Profile, Selection

# What was told only to be counted never stands in a square, not even for coordinators (the table of record, 3).
PROFILE = Profile.POLICE


def keep_last_week() -> None:
    """The forecast after the last complete week."""
    keep(clock.last_complete_week(clock.today()))


def keep(week: str) -> WeekForecast | None:
    """The forecast after a week, worked out now if it was not before; None before any wards are imported.

    The surfaces are made outside of a transaction.
    """
    kept = queries.of_week(week)
    wards = places.wards_of(places.current_edition())
    if kept is not None or not wards:
        return kept
    _monday, sunday = clock.week_days(week)
    since, before = sunday - timedelta(days=comparison.HISTORY_DAYS - 1), sunday.toordinal() + 1
    incidents = occurrences(Selection(profile=PROFILE, since=since, until=sunday))
    area = shapely.union_all([ward.shape for ward in wards])
    finish(keep=True)  # nobody waits for the surfaces
    past = Past(incidents, ForecastGround.covering(area))
    compared = compare(past, before=before, seed=sunday.toordinal())
    shown = foretold(past, before=before) if compared.beats else Foretold((), 0)
    kept = queries.of_week(week)
    if kept is not None:
        return kept
    kept = WeekForecast(
        id=uuid4(),
        week=week,
        worked_out_at=clock.now(),
        settings=_settings(since, sunday),
        comparison=rounded(asdict(compared)),
        squares=[asdict(one) for one in shown.squares],
        n_withheld=shown.n_withheld,
    )
    session.add(kept)
    session.flush()
    record("hotspots:week:foretold", detail=week)
    return kept


def _settings(since: date, sunday: date) -> dict[str, Any]:
    """What was chosen for the forecast, and its hash; the rest stands in the code and in the wards of the day."""
    settings = rounded(
        {
            "profile": PROFILE.value,
            "since": since.isoformat(),
            "until": sunday.isoformat(),
            "cell_m": CELL_M,
            "horizon_days": forecast.HORIZON_DAYS,
            "look_back_days": forecast.LOOK_BACK_DAYS,
            "bandwidths_m": list(forecast.BANDWIDTHS_M),
            "decays_days": list(forecast.DECAYS_DAYS),
            "area_share": hit_rate.AREA_SHARE,
            "draws": comparison.DRAWS,
            "seed": sunday.toordinal(),
        }
    )
    digest = hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()[:12]
    return {**settings, "settings_hash": digest}
