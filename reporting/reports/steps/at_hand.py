"""The report at hand: the draft a page of the form is of, and where a page stands in it."""

from typing import Any

from flask import abort, flash, redirect, url_for
from flask import session as cookie
from flask_babel import gettext as _
from flask_login import current_user

from reporting import i18n
from reporting.reports import queries
from reporting.reports.contents import Answers
from reporting.reports.models import ReportDraft
from reporting.reports.opening import open_draft
from reporting.reports.steps import gate, order
from reporting.reports.steps.gather import told_so_far
from reporting.reports.steps.order import N_PAGES, STEPS
from reporting.reports.steps.paper import KEYED_LATER
from reporting.reports.steps.told import Told


def open_form() -> tuple[ReportDraft, Answers]:
    """The draft this page is of, or the one this browser writes, and its answers; without one the way leads home."""
    draft = queries.own_draft(current_user, gate.named_draft())
    if draft is None:
        flash(_("There is no unfinished report here. What was sent is in the list of reports."))
        abort(redirect(url_for("site.home")))
    cookie["draft"] = str(draft.id)
    told = open_draft(draft.id)
    i18n.pair_with(told.second_language)
    return draft, told


def place(number: int, told: Told) -> dict[str, Any]:
    """Where a page stands among those that this report needs."""
    needed = order.asked(told)
    previous = order.before(number, told)
    return {
        "number": number,
        "place": needed.index(number) + 1,
        "n_pages": len(needed),
        "paper_part": number if told.one("safety", "channel") == KEYED_LATER else 0,
        "back": url_for("telling.page", number=previous) if previous else url_for("site.home"),
    }


def first_open(answers: Answers) -> int:
    """The first page that this report needs and that is not answered yet."""
    answered = answers.steps.keys() - answers.unfinished.keys()
    needed = order.asked(told_so_far(answers))
    return next((number for number in needed if number != N_PAGES and STEPS[number - 1].key not in answered), N_PAGES)
