"""Who may walk through the form now: the trained, checked and signed, at a centre that takes reports. Asked once,
before every page of it.

A made-up report is open to everyone who will take reports one day.
"""

from typing import Any

from flask import render_template, request
from flask import session as cookie
from flask_login import current_user

from reporting.centres.life import takes_reports
from reporting.people.training import queries as training
from reporting.people.training.wording import in_words
from reporting.policy import Can, may
from reporting.reports import queries
from reporting.reports.drafts import LOCKED_DRAFT_DAYS

WITHOUT_DRAFT = frozenset({"telling.begin", "telling.start"})


def named_draft() -> Any:
    """The draft this request is about: the address's, the page's own where two are open side by side, or the one this
    browser writes."""
    given = request.view_args or {}
    of_page = request.form.get("submission_key") or request.form.get("draft")
    return given.get("draft_id") or of_page or cookie.get("draft")


def refuse_the_unready() -> Any:
    """Answers with the locked page in place of the page asked for; None lets it through.

    Whoever has not the power to file at all is left to ``policy``.
    """
    if not may(current_user, Can.FILE_REPORTS):
        return None
    missing = [in_words(one) for one in training.missing_for(current_user)]
    is_centre_open = current_user.centre is not None and takes_reports(current_user.centre.status)
    if (is_centre_open and not missing) or _is_practice():
        return None
    page = render_template(
        "reports/locked.html", missing=missing, is_centre_open=is_centre_open, kept_days=LOCKED_DRAFT_DAYS.days
    )
    return page, 403


def _is_practice() -> bool:
    if request.endpoint in WITHOUT_DRAFT:
        return False
    draft = queries.own_draft(current_user, named_draft())
    return draft is not None and draft.is_practice
