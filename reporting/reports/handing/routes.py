"""The page on which a report that is being told goes on to a colleague of the same centre."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from flask_login import current_user

from reporting.policy import Can, requires
from reporting.reports.handing import actions, queries
from reporting.reports.handing.forms import HandOverForm

bp = Blueprint("handing", __name__)


@bp.route("/f/<uuid:draft_id>/hand-over", methods=["GET", "POST"])
@requires(Can.TRAIN)
def hand_over(draft_id: UUID) -> Any:
    """For its owner, trained or not, and for the lead of the centre; nothing of it is shown."""
    draft = queries.draft_to_hand(current_user, draft_id)
    if draft is None:
        abort(404)
    colleagues = queries.colleagues(draft)
    form = HandOverForm(colleagues)
    if not form.validate_on_submit():
        page = render_template("reports/hand_over.html", draft=draft, form=form, has_colleagues=bool(colleagues))
        return page, 422 if request.method == "POST" else 200
    chosen = next(one for one in colleagues if str(one.id) == form.colleague.data)
    actions.hand_over(draft, to=chosen)
    if cookie.get("draft") == str(draft.id):
        cookie.pop("draft")
    flash(_("The report is with %(name)s now.", name=chosen.display_name), "success")
    return redirect(url_for("site.home"))
