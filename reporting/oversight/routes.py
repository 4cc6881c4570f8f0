"""The trail, newest first, and the check of the whole chain when somebody asks for it."""

from typing import Any

from flask import Blueprint, render_template, request

from reporting.audit import queries
from reporting.audit.actions import record
from reporting.database import finish
from reporting.people import queries as people
from reporting.policy import Can, requires

bp = Blueprint("oversight", __name__)

N_SHOWN = 100


@bp.route("/trail", methods=["GET", "POST"])
@requires(Can.READ_AUDIT)
def index() -> Any:
    """POST checks the chain first: it reads everything, so it is done only when asked for."""
    verdict = None
    if request.method == "POST":
        finish(keep=False)  # this request must not hold the writers' line while everything is read
        verdict = queries.chain()
        record("trail:checked", outcome="done" if verdict.is_whole else "broken")
    return render_template(
        "oversight/index.html",
        entries=queries.recent(N_SHOWN),
        names={person.id: person.display_name for person in people.everyone()},
        verdict=verdict,
    )
