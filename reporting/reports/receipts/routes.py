"""The page that shows reference and secret, who can help, the papers of both, and giving a lost secret anew."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from reporting import i18n
from reporting.database import finish
from reporting.policy import Can, requires, stepped_up
from reporting.reports import queries, references
from reporting.reports.actions import WrongStatusError
from reporting.reports.contents import Compartment, Receipt
from reporting.reports.models import IncidentReport
from reporting.reports.opening import open_compartments
from reporting.reports.receipts import actions
from reporting.reports.receipts.forms import KeptForm, RenewForm
from reporting.reports.receipts.holding import held, hold, lead_back, let_go
from reporting.reports.receipts.paper import receipt_pdf, support_pdf
from reporting.reports.sealed import WordsDestroyed
from reporting.reports.signposted import services_for
from reporting.signposts.cards import card

bp = Blueprint("receipts", __name__)
bp.before_app_request(lead_back)


@bp.route("/kept/<uuid:report_id>", methods=["GET", "POST"])
@requires(Can.FILE_REPORTS)
def show(report_id: UUID) -> Any:
    """The reference and the secret, until the person holds them."""
    report = queries.one_or_404(current_user, report_id)
    form = KeptForm()
    if form.validate_on_submit():
        actions.confirm_receipt_kept(report)
        let_go(report_id)
        flash(_("Thank you. Look after yourself too: talk to your lead if this was hard to hear."), "success")
        return redirect(url_for("site.home"))
    receipt = _receipt_of(report)
    i18n.pair_with(receipt.language if receipt else None)
    helping = [card(one) for one in services_for(report)] if receipt else []
    if request.method == "POST":
        finish(keep=True)  # a refused form shows what was opened: the entries of that are kept
    page = render_template(
        "reports/receipt.html",
        report=report,
        form=form,
        secret=references.grouped(receipt.secret) if receipt else "",
        is_held=receipt is not None and held(current_user) == report_id,
        helping=helping,
    )
    return page, 422 if request.method == "POST" else 200


@bp.route("/kept/<uuid:report_id>/later", methods=["POST"])
@requires(Can.FILE_REPORTS)
def later(report_id: UUID) -> Any:
    """The person has left without the numbers: they wait on the home page of whoever took the report."""
    queries.one_or_404(current_user, report_id)
    let_go(report_id)
    flash(_("The numbers wait on this page until the person comes back for them."))
    return redirect(url_for("site.home"))


@bp.route("/kept/<uuid:report_id>.pdf")
@requires(Can.FILE_REPORTS)
def document(report_id: UUID) -> Any:
    report = queries.one_or_404(current_user, report_id)
    receipt = _receipt_of(report)
    if receipt is None:
        abort(404)
    paper = receipt_pdf(
        reference=report.reference,
        secret=receipt.secret,
        language=receipt.language or i18n.current().code,
    )
    return _note(paper)


@bp.route("/kept/<uuid:report_id>/support")
@requires(Can.FILE_REPORTS)
def support(report_id: UUID) -> Any:
    """Who can help, also after the receipt is kept."""
    report = queries.one_or_404(current_user, report_id)
    helping = [card(one) for one in services_for(report)]
    return render_template("reports/support.html", report_id=report_id, helping=helping)


@bp.route("/kept/<uuid:report_id>/support.pdf")
@requires(Can.FILE_REPORTS)
def support_document(report_id: UUID) -> Any:
    """The same on paper: in the language asked for, else in the person's while it is known, else in the reader's."""
    report = queries.one_or_404(current_user, report_id)
    language = request.args.get("language", "")
    if not i18n.is_offered(language):
        receipt = _receipt_of(report) if queries.holds(report_id, Compartment.RECEIPT) else None
        language = receipt.language if receipt and i18n.is_offered(receipt.language) else i18n.current().code
    return _note(support_pdf(services_for(report), language=language))


def _note(paper: bytes) -> Response:
    """A paper under a name that says nothing."""
    headers = {"Content-Disposition": 'inline; filename="note.pdf"'}
    return Response(paper, mimetype="application/pdf", headers=headers)


@bp.route("/reports/<uuid:report_id>/secret", methods=["GET", "POST"])
@requires(Can.FILE_REPORTS)
@stepped_up
def renew(report_id: UUID) -> Any:
    """A new secret for somebody who lost theirs."""
    report = queries.one_or_404(current_user, report_id)
    form = RenewForm()
    if not form.validate_on_submit():
        page = render_template("reports/renew.html", report=report, form=form)
        return page, 422 if request.method == "POST" else 200
    try:
        actions.renew_secret(report, language=i18n.current().code)
    except (WrongStatusError, WordsDestroyed):
        flash(_("The words of this report are destroyed, so no new number can be given."))
        return redirect(url_for("reports.show", report_id=report_id))
    hold(report_id, current_user)
    return redirect(url_for("receipts.show", report_id=report_id))


def _receipt_of(report: IncidentReport) -> Receipt | None:
    """The secret, while it is still kept for the person."""
    try:
        return open_compartments(report, Compartment.RECEIPT).get(Compartment.RECEIPT)
    except WordsDestroyed:
        return None
