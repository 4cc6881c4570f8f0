"""The training pages of a volunteer, and the page on which whoever looks after them writes dates down."""

from bisect import bisect
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from reporting.people import queries as people
from reporting.people.models import Person
from reporting.people.training import actions, queries
from reporting.people.training.forms import AnswerForm, VettingForm
from reporting.people.training.queries import Course
from reporting.people.training.readiness import REFRESHER_DAYS
from reporting.people.training.standing import n_needed
from reporting.people.training.syllabus import KEYS, MODULES, module_at
from reporting.people.training.syllabus.module import Module
from reporting.people.training.wording import in_words
from reporting.policy import ROLES, Can, may, requires, stepped_up

bp = Blueprint("training", __name__)


@bp.route("/training")
@requires(Can.TRAIN)
def index() -> Any:
    course = queries.course_of(current_user)
    return render_template(
        "people/training_index.html",
        course=course,
        missing=[in_words(one) for one in queries.missing_for(current_user)],
        modules=_modules(course),
        next_number=_first_open(course),
        n_needed=n_needed(len(MODULES)),
        to_read_again=[module for module in MODULES if module.key in course.standing.repeated],
        essential=[module for module in MODULES if module.is_essential],
        refresher_days=REFRESHER_DAYS,
        looked_after=_looked_after() if may(current_user, Can.MANAGE_PEOPLE) else [],
    )


@bp.route("/training/<int:number>", methods=["GET", "POST"])
@requires(Can.TRAIN)
def module(number: int) -> Any:
    found = module_at(number)
    if found is None:
        abort(404)
    course = queries.course_of(current_user)
    asked = f"{course.number}.{course.standing.round}"
    order = found.order(f"{current_user.id} {asked}")
    form = AnswerForm()
    form.offer([found.options[place].text for place in order], asked=asked)
    is_asked = course.is_open and found.key in course.standing.open
    if request.method == "POST":
        if not is_asked or not form.is_of_this_round:  # pressed twice, or the page was drawn in an earlier round
            return redirect(url_for("training.module", number=number, answered="yes"))
        if form.validate_on_submit():
            actions.answer(current_user, found, chosen=order[int(form.chosen.data) - 1])
            return redirect(url_for("training.module", number=number, answered="yes"))
    is_looking_back = request.args.get("answered") == "yes" or not is_asked
    last = queries.last_answer(current_user, found.key) if is_looking_back else None
    page = render_template(
        "people/training_module.html",
        number=number,
        n_modules=len(MODULES),
        module=found,
        form=form if is_asked and last is None else None,
        asked=asked,
        last=last,
        chosen=found.options[last.chosen].text if last and last.chosen < len(found.options) else "",
        next_number=_next_open(course, number) if not last or _is_of(course, last) else None,
    )
    return page, 422 if form.errors else 200


@bp.route("/people/<uuid:person_id>/training")
@requires(Can.MANAGE_PEOPLE)
def person(person_id: UUID) -> Any:
    """Somebody's training, for whoever looks after them; it exists only for those who are trained here."""
    found = _trained_or_404(person_id)
    return _person_page(found, VettingForm(formdata=None, data=_dates(found)))


@bp.route("/people/<uuid:person_id>/training", methods=["POST"])
@requires(Can.MANAGE_PEOPLE)
@stepped_up
def record_dates(person_id: UUID) -> Any:
    """The days of check and agreement decide who may take reports."""
    found = _trained_or_404(person_id)
    form = VettingForm(data=_dates(found))
    if form.validate_on_submit():
        actions.record_vetting(found, dbs_on=form.dbs_on.data, agreement_on=form.agreement_on.data)
        flash(_("The dates are saved."), "success")
        return redirect(url_for("training.person", person_id=found.id))
    return _person_page(found, form)


def _trained_or_404(person_id: UUID) -> Person:
    found = people.managed_or_404(current_user, person_id)
    if not _is_trained_here(found):
        abort(404)
    return found


def _dates(found: Person) -> dict[str, Any]:
    return {"dbs_on": found.dbs_on, "agreement_on": found.agreement_on}


def _person_page(found: Person, form: VettingForm) -> Any:
    course = queries.course_of(found)
    page = render_template(
        "people/training_person.html",
        person=found,
        form=form,
        course=course,
        modules=_modules(course),
        missing=[in_words(one) for one in queries.missing_for(found)],
        certificates=queries.certificates_of(found),
    )
    return page, 422 if form.errors else 200


def _modules(course: Course) -> list[tuple[Module, str]]:
    """Every module with how it stands: right, again, wrong, open; or done, where nothing is asked now."""
    return [(module, _state(course, module.key)) for module in MODULES]


def _state(course: Course, key: str) -> str:
    standing = course.standing
    if not course.is_open:
        return "done"
    if key in standing.right:
        return "right"
    if key in standing.wrong:
        return "wrong"
    return "again" if key in standing.repeated else "open"


def _first_open(course: Course) -> int | None:
    """The number of the first module that is asked now."""
    return KEYS.index(course.standing.open[0]) + 1 if course.is_open and course.standing.open else None


def _next_open(course: Course, number: int) -> int | None:
    """The number of the next module that is asked now, beginning again at the front."""
    asked = [KEYS.index(key) + 1 for key in course.standing.open] if course.is_open else []
    return next((one for one in (*asked[bisect(asked, number) :], *asked) if one != number), None)


def _is_of(course: Course, last: Any) -> bool:
    """Whether an answer was given in the present round; otherwise a round has ended with it or after it."""
    return (last.course, last.round) == (course.number, course.standing.round)


def _is_trained_here(one: Person) -> bool:
    return Can.TRAIN in ROLES[one.role].can


def _looked_after() -> list[tuple[Person, bool]]:
    """Those whom the present person looks after and who are trained here, and whether they are ready."""
    trained = [one for one in people.managed_by(current_user) if one.active and _is_trained_here(one)]
    unready = queries.not_ready({one.id for one in trained})
    return [(one, one.id not in unready) for one in trained]
