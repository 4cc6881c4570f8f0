"""The pages on which reports are read, reviewed and released."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from reporting.audit.actions import record
from reporting.database import finish
from reporting.policy import Can, may, requires, stepped_up
from reporting.reports import actions, queries, queue, shared, sharing
from reporting.reports.conflicts.unread import has_reader
from reporting.reports.contents import Compartment
from reporting.reports.forms import SUMMARY_LENGTH, RevealForm, RiskForm, SummaryForm
from reporting.reports.likeness import queries as likeness
from reporting.reports.marks import marked
from reporting.reports.models import IncidentReport
from reporting.reports.opening import open_compartments, risk_reason
from reporting.reports.police_view import police_view
from reporting.reports.revealed import revealed
from reporting.reports.risk import suggested_by
from reporting.reports.sealed import WordsDestroyed
from reporting.reports.vocabulary import STATUSES, Risk, labels
from reporting.reports.wording import handed_over

bp = Blueprint("reports", __name__, url_prefix="/reports")


@bp.route("")
@requires(Can.READ_REPORTS)
def index() -> Any:
    is_coordinator = may(current_user, Can.REVIEW_REPORTS)
    status = request.args.get("status", "")
    if not is_coordinator or status not in STATUSES:
        status = ""
    n_reports = queries.n_listed(current_user, status=status)
    n_pages = max(1, -(-n_reports // queue.PAGE))
    number = min(max(request.args.get("page", 1, type=int), 1), n_pages)
    reports = queue.page_of(current_user, status=status, number=number)
    still_open = [one.report_id for one in reports if one.report_id and one.status in queue.IN_TURN]
    return render_template(
        "reports/index.html",
        reports=reports,
        doubles=likeness.with_doubles(current_user, still_open) if is_coordinator else set(),
        n_reports=n_reports,
        is_coordinator=is_coordinator,
        is_police=current_user.role in sharing.POLICE_ROLES,
        status=status,
        statuses=labels(STATUSES),
        previous=_page_address(status, number - 1) if number > 1 else None,
        next=_page_address(status, number + 1) if number < n_pages else None,
    )


def _page_address(status: str, number: int) -> str:
    return url_for("reports.index", status=status or None, page=number)


@bp.route("/<uuid:report_id>")
@requires(Can.READ_REPORTS)
def show(report_id: UUID) -> Any:
    return _page(_values(queries.one_or_404(current_user, report_id)))


@bp.route("/<uuid:report_id>/<any(begin, summary, risk, accept, release, reveal, like):step>")
@requires(Can.READ_REPORTS)
def back(report_id: UUID, step: str) -> Any:
    """The answer to a form has the form's address; asked for by itself (another language, say) it is the report."""
    return redirect(url_for("reports.show", report_id=report_id))


@bp.route("/<uuid:report_id>/begin", methods=["POST"])
@requires(Can.REVIEW_REPORTS)
def begin(report_id: UUID) -> Any:
    actions.begin_review(queries.one_or_404(current_user, report_id))
    return _shown(report_id)


@bp.route("/<uuid:report_id>/summary", methods=["POST"])
@requires(Can.REVIEW_REPORTS)
def summary(report_id: UUID) -> Any:
    report = queries.one_or_404(current_user, report_id)
    form = SummaryForm()
    if not form.validate_on_submit():
        return _again(report, status=422, summary_form=form)
    try:
        actions.write_summary(report, form.text.data, has_unseen_marks=_has_unseen_marks(report, form.text.data))
    except actions.MarksUnseenError:
        return _again(report, status=422, message=_marks_unseen(), summary_form=form)
    except actions.NotAgreedError:
        return _again(report, message=_not_agreed(), summary_form=form)
    except WordsDestroyed:
        return _again(report, message=_("The words of this report are destroyed: nothing can be added."))
    return _shown(report_id, _("The summary is kept."))


