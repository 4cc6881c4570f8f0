"""A worker's own page of conflicts of interest. Nobody else has one for them."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from reporting.policy import Can, requires
from reporting.reports.conflicts import actions, queries
from reporting.reports.conflicts.forms import ConflictForm
from reporting.reports.conflicts.vocabulary import CONFLICT_KINDS, ConflictKind

bp = Blueprint("conflicts", __name__, url_prefix="/account/conflicts")


@bp.route("", methods=["GET", "POST"])
@requires(Can.READ_REPORTS)
def index() -> Any:
    form = ConflictForm()
    if form.validate_on_submit():
        try:
            actions.declare_conflict(current_user, ConflictKind(form.kind.data), form.words.data)
        except actions.TooManyConflictsError:
            form.words.errors = [_("There is room for 20. Remove one first.")]
        except actions.TooOftenError:
            form.words.errors = [_("You have written down 20 in the last 30 days. Try again later.")]
        else:
            flash(_("This is kept. Cases that involve them are not shown to you."), "success")
            return redirect(url_for("conflicts.index"))
    status = 422 if form.errors else 200
    page = {"form": form, "conflicts": queries.own(current_user), "kinds": CONFLICT_KINDS}
    return render_template("reports/conflicts.html", **page), status


@bp.route("/<uuid:conflict_id>/remove", methods=["POST"])
@requires(Can.READ_REPORTS)
def remove(conflict_id: UUID) -> Any:
    actions.remove_conflict(queries.own_or_404(current_user, conflict_id))
    flash(_("This is removed."), "success")
    return redirect(url_for("conflicts.index"))
