"""Walking through the form: one neutral address a page, every answer saved before the next is asked."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import NotFound

from reporting import i18n
from reporting.places import queries as places
from reporting.policy import Can, requires
from reporting.reports import actions, drafts, queries, references, shared
from reporting.reports.models import IncidentReport, ReportDraft
from reporting.reports.opening import open_compartments, open_draft
from reporting.reports.receipts import receipt_pdf
from reporting.reports.sealed import NAMES, Answers, Compartment, Receipt, WordsDestroyed
from reporting.reports.steps import gate, gather, typed, ward_image, where
from reporting.reports.steps.order import N_PAGES, STEPS, step_at

bp = Blueprint("telling", __name__)
bp.before_request(gate.refuse_the_unready)


@bp.route("/f", methods=["GET"])
@requires(Can.FILE_REPORTS)
def begin() -> Any:
    return render_template("reports/begin.html")


@bp.route("/f", methods=["POST"])
@requires(Can.FILE_REPORTS)
def start() -> Any:
    spoken = request.form.get("second_language", "")
    draft = drafts.start_report(
        current_user, second_language=spoken if i18n.is_offered(spoken) else i18n.current().code
    )
    cookie["draft"] = str(draft.id)
    return redirect(url_for("telling.page", number=1))


@bp.route("/f/<uuid:draft_id>/resume", methods=["POST"])
@requires(Can.FILE_REPORTS)
def resume(draft_id: UUID) -> Any:
    draft = queries.own_draft(current_user, draft_id)
    if draft is None:
        abort(404)
    cookie["draft"] = str(draft.id)
    told = open_draft(draft.id)
    answered = told.steps.keys() - told.unfinished.keys()
    first_open = next((n for n, step in enumerate(STEPS, start=1) if step.key not in answered), N_PAGES)
    return redirect(url_for("telling.page", number=first_open))


@bp.route("/f/discard", methods=["GET", "POST"])
@requires(Can.FILE_REPORTS)
def discard() -> Any:
    draft, _told = _draft()
    if request.method == "POST":
        drafts.discard_draft(draft)
        cookie.pop("draft", None)
        flash(_("What was written has been erased."), "success")
        return redirect(url_for("site.home"))
    return render_template("reports/discard.html", draft=draft)


@bp.route("/f/language", methods=["POST"])
@requires(Can.FILE_REPORTS)
def language() -> Any:
    """Changes the language of the person beside the volunteer; nothing else changes."""
    draft, _told = _draft()
    spoken = request.form.get("second_language", "")
    if i18n.is_offered(spoken):
        drafts.speak(draft, spoken)
    number = request.form.get("number", "1")
    is_page = number.isdecimal() and len(number) < 3
    return redirect(url_for("telling.page", number=int(number) if is_page else 1))


@bp.route("/f/<int:number>", methods=["GET", "POST"])
@requires(Can.FILE_REPORTS)
def page(number: int) -> Any:
    if number == N_PAGES:
        return _check_page()
    step = step_at(number)
    if step is None:
        abort(404)
    draft, told = _draft()
    g.version = typed.version(told.steps.get(step.key))
    if request.method == "GET":
        is_typed = step.key in told.unfinished
        answers = (told.unfinished if is_typed else told.steps).get(step.key)
        return _show(draft, number, step.from_answers(answers), is_typed=is_typed)
    form: Any = step()
    if step is where.Where and "point.x" in request.form:
        return _point_pressed(draft, number, form)
    if not form.validate_on_submit():
        return _show(draft, number, form), 422
    drafts.save_step(draft, step.key, form.answers())
    is_checking = request.form.get("back_to_check") == "yes"
    return redirect(url_for("telling.page", number=N_PAGES if is_checking else number + 1))


def _draft() -> tuple[ReportDraft, Answers]:
    """The draft this page is of, or the one this browser writes, and its answers; without one the way leads home."""
    draft = queries.own_draft(current_user, gate.named_draft())
    if draft is None:
        flash(_("There is no unfinished report here. What was sent is in the list of reports."))
        abort(redirect(url_for("site.home")))
    cookie["draft"] = str(draft.id)
    told = open_draft(draft.id)
    i18n.pair_with(told.second_language)
    return draft, told


def _show(draft: ReportDraft, number: int, form: Any, *, is_typed: bool = False) -> str:
    return render_template(
        "reports/step.html",
        form=form,
        number=number,
        n_pages=N_PAGES,
        draft=draft,
        version=g.version,
        is_typed=is_typed,
        is_unsaved=request.method == "POST",
        keep_at=url_for("keeping.keep", number=number),
        spoken=g.second_language,
        back=url_for("telling.page", number=number - 1) if number > 1 else url_for("site.home"),
        is_changing=request.args.get("check") == "yes" or request.form.get("back_to_check") == "yes",
        is_where=isinstance(form, where.Where),
        frame=_frame() if isinstance(form, where.Where) else None,
    )


def _frame() -> ward_image.Frame | None:
    shape = places.borough_shape()
    return ward_image.Frame.around(shape) if shape is not None else None


def _point_pressed(draft: ReportDraft, number: int, form: Any) -> Any:
    """The map was pressed: keep everything typed, take the point, and say back which ward it is in."""
    frame = _frame()
    pressed = [request.form.get(name, "") for name in ("point.x", "point.y")]
    answers = form.answers()
    if frame and all(text.isdecimal() and len(text) < 6 for text in pressed) and pressed != ["0", "0"]:
        easting, northing = frame.ground(int(pressed[0]), int(pressed[1]))
        answers = where.with_point(answers, easting=easting, northing=northing)
    form = where.Where.from_answers(answers)
    if not form.chosen_ward_name():
        form.easting.raw_data = form.northing.raw_data = []
        form.easting.data = form.northing.data = ""
        form.ward.errors = [_("The point you chose lies outside this area. Choose it again.")]
    return _show(draft, number, form), 422 if form.ward.errors else 200


@bp.route("/f/map.svg")
@requires(Can.FILE_REPORTS)
def ward_map() -> Any:
    frame = _frame()
    if frame is None:
        abort(404)
    wards = [(ward.name, ward.shape) for ward in places.wards_of(places.current_edition())]
    return Response(ward_image.svg(wards, frame), mimetype="image/svg+xml")


def _check_page() -> Any:
    if request.method == "POST":
        return _submit()
    draft, told = _draft()
    try:
        pages = gather.finished_pages(told)
    except gather.Unfinished as unfinished:
        flash(_("This page still needs an answer."))
        return redirect(url_for("telling.page", number=unfinished.number, check="yes"))
    return render_template(
        "reports/check.html",
        draft=draft,
        spoken=g.second_language,
        pages=list(enumerate(pages.values(), start=1)),
        police=_what_police_see(gather.submission(pages, explained_in=told.second_language)),
        number=N_PAGES,
        n_pages=N_PAGES,
        back=url_for("telling.page", number=N_PAGES - 1),
    )


def _what_police_see(found: actions.Submission) -> shared.SharedReport | None:
    """Exactly what ``sharing`` would let an officer of the ward see once this is released; None: nothing at all."""
    facts = found.facts
    view = shared.officers_sight(facts)
    if view is None:
        return None
    opened = {NAMES[type(content)]: content for content in found.contents}
    ward = queries.ward_name(facts.ward_id)
    return shared.as_seen(
        view,
        facts,
        ward_name=ward,
        centre_name=current_user.centre.name,
        point=facts.snapped,
        opened={name: opened[name] for name in shared.needed(view) if name in opened},
    )


def _submit() -> Any:
    """Once, whatever is clicked twice or lost on the way: the draft's id is the submission's key."""
    key = request.form.get("submission_key", "")
    draft = queries.own_draft(current_user, key)
    if draft is None or draft.is_practice:  # a made-up report ends at a page of its own, and here it is none
        report = _own_report(key)
        return redirect(url_for("telling.receipt", report_id=report.id))
    try:
        told = open_draft(draft.id)
        found = gather.submission(gather.finished_pages(told), explained_in=told.second_language)
    except gather.Unfinished as unfinished:
        return redirect(url_for("telling.page", number=unfinished.number, check="yes"))
    report = actions.submit_report(draft, found, by=current_user)
    cookie.pop("draft", None)
    return redirect(url_for("telling.receipt", report_id=report.id))


def _own_report(key: str) -> IncidentReport:
    try:
        return queries.one_or_404(current_user, UUID(key))
    except ValueError:
        raise NotFound from None


@bp.route("/kept/<uuid:report_id>", methods=["GET", "POST"])
@requires(Can.FILE_REPORTS)
def receipt(report_id: UUID) -> Any:
    """The reference and the secret, until the person holds them."""
    report = queries.one_or_404(current_user, report_id)
    if request.method == "POST":
        actions.confirm_receipt_kept(report)
        flash(_("Thank you. Look after yourself too: talk to your lead if this was hard to hear."), "success")
        return redirect(url_for("site.home"))
    held = _receipt_of(report)
    i18n.pair_with(held.language if held else None)
    return render_template(
        "reports/receipt.html",
        report=report,
        secret=references.grouped(held.secret) if held else "",
        number=N_PAGES,
        n_pages=N_PAGES,
    )


def _receipt_of(report: IncidentReport) -> Receipt | None:
    """The secret, while it is still kept for the person."""
    try:
        return open_compartments(report, Compartment.RECEIPT).get(Compartment.RECEIPT)
    except WordsDestroyed:
        return None


@bp.route("/kept/<uuid:report_id>.pdf")
@requires(Can.FILE_REPORTS)
def receipt_document(report_id: UUID) -> Any:
    report = queries.one_or_404(current_user, report_id)
    held = _receipt_of(report)
    if held is None:
        abort(404)
    document = receipt_pdf(
        reference=report.reference,
        secret=held.secret,
        language=held.language or i18n.current().code,
    )
    headers = {"Content-Disposition": 'inline; filename="note.pdf"'}
    return Response(document, mimetype="application/pdf", headers=headers)