@bp.route("/<uuid:report_id>/risk", methods=["POST"])
@requires(Can.REVIEW_REPORTS)
def decide(report_id: UUID) -> Any:
    report = queries.one_or_404(current_user, report_id)
    form = RiskForm()
    if not form.validate_on_submit():
        return _again(report, status=422, risk_form=form)
    if report.status in sharing.GONE:
        return _again(report, message=_wrong_status())
    try:
        actions.decide_risk(report, Risk(form.risk.data), reason=form.reason.data)
    except actions.ReasonMissingError:
        form.reason.errors = [_("Say why you change it")]
        return _again(report, status=422, risk_form=form)
    except WordsDestroyed:
        return _again(report, message=_("The words of this report are destroyed: nothing can be added."))
    return _shown(report_id, _("The risk is decided."))


@bp.route("/<uuid:report_id>/accept", methods=["POST"])
@requires(Can.REVIEW_REPORTS)
def accept(report_id: UUID) -> Any:
    report = queries.one_or_404(current_user, report_id)
    try:
        actions.accept_report(report)
    except actions.WrongStatusError:
        return _again(report, message=_wrong_status())
    return _shown(report_id, _("The report is accepted and counts."))


@bp.route("/<uuid:report_id>/release", methods=["POST"])
@requires(Can.RELEASE_REPORTS)
def release(report_id: UUID) -> Any:
    report = queries.one_or_404(current_user, report_id)
    try:
        actions.release_report(report, has_unseen_marks=_has_unseen_marks(report))
    except actions.NotAgreedError:
        return _again(report, message=_not_agreed())
    except actions.WrongStatusError:
        return _again(report, message=_("Accept the report first. Only an accepted report can be released, once."))
    except actions.NoTeamError:
        return _again(report, message=_("There is no ward team for this place, so it cannot be released."))
    except actions.MarksUnseenError:
        return _again(report, status=422, message=_marks_unseen())
    except actions.SummaryMissingError:
        return _again(report, status=422, message=_("Write the summary for the police first."))
    return _shown(report_id, _("The ward team can now see what was agreed."))


@bp.route("/<uuid:report_id>/handover")
@requires(Can.REVIEW_REPORTS)
def handover(report_id: UUID) -> Any:
    """The text for the boxes of an official form, to be copied: what the ward team would see, no more."""
    report = queries.one_or_404(current_user, report_id)
    seen = shared.seen_by(current_user, report, with_words=True)
    police = police_view(report, seen) if sharing.may_release(actions.case_of(report)) else None
    if police is None or not police.summary:
        return _again(
            report, status=200, message=_("Write the summary for the police first.") if police else _not_agreed()
        )
    record("report:handover:made", object_id=report.id)
    finish(keep=True)
    return render_template(
        "reports/handover.html", reference=report.reference, report_id=report_id, boxes=handed_over(police)
    )


@bp.route("/<uuid:report_id>/reject", methods=["GET", "POST"])
@requires(Can.REVIEW_REPORTS)
def reject(report_id: UUID) -> Any:
    report = queries.one_or_404(current_user, report_id)
    if request.method == "GET":
        return render_template("reports/confirm.html", reference=report.reference, report_id=report_id, ends="reject")
    try:
        actions.reject_report(report)
    except actions.WrongStatusError:
        return _again(report, message=_wrong_status())
    return _shown(report_id, _("The report is not counted, and its words are destroyed."))


@bp.route("/<uuid:report_id>/withdraw", methods=["GET", "POST"])
@requires(Can.REVIEW_REPORTS)
def withdraw(report_id: UUID) -> Any:
    report = queries.one_or_404(current_user, report_id)
    if request.method == "GET":
        return render_template("reports/confirm.html", reference=report.reference, report_id=report_id, ends="withdraw")
    if report.status in sharing.GONE:
        return _again(report, message=_wrong_status())
    actions.withdraw_report(report)
    return _shown(report_id, _("The report is withdrawn, and its words are destroyed."))


