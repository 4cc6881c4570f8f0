"""The weekly return of one's own centre. Neutral addresses and titles: a tab may be seen by anyone.

These pages stay open to volunteers whose training has lapsed: a nil return needs no training, and the questions ask
about the mood around the centre, never about a person.
"""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from reporting import clock
from reporting.policy import Can, requires
from reporting.tension.returns import actions, queries, weeks
from reporting.tension.returns.forms import WeekForm
from reporting.tension.vocabulary import ReturnState

bp = Blueprint("weeks", __name__, url_prefix="/w")


@bp.route("")
@requires(Can.TELL_TENSION)
def index() -> Any:
    return _list()


@bp.route("/<week>", methods=["GET", "POST"])
@requires(Can.TELL_TENSION)
def tell(week: str) -> Any:
    standing = _standing(week)
    if not standing.is_open:
        return _too_late()
    if request.method == "GET":
        return _form(WeekForm(formdata=None, data={"aware": "" if _is_new(standing) else "yes"}), standing)
    form = WeekForm()
    if not form.validate():
        return _form(form, standing), 422
    if form.is_nil:
        return _nil(week)
    actions.give(week, form.telling(), by=current_user)
    flash(_("Thank you. The coordinators can read it now."), "success")
    return redirect(url_for("weeks.index"))


@bp.route("/<week>/nil", methods=["POST"])
@requires(Can.TELL_TENSION)
def nil(week: str) -> Any:
    if not _standing(week).is_open:
        return _too_late()
    return _nil(week)


@bp.route("/<week>/undo", methods=["POST"])
@requires(Can.TELL_TENSION)
def undo(week: str) -> Any:
    _standing(week)
    try:
        is_undone = actions.undo_nil(week, by=current_user)
    except actions.WeekClosed:
        return _list(
            _("That week is over, so this can no longer be taken back. You can still add something until Wednesday.")
        ), 409
    flash(_("Taken back. The week is open again.") if is_undone else _("There was nothing to take back."))
    return _back()


@bp.route("/<week>/<any(nil, undo):_step>")
@requires(Can.TELL_TENSION)
def step(week: str, _step: str) -> Any:
    """A button's address asked for by itself (another language, say) is the list."""
    return redirect(url_for("weeks.index"))


def _nil(week: str) -> Any:
    try:
        actions.give_nil(week, by=current_user)
    except actions.ToldBefore:
        return _list(_("Your centre has told something of this week already, so it is kept.")), 409
    flash(_("Thank you. It is kept that there is nothing to report."), "success")
    return _back()


def _standing(week: str) -> queries.Week:
    """How one's own centre stands in a week. 404 for what is no week, and for weeks to come."""
    centre = queries.centre_of(current_user)
    today = clock.today()
    try:
        monday, _sunday = clock.week_days(week)
    except (ValueError, OverflowError):
        abort(404)
    if monday > today:
        abort(404)
    return queries.standings(centre.id, [week])[0]


def _is_new(standing: queries.Week) -> bool:
    return standing.state is not ReturnState.GIVEN


def _form(form: WeekForm, standing: queries.Week) -> str:
    return render_template("tension/week.html", form=form, standing=standing, last_day=weeks.last_day(standing.week))


def _list(message: str = "") -> str:
    centre = queries.centre_of(current_user)
    return render_template(
        "tension/weeks.html",
        centre=centre,
        standings=queries.standings(centre.id, weeks.recent(clock.today())),
        message=message,
    )


def _too_late() -> Any:
    text = _(
        "A week can be told until the Wednesday after it. For this one that day is over, and that is all right: tell us what is on your mind this week."
    )
    return _list(text), 409


def _back() -> Any:
    """To the page the button was on."""
    return redirect(url_for("site.home" if request.form.get("from") == "home" else "weeks.index"))
