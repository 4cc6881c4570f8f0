"""Walking through the form: one neutral address a page, every answer saved before the next is asked."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError

from reporting import i18n
from reporting.places import queries as places
from reporting.policy import Can, may, requires
from reporting.reports import drafts, queries
from reporting.reports.concerns import raise_concern
from reporting.reports.contents import Answers
from reporting.reports.models import ReportDraft
from reporting.reports.opening import open_draft
from reporting.reports.steps import at_hand, checked, gate, guard, order, printed, typed, ward_image, where
from reporting.reports.steps.gather import told_so_far
from reporting.reports.steps.order import N_PAGES, NUMBERS, STEPS, step_at
from reporting.reports.steps.protect import concerns
from reporting.web import csrf_page

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
    return redirect(url_for("telling.page", number=at_hand.first_open(open_draft(draft.id))))


@bp.route("/f/discard", methods=["GET", "POST"])
@requires(Can.FILE_REPORTS)
def discard() -> Any:
    draft, _told = at_hand.open_form()
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
    draft, _told = at_hand.open_form()
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
        return checked.page() if request.method == "GET" else checked.sent()
    step = step_at(number)
    if step is None:
        abort(404)
    draft, answers = at_hand.open_form()
    told = told_so_far(answers)
    if not step.is_asked(told):
        return redirect(url_for("telling.page", number=order.after(number, told)))
    g.version = typed.version(answers.steps.get(step.key))
    is_typed = step.key in answers.unfinished
    stored = (answers.unfinished if is_typed else answers.steps).get(step.key)
    if request.method == "GET":
        return _show(draft, number, step.from_answers(stored, told), is_typed=is_typed)
    form: Any = step(told=told)
    if step is where.Where and "point.x" in request.form:
        return _point_pressed(draft, number, form)
    if not form.validate_on_submit():
        return _show(draft, number, form), 422
    saved = {**form.not_asked_now(stored or {}), **form.answers()}
    drafts.save_step(draft, step.key, saved)
    answers = replace(answers, steps={**answers.steps, step.key: saved})
    return redirect(url_for("telling.page", number=_next_page(draft, answers, number)))


@bp.errorhandler(CSRFError)
def sent_in_another_session(error: CSRFError) -> Any:
    """A page that was open while its volunteer signed in again elsewhere: shown as it was typed, to be sent once more.

    Only where the browser says that it comes from a page of ours; nothing is kept by it.
    """
    step = step_at((request.view_args or {}).get("number", 0))
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if step is None or not is_ours or not may(current_user, Can.FILE_REPORTS) or gate.refuse_the_unready():
        return csrf_page(error)
    draft, answers = at_hand.open_form()
    told = told_so_far(answers)
    g.version = typed.version(answers.steps.get(step.key))
    return _show(draft, NUMBERS[step.key], step(told=told), is_typed=True), 400


def _next_page(draft: ReportDraft, answers: Answers, number: int) -> int:
    """Where the way goes on: what the answers now make relevant first, then the check page where that was asked for."""
    told = told_so_far(answers)
    if concerns(told):
        raise_concern(draft)
    following = order.after(number, told)
    if request.form.get("back_to_check") != "yes":
        return following
    is_new = following != N_PAGES and STEPS[following - 1].key not in answers.steps
    return following if is_new else N_PAGES


@bp.route("/f/list")
@requires(Can.FILE_REPORTS)
def overview() -> Any:
    """Every page this report needs, and how far each is: for long reports, and for coming back to one."""
    draft, answers = at_hand.open_form()
    goes_on_at = at_hand.first_open(answers)
    return render_template(
        "reports/overview.html",
        draft=draft,
        tasks=[
            (number, STEPS[number - 1].title, _state(answers, number))
            for number in order.asked(told_so_far(answers))[:-1]
        ],
        check=N_PAGES if goes_on_at == N_PAGES else None,
        goes_on_at=goes_on_at,
    )


def _state(answers: Answers, number: int) -> str:
    """``done``, ``typed`` (not saved yet) or ``open``."""
    key = STEPS[number - 1].key
    if key in answers.unfinished:
        return "typed"
    return "done" if key in answers.steps else "open"


def _show(draft: ReportDraft, number: int, form: Any, *, is_typed: bool = False) -> str:
    return render_template(
        "reports/step.html",
        form=form,
        **at_hand.place(number, form.told),
        concerns=sorted(concerns(form.told)),
        draft=draft,
        version=g.version,
        is_typed=is_typed,
        is_unsaved=request.method == "POST",
        keep_at=url_for("keeping.keep", number=number),
        spoken=g.second_language,
        is_changing=request.args.get("check") == "yes" or request.form.get("back_to_check") == "yes",
        aloud=_words_for_reading(),
        is_where=isinstance(form, where.Where),
        frame=_frame() if isinstance(form, where.Where) else None,
    )


def _words_for_reading() -> list[dict[str, str]]:
    """What the button that reads a question aloud says, in the person's language first and then in the volunteer's."""
    own, other = i18n.current(), i18n.second_language()
    words = []
    for one in [other, own] if other else [own]:
        with i18n.speaking(one.code):
            words.append({"lang": one.code.split("_")[0], "text": _("Read aloud"), "stop": _("Stop reading")})
    return words


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
    form = where.Where.from_answers(answers, form.told)
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


@bp.route("/f/paper/<code>.pdf")
@requires(Can.FILE_REPORTS)
def paper(code: str) -> Any:
    """The form to be filled in by hand, in the volunteer's language and that of the person."""
    if not i18n.is_offered(code):
        abort(404)
    headers = {"Content-Disposition": 'inline; filename="form.pdf"'}
    return Response(printed.paper_form(i18n.current().code, code), mimetype="application/pdf", headers=headers)


@bp.route("/f/coarser", methods=["POST"])
@requires(Can.FILE_REPORTS)
def coarser() -> Any:
    """The person takes up the offer to share less than they had chosen."""
    draft, answers = at_hand.open_form()
    offer = request.form.get("offer", "")
    if offer not in guard.OFFERS:
        abort(404)
    step, changed = guard.taken_up(answers.steps, offer)
    if step in answers.steps:
        drafts.save_step(draft, step, changed)
    return redirect(url_for("telling.page", number=N_PAGES))
