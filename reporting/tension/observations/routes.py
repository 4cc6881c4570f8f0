"""Telling of an observation in two short pages. Neutral addresses and titles: a tab may be seen by anyone.

These pages stay open to volunteers whose training has lapsed: an observation names nobody, asks nobody to tell what was
done to them, and is read by a coordinator before it goes anywhere.
"""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from reporting.policy import Can, requires
from reporting.tension import sealed
from reporting.tension.models import ObservationDraft
from reporting.tension.observations import actions, forms, queries
from reporting.tension.sealed import Answers

bp = Blueprint("noticed", __name__, url_prefix="/o")


@bp.route("", methods=["GET", "POST"])
@requires(Can.TELL_TENSION)
def what() -> Any:
    if request.method == "GET":
        draft = queries.own_draft(current_user)
        form = forms.WhatForm(formdata=None) if draft is None else _kept(draft)
        return render_template("tension/what.html", form=form, draft=draft)
    form = forms.WhatForm()
    if not form.validate():
        return render_template("tension/what.html", form=form, draft=queries.own_draft(current_user)), 422
    actions.keep_draft(current_user, form.answers())
    return redirect(url_for("noticed.where"))


@bp.route("/2", methods=["GET", "POST"])
@requires(Can.TELL_TENSION)
def where() -> Any:
    draft = queries.own_draft(current_user)
    began = request.form.get("draft", "")
    if request.method == "POST" and _is_sent(began):
        return redirect(url_for("noticed.sent"))
    kept = _kept(draft) if draft else None
    if draft is None or kept is None or not kept.validate():
        return redirect(url_for("noticed.what"))
    if request.method == "POST" and began != str(draft.id):
        flash(_("You have begun another one in the meantime. Look at it before you send it."))
        return redirect(url_for("noticed.what"))
    if request.method == "GET":
        return render_template("tension/where.html", form=forms.WhereForm(formdata=None), draft=draft)
    form = forms.WhereForm()
    if not form.validate():
        return render_template("tension/where.html", form=form, draft=draft), 422
    is_practice = request.form.get("practice") == "yes"
    actions.send(draft, forms.observed(kept, form), forms.heard(kept, form), by=current_user, is_practice=is_practice)
    if is_practice:
        flash(_("That was practice. Nothing was passed on, and the words are destroyed."))
        return redirect(url_for("site.home"))
    return redirect(url_for("noticed.sent"))


@bp.route("/sent")
@requires(Can.TELL_TENSION)
def sent() -> Any:
    return render_template("tension/sent.html")


@bp.route("/erase", methods=["POST"])
@requires(Can.TELL_TENSION)
def erase() -> Any:
    draft = queries.own_draft(current_user)
    if draft:
        actions.discard_draft(draft)
    flash(_("What was written is erased."))
    return redirect(url_for("site.home"))


def _kept(draft: ObservationDraft) -> forms.WhatForm:
    """The first page of one's own draft. Its owner is still writing it, so its opening is not an entry."""
    answers = sealed.take(draft.id, Answers)
    return forms.WhatForm.from_answers(answers[0].texts if answers else {})


def _is_sent(draft_id: str) -> bool:
    """Whether the same page was sent a moment ago: twice is once."""
    try:
        return queries.has_sent(current_user, UUID(draft_id))
    except ValueError:
        return False
