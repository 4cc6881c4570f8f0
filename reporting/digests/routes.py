"""The list of digests, one of them as a page, and the same as a PDF."""

from typing import Any

from flask import Blueprint, Response, render_template
from flask_login import current_user

from reporting.audit.actions import record
from reporting.digests import files, queries, wording
from reporting.policy import Can, requires, stepped_up

bp = Blueprint("digests", __name__, url_prefix="/digests")


@bp.route("")
@requires(Can.READ_DIGESTS)
def index() -> Any:
    digests = [(one, wording.week_of(one.week)) for one in queries.listed(current_user)]
    return render_template("digests/index.html", digests=digests)


@bp.route("/<week>/<ward_code>")
@requires(Can.READ_DIGESTS)
def show(week: str, ward_code: str) -> Any:
    digest = queries.one_or_404(current_user, week, ward_code)
    record("digest:read", object_id=digest.id)
    content = queries.content_now(digest, reader=current_user)
    return render_template("digests/show.html", digest=digest, page=wording.page_of(content))


@bp.route("/<week>/<ward_code>/document.pdf")
@requires(Can.READ_DIGESTS)
@stepped_up
def document(week: str, ward_code: str) -> Response:
    digest = queries.one_or_404(current_user, week, ward_code)
    record("digest:document:read", object_id=digest.id)
    response = Response(files.document(queries.content_now(digest, reader=current_user)), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{digest.week}-{digest.ward_code}.pdf"'
    return response
