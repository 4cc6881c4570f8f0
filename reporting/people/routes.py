"""Signing in and out, invitations, and the demonstration's one-click sign-in."""

import ipaddress
from typing import Any

import sqlalchemy as sa
from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from flask_security import hash_password

from reporting.audit.actions import record_apart
from reporting.database import finish, session
from reporting.people import actions
from reporting.people.forms import PassphraseForm, SignInForm
from reporting.people.models import Person
from reporting.policy import public, signed_in

bp = Blueprint("people", __name__)

LOOPBACK_NAMES = {"localhost", "127.0.0.1"}
FORWARDED = {"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via"}


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Any:
    form = SignInForm()
    if form.validate_on_submit():
        person = actions.known_by(form.email.data, form.passphrase.data)
        if person:
            return _welcome(person, way="passphrase")
        form.passphrase.errors = [_("This e-mail address and passphrase do not belong together")]
        finish(keep=False)
        record_apart("session:refused")
    cast = _cast() if may_sign_in_with_one_click() else []
    status = 422 if form.errors else 200
    return render_template("people/sign_in.html", form=form, cast=cast), status


@bp.route("/demonstration/sign-in/<email>", methods=["POST"])
@public
def sign_in_with_one_click(email: str) -> Any:
    if not may_sign_in_with_one_click():
        abort(404)
    person = next((one for one in _cast() if one.email == email), None)
    if person is None:
        abort(404)
    return _welcome(person, way="demonstration")


def may_sign_in_with_one_click() -> bool:
    """Only in a demonstration, only from this machine, only by its own name, never through a proxy.

    A proxy on this machine, forgotten in the settings, would make everyone look local.
    """
    if not current_app.config["SETTINGS"].is_demonstration or FORWARDED & {name for name, _value in request.headers}:
        return False
    try:
        is_local = ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
    return is_local and request.host.rsplit(":", 1)[0] in LOOPBACK_NAMES


def _cast() -> list[Person]:
    chosen = sa.select(Person).where(Person.email.like("%@demo.example"), Person.active).order_by(Person.email)
    return list(session.scalars(chosen).unique())


def _welcome(person: Person, *, way: str) -> Any:
    language = cookie.get("language")
    cookie.clear()
    actions.sign_in(person, way=way)
    cookie["language"] = language or person.language
    back = request.args.get("back", "")
    # Only a page of ours, by its name, and only one that needs nothing more to be opened.
    rules = [rule for rule in current_app.url_map.iter_rules() if rule.endpoint == back]
    is_plain = bool(rules) and not any(rule.arguments for rule in rules) and "GET" in (rules[0].methods or ())
    return redirect(url_for(back if is_plain else "site.home"))


@bp.route("/sign-out", methods=["POST"])
@signed_in
def sign_out() -> Any:
    language = cookie.get("language")
    actions.sign_out()
    cookie.clear()
    if language:
        cookie["language"] = language
    response = redirect(url_for("site.home"))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@bp.route("/invitation/<token>", methods=["GET", "POST"])
@public
def invitation(token: str) -> Any:
    person = actions.invited(token)
    if person is None:
        abort(404)
    form = PassphraseForm()
    if form.validate_on_submit():
        finish(keep=False)  # hashing is slow on purpose: nobody else waits for it
        hashed = hash_password(form.passphrase.data)
        person = actions.invited(token)
        if person is None:
            abort(404)
        actions.accept_invitation(person, hashed)
        return redirect(url_for("people.sign_in"))
    return render_template("people/invitation.html", form=form), 422 if form.errors else 200
