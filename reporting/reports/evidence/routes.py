"""The pages on which evidence is added, listed, opened and handed over."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from reporting import clock, throttle
from reporting.audit.actions import record
from reporting.crypto import SealBroken
from reporting.database import finish
from reporting.policy import Can, may, requires, stepped_up
from reporting.reports import queries as reports
from reporting.reports import shared, sharing
from reporting.reports.evidence import actions, queries
from reporting.reports.evidence.contents import Words
from reporting.reports.evidence.forms import (
    DESCRIPTION_SIGNS,
    NO_ROOM,
    REFUSALS,
    EvidenceForm,
    HandOverForm,
    OpenForm,
)
from reporting.reports.evidence.models import Evidence
from reporting.reports.evidence.receiving import Received, received
from reporting.reports.evidence.sniffing import ACCEPT, BY_MEDIA_TYPE, Refused
from reporting.reports.models import IncidentReport, ReportDraft
from reporting.reports.sealed import WordsDestroyed
from reporting.reports.steps import at_hand, gate
from reporting.reports.vocabulary import Status
from reporting.throttle import Allowance
from reporting.web import takes_files

bp = Blueprint("evidence", __name__, url_prefix="/reports/<uuid:report_id>/papers")
gathering = Blueprint("gathering", __name__, url_prefix="/f/papers")
gathering.before_request(gate.refuse_the_unready)

FILES_AN_HOUR = Allowance(n_free=60, window=timedelta(hours=1), is_ceiling=True)
UNTIL_ACCEPTED = frozenset({Status.SUBMITTED, Status.IN_REVIEW})
SEES_ALL = frozenset({Can.REVIEW_REPORTS, Can.ACKNOWLEDGE_REPORTS})


@gathering.route("", methods=["GET"])
@requires(Can.FILE_REPORTS)
def told() -> Any:
    """Beside the numbered pages, for whoever has something to show."""
    draft, _told = at_hand.open_form()
    return _told_page(draft, _empty_form())


def _told_page(draft: ReportDraft, form: EvidenceForm, status: int = 200) -> Any:
    listed = [(one, queries.words_of(one)) for one in queries.items_of(draft.id)]
    return render_template("reports/papers_told.html", draft=draft, listed=listed, **_form_values(form)), status


@gathering.route("", methods=["POST"])
@requires(Can.FILE_REPORTS)
@takes_files
def gather() -> Any:
    draft, _told = at_hand.open_form()
    form, file = EvidenceForm(), None
    is_right = form.validate_on_submit()
    if is_right:
        file, is_right = _file_of(form)
        draft, _told = at_hand.open_form()  # while the file was looked at, somebody may have sent the report
    if not is_right or not _is_added(draft, form, file):
        return _told_page(draft, form, 422)
    flash(_("This is added."), "success")
    return redirect(url_for("gathering.told"))


@gathering.route("/<int:number>/remove", methods=["POST"])
@requires(Can.FILE_REPORTS)
def remove(number: int) -> Any:
    draft, _told = at_hand.open_form()
    actions.remove(draft, queries.item_or_404(draft.id, number))
    flash(_("This is removed."), "success")
    return redirect(url_for("gathering.told"))


@bp.route("", methods=["GET"])
@requires(Can.READ_REPORTS)
def index(report_id: UUID) -> Any:
    return _page(_report(report_id))


@bp.route("", methods=["POST"])
@requires(Can.FILE_REPORTS, Can.REVIEW_REPORTS)
@takes_files
def add(report_id: UUID) -> Any:
    report = _report(report_id)
    if not _may_add(report):
        return _again(report, message=_moved_on())
    form = EvidenceForm()
    if not form.validate_on_submit():
        return _again(report, status=422, form=form)
    file, is_right = _file_of(form)
    report = _report(report_id)  # while the file was looked at, the report may have moved on
    try:
        if not is_right or not _may_add(report) or not _is_added(report, form, file):
            return _again(report, status=422, form=form)
    except WordsDestroyed:
        return _again(report, message=_("The words of this report are destroyed: nothing can be added."))
    flash(_("This is added."), "success")
    return redirect(url_for("evidence.index", report_id=report_id))


@bp.route("/<int:number>", methods=["POST"])
@requires(Can.REVIEW_REPORTS, Can.ACKNOWLEDGE_REPORTS)
@stepped_up
def open_file(report_id: UUID, number: int) -> Any:
    """The file itself, as something to save: never shown in the browser, its opening written down first."""
    report = _report(report_id)
    one = _openable(report, number)
    form = OpenForm()
    if not form.validate_on_submit():
        return _again(report, status=422, about=one, wrong=form)
    try:
        data = actions.open_file(one, purpose=form.purpose.data)
    except (WordsDestroyed, SealBroken):
        return _again(report, message=_("This file does not open any more. It was destroyed or changed."))
    name, kind = f"item-{one.number}.{BY_MEDIA_TYPE[one.media_type].suffix}", one.media_type
    finish(keep=True)  # the entry stands before anything leaves
    answer = Response(data, mimetype=kind if BY_MEDIA_TYPE[kind].is_picture else "application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@bp.route("/<int:number>/handed", methods=["POST"])
@requires(Can.REVIEW_REPORTS)
def handed(report_id: UUID, number: int) -> Any:
    report = _report(report_id)
    one, form = queries.told_or_404(current_user, report, number), HandOverForm()
    if not form.validate_on_submit() or form.on.data is None:
        return _again(report, status=422, about=one, wrong=form)
    try:
        actions.hand_over(one, on=form.on.data, exhibit=form.exhibit.data)
    except actions.NotADayYet:
        form.on.errors = [_("Write a day between the one on which it was added and today")]
        return _again(report, status=422, about=one, wrong=form)
    flash(_("This is written down."), "success")
    return redirect(url_for("evidence.index", report_id=report_id))


@bp.route("/film", methods=["POST"])
@requires(Can.REVIEW_REPORTS)
def film(report_id: UUID) -> Any:
    """Somebody has asked for the film of a camera."""
    report = _report(report_id)
    try:
        actions.ask_for_film(report, by=current_user)
    except (actions.NoRoom, WordsDestroyed):
        return _again(report, message=_("Nothing more can be added to this report."))
    flash(_("It is written down that the film was asked for."), "success")
    return redirect(url_for("reports.show", report_id=report_id))


@bp.route("/film", methods=["GET"])
@bp.route("/<int:number>", methods=["GET"])
@bp.route("/<int:number>/handed", methods=["GET"])
@requires(Can.READ_REPORTS)
def back(report_id: UUID, number: int = 0) -> Any:
    """The answer to a form has the form's address; asked for by itself it is the list."""
    return redirect(url_for("evidence.index", report_id=report_id))


