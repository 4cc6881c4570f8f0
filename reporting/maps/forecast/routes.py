"""The page on which coordinators see where reports may come next. There is no other way to it: no file, no digest."""

from typing import Any

from flask import Blueprint, render_template

from reporting.maps.forecast import told
from reporting.places.queries import borough_name
from reporting.policy import Can, requires

bp = Blueprint("forecast", __name__)


@bp.get("/map/forecast")
@requires(Can.REVIEW_REPORTS)
def index() -> Any:
    return render_template("maps/forecast.html", told=told.latest(), borough=borough_name())
