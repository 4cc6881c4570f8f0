"""The ward team's answers."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user

from reporting.policy import Can, requires
from reporting.responses import actions

bp = Blueprint("responses", __name__)


@bp.route("/reports/<uuid:report_id>/acknowledge", methods=["POST"])
@requires(Can.ACKNOWLEDGE_REPORTS)
def acknowledge(report_id: UUID) -> Any:
    if actions.acknowledge(report_id, by=current_user):
        flash(_("The person can now see that the ward team has read this."), "success")
    else:
        flash(_("The ward team had said so before."))
    return redirect(url_for("reports.show", report_id=report_id))
