"""The second step of signing in, setting factors up, and one's own account."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from flask_login import current_user
from flask_security import hash_password

from reporting import crypto
from reporting.audit.actions import record_apart
from reporting.database import finish
from reporting.people import actions as people
from reporting.people import passphrases
from reporting.people.factors import actions, passkeys, recovery_codes, step_up, totp
from reporting.people.factors.forms import AppForm, FactorForm, PasskeyForm
from reporting.people.forms import PassphraseForm
from reporting.people.models import Person
from reporting.people.sessions import actions as sessions
from reporting.people.sessions import door
from reporting.people.sessions.standing import Standing
from reporting.policy import signed_in, stepped_up

bp = Blueprint("factors", __name__)


@bp.route("/sign-in/second", methods=["GET", "POST"])
@door.at_the_door(Standing.HALF)
def second() -> Any:
    """A factor; where none is set up yet, the way leads to setting one up."""
    if not actions.has_any(door.person_here()):
        return redirect(url_for("factors.set_up"))
    form = FactorForm()
    if form.is_given():
        if form.check():
            return _let_in(door.person_here(), way=form.way)
        finish(keep=False)
        record_apart("session:factor:refused")
    person = door.person_here()
    page = render_template(
        "people/second.html",
        form=form,
        has_app=person.totp_secret is not None,
        has_passkey=bool(passkeys.of(person)),
    )
    return page, 422 if form.errors else 200


def _let_in(person: Person, *, way: str) -> Any:
    from reporting.people.routes import welcome

    back = cookie.pop("back", "")
    sessions.complete(door.own_session_or_404(), person, way=way)
    return welcome(person, back=back)


@bp.route("/sign-in/set-up", methods=["GET"])
@door.at_the_door(Standing.HALF)
def set_up() -> Any:
    """The first factor of a new account: a passkey is offered first to those whose account would harm most."""
    person = door.person_here()
    if actions.has_any(person):
        return redirect(url_for("factors.second"))
    return _set_up_page(person, AppForm(formdata=None), PasskeyForm(formdata=None))


@bp.route("/sign-in/set-up/app", methods=["POST"])
@door.at_the_door(Standing.HALF)
def set_up_app() -> Any:
    person, form = door.person_here(), AppForm()
    if actions.has_any(person):
        return redirect(url_for("factors.second"))
    if form.validate_on_submit() and _app_kept(person, form):
        return _codes(person, done=url_for("factors.finish_set_up"))
    return _set_up_page(person, form, PasskeyForm(formdata=None)), 422


@bp.route("/sign-in/set-up/passkey", methods=["POST"])
@door.at_the_door(Standing.HALF)
def set_up_passkey() -> Any:
    person, form = door.person_here(), PasskeyForm()
    if actions.has_any(person):
        return redirect(url_for("factors.second"))
    if form.validate_on_submit() and _passkey_kept(person, form):
        return _codes(person, done=url_for("factors.finish_set_up"))
    return _set_up_page(person, AppForm(formdata=None), form), 422


@bp.route("/sign-in/set-up/done", methods=["POST"])
@door.at_the_door(Standing.HALF)
def finish_set_up() -> Any:
    """The codes are kept, says the person: the session that set the first factor up opens."""
    person = door.person_here()
    if not actions.has_any(person) or not recovery_codes.n_left(person.id):
        return redirect(url_for("factors.set_up"))
    if cookie.pop("set_up_here", None) != str(person.id):
        return redirect(url_for("factors.second"))
    return _let_in(person, way="set_up")


@bp.route("/confirm", methods=["POST"])
@signed_in
def confirm() -> Any:
    """The factor that a page to be looked at asked for; then that page."""
    to = step_up.path_of(request.form.get("to", ""))
    if to is None:
        abort(400)
    form = step_up.given_form()
    if door.is_proven() or (form and form.is_given() and step_up.prove(form)):
        return redirect(to)
    return step_up.ask(form, action=url_for("factors.confirm"), kept=[("to", request.form["to"])])


@bp.route("/account")
@signed_in
def account() -> Any:
    return render_template(
        "people/account.html", passkeys=passkeys.of(current_user), n_codes=recovery_codes.n_left(current_user.id)
    )


@bp.route("/account/app", methods=["GET", "POST"])
@signed_in
@stepped_up
def add_app() -> Any:
    form = AppForm() if "sealed" in request.form else AppForm(formdata=None)
    person = _me()
    if form.is_submitted() and "sealed" in request.form and form.validate() and _app_kept(person, form):
        return _codes(person, done=url_for("factors.account"))
    return _app_page(person, form), 422 if form.errors else 200


@bp.route("/account/passkey", methods=["GET", "POST"])
@signed_in
@stepped_up
def add_passkey() -> Any:
    form = PasskeyForm() if "answer" in request.form else PasskeyForm(formdata=None)
    person = _me()
    if "answer" in request.form and form.validate_on_submit() and _passkey_kept(person, form):
        if recovery_codes.n_left(person.id):
            flash(_("The passkey is kept."), "success")
            return redirect(url_for("factors.account"))
        return _codes(person, done=url_for("factors.account"))
    return render_template("people/add_passkey.html", form=form), 422 if form.errors else 200


@bp.route("/account/remove", methods=["POST"])
@signed_in
@stepped_up
def remove() -> Any:
    """Takes a factor away; the last one stays where a factor is owed."""
    person, which = _me(), request.form.get("factor", "")
    keys = passkeys.of(person)
    passkey = next((one for one in keys if str(one.id) == which), None)
    if which != "app" and passkey is None:
        abort(404)
    n_factors = len(keys) + (person.totp_secret is not None)
    if n_factors < 2 and actions.is_owed_by_all():
        flash(_("This is your only second factor. Set up another one first."))
    elif passkey is not None:
        actions.remove_passkey(person, passkey)
        flash(_("The passkey is removed."), "success")
    else:
        actions.remove_app(person)
        flash(_("The app is removed."), "success")
    return redirect(url_for("factors.account"))


@bp.route("/account/codes", methods=["POST"])
@signed_in
@stepped_up
def codes() -> Any:
    return _codes(_me(), done=url_for("factors.account"))


@bp.route("/account/passphrase", methods=["GET", "POST"])
@signed_in
@stepped_up
def passphrase() -> Any:
    person = _me()
    known = passphrases.words_known_here(person.display_name, person.email)
    is_answer = "passphrase" in request.form
    form = PassphraseForm(known=known) if is_answer else PassphraseForm(formdata=None, known=known)
    if is_answer and form.validate_on_submit():
        here = door.own_session_or_404().id
        finish(keep=False)  # hashing is slow on purpose: nobody else waits for it
        hashed = hash_password(form.passphrase.data)
        if door.own_session_or_404().ended_at is not None:
            return door.way_in()
        people.change_passphrase(door.person_here(), hashed, here=here)
        flash(_("Your passphrase is changed. You are signed out everywhere else."), "success")
        return redirect(url_for("factors.account"))
    return render_template("people/passphrase.html", form=form), 422 if form.errors else 200


@bp.route("/passkey/<any(make, use):what>", methods=["POST"])
@door.at_the_door(Standing.OPEN, Standing.HALF, Standing.LOCKED)
def passkey_question(what: str) -> Any:
    """What the browser is to sign (JSON); it is kept in the session until the answer comes."""
    person, row = door.person_here(), door.own_session_or_404()
    if what == "make":
        may_make = door.is_proven() or (door.stands_at_door() is Standing.HALF and not actions.has_any(person))
        if not may_make:
            abort(403)
        return Response(passkeys.ask_to_make(person, row), mimetype="application/json")
    return Response(passkeys.ask_to_use(person, row), mimetype="application/json")


def _me() -> Person:
    """Myself, in the session of the request: a step-up has ended the one I was found in."""
    return door.person_here()


def _app_kept(person: Person, form: AppForm) -> bool:
    try:
        sealed = bytes.fromhex(form.sealed.data or "")
        if actions.keep_app(person, sealed, "".join(form.app_code.data.split())):
            return True
    except (ValueError, crypto.SealBroken):
        form.sealed.data = ""
    form.app_code.errors = [_("These digits are not right. Check the time of your telephone and type the next ones.")]
    return False


def _passkey_kept(person: Person, form: PasskeyForm) -> bool:
    if actions.keep_passkey(person, door.own_session_or_404(), form.answer.data or "", name=form.name.data.strip()):
        return True
    form.name.errors = [_("Your browser did not make the passkey. Try again, or use an app instead.")]
    return False


def _codes(person: Person, *, done: str) -> Any:
    """New recovery codes, shown in this answer and never again."""
    fresh = actions.renew_codes(person)
    if door.stands_at_door() is Standing.HALF:
        cookie["set_up_here"] = str(person.id)
    return render_template("people/codes.html", codes=fresh, done=done)


def _sealed(form: AppForm, person: Person) -> bytes:
    """The secret of the page that was sent, or a new one."""
    try:
        sealed = bytes.fromhex(form.sealed.data or "")
        totp.letters_of(sealed, person.id)
    except (ValueError, crypto.SealBroken):
        return totp.new_secret(person.id)
    return sealed


def _app_values(person: Person, form: AppForm) -> dict[str, Any]:
    sealed = _sealed(form, person)
    form.sealed.data = sealed.hex()
    return {
        "app_form": form,
        "letters": totp.letters_of(sealed, person.id),
        "picture": totp.picture_of(sealed, person),
    }


def _app_page(person: Person, form: AppForm) -> str:
    return render_template("people/add_app.html", **_app_values(person, form))


def _set_up_page(person: Person, app_form: AppForm, passkey_form: PasskeyForm) -> str:
    return render_template(
        "people/set_up.html",
        **_app_values(person, app_form),
        passkey_form=passkey_form,
        is_passkey_first=person.role in actions.PASSKEY_FIRST,
    )
