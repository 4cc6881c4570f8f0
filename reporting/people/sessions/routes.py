"""The list of one's sessions, the locked screen, staying, and the quick way out."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from flask_security import verify_password

from reporting import clock, database, i18n
from reporting.audit.actions import record_apart
from reporting.people.factors import actions as factors
from reporting.people.factors import passkeys
from reporting.people.forms import UnlockForm
from reporting.people.sessions import actions, door, leaving, queries
from reporting.people.sessions.local import may_sign_in_with_one_click
from reporting.people.sessions.standing import Standing
from reporting.people.sessions.tries import try_factor
from reporting.policy import public, signed_in

bp = Blueprint("sessions", __name__)


@bp.route("/account/sessions", methods=["GET", "POST"])
@signed_in
def index() -> Any:
    """POST ends one of them, or all but this."""
    here = door.own_session_or_404()
    if request.method == "POST":
        _end(request.form.get("session", ""), here.id)
        return redirect(url_for("sessions.index"))
    return render_template(
        "people/sessions.html", sessions=queries.live_of(current_user.id), here=here, now=clock.now()
    )


def _end(which: str, here: UUID) -> None:
    if which == "others":
        actions.end_all_of(current_user.id, by="ended_from_list", but=here)
        flash(_("You are signed out everywhere else."), "success")
        return
    try:
        row = queries.own(current_user.id, UUID(which))
    except ValueError:
        row = None
    if row is None:
        abort(404)
    actions.end(row, by="ended_from_list")
    flash(_("That session has ended."), "success")


@bp.route("/lock", methods=["POST"])
@signed_in
def lock() -> Any:
    """Unlocking leads back to the page the button stood on: the button's form gives its name."""
    number = request.form.get("number", "")
    is_number = number.isdecimal() and len(number) < 3
    door.remember_page(request.form.get("page", ""), int(number) if is_number else None)
    actions.lock(door.own_session_or_404())
    return redirect(url_for("sessions.unlock"))


@bp.route("/unlock", methods=["GET", "POST"])
@door.at_the_door(Standing.LOCKED)
def unlock() -> Any:
    form = UnlockForm()
    person = door.person_here()
    if request.method == "POST" and _unlocks(form):
        return redirect(door.way_back())
    page = render_template(
        "people/unlock.html",
        form=form,
        person=door.person_here(),
        has_passkey=bool(passkeys.of(person)),
        is_one_click=may_sign_in_with_one_click() and not factors.owes(person),
    )
    return page, 422 if form.errors else 200


def _unlocks(form: UnlockForm) -> bool:
    """Opens the screen again when what was given is right; otherwise the form says what is wrong."""
    person = door.person_here()
    if "simply" in request.form and may_sign_in_with_one_click() and not factors.owes(person):
        actions.unlock(door.own_session_or_404(), way="demonstration")
        return True
    if passkey := request.form.get("proof_passkey", ""):
        given = factors.give(passkey=passkey[:20_000])
        if given.is_right:
            actions.unlock(door.own_session_or_404(), way="passkey")
            return True
        form.passphrase.errors = [_("The passkey did not work. Try again, or use another way.")]
        return False
    if not form.validate_on_submit():
        return False
    database.finish(keep=False)  # hashing is slow on purpose: nobody else waits for it
    stored = person.password
    counted = try_factor(person.id, what="unlock")
    if counted.wait:
        form.passphrase.errors = [i18n.wait_in_words(counted.wait)]
        return False
    if not stored or not verify_password(form.passphrase.data, stored):
        record_apart("session:unlock:refused")
        form.passphrase.errors = [_("This is not your passphrase")]
        return False
    counted.was_right()
    actions.unlock(door.own_session_or_404(), way="passphrase")
    return True


@bp.route("/stay", methods=["POST"])
@signed_in
def stay() -> Any:
    """Says that somebody is there; the answer is how long the session lasts without another word, in seconds.

    Asked by the page itself (``X-Unattended``) it only answers.
    """
    row = door.own_session_or_404()
    if door.is_attended():
        row.last_seen_at = clock.now()
    return {"seconds": door.seconds_left(row)}


@bp.route("/exit")
@public
def leave() -> Any:
    """The quick way out: the screen is locked, the browser keeps nothing, and a harmless page opens.

    A GET, so that a plain link does it and nothing can be sent twice; the cookie is never sent from other sites.
    """
    door.lock_at_once()
    return leaving.away()
