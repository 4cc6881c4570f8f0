"""Pages anyone may open, the home of each role, the language switch and the health of the site."""

from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import Blueprint, redirect, render_template, request, url_for
from flask import session as cookie
from flask_login import current_user

from reporting import clock, i18n
from reporting.database import session
from reporting.hotspots.weekly import queries as weekly
from reporting.oversight import queries as oversight
from reporting.people.actions import choose_language
from reporting.people.training import queries as training
from reporting.people.training.wording import in_words
from reporting.policy import Can, Role, may, public, requires
from reporting.reports import queries as reports
from reporting.reports.concerns import open_concerns
from reporting.reports.conflicts import unread
from reporting.reports.drafts import ends_at
from reporting.reports.handing.queries import ending_soon
from reporting.signposts import queries as signposts
from reporting.site import board
from reporting.tension.observations import queries as observations
from reporting.tension.returns import queries as returns

bp = Blueprint("site", __name__)


@bp.route("/")
@public
def home() -> Any:
    if not current_user.is_authenticated:
        return render_template("site/welcome.html")
    is_teller = may(current_user, Can.FILE_REPORTS)
    drafts = reports.own_drafts(current_user) if is_teller else []
    practices = reports.own_drafts(current_user, is_practice=True) if is_teller else []
    missing = [in_words(one) for one in training.missing_for(current_user)] if is_teller else []
    receipts = reports.receipts_waiting(current_user) if is_teller else []
    waiting = reports.n_listed(current_user, status="submitted") if may(current_user, Can.REVIEW_REPORTS) else 0
    released = reports.n_listed(current_user) if may(current_user, Can.ACKNOWLEDGE_REPORTS) else 0
    return render_template(
        "site/home.html",
        drafts=[(draft, ends_at(draft)) for draft in drafts],
        practices=practices,
        missing=missing,
        receipts=receipts,
        n_waiting=waiting,
        n_released=released,
        n_centres=board.n_needing_attention() if may(current_user, Can.MANAGE_CENTRES) else 0,
        n_warnings=weekly.n_unanswered() if may(current_user, Can.REVIEW_REPORTS) else 0,
        n_services=signposts.n_due(today=clock.today()) if may(current_user, Can.EDIT_SERVICES) else 0,
        open_weeks=returns.open_standings(current_user) if may(current_user, Can.TELL_TENSION) else [],
        n_observations=observations.n_new() if may(current_user, Can.REVIEW_REPORTS) else 0,
        n_unusual=oversight.n_open() if may(current_user, Can.READ_AUDIT) else 0,
        ending=ending_soon(current_user.centre_id) if current_user.role is Role.CENTRE_LEAD else [],
        concerns=open_concerns() if may(current_user, Can.REVIEW_REPORTS) else [],
        is_trail_broken=may(current_user, Can.READ_AUDIT) and oversight.was_broken(),
        beyond_team=unread.listed_for(current_user) if may(current_user, Can.REVIEW_REPORTS) else [],
        n_beyond_coordinators=len(unread.beyond_coordinators()) if current_user.role is Role.ADMINISTRATOR else 0,
    )


@bp.route("/centres/health")
@requires(Can.MANAGE_CENTRES)
def centres_health() -> Any:
    rows = board.rows()
    return render_template(
        "site/centres_health.html",
        rows=[(row, board.in_words(row)) for row in rows],
        n_attention=sum(row.needs_attention for row in rows),
    )


@bp.route("/about")
@public
def about() -> Any:
    return render_template("site/about.html")


@bp.route("/privacy")
@public
def privacy() -> Any:
    return render_template("site/privacy.html")


@bp.route("/accessibility")
@public
def accessibility() -> Any:
    return render_template("site/accessibility.html")


@bp.route("/help-now")
@public
def help_now() -> Any:
    return render_template("site/help_now.html")


@bp.route("/language/<code>", methods=["POST"])
@public
def language(code: str) -> Any:
    """Remembers the language and goes back to the page, never anywhere else."""
    if i18n.is_offered(code):
        cookie["language"] = code
        if current_user.is_authenticated:
            choose_language(current_user, code)
    try:
        back = urlsplit(request.form.get("next", ""))
    except ValueError:
        back = urlsplit("")
    is_ours = not back.scheme and not back.netloc and back.path.startswith("/") and not back.path.startswith("//")
    return redirect(f"{back.path}?{back.query}".rstrip("?") if is_ours else url_for("site.home"))


@bp.route("/healthz")
@public
def health() -> Any:
    """Whether the process answers; nothing more."""
    return "ok", 200, {"Content-Type": "text/plain"}


@bp.route("/readyz")
@public
def ready() -> Any:
    """Whether the database answers; nothing more."""
    session.execute(sa.text("SELECT 1"))
    return "ready", 200, {"Content-Type": "text/plain"}
