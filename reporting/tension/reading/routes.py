"""For coordinators: what is new, and the returns. For ward teams: what was approved in their wards."""

from itertools import groupby
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from reporting import clock
from reporting.database import finish
from reporting.policy import Can, may, requires
from reporting.tension.models import TensionObservation
from reporting.tension.observations import actions, queries
from reporting.tension.reading import opening
from reporting.tension.reading.forms import WORDING_LENGTH, WordingForm
from reporting.tension.reading.seen import seen
from reporting.tension.returns import queries as returns
from reporting.tension.returns import weeks
from reporting.tension.sealed import WordsDestroyed
from reporting.tension.vocabulary import Standing

bp = Blueprint("tension", __name__, url_prefix="/tension")


@bp.route("")
@requires(Can.READ_TENSION)
def index() -> Any:
    is_coordinator = may(current_user, Can.REVIEW_REPORTS)
    approved = seen(queries.lately_approved(current_user), with_source=is_coordinator)
    approved.sort(key=lambda one: one.ward)
    return render_template(
        "tension/index.html",
        is_coordinator=is_coordinator,
        new=seen(queries.new(current_user), with_source=True) if is_coordinator else [],
        by_ward=[(ward, list(group)) for ward, group in groupby(approved, key=lambda one: one.ward)],
        n_days=queries.SHOWN_DAYS,
    )


@bp.route("/observations/<uuid:observation_id>")
@requires(Can.READ_TENSION)
def show(observation_id: UUID) -> Any:
    return _page(_values(queries.one_or_404(current_user, observation_id)))


@bp.route("/observations/<uuid:observation_id>/<any(approve, reword, keep):_step>")
@requires(Can.REVIEW_REPORTS)
def back(observation_id: UUID, _step: str) -> Any:
    """The answer to a form has the form's address; asked for by itself (another language, say) it is the observation."""
    return redirect(url_for("tension.show", observation_id=observation_id))


@bp.route("/observations/<uuid:observation_id>/approve", methods=["POST"])
@requires(Can.REVIEW_REPORTS)
def approve(observation_id: UUID) -> Any:
    return _decided(queries.one_or_404(current_user, observation_id), "")


@bp.route("/observations/<uuid:observation_id>/reword", methods=["POST"])
@requires(Can.REVIEW_REPORTS)
def reword(observation_id: UUID) -> Any:
    observation = queries.one_or_404(current_user, observation_id)
    form = WordingForm()
    if not form.validate_on_submit():
        return _again(observation, status=422, form=form)
    return _decided(observation, form.text.data)


@bp.route("/observations/<uuid:observation_id>/keep", methods=["POST"])
@requires(Can.REVIEW_REPORTS)
def keep(observation_id: UUID) -> Any:
    observation = queries.one_or_404(current_user, observation_id)
    try:
        actions.keep(observation)
    except actions.DecidedBefore:
        return _again(observation, message=_decided_before())
    flash(_("It is kept in the scheme and counts. No ward team reads it."), "success")
    return redirect(url_for("tension.index"))


@bp.route("/returns")
@requires(Can.REVIEW_REPORTS)
def weekly() -> Any:
    """Every centre's return of one week; weeks that are not among the last 13 are not listed."""
    listed = weeks.recent(clock.today())
    week = request.args.get("week", listed[0])
    if week not in listed:
        abort(404)
    rows = [(centre, given, returns.state_of(given)) for centre, given in returns.of_week(week)]
    return render_template(
        "tension/weekly.html", week=week, weeks=listed, open_weeks=weeks.open_weeks(clock.today()), rows=rows
    )


@bp.route("/returns/<uuid:return_id>")
@requires(Can.REVIEW_REPORTS)
def show_return(return_id: UUID) -> Any:
    one = returns.one_or_404(return_id)
    try:
        tellings = opening.told(one)
    except WordsDestroyed:
        tellings = []
    return render_template("tension/return.html", given=one, tellings=tellings)


def _decided(observation: TensionObservation, text: str) -> Any:
    try:
        actions.approve(observation, text)
    except actions.DecidedBefore:
        return _again(observation, message=_decided_before())
    except WordsDestroyed:
        return _again(observation, message=_("These words are destroyed: nothing can be passed on."))
    if observation.ward_id:
        flash(_("The ward team can read it now."), "success")
    else:
        flash(_("It is approved. No ward team reads it, because it is not about one ward."))
    return redirect(url_for("tension.index"))


def _decided_before() -> str:
    return _("A colleague has decided on this in the meantime.")


def _values(observation: TensionObservation) -> dict[str, Any]:
    """The observation as the present person may read it, opened: only the coordinator sees what the taker wrote."""
    is_coordinator = may(current_user, Can.REVIEW_REPORTS)
    values: dict[str, Any] = {
        "observation": seen([observation], with_source=is_coordinator)[0],
        "is_coordinator": is_coordinator,
        "is_destroyed": False,
    }
    try:
        values["heard"] = opening.heard(observation) if is_coordinator else None
        is_approved = observation.standing is Standing.APPROVED
        values["approved"] = opening.approved(observation) if is_approved else None
    except WordsDestroyed:
        values["is_destroyed"] = True
    return values


def _page(values: dict[str, Any], *, message: str = "", form: WordingForm | None = None) -> str:
    return render_template(
        "tension/show.html",
        **values,
        message=message,
        wrong=form,
        form=form or WordingForm(formdata=None),
        wording_length=WORDING_LENGTH,
    )


def _again(
    observation: TensionObservation, *, message: str = "", status: int = 409, form: WordingForm | None = None
) -> Any:
    """The page with what went wrong. It opens seals, so their entries are committed before anything is shown; the
    actions refuse before they change anything, so nothing else is kept."""
    values = _values(observation)
    finish(keep=True)
    return _page(values, message=message, form=form), status
