"""The centres' health board: what several rooms know about each centre, put together and in words."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from reporting import clock
from reporting.centres import queries as centres
from reporting.people.training import queries as training
from reporting.reports import queries as reports
from reporting.site.standings import Reason, Standing, standings
from reporting.tension import queries as tension


def rows() -> list[Standing]:
    """Every centre that is not closed, the worst first."""
    return standings(
        centres.known(),
        last_told=reports.last_told(),
        last_return=tension.last_return_on(),
        in_date=training.in_date(),
        today=clock.today(),
    )


def n_needing_attention() -> int:
    return sum(one.needs_attention for one in rows())


def in_words(one: Standing) -> list[str]:
    """The reasons of a standing as sentences, the gravest first."""
    return [_sentence(reason, one) for reason in one.reasons]


def _sentence(reason: Reason, one: Standing) -> str:
    said: dict[Reason, Any] = {
        Reason.DOUBTED: lambda: _("They say that something in their details is wrong. Ring them."),
        Reason.NOBODY_IN_DATE: lambda: _("No volunteer is in date with their training."),
        Reason.RING_THEM: lambda: ngettext(
            "%(num)s letter stayed without an answer. Ring them.",
            "%(num)s letters stayed without an answer. Ring them.",
            one.n_unanswered,
        ),
        Reason.OVERDUE: lambda: _("Their details were confirmed too long ago, so the public list does not show them."),
        Reason.NEVER_VERIFIED: lambda: _("Their details were never confirmed, so the public list does not show them."),
        Reason.DORMANT: lambda: _("Dormant: no report, no weekly return or no confirmation for a long time."),
        Reason.NO_CONTACT: lambda: _("No address for letters is known."),
        Reason.UNANSWERED: lambda: ngettext(
            "%(num)s letter is waiting for an answer.", "%(num)s letters are waiting for an answer.", one.n_unanswered
        ),
        Reason.QUIET: lambda: _("No report and no weekly return for two months or more."),
        Reason.SOME_LAPSED: lambda: _("Some volunteers are not in date with their training."),
        Reason.DUE: lambda: _("Their details are due for confirmation soon."),
        Reason.SUSPENDED: lambda: _("Suspended: its volunteers cannot begin a report."),
    }
    return str(said[reason]())
