"""Saying what other reports are to one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from reporting.policy import Can, requires
from reporting.reports import queries
from reporting.reports.likeness import actions
from reporting.reports.likeness.vocabulary import VERDICTS, Verdict
from reporting.reports.models import IncidentReport

bp = Blueprint("likeness", __name__)

NAME = "like-"  # and the id of the other report: the answers of reports/_likeness.html


@bp.route("/reports/<uuid:report_id>/like", methods=["POST"])
@requires(Can.REVIEW_REPORTS)
def say(report_id: UUID) -> Any:
    take_up(queries.one_or_404(current_user, report_id), request.form)
    flash(_("What you said of these reports is kept."), "success")
    return redirect(url_for("reports.show", report_id=report_id))


def take_up(report: IncidentReport, given: Mapping[str, str]) -> None:
    """Keeps what a form says of other reports; one that does not exist for this person is passed over."""
    for name, verdict in given.items():
        if not name.startswith(NAME) or verdict not in VERDICTS:
            continue
        try:
            other_id = UUID(name.removeprefix(NAME))
        except ValueError:
            continue
        other = queries.one_or_none(current_user, other_id)
        if other is not None:
            actions.say(report, other, Verdict(verdict), by=current_user)