@bp.route("/<uuid:report_id>/reveal", methods=["POST"])
@requires(Can.REVIEW_REPORTS, Can.ACKNOWLEDGE_REPORTS)
@stepped_up
def reveal(report_id: UUID) -> Any:
    report = queries.one_or_404(current_user, report_id)
    view = shared.sight_of(current_user, report)
    if not view.may_reveal:
        record("report:identity:refused", object_id=report.id, outcome="denied")
        finish(keep=True)
        abort(404)
    form = RevealForm()
    if not form.validate_on_submit():
        return _again(report, status=422, reveal_form=form)
    try:
        opened = open_compartments(report, Compartment.IDENTITY, purpose=form.purpose.data)
    except WordsDestroyed:
        return _again(report, message=_("The words of this report are destroyed. Nobody can open them again."))
    identity = opened.get(Compartment.IDENTITY)
    reference = report.reference
    finish(keep=True)  # the entry stands before anything is shown
    return render_template(
        "reports/revealed.html",
        reference=reference,
        report_id=report_id,
        purpose=form.purpose.data,
        who=revealed(view, identity) if identity else None,
    )


def _values(report: IncidentReport) -> dict[str, Any]:
    """The report as the present person sees it, opened, and what they may do with it."""
    seen = shared.seen_by(current_user, report, with_words=True)
    is_coordinator = may(current_user, Can.REVIEW_REPORTS)
    is_with_team = is_coordinator and report.status in sharing.SHOWN_TO_POLICE
    return {
        "report": seen,
        "has_no_reader": is_with_team and not has_reader(report),
        "is_coordinator": is_coordinator,
        "is_police": current_user.role in sharing.POLICE_ROLES,
        "is_agreed": sharing.may_release(actions.case_of(report)),
        "police": police_view(report, seen) if is_coordinator else None,
        "suggestion": suggested_by(seen.account) if is_coordinator else None,
        "marked": marked(report) if is_coordinator else [],
        "alike": likeness.beside(current_user, report) if is_coordinator and report.status not in sharing.GONE else [],
        "risk_reason": risk_reason(report) if is_coordinator else "",
    }


def _has_unseen_marks(report: IncidentReport, text: str | None = None) -> bool:
    """Whether the summary has marks nobody has said they looked at."""
    return request.form.get("has_looked") != "yes" and bool(marked(report, text))


def _page(values: dict[str, Any], *, message: str = "", **forms: Any) -> str:
    seen = values["report"]
    given = {
        "summary_form": SummaryForm(formdata=None, data={"text": seen.summary or ""}),
        "risk_form": RiskForm(formdata=None, data={"risk": seen.risk}),
        "reveal_form": RevealForm(formdata=None),
    }
    wrong = next(iter(forms.values()), None)
    return render_template(
        "reports/show.html", **values, **{**given, **forms}, wrong=wrong, message=message, summary_length=SUMMARY_LENGTH
    )


def _again(report: IncidentReport, *, message: str = "", status: int = 409, **forms: Any) -> Any:
    """The report's page with what went wrong beside it.

    A refused request is rolled back, but this page opens seals: their entries, and that of the refusal, are
    committed before anything is shown. The actions refuse before they change anything, so nothing else is kept.
    """
    values = _values(report)
    if "summary_form" in forms:
        values["marked"] = marked(report, forms["summary_form"].text.data)
    finish(keep=True)
    return _page(values, message=message, **forms), status


def _shown(report_id: UUID, message: str = "") -> Any:
    if message:
        flash(message, "success")
    return redirect(url_for("reports.show", report_id=report_id))


def _not_agreed() -> str:
    return _("The person has not agreed to share this with the police. It cannot be released.")


def _marks_unseen() -> str:
    return _("Look at each mark in the summary first, and tick that you have.")


def _wrong_status() -> str:
    return _("The report has moved on in the meantime, so this can no longer be done.")
