"""The officer's map of the borough."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from reporting import clock
from reporting.hotspots.weekly import queries as weekly
from reporting.hotspots.weekly.actions import say_outcome
from reporting.hotspots.weekly.vocabulary import OUTCOMES
from reporting.i18n import span
from reporting.maps import periods
from reporting.maps.forms import MapFilters, types_by_group
from reporting.maps.shown import shown
from reporting.places.queries import borough_name, current_edition, residents_told
from reporting.policy import Can, may, requires
from reporting.reports.vocabulary import TYPE_GROUPS
from reporting.tension.levels import queries as levels
from reporting.web import script_nonce

bp = Blueprint("maps", __name__)


@bp.get("/map")
@requires(Can.SEE_POLICE_MAP)
def police() -> Any:
    residents = residents_told(current_edition())
    form = MapFilters(request.args, has_residents=residents is not None)
    page: dict[str, Any] = {"residents": residents, "form": form, "groups": TYPE_GROUPS, "types": types_by_group(), "borough": borough_name(),
            "most_weeks": periods.MOST_WEEKS_BACK, "today": clock.today()}  # fmt: skip
    if not form.validate():
        return render_template("maps/police.html", shown=None, **page), 422
    standing = levels.last_week_for(current_user)
    chosen = shown(form.selection(), shade=form.shade.data, levels=standing)
    page |= {
        "outcomes": OUTCOMES,
        "levels": standing,
        "levels_week": _week_of_levels(),
        "sees_all": may(current_user, Can.REVIEW_REPORTS),
        "nonce": script_nonce() if chosen.pieces else "",
    }
    return render_template("maps/police.html", shown=chosen, beside=_beside(form), **page)


@bp.post("/map/warning/<week>/<int:number>")
@requires(Can.REVIEW_REPORTS)
def outcome(week: str, number: int) -> Any:
    """What came of one cluster of a week's early warning."""
    study = weekly.of_week(week)
    if study is None:
        abort(404)
    try:
        say_outcome(study, number, request.form.get("outcome", ""), by=current_user)
    except ValueError:
        flash(_("Choose what came of it"), "error")
    else:
        flash(_("What came of it is kept."), "success")
    return redirect(url_for("maps.police"))


def _week_of_levels() -> str:
    monday, sunday = clock.week_days(clock.last_complete_week(clock.today()))
    return span(monday, sunday)


def _beside(form: MapFilters) -> dict[str, str]:
    """Addresses of the period before and of the one after, with everything else as chosen."""
    if form.period.data not in periods.DAYS:
        return {}
    chosen = {"period": form.period.data, "strand": form.strand.data, "what": form.what.data, "shade": form.shade.data}
    earlier, later = periods.beside(form.period.data, form.back.data, today=clock.today())
    found = {"earlier": earlier, "later": later}
    return {name: url_for("maps.police", back=weeks, **chosen) for name, weeks in found.items() if weeks is not None}