def _report(report_id: UUID) -> IncidentReport:
    """A report whose evidence this person may hear of at all. Raises NotFound as for one that was never there."""
    report = reports.one_or_404(current_user, report_id)
    if not any(may(current_user, can) for can in SEES_ALL) and not (
        may(current_user, Can.FILE_REPORTS) and report.status in UNTIL_ACCEPTED
    ):
        abort(404)
    return report


def _openable(report: IncidentReport, number: int) -> Evidence:
    openable = [one for one, may_open in queries.told_of(current_user, report) if may_open and one.has_file]
    found = next((one for one in openable if one.number == number), None)
    if found is None:
        record("report:evidence:refused", object_id=report.id, outcome="denied")
        finish(keep=True)
        abort(404)
    return found


def _may_add(report: IncidentReport) -> bool:
    view = shared.sight_of(current_user, report)
    if report.status in sharing.GONE or sharing.Part.ACCOUNT not in view.parts:
        return False
    return may(current_user, Can.REVIEW_REPORTS) or report.status in UNTIL_ACCEPTED


def _file_of(form: EvidenceForm) -> tuple[Received | None, bool]:
    """The file that came with a form, looked at, and whether it may be kept; what is wrong stands beside the field.

    The unit of work ends here and another begins after it: nobody waits for a lock while a picture is drawn.
    """
    sent = form.file.data
    if not sent or not sent.filename:
        return None, True
    finish(keep=True)
    if throttle.wait_for({throttle.key_of("files", str(current_user.id)): FILES_AN_HOUR}):
        form.file.errors = [_("You have added 60 files in the last hour. Wait a little.")]
        return None, False
    try:
        return received(sent.read(), name=sent.filename, declared=sent.mimetype), True
    except Refused as refused:
        form.file.errors = [str(REFUSALS[refused.why])]
        return None, False


def _is_added(of: ReportDraft | IncidentReport, form: EvidenceForm, file: Received | None) -> bool:
    item = actions.Item(
        kind=form.kind.data,
        held_by=form.held_by.data,
        shows_person=form.shows_person.data,
        description=form.description.data,
        taken_on=form.taken_on.data,
    )
    try:
        actions.add(of, item, file, by=current_user)
    except actions.NoRoom as full:
        form.file.errors = [str(NO_ROOM[full.for_what])]
        return False
    return True


def _empty_form() -> EvidenceForm:
    return EvidenceForm(formdata=None, data={"held_by": "person"})


def _form_values(form: EvidenceForm) -> dict[str, Any]:
    return {"form": form, "description_signs": DESCRIPTION_SIGNS, "accept": ACCEPT}


def _page(
    report: IncidentReport, *, message: str = "", form: EvidenceForm | None = None, wrong: Any = None, about: Any = None
) -> str:
    """The list, and the forms on it. ``wrong``: the form of one piece (``about``) in which something is amiss."""
    told_of = queries.told_of(current_user, report)
    if told_of:
        record("report:evidence:opened", object_id=report.id, detail="list")
    is_coordinator = may(current_user, Can.REVIEW_REPORTS)
    return render_template(
        "reports/papers.html",
        report_id=report.id,
        reference=report.reference,
        listed=[_Shown.of(one, may_open, wrong if one is about else None) for one, may_open in told_of],
        is_coordinator=is_coordinator,
        for_police=queries.reaches_police(report) if is_coordinator else frozenset(),
        may_add=(is_coordinator or may(current_user, Can.FILE_REPORTS)) and _may_add(report),
        message=message,
        wrong=form or wrong,
        **_form_values(form or _empty_form()),
    )


@dataclass(frozen=True)
class _Shown:
    """A piece of evidence on the page, with forms of its own."""

    one: Evidence
    words: Words | None
    may_open: bool
    open_form: OpenForm
    handed_form: HandOverForm

    @classmethod
    def of(cls, one: Evidence, may_open: bool, sent: Any) -> "_Shown":
        is_reader = any(may(current_user, can) for can in SEES_ALL)
        forms = [
            sent if isinstance(sent, kind) else kind(formdata=None, data={"on": clock.today()})
            for kind in (OpenForm, HandOverForm)
        ]
        for form in forms:
            for field in form:
                field.id = f"{field.name}-{one.number}"  # several on one page
        words = queries.words_of(one)
        if words and current_user.role in sharing.POLICE_ROLES:
            words = replace(words, file_name="")  # people call a picture by who is in it
        return cls(one, words, may_open and is_reader, *forms)


def _again(report: IncidentReport, *, status: int = 409, **given: Any) -> Any:
    """The page with what went wrong beside it; the entry that its words were read is kept, though the rest is not."""
    page = _page(report, **given)
    finish(keep=True)
    return page, status


def _moved_on() -> str:
    return _("The report has moved on in the meantime, so this can no longer be done.")
