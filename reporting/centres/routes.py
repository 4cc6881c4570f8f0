"""The public directory, the page of a verification letter, and the pages on which centres are looked after."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from reporting import clock
from reporting.centres import actions, queries, verification
from reporting.centres.cards import card, spoken
from reporting.centres.forms import CentreForm, DirectoryFilter, NewCentreForm, OwnCentreForm, given
from reporting.centres.life import moves_from
from reporting.centres.links import Standing
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.centres.vocabulary import CentreStatus
from reporting.policy import Can, may, public, requires, stepped_up

bp = Blueprint("centres", __name__)


@bp.route("/centres")
@public
def index() -> Any:
    today = clock.today()
    form = DirectoryFilter(request.args)
    is_good = form.validate()
    everywhere = queries.listed(today=today)
    chosen = queries.listed(today=today, language=form.language.data) if is_good else []
    return render_template(
        "centres/index.html",
        form=form,
        cards=[card(one, weekday=today.weekday()) for one in chosen],
        tongues=spoken(frozenset().union(*(one.languages for one in everywhere))),
    ), 200 if is_good else 422


@bp.route("/centres/confirm/<token>", methods=["GET", "POST"])
@public
def confirm_by_link(token: str) -> Any:
    """Looking changes nothing: mail scanners open links. Only a button does."""
    link = actions.asked_by(token)
    if link is None:
        abort(404)
    if link.standing is not Standing.OPEN:
        return render_template("centres/closed_link.html", standing=link.standing), 410
    answer = request.form.get("answer", "")
    if request.method == "POST" and answer == "right":
        actions.confirm(link.centre, way="by_link")
        flash(_("Thank you. These details are confirmed for the next 90 days."), "success")
        return redirect(url_for("centres.index"))
    if request.method == "POST" and answer == "wrong":
        actions.doubt(link.centre)
        flash(_("Thank you. We will get in touch with you to put it right."), "success")
        return redirect(url_for("centres.confirm_by_link", token=token))
    page = render_template(
        "centres/confirm.html",
        shown=card(link.centre, weekday=clock.today().weekday()),
        is_doubted=link.centre.doubted_at is not None,
        problem=_("Choose one of the two buttons") if request.method == "POST" else "",
    )
    return page, 422 if request.method == "POST" else 200


@bp.route("/centres/manage")
@requires(Can.SEE_CENTRES)
def manage() -> Any:
    """All centres for the coordinator; for a lead, their own."""
    if not may(current_user, Can.MANAGE_CENTRES):
        return _page(queries.one_or_404(current_user, current_user.centre_id))
    today = clock.today()
    rows = [(one, verification.holds(one.verified_on, today=today)) for one in queries.known()]
    return render_template("centres/manage.html", rows=rows)


@bp.route("/centres/manage/new", methods=["GET", "POST"])
@requires(Can.MANAGE_CENTRES)
def new() -> Any:
    form = NewCentreForm(data={"step_free": "not_known", "contact_language": "en"})
    if form.validate_on_submit():
        try:
            centre = actions.add_centre(
                code=form.code.canonical, status=CentreStatus.PROPOSED, **form.details()
            )  # fmt: skip
            return redirect(url_for("centres.show", centre_id=centre.id))
        except actions.CodeTaken:
            form.code.errors = [_("There is a centre with this code already")]
    return render_template("centres/edit.html", form=form, centre=None), 422 if form.errors else 200


@bp.route("/centres/manage/<uuid:centre_id>")
@requires(Can.SEE_CENTRES)
def show(centre_id: UUID) -> Any:
    return _page(queries.one_or_404(current_user, centre_id))


def _page(centre: ThirdPartyReportingCentre, problem: str = "") -> Any:
    today = clock.today()
    is_manager = may(current_user, Can.MANAGE_CENTRES)
    page = render_template(
        "centres/show.html",
        centre=centre,
        shown=card(centre, weekday=today.weekday()),
        holds=verification.holds(centre.verified_on, today=today),
        is_listed=queries.is_listed(centre, today=today),
        moves=moves_from(centre.status) if is_manager else [],
        problem=problem,
    )
    return page, 422 if problem else 200


@bp.route("/centres/manage/<uuid:centre_id>/edit", methods=["GET", "POST"])
@requires(Can.SEE_CENTRES)
def edit(centre_id: UUID) -> Any:
    centre = queries.one_or_404(current_user, centre_id)
    kind = CentreForm if may(current_user, Can.MANAGE_CENTRES) else OwnCentreForm
    form = kind(data=given(centre))
    if form.validate_on_submit():
        if actions.change(centre, **form.details()):
            flash(_("Saved."), "success")
        return redirect(url_for("centres.show", centre_id=centre.id))
    return render_template("centres/edit.html", form=form, centre=centre), 422 if form.errors else 200


@bp.route("/centres/manage/<uuid:centre_id>/move", methods=["POST"])
@requires(Can.MANAGE_CENTRES)
@stepped_up
def move(centre_id: UUID) -> Any:
    centre = queries.one_or_404(current_user, centre_id)
    try:
        actions.move(centre, CentreStatus(request.form.get("status", "")))
    except (ValueError, actions.MoveRefused):
        return _page(centre, problem=_("This step is not possible from where the centre stands now."))
    return redirect(url_for("centres.show", centre_id=centre.id))


@bp.route("/centres/manage/<uuid:centre_id>/confirm", methods=["POST"])
@requires(Can.SEE_CENTRES)
def confirm(centre_id: UUID) -> Any:
    centre = queries.one_or_404(current_user, centre_id)
    actions.confirm(centre, way="by_page")
    flash(_("These details are confirmed for the next 90 days."), "success")
    return redirect(url_for("centres.show", centre_id=centre.id))
