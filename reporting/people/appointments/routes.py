"""The people one looks after: who they are, asking somebody in, approving, and changing what somebody may do."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from reporting import clock
from reporting.database import finish
from reporting.people import actions as people
from reporting.people import queries as finding
from reporting.people.appointments import actions, queries
from reporting.people.appointments.forms import InviteForm, RoleForm, WardForm, put_beside
from reporting.people.models import Person
from reporting.people.sessions import actions as sessions
from reporting.people.sessions import queries as session_queries
from reporting.policy import WARD_ROLES, Can, may, requires, stepped_up

bp = Blueprint("appointments", __name__, url_prefix="/people")


@bp.route("")
@requires(Can.MANAGE_PEOPLE, Can.APPROVE_PEOPLE)
def index() -> Any:
    waiting = queries.unanswered() if may(current_user, Can.APPROVE_PEOPLE) else []
    return render_template(
        "people/index.html",
        people=finding.managed_by(current_user),
        to_approve=[one for one in waiting if queries.may_approve(current_user, one)],
        others_approve=[one for one in waiting if not queries.may_approve(current_user, one)],
        untaken=queries.untaken(current_user),
        ward_names=finding.ward_names(),
        today=clock.today(),
    )


@bp.route("/invite", methods=["GET", "POST"])
@requires(Can.MANAGE_PEOPLE)
@stepped_up
def invite() -> Any:
    is_answer = "email" in request.form
    form = InviteForm(current_user) if is_answer else InviteForm(current_user, formdata=None)
    if is_answer and form.validate_on_submit():
        try:
            one = actions.invite(
                form.email.data,
                name=form.display_name.data,
                by=current_user,
                language=form.language.data,
                **form.chosen(),
            )
        except people.PersonRefused as refusal:
            form.refuse(refusal)
        else:
            flash(_asked(one.ready_at is not None), "success")
            return redirect(url_for("appointments.index"))
    return render_template("people/invite.html", form=form), 422 if form.errors else 200


def _asked(is_ready: bool) -> str:
    if is_ready:
        return _("The invitation is on its way. Its link works once, for 72 hours.")
    return _("A second person has to approve this first. They have been told.")


@bp.route("/appointments/<uuid:appointment_id>/<any(approve, refuse):answer>", methods=["POST"])
@requires(Can.APPROVE_PEOPLE)
@stepped_up
def answer(appointment_id: UUID, answer: str) -> Any:
    one = queries.waiting_or_404(current_user, appointment_id)
    if answer == "approve":
        try:
            actions.approve(one, by=current_user)
        except people.PersonRefused as refusal:
            finish(keep=False)
            flash(str(refusal))
            return redirect(url_for("appointments.index"))
        flash(_("Approved."), "success")
    else:
        actions.refuse(one)
        flash(_("Not approved. Nothing was given."), "success")
    return redirect(url_for("appointments.index"))


@bp.route("/appointments/<uuid:appointment_id>/withdraw", methods=["POST"])
@requires(Can.MANAGE_PEOPLE)
@stepped_up
def withdraw(appointment_id: UUID) -> Any:
    actions.withdraw(queries.untaken_or_404(current_user, appointment_id))
    flash(_("The invitation is withdrawn. Its link works no more."), "success")
    return redirect(url_for("appointments.index"))


@bp.route("/<uuid:person_id>")
@requires(Can.MANAGE_PEOPLE)
def show(person_id: UUID) -> Any:
    return _page(finding.managed_or_404(current_user, person_id))


@bp.route("/<uuid:person_id>/<any(suspend, restore, recover, sessions):deed>", methods=["POST"])
@requires(Can.MANAGE_PEOPLE)
@stepped_up
def change(person_id: UUID, deed: str) -> Any:
    person = finding.managed_or_404(current_user, person_id)
    if deed == "restore" and not may(current_user, Can.APPROVE_PEOPLE):
        abort(404)  # whoever suspended it had a reason that somebody close to the person may not know
    if deed == "suspend":
        actions.suspend(person)
        flash(_("The account is suspended and signed out everywhere."), "success")
    elif deed == "restore":
        people.restore(person)
        flash(_("The account can be signed in to again."), "success")
    elif deed == "sessions":
        sessions.end_all_of(person.id, by="ended_from_list")
        flash(_("They are signed out everywhere."), "success")
    else:
        try:
            one = actions.recover(person, by=current_user)
        except people.PersonRefused as refusal:
            flash(str(refusal))
            return redirect(url_for("appointments.show", person_id=person_id))
        is_ready = one.ready_at is not None
        flash(_("A link is on its way. It works once, for 24 hours.") if is_ready else _asked(False), "success")
    return redirect(url_for("appointments.show", person_id=person_id))


@bp.route("/<uuid:person_id>/role", methods=["POST"])
@requires(Can.MANAGE_PEOPLE)
@stepped_up
def role(person_id: UUID) -> Any:
    person = finding.managed_or_404(current_user, person_id)
    form = RoleForm(current_user)
    if form.validate_on_submit():
        try:
            one = actions.change_role(person, by=current_user, **form.chosen())
        except people.PersonRefused as refusal:
            form.refuse(refusal)
        else:
            flash(_("The role is changed.") if one.used_at else _asked(False), "success")
            return redirect(url_for("appointments.index"))
    return _page(person, role_form=form), 422


@bp.route("/<uuid:person_id>/wards", methods=["POST"])
@requires(Can.MANAGE_PEOPLE)
@stepped_up
def wards(person_id: UUID) -> Any:
    """Adds a ward, or takes one away (``remove`` names the grant)."""
    person = finding.managed_or_404(current_user, person_id)
    if "remove" in request.form:
        _remove_ward(person, request.form["remove"])
        flash(_("The ward is taken away."), "success")
        return redirect(url_for("appointments.index"))
    form = WardForm(current_user)
    if form.validate_on_submit():
        from_on, to_on = form.days()
        try:
            people.add_ward(person, form.ward.data, from_on=from_on, to_on=to_on, by=current_user)
        except people.PersonRefused as refusal:
            put_beside(form, refusal, otherwise="ward")
        else:
            flash(_("The ward is added."), "success")
            return redirect(url_for("appointments.show", person_id=person_id))
    return _page(person, ward_form=form), 422


def _remove_ward(person: Person, grant: str) -> None:
    own = current_user.ward_codes_today if current_user.role in WARD_ROLES else None
    try:
        is_theirs = people.remove_ward(person, UUID(grant), among=own)
    except ValueError:
        is_theirs = False
    if not is_theirs:
        abort(404)


def _page(person: Person, *, role_form: RoleForm | None = None, ward_form: WardForm | None = None) -> str:
    return render_template(
        "people/show.html",
        person=person,
        ward_names=finding.ward_names(),
        n_sessions=len(session_queries.live_of(person.id)),
        role_form=role_form or RoleForm(current_user, formdata=None, role=person.role.value),
        ward_form=ward_form or WardForm(current_user, formdata=None),
        today=clock.today(),
    )
