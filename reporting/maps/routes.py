"""The officer's map of the borough."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from reporting.hotspots.weekly import queries as weekly
from reporting.hotspots.weekly.actions import say_outcome
from reporting.hotspots.weekly.vocabulary import OUTCOMES
from reporting.i18n import full_date
from reporting.mapping import Words, ward_map
from reporting.maps import layers, queries
from reporting.maps.forms import MapFilters, types_by_group
from reporting.maps.outlines import bounds_in_degrees, outlines
from reporting.maps.static_svg import svg
from reporting.maps.warning import warning
from reporting.places.queries import borough_name
from reporting.policy import Can, requires
from reporting.reports import figures
from reporting.reports.vocabulary import TYPE_GROUPS
from reporting.tension.levels import queries as levels
from reporting.web import script_nonce

bp = Blueprint("maps", __name__)


@bp.get("/map")
@requires(Can.SEE_POLICE_MAP)
def police() -> Any:
    form = MapFilters(request.args)
    page = {"form": form, "groups": TYPE_GROUPS, "types": types_by_group(), "borough": borough_name()}
    if not form.validate():
        return render_template("maps/police.html", shown=None, **page), 422
    page |= {"outcomes": OUTCOMES, "levels": levels.last_week_for(current_user)}
    return render_template("maps/police.html", shown=_shown(form.selection()), **page)


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
    return redirect(url_for("maps.police") + "#warning")


def _shown(selection: figures.Selection) -> dict[str, Any]:
    """Finished values for the page. The script's nonce is made only where there is a script."""
    counted = queries.counted(selection)
    shown: dict[str, Any] = {
        "counted": counted,
        "since": full_date(selection.since),
        "until": full_date(selection.until),
        "squares": [],
        "warned": None,
    }
    if counted.edition is None:
        return shown
    drawn = outlines(counted.edition.id, [count.ward.outline for count in counted.wards if count.ward])
    squares = layers.named_squares(counted.squares.cells, counted.wards, drawn)
    ward_layer, square_layer = layers.ward_layer(counted.wards, drawn), layers.square_layer(squares)
    label = _("Map of reports by ward")
    warned = warning({count.ward.code: count.ward.name for count in counted.wards if count.ward})
    return shown | {
        "squares": squares,
        "warned": warned,
        "legend": layers.legend(counted.wards),
        "label": label,
        "pieces": ward_map(
            ward_layer.areas,
            square_layer.areas,
            warned.areas if warned else (),
            bounds=bounds_in_degrees(drawn),
            words=Words(label=label, zoom_in=_("Zoom in"), zoom_out=_("Zoom out")),
        ),
        "drawing": svg(
            ward_layer.shapes,
            square_layer.shapes,
            warned.shapes if warned else (),
            title=label,
            description=_(
                "Each ward carries its number of reports from %(since)s to %(until)s. The table below has the same"
                " figures.",
                since=shown["since"], until=shown["until"],
            ),
        ),
        "nonce": script_nonce(),
    }  # fmt: skip
