"""The coordinator's calendar of what may explain more reports."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from reporting.hotspots.events import actions, queries
from reporting.hotspots.events.forms import event_form
from reporting.policy import Can, requires

bp = Blueprint("events", __name__, url_prefix="/events")


@bp.route("")
@requires(Can.REVIEW_REPORTS)
def index() -> Any:
    return render_template("hotspots/events/index.html", events=queries.newest_first())


@bp.route("/new", methods=["GET", "POST"])
@requires(Can.REVIEW_REPORTS)
def new() -> Any:
    form = event_form()
    if form.validate_on_submit():
        actions.note(**form.details())
        flash(_("It is in the calendar."), "success")
        return redirect(url_for("events.index"))
    return render_template("hotspots/events/edit.html", form=form, event=None), 422 if form.errors else 200


@bp.route("/<uuid:event_id>", methods=["GET", "POST"])
@requires(Can.REVIEW_REPORTS)
def edit(event_id: UUID) -> Any:
    event = queries.one_or_404(event_id)
    shown = queries.shown(event)
    form = event_form(event, shown)
    if form.validate_on_submit():
        if actions.change(event, **form.details()):
            flash(_("Saved."), "success")
        return redirect(url_for("events.index"))
    return render_template("hotspots/events/edit.html", form=form, event=shown), 422 if form.errors else 200


@bp.route("/<uuid:event_id>/remove", methods=["GET", "POST"])
@requires(Can.REVIEW_REPORTS)
def remove(event_id: UUID) -> Any:
    """GET asks once whether it is meant."""
    event = queries.one_or_404(event_id)
    if request.method == "GET":
        return render_template("hotspots/events/remove.html", event=queries.shown(event))
    actions.remove(event)
    flash(_("It is no longer in the calendar."), "success")
    return redirect(url_for("events.index"))
