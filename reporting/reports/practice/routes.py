"""Where a made-up report begins and ends; in between it walks through the ordinary form."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask import session as cookie
from flask_login import current_user

from reporting import i18n
from reporting.policy import Can, requires
from reporting.reports import queries, references
from reporting.reports.drafts import start_report
from reporting.reports.opening import open_draft
from reporting.reports.practice.actions import finish_practice
from reporting.reports.steps import gather

bp = Blueprint("practice", __name__)


@bp.route("/f/practice", methods=["GET"])
@requires(Can.FILE_REPORTS)
def begin() -> Any:
    return render_template("reports/begin.html", is_practice=True)


@bp.route("/f/practice", methods=["POST"])
@requires(Can.FILE_REPORTS)
def start() -> Any:
    spoken = request.form.get("second_language", "")
    language = spoken if i18n.is_offered(spoken) else i18n.current().code
    draft = start_report(current_user, second_language=language, is_practice=True)
    cookie["draft"] = str(draft.id)
    return redirect(url_for("telling.page", number=1))


@bp.route("/f/practice/done", methods=["POST"])
@requires(Can.FILE_REPORTS)
def finish() -> Any:
    """Erases it. A second press finds nothing left to erase and leads to the same page."""
    draft = queries.own_draft(current_user, request.form.get("submission_key"))
    if draft is not None:
        if not draft.is_practice:
            abort(404)
        try:
            gather.pages_of(open_draft(draft.id))
        except gather.Unfinished as unfinished:
            return redirect(url_for("telling.page", number=unfinished.number, check="yes"))
        finish_practice(draft)
        cookie.pop("draft", None)
    return redirect(url_for("practice.done"))


@bp.route("/f/practice/done", methods=["GET"])
@requires(Can.FILE_REPORTS)
def done() -> Any:
    """What a person would be given, with numbers that open nothing."""
    return render_template(
        "reports/practice_done.html",
        is_practice=True,
        sample_reference=references.SAMPLE,
        sample_secret=references.grouped(references.SAMPLE_SECRET),
    )
