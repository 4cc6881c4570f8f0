"""One page without an account and without a cookie: a form, and how the report stands."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from reporting import clock, i18n, throttle
from reporting.audit import queries as audit
from reporting.audit.actions import record, record_apart
from reporting.database import finish
from reporting.follow import openings
from reporting.follow.forms import FollowForm
from reporting.policy import public
from reporting.reports import shared
from reporting.reports.shared import OwnReport
from reporting.reports.vocabulary import SHARING_CHOICES, Status
from reporting.responses import queries as responses
from reporting.throttle import Allowance

bp = Blueprint("follow", __name__)

# Guesses elsewhere never keep the person waiting: both are counted for each network alone.
AT_ONE_REPORT = Allowance(n_free=5, window=timedelta(hours=1))
FROM_ONE_NETWORK = Allowance(n_free=30, window=timedelta(hours=1), is_ceiling=True)


@bp.route("/follow", methods=["GET", "POST"])
@public
def index() -> Any:
    chosen = request.args.get("language", "")
    if not i18n.is_offered(chosen):
        return _answer("")
    with i18n.speaking(chosen):
        return _answer(chosen)


def _answer(chosen: str) -> Any:
    """The page in the language now spoken; ``chosen`` keeps it for the next one, in the address, not in a cookie."""
    here = url_for("follow.index", language=chosen or None)
    form = FollowForm()
    if not form.validate_on_submit():
        return render_template("follow/index.html", form=form, here=here), 422 if form.errors else 200
    network = throttle.network_of(request.remote_addr)
    at_report = throttle.key_of("follow", network, form.reference.data.casefold())
    from_network = throttle.key_of("follow", network)
    finish(keep=False)
    wait = throttle.wait_for({at_report: AT_ONE_REPORT, from_network: FROM_ONE_NETWORK})
    if wait:
        form.form_errors = [i18n.wait_in_words(wait)]
        return render_template("follow/index.html", form=form, here=here), 429
    own = shared.by_reference_and_secret(form.reference.data, form.secret.data)
    if own is None:
        finish(keep=False)
        record_apart("follow:refused")
        form.form_errors = [
            _("This reference and this number do not belong together. Look at your paper and try again.")
        ]
        return render_template("follow/index.html", form=form, here=here), 422
    finish(keep=False)
    throttle.forgive(at_report)
    throttle.take_back(from_network)
    record("follow:opened")
    return render_template(
        "follow/status.html",
        reference=own.reference,
        news=_news(own),
        openings=openings.told(audit.openings_of(own.report_id)),
        sharing=SHARING_CHOICES[own.sharing].label,
        sharing_hint=SHARING_CHOICES[own.sharing].hint,
        here=here,
    )


def _news(own: OwnReport) -> list[str]:
    """What happened so far, oldest first, in plain words."""
    told = [_("You told us on %(day)s.", day=i18n.full_date(clock.london(own.submitted_at).date()))]
    if own.status is Status.WITHDRAWN:
        return [*told, _("It is withdrawn. Nobody sees it any more and your words are destroyed.")]
    if own.status is Status.REJECTED:
        return [*told, _("It was read by the coordinator and is not counted. Ask at your centre what this means.")]
    if own.status is Status.SUBMITTED:
        return [*told, _("It is waiting for the coordinator to read it.")]
    if own.status is Status.IN_REVIEW:
        return [*told, _("The coordinator is reading it.")]
    read = [*told, _("It was read by the coordinator.")]
    if own.status is Status.KEPT_LOCAL:
        return [*read, _("It is kept in the scheme. The police were not given it.")]
    if own.status is Status.RELEASED and own.released_at:
        return [*read, *_with_police(own)]
    return [*read, _("It has not been passed to the police team yet.")]


def _with_police(own: OwnReport) -> list[str]:
    passed_on = i18n.full_date(clock.london(own.released_at).date()) if own.released_at else ""
    passed = _("It was passed to the police team for the area on %(day)s.", day=passed_on)
    answer = responses.acknowledged([own.report_id]).get(own.report_id)
    if answer is None:
        return [passed, _("The police team has not said yet that it has read it.")]
    read_on = i18n.full_date(clock.london(answer.acknowledged_at).date())
    return [passed, _("The police team read it on %(day)s.", day=read_on)]
