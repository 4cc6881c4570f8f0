"""The list of services, and the pages on which the coordinator looks after it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from reporting import clock
from reporting.policy import Can, may, requires
from reporting.signposts import actions, queries
from reporting.signposts.cards import card
from reporting.signposts.forms import ServiceForm, service_form
from reporting.signposts.models import Service
from reporting.signposts.verification import is_due

bp = Blueprint("signposts", __name__, url_prefix="/services")


@bp.route("")
@requires(Can.FILE_REPORTS, Can.EDIT_SERVICES)
def index() -> Any:
    today, is_editor = clock.today(), may(current_user, Can.EDIT_SERVICES)
    services = queries.for_coordinator(today=today) if is_editor else queries.for_volunteers()
    return render_template(
        "signposts/index.html",
        rows=[(one, card(one), is_due(one.last_verified_on, today=today)) for one in services],
        n_due=queries.n_due(today=today),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Can.EDIT_SERVICES)
def new() -> Any:
    form = service_form()
    if form.validate_on_submit():
        try:
            actions.add_service(**form.details())
            flash(_("The service is on the list. Ring it, so that it can be given to people."), "success")
            return redirect(url_for("signposts.index"))
        except actions.NameTaken:
            _say_taken(form)
    return render_template("signposts/edit.html", form=form, service=None), 422 if form.errors else 200


@bp.route("/<uuid:service_id>", methods=["GET", "POST"])
@requires(Can.EDIT_SERVICES)
def edit(service_id: UUID) -> Any:
    service = queries.one_or_404(service_id)
    form = service_form(service)
    if form.validate_on_submit():
        try:
            _changed(service, form)
            return redirect(url_for("signposts.index"))
        except actions.NameTaken:
            _say_taken(form)
    return render_template("signposts/edit.html", form=form, service=service), 422 if form.errors else 200


def _changed(service: Service, form: ServiceForm) -> None:
    was_checked = service.last_verified_on is not None
    if not actions.change(service, **form.details()):
        return
    if was_checked and service.last_verified_on is None:
        flash(_("Saved. Its number or address is new: ring it, so that it can be given to people again."))
    else:
        flash(_("Saved."), "success")


def _say_taken(form: ServiceForm) -> None:
    form.name.errors = [_("There is a service with this name already")]


@bp.route("/<uuid:service_id>/confirm", methods=["POST"])
@requires(Can.EDIT_SERVICES)
def confirm(service_id: UUID) -> Any:
    actions.confirm(queries.one_or_404(service_id), by=current_user.display_name)
    flash(_("Checked today."), "success")
    return redirect(url_for("signposts.index"))


@bp.route("/<uuid:service_id>/<any(show, hide):step>", methods=["POST"])
@requires(Can.EDIT_SERVICES)
def show(service_id: UUID, step: str) -> Any:
    actions.show(queries.one_or_404(service_id), is_shown=step == "show")
    flash(_("Saved."), "success")
    return redirect(url_for("signposts.index"))
