"""How tense each ward is: for coordinators all of them, for ward teams their own."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from reporting import clock
from reporting.audit.actions import record
from reporting.database import finish
from reporting.people import queries as people
from reporting.policy import Can, may, requires
from reporting.tension import sealed
from reporting.tension.levels import actions, queries
from reporting.tension.levels.forms import REASON_LENGTH, SayForm
from reporting.tension.returns import weeks
from reporting.tension.sealed import Said, WordsDestroyed

bp = Blueprint("levels", __name__, url_prefix="/tension/levels")


@bp.route("")
@requires(Can.READ_TENSION)
def index() -> Any:
    week = _week(request.args.get("week"))
    return render_template("tension/levels.html", week=week, weeks=weeks.recent(clock.today()), wards=_standings(week),
                           is_coordinator=may(current_user, Can.REVIEW_REPORTS))  # fmt: skip


@bp.route("/<week>/<ward>")
@requires(Can.REVIEW_REPORTS)
def ward(week: str, ward: str) -> Any:
    """One ward and week: the reasons, what was said before, and the form to say otherwise."""
    return _page(week, ward, SayForm(formdata=None))


@bp.route("/<week>/<ward>", methods=["POST"])
@requires(Can.REVIEW_REPORTS)
def say(week: str, ward: str) -> Any:
    form = SayForm()
    if not form.validate_on_submit():
        page = _page(week, ward, form)
        finish(keep=True)  # it opens seals: the entries of that are kept
        return page, 422
    standing = _one(week, ward)
    actions.say(standing.code, standing.week, int(form.level.data), reason=form.reason.data, by=current_user)
    flash(_("The level is kept with your reason."), "success")
    return redirect(url_for("levels.index", week=week))


def _page(week: str, ward_code: str, form: SayForm) -> str:
    standing = _one(week, ward_code)
    history = []
    names = people.names_of({one.said_by_id for one in standing.said})
    for one in standing.said:
        record("tension:said:opened", object_id=one.id)
        try:
            (words,) = sealed.take(one.id, Said)
        except (WordsDestroyed, ValueError):
            words = Said()
        history.append((one, names.get(one.said_by_id, ""), words.reason))
    return render_template("tension/level.html", one=standing, history=history, form=form, reason_length=REASON_LENGTH)


def _one(week: str, ward_code: str) -> queries.Standing:
    found = [one for one in _standings(_week(week)) if one.code == ward_code]
    if not found:
        abort(404)
    return found[0]


def _standings(week: str) -> list[queries.Standing]:
    monday, _sunday = clock.week_days(week)
    before = clock.iso_week(monday - timedelta(days=7))
    return queries.standings(week, before=before, codes=queries.codes_for(current_user))


def _week(given: str | None) -> str:
    """One of the last thirteen weeks; without a choice the last complete one."""
    listed = weeks.recent(clock.today())
    if given is None:
        return listed[1]
    if given not in listed:
        abort(404)
    return given
