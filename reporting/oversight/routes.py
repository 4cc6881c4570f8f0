"""The trail: the newest entries, the whole of one report or one person, what stands out, and the check of the chain."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from reporting.audit import queries as audit
from reporting.audit.actions import record
from reporting.audit.anchors import AnchorsDamaged
from reporting.database import finish
from reporting.oversight import actions, queries
from reporting.oversight.forms import DispositionForm, PersonForm, ReportForm
from reporting.oversight.vocabulary import KINDS
from reporting.people import queries as people
from reporting.policy import Can, requires
from reporting.reports import shared

bp = Blueprint("oversight", __name__)


@bp.route("/trail", methods=["GET", "POST"])
@requires(Can.READ_AUDIT)
def index() -> Any:
    """POST checks the chain first: it reads everything, so it is done only when asked for."""
    if request.method != "POST":
        return _index()
    finish(keep=False)  # this request must not hold the writers' line while everything is read
    try:
        verdict, are_anchors_damaged = audit.checked(), False
    except AnchorsDamaged:
        verdict, are_anchors_damaged = audit.chain(), True
    is_whole = verdict.is_whole and not are_anchors_damaged
    record("trail:checked", outcome="done" if is_whole else "broken")
    return _index(verdict=verdict, are_anchors_damaged=are_anchors_damaged)


def _index(**values: Any) -> str:
    kind = request.args.get("kind", "")
    found = audit.stretch(*queries.of_kind(kind), is_oldest_first=False, **_place())
    given = {"report_form": ReportForm(formdata=None), "person_form": _person_form(), "wrong": None}
    return render_template(
        "oversight/index.html",
        lines=queries.lines_of(found),
        kinds=KINDS,
        kind=kind if kind in KINDS else "",
        **_sides(found, "oversight.index", kind=kind if kind in KINDS else None),
        **{**given, **values},
    )


def _place() -> dict[str, Any]:
    """Where in the trail the page begins, from the address; anything else than one number is no place."""
    for name in ("after", "before"):
        number = request.args.get(name, type=int)
        if number is not None:
            return {name: number}
    return {}


def _sides(found: audit.Stretch, endpoint: str, **values: Any) -> dict[str, str | None]:
    """The addresses of the entries before and after a stretch."""
    return {
        "earlier": url_for(endpoint, before=found.first, **values) if found.has_earlier else None,
        "later": url_for(endpoint, after=found.last, **values) if found.has_later else None,
    }


def _person_form(*, sent: bool = False) -> PersonForm:
    form = PersonForm() if sent else PersonForm(formdata=None)
    everyone = sorted(people.everyone(), key=lambda person: person.display_name.casefold())
    form.person.choices = [("", _("Choose")), *((str(person.id), person.display_name) for person in everyone)]
    return form


@bp.route("/trail/find/<any(report, person):what>")
@requires(Can.READ_AUDIT)
def back(what: str) -> Any:
    """The answer to a form has the form's address; asked for by itself it is the trail."""
    return redirect(url_for("oversight.index"))


@bp.route("/trail/find/report", methods=["POST"])
@requires(Can.READ_AUDIT)
def find_report() -> Any:
    form = ReportForm()
    if form.validate_on_submit():
        report_id = shared.id_of_reference(form.reference.data)
        if report_id:
            return redirect(url_for("oversight.report", report_id=report_id))
        form.reference.errors = [_("There is no report with this reference. Look at it once more.")]
    return _index(report_form=form, wrong=form), 422


@bp.route("/trail/find/person", methods=["POST"])
@requires(Can.READ_AUDIT)
def find_person() -> Any:
    form = _person_form(sent=True)
    if form.validate_on_submit():
        if form.person.data in dict(form.person.choices):
            return redirect(url_for("oversight.person", person_id=UUID(form.person.data)))
        form.person.errors = [_("Choose a person from the list")]
    return _index(person_form=form, wrong=form), 422


@bp.route("/trail/report/<uuid:report_id>")
@requires(Can.READ_AUDIT)
def report(report_id: UUID) -> Any:
    """Everything written about one report, oldest first."""
    reference = queries.reference_or_404(report_id)
    record("trail:read", object_id=report_id)
    found = audit.stretch(audit.about(report_id), **_place())
    return render_template(
        "oversight/report.html",
        reference=reference,
        lines=queries.lines_of(found),
        **_sides(found, "oversight.report", report_id=report_id),
    )


@bp.route("/trail/person/<uuid:person_id>")
@requires(Can.READ_AUDIT)
def person(person_id: UUID) -> Any:
    """Everything one person did and everything done to their account, oldest first."""
    shown = queries.person_or_404(person_id)
    record("trail:read", object_id=person_id)
    found = audit.stretch(audit.by_or_about(person_id), **_place())
    return render_template(
        "oversight/person.html",
        person=shown,
        lines=queries.lines_of(found),
        **_sides(found, "oversight.person", person_id=person_id),
    )


@bp.route("/trail/unusual")
@requires(Can.READ_AUDIT)
def unusual() -> Any:
    """What stands out: what nobody has looked at first, the oldest first."""
    return _unusual()


def _unusual(*, about: UUID | None = None, problem: str = "") -> str:
    n_pages = max(1, -(-queries.n_findings() // queries.PAGE))
    number = min(max(request.args.get("page", 1, type=int), 1), n_pages)
    return render_template(
        "oversight/unusual.html",
        findings=queries.findings(number),
        n_open=queries.n_open(),
        number=number,
        own_id=current_user.id,
        choices=DispositionForm(formdata=None).disposition.choices,
        about=about,
        problem=problem,
        previous=url_for("oversight.unusual", page=number - 1) if number > 1 else None,
        next=url_for("oversight.unusual", page=number + 1) if number < n_pages else None,
    )


@bp.route("/trail/unusual/<uuid:finding_id>", methods=["GET", "POST"])
@requires(Can.READ_AUDIT)
def dispose(finding_id: UUID) -> Any:
    queries.one_or_404(finding_id)
    if request.method == "GET":  # the answer to a form has the form's address; asked for by itself it is the list
        return redirect(url_for("oversight.unusual"))
    form = DispositionForm()
    if not form.validate_on_submit():
        return _unusual(about=finding_id, problem=_("Choose what became of it")), 422
    try:
        actions.dispose(finding_id, form.disposition.data, by=current_user)
    except ValueError:
        return _unusual(about=finding_id, problem=_("Choose an answer from the list")), 422
    except actions.OwnAccessError:
        return _unusual(about=finding_id, problem=_("This is about yourself. Somebody else has to look at it.")), 409
    flash(_("It is written down what became of it."), "success")
    return redirect(url_for("oversight.unusual", page=max(request.args.get("page", 1, type=int), 1)))
