"""Before a grave deed (opening who somebody is, exporting, changing powers) a factor no older than five minutes.

Where it is older, the page that asks for it carries everything that was typed, so that nothing is asked twice: a POST
comes back to the same address with the factor beside it, a GET is opened once the factor was right.
"""

from collections.abc import Callable
from typing import Any

from flask import abort, current_app, g, render_template, request, url_for
from flask_login import current_user
from itsdangerous import BadData, URLSafeTimedSerializer

from reporting import database
from reporting.audit.actions import record_apart
from reporting.people.factors import actions, passkeys
from reporting.people.factors.forms import FactorForm
from reporting.people.sessions import actions as sessions
from reporting.people.sessions import door, standing

PROOFS = frozenset({"proof_code", "proof_recovery", "proof_passkey", "proof_simply"})
OWN_FIELDS = PROOFS | {"csrf_token"}


def step_up(proceed: Callable[[], Any]) -> Any:
    """Goes on where the factor is fresh or given with this request; otherwise answers with the page that asks for it."""
    if door.is_proven():
        return proceed()
    form = given_form()
    if form and form.is_given() and prove(form):
        return proceed()
    if request.method == "POST":
        return ask(form, action=request.full_path.rstrip("?"), kept=_typed())
    return ask(form, action=url_for("factors.confirm"), kept=[("to", signed_path(request.full_path.rstrip("?")))])


def prove(form: FactorForm) -> bool:
    """Checks what was given; when it is right, this session is proven from now on."""
    person = door.person_here()
    if form.proof_simply.data and not actions.owes(person):
        is_right = True  # a demonstration in which nobody has set a factor up
    else:
        is_right = form.check()
    if not is_right:
        database.finish(keep=False)
        record_apart("session:factor:refused")
    if is_right:
        g.pop("_login_user", None)  # the unit was ended for the count; the person is read anew
        if not current_user.is_authenticated:
            abort(door.way_in())  # the session has ended meanwhile
        sessions.prove(door.own_session_or_404())
        database.session.flush()
    return is_right


def given_form() -> FactorForm | None:
    """The form with a factor in it, where this request brings one."""
    return FactorForm() if request.method == "POST" and PROOFS & set(request.form) else None


def ask(form: FactorForm | None, *, action: str, kept: list[tuple[str, str]]) -> Any:
    """The page that asks for a factor.

    action   where the answer goes
    kept     (name, value) of everything that was typed, sent along with it
    """
    person = door.person_here()
    page = render_template(
        "people/step_up.html",
        form=form or FactorForm(formdata=None),
        action=action,
        kept=kept,
        has_app=person.totp_secret is not None,
        has_passkey=bool(passkeys.of(person)),
        owes=actions.owes(person),
    )
    return page, 422 if form and form.errors else 403


def signed_path(path: str) -> str:
    """A page of ours, signed, so that nobody can make this lead elsewhere."""
    return _signer().dumps(path)


def path_of(signed: str) -> str | None:
    """The page of ours that was signed, or None."""
    try:
        return str(_signer().loads(signed, max_age=int(standing.IDLE.total_seconds())))
    except BadData:
        return None


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="confirm")


def _typed() -> list[tuple[str, str]]:
    return [(name, value) for name in request.form if name not in OWN_FIELDS for value in request.form.getlist(name)]
