"""The last page of the form: everything checked together, what the police will see, and sending it once."""

from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import NotFound

from reporting.reports import actions, queries, risk, shared
from reporting.reports.contents import NAMES, Account
from reporting.reports.models import IncidentReport
from reporting.reports.opening import open_draft
from reporting.reports.receipts.holding import hold
from reporting.reports.steps import at_hand, gather, guard
from reporting.reports.steps.gather import told_so_far
from reporting.reports.steps.order import N_PAGES, NUMBERS


def page() -> Any:
    """Everything that was told, for both to read."""
    draft, answers = at_hand.open_form()
    try:
        pages = gather.finished_pages(answers)
    except gather.Unfinished as unfinished:
        flash(_("This page still needs an answer."))
        return redirect(url_for("telling.page", number=unfinished.number, check="yes"))
    told = told_so_far(answers)
    found = gather.submission(pages, explained_in=answers.second_language)
    account = found.content(Account)
    return render_template(
        "reports/check.html",
        draft=draft,
        spoken=g.second_language,
        pages=[(NUMBERS[key], page) for key, page in pages.items()],
        police=_what_police_see(found),
        pointers=guard.pointing(found),
        offers=guard.OFFERS,
        suggestion=risk.suggested(account.risk_answers, safeguarding=account.safeguarding),
        **at_hand.place(N_PAGES, told),
    )


def _what_police_see(found: actions.Submission) -> shared.SharedReport | None:
    """Exactly what ``sharing`` would let an officer of the ward see once this is released; None: nothing at all."""
    facts = found.facts
    view = shared.officers_sight(facts)
    if view is None:
        return None
    opened = {NAMES[type(content)]: content for content in found.contents}
    ward = queries.ward_name(facts.ward_id)
    return shared.as_seen(
        view,
        facts,
        ward_name=ward,
        centre_name=current_user.centre.name,
        point=facts.snapped,
        opened={name: opened[name] for name in shared.needed(view) if name in opened},
    )


def sent() -> Any:
    """Once, whatever is clicked twice or lost on the way: the draft's id is the submission's key."""
    key = request.form.get("submission_key", "")
    draft = queries.own_draft(current_user, key)
    if draft is None or draft.is_practice:  # a made-up report ends at a page of its own, and here it is none
        report = _own_report(key)  # sent before, and the answer was lost
    else:
        try:
            told = open_draft(draft.id)
            found = gather.submission(gather.finished_pages(told), explained_in=told.second_language)
        except gather.Unfinished as unfinished:
            return redirect(url_for("telling.page", number=unfinished.number, check="yes"))
        report = actions.submit_report(draft, found, by=current_user)
        cookie.pop("draft", None)
    hold(report.id)
    return redirect(url_for("receipts.show", report_id=report.id))


def _own_report(key: str) -> IncidentReport:
    try:
        return queries.one_or_404(current_user, UUID(key))
    except ValueError:
        raise NotFound from None
