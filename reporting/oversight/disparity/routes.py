"""The data-protection lead's table of a quarter, and the same as a file."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, render_template, request

from reporting import i18n
from reporting.audit.actions import record
from reporting.oversight.disparity import queries, wording
from reporting.policy import Can, requires, stepped_up

bp = Blueprint("disparity", __name__, url_prefix="/trail/disparity")


@bp.route("")
@requires(Can.READ_AUDIT)
def index() -> Any:
    """The present quarter, or the one that was chosen."""
    listed = queries.listed()
    quarter = request.args.get("quarter", listed[0])
    if quarter not in listed:
        abort(404)
    record("disparity:read", detail=quarter)
    found = queries.of(quarter)
    return render_template(
        "oversight/disparity.html",
        found=found,
        title=i18n.quarter_name(quarter),
        quarters=[{"value": one, "text": i18n.quarter_name(one), "selected": one == quarter} for one in listed],
        sentences=wording.sentences(found),
        tables=wording.tables(found),
    )


@bp.route("/<quarter>.csv")
@requires(Can.READ_AUDIT)
@stepped_up
def download(quarter: str) -> Any:
    if quarter not in queries.listed():
        abort(404)
    record("disparity:exported", detail=quarter)
    content = wording.as_csv(queries.of(quarter), service_name=current_app.config["SETTINGS"].service_name)
    answer = Response(content, content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=f"alarms-{quarter}.csv")
    return answer
