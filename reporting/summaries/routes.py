"""The coordinator's pages: choose a month, read it, take it along as a file."""

from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _

from reporting import clock, i18n
from reporting.policy import Can, requires, stepped_up
from reporting.summaries import actions, queries
from reporting.summaries.exports import formats

bp = Blueprint("summaries", __name__, url_prefix="/summaries")

AUDIENCE = "<any(internal, public):audience>"


@bp.route("")
@requires(Can.EXPORT_SUMMARIES)
def index() -> Any:
    month, audience = request.args.get("month", ""), request.args.get("audience", "")
    if not month and not audience:
        return _choice()
    if audience not in actions.AUDIENCES:
        return _choice(_("Choose who the summary is for"), field="audience")
    if not _is_month(month):
        return _choice(_("Choose a month from the list"), field="month")
    return redirect(url_for("summaries.month", month=month, audience=audience))


@bp.route(f"/<month>/{AUDIENCE}")
@requires(Can.EXPORT_SUMMARIES)
def month(month: str, audience: str) -> Any:
    if not _is_month(month):
        return _choice(_("Choose a month from the list"), field="month")
    is_public = audience == "public"
    summary = actions.summary_for(month, audience, preview=is_public)
    is_inside_delay = is_public and not summary.version and actions.is_inside_delay(month)
    return render_template(
        "summaries/month.html",
        summary=summary,
        formats=formats().values(),
        is_inside_delay=is_inside_delay,
        closes_quarter=int(month[5:]) in queries.CLOSING_MONTHS,
        publishable_on=i18n.full_date(actions.publishable_on(month)),
        other="internal" if is_public else "public",
    )


@bp.route(f"/<month>/{AUDIENCE}.<suffix>")
@requires(Can.EXPORT_SUMMARIES)
@stepped_up
def download(month: str, audience: str, suffix: str) -> Any:
    chosen = formats().get(suffix)
    if chosen is None or not _is_month(month):
        abort(404)
    try:
        summary = actions.summary_for(month, audience, preview=request.args.get("preview") == "1")
    except actions.InsideDelayError as refusal:
        return _choice(
            _("This month may be published from %(day)s. Until then there is only a preview.",
              day=i18n.full_date(refusal.on)),
            field="month",
        )  # fmt: skip
    content = chosen.render(summary)
    actions.record_export(summary, suffix)
    mark = "-preview" if summary.is_preview else ""
    answer = Response(content, content_type=chosen.media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=f"summary-{month}-{audience}{mark}.{suffix}")
    return answer


def _is_month(text: str) -> bool:
    """Whether this is a month that has begun."""
    try:
        return actions.first_day_of(text) <= clock.today()
    except ValueError:
        return False


def _choice(problem: str = "", *, field: str = "") -> Any:
    page = render_template(
        "summaries/index.html",
        months=[{"value": month, "text": i18n.month_name(month)} for month in queries.months_told()],
        problem=problem,
        problem_field=field,
        chosen_month=request.args.get("month", ""),
        chosen_audience=request.args.get("audience", "internal"),
    )
    return page, 422 if problem else 200
