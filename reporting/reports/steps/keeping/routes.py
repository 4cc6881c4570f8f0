"""Keeping what is typed on a page of the form, and then staying, locking the screen or leaving."""

from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from flask import session as cookie

from reporting import clock, i18n
from reporting.people.actions import choose_language
from reporting.people.models import Person
from reporting.people.sessions import actions as sessions
from reporting.people.sessions import door, leaving
from reporting.people.sessions.standing import Standing
from reporting.policy import Can, may
from reporting.reports import drafts, queries
from reporting.reports.models import ReportDraft
from reporting.reports.opening import open_draft
from reporting.reports.steps import typed
from reporting.reports.steps.asking import StepForm
from reporting.reports.steps.gather import told_so_far
from reporting.reports.steps.order import step_at

bp = Blueprint("keeping", __name__)


@bp.route("/f/<int:number>/keep", methods=["POST"])
@door.at_the_door(Standing.OPEN, Standing.LOCKED)
def keep(number: int) -> Any:
    """Keeps the page as it is, right or wrong. ``then``: ``lock``, ``exit``, ``home``, ``second`` (the language of the
    person changes to ``second_language``), ``language:so`` (that of the page) or nothing.

    A script is told when it was kept, as ``{"saved": "14:05"}``; empty text where it was not.
    """
    if not door.is_here_or_just_left():
        return door.way_in()
    person, step = door.person_here(), step_at(number)
    if not may(person, Can.FILE_REPORTS):
        abort(403)
    if step is None:
        abort(404)
    draft = _draft_of(person)
    is_kept = draft is not None and _kept(draft, step)
    then = request.form.get("then", "")
    _after(then, number)
    _speak(then, person, draft)
    if _is_script():
        return {"saved": f"{clock.london(clock.now()):%H:%M}" if is_kept else ""}
    if draft is not None:
        cookie["draft"] = str(draft.id)
    if then == "exit":
        return leaving.away_from_form()
    ways = {"lock": "sessions.unlock", "home": "site.home"}
    return redirect(url_for(ways[then]) if then in ways else url_for("telling.page", number=number))


@bp.before_app_request
def keep_for_who_ran_out_of_time() -> None:
    """A page sent after its session ran out of time is kept unread; whoever signs in again finds it as it was typed."""
    if request.method != "POST" or request.endpoint != "telling.page":
        return
    person, step = door.whose_time_ran_out(), step_at((request.view_args or {}).get("number", 0))
    draft = _draft_of(person) if person else None
    if step is not None and draft is not None:
        _kept(draft, step)


def _speak(then: str, person: Person, draft: ReportDraft | None) -> None:
    """Another language on the page, for the volunteer or for the person beside them."""
    way, _, code = then.partition(":")
    if way == "language" and i18n.is_offered(code):
        cookie["language"] = code
        choose_language(person, code)
    spoken = request.form.get("second_language", "")
    if way == "second" and draft is not None and i18n.is_offered(spoken):
        drafts.speak(draft, spoken)


def _draft_of(person: Person) -> ReportDraft | None:
    """The page's own draft, where two are open side by side, or the one this browser writes."""
    return queries.own_draft(person, request.form.get("draft") or cookie.get("draft"))


def _kept(draft: ReportDraft, step: type[StepForm]) -> bool:
    """False where the page was saved since it was shown (what is sent now is older), or holds more than a page can."""
    answers = open_draft(draft.id)
    saved = answers.steps.get(step.key)
    if request.form.get("version", typed.version(saved)) != typed.version(saved):
        return False
    try:
        on_page = typed.unfinished(step, request.form.items(multi=True), answers, told_so_far(answers))
    except typed.TooMuchTyped:
        return False
    drafts.keep_unfinished(draft, step.key, on_page)
    return True


def _after(then: str, number: int) -> None:
    """Somebody is there, or has just left the screen."""
    row = door.own_session_or_404()
    if door.stands_at_door() is Standing.OPEN:
        row.last_seen_at = clock.now()
    if then in {"lock", "exit"}:
        door.remember_page("telling.page", number)
        sessions.lock(row)


def _is_script() -> bool:
    return "script" in request.form or request.accept_mimetypes.best == "application/json"
