"""Signing in and out, taking up an invitation, and the demonstration's one-click sign-in."""

from typing import Any

import sqlalchemy as sa
from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from flask_security import hash_password

from reporting import i18n
from reporting.audit.actions import record_apart
from reporting.database import finish, session
from reporting.people import actions, passphrases
from reporting.people.appointments import actions as appointments
from reporting.people.appointments.links import open_by
from reporting.people.factors import actions as factors
from reporting.people.forms import PassphraseForm, SignInForm
from reporting.people.models import Person
from reporting.people.sessions import actions as sessions
from reporting.people.sessions import devices, door
from reporting.people.sessions.local import may_sign_in_with_one_click
from reporting.people.sessions.standing import Standing
from reporting.people.sessions.tries import try_passphrase
from reporting.policy import public

bp = Blueprint("people", __name__)


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Any:
    form = SignInForm()
    status = 200
    if form.validate_on_submit():
        finish(keep=False)  # hashing is slow on purpose: nobody else waits for it
        person, status = _recognised(form)
        if person:
            return _begin(person)
        if status == 200:  # changed in this very moment
            form.passphrase.errors, status = [_("This e-mail address and passphrase do not belong together")], 422
    cast = _cast() if may_sign_in_with_one_click() else []
    return render_template(
        "people/sign_in.html", form=form, cast=cast
    ), status if status != 200 or not form.errors else 422


def _recognised(form: SignInForm) -> tuple[Person | None, int]:
    """The person these belong to; otherwise the form says what is wrong, in the same words whoever was asked for."""
    person_id, _stored = actions.whose(form.email.data)
    counted = try_passphrase(form.email.data, person_id)
    if counted.wait:
        form.passphrase.errors = [i18n.wait_in_words(counted.wait)]
        return None, 429
    proof = actions.recognised(form.email.data, form.passphrase.data)
    if proof is None:
        form.passphrase.errors = [_("This e-mail address and passphrase do not belong together")]
        record_apart("session:refused")
        return None, 422
    counted.was_right()
    return actions.still(proof), 200


def _begin(person: Person) -> Any:
    """Open, or half-way to the second factor. Where the person wanted to go is kept until then."""
    back = request.args.get("back", "")
    is_open = not factors.owes(person)
    sessions.begin(person, way="passphrase", is_open=is_open)
    if not is_open:
        cookie["back"] = back if door.address_of(back) else ""
        return redirect(url_for("factors.second"))
    return welcome(person, back=back)


def welcome(person: Person, *, back: str) -> Any:
    """The first page of a session that is open now."""
    response = redirect(door.address_of(back) or url_for("site.home"))
    devices.remember(person.id, response)
    return response


@bp.route("/demonstration/sign-in/<email>", methods=["POST"])
@public
def sign_in_with_one_click(email: str) -> Any:
    if not may_sign_in_with_one_click():
        abort(404)
    person = next((one for one in _cast() if one.email == email), None)
    if person is None:
        abort(404)
    sessions.begin(person, way="demonstration", is_open=True)
    return welcome(person, back=request.args.get("back", ""))


def _cast() -> list[Person]:
    chosen = sa.select(Person).where(Person.email.like("%@demo.example"), Person.active).order_by(Person.email)
    return list(session.scalars(chosen).unique())


@bp.route("/sign-out", methods=["POST"])
@door.at_the_door(Standing.OPEN, Standing.HALF, Standing.LOCKED)
def sign_out() -> Any:
    sessions.sign_out(door.session_here())
    door.forget_browser()
    response = redirect(url_for("site.home"))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@bp.route("/invitation/<token>", methods=["GET", "POST"])
@public
def invitation(token: str) -> Any:
    """GET shows a neutral page, as often as mail programs like; only POST uses the link up."""
    one = open_by(token)
    if one is None:
        abort(404)
    form = PassphraseForm(known=passphrases.words_known_here(one.display_name, one.email))
    if form.validate_on_submit():
        finish(keep=False)  # hashing is slow on purpose: nobody else waits for it
        hashed = hash_password(form.passphrase.data)
        one = open_by(token)
        if one is None:
            abort(404)
        person = appointments.take_up(one, hashed)
        response = redirect(url_for("people.sign_in"))
        devices.remember(person.id, response)  # whoever holds the link is not made to wait by what others guess
        return response
    return render_template("people/invitation.html", form=form), 422 if form.errors else 200
