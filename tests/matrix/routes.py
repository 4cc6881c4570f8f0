"""Every route that takes the id of a report, a receipt, a draft or a digest, and how it is asked."""

from dataclasses import dataclass, field
from typing import Any

from flask import Flask


@dataclass(frozen=True)
class Ask:
    """One way to ask for an object.

    changes        what is answered changes the object: each cell that gets so far has one of its own
    tells_nothing  the same answer for every id, whatever there is: it only leads to another page
    """

    endpoint: str
    path: str
    method: str = "GET"
    form: dict[str, Any] = field(default_factory=dict, hash=False)
    changes: bool = False
    tells_nothing: bool = False


REPORT = "/reports/{id}"
OF_REPORTS = (
    Ask("reports.show", REPORT),
    *(
        Ask("reports.back", f"{REPORT}/{step}", tells_nothing=True)
        for step in ("begin", "summary", "risk", "accept", "release", "reveal", "like")
    ),
    Ask("reports.begin", f"{REPORT}/begin", "POST", changes=True),
    Ask("reports.summary", f"{REPORT}/summary", "POST", {"text": "Repeated shouting, told anew."}, changes=True),
    Ask("reports.decide", f"{REPORT}/risk", "POST", {"risk": "low", "reason": "looked at anew"}, changes=True),
    Ask("reports.handover", f"{REPORT}/handover"),
    Ask("likeness.say", f"{REPORT}/like", "POST", changes=True),
    Ask("reports.accept", f"{REPORT}/accept", "POST", changes=True),
    Ask("reports.release", f"{REPORT}/release", "POST", changes=True),
    Ask("reports.reject", f"{REPORT}/reject"),
    Ask("reports.reject", f"{REPORT}/reject", "POST", changes=True),
    Ask("reports.withdraw", f"{REPORT}/withdraw"),
    Ask("reports.withdraw", f"{REPORT}/withdraw", "POST", changes=True),
    Ask("reports.reveal", f"{REPORT}/reveal", "POST", {"purpose": "contact"}),
    Ask("evidence.index", f"{REPORT}/papers"),
    Ask("evidence.add", f"{REPORT}/papers", "POST", {"kind": "clothing", "held_by": "person"}, changes=True),
    Ask("evidence.film", f"{REPORT}/papers/film", "POST", changes=True),
    Ask("evidence.back", f"{REPORT}/papers/film", tells_nothing=True),
    Ask("responses.acknowledge", f"{REPORT}/acknowledge", "POST", changes=True),
    Ask("receipts.show", "/kept/{id}"),
    Ask("receipts.show", "/kept/{id}", "POST", changes=True),
    Ask("receipts.document", "/kept/{id}.pdf"),
    Ask("receipts.support", "/kept/{id}/support"),
    Ask("receipts.support_document", "/kept/{id}/support.pdf"),
    Ask("receipts.later", "/kept/{id}/later", "POST"),
    Ask("receipts.renew", f"{REPORT}/secret"),
    Ask(
        "receipts.renew",
        f"{REPORT}/secret",
        "POST",
        {"knows_it": "y", "is_reached": "y", "is_alone": "y"},
        changes=True,
    ),
)
OF_DRAFTS = (Ask("telling.resume", "/f/{id}/resume", "POST"),)
OF_DIGESTS = (
    Ask("digests.show", "/digests/{week}/{ward}"),
    Ask("digests.document", "/digests/{week}/{ward}/document.pdf"),
)

# Routes with something in their address that is no report, receipt, draft or digest, and what it is instead.
OTHER_ADDRESSES = {
    "static": "a file of the site's own",
    "people.sign_in_with_one_click": "an address of the demonstration's cast",
    "people.invitation": "a token that is its own proof",
    "site.language": "a language",
    "telling.page": "the number of a page of the form; the draft is the session's own",
    "telling.paper": "a language; nobody's answers are on it",
    "levels.ward": "a week and a ward of today (tests/tension/levels)",
    "levels.say": "a week and a ward of today (tests/tension/levels)",
    "events.edit": "an event of the calendar (tests/hotspots/test_calendar.py)",
    "events.remove": "an event of the calendar (tests/hotspots/test_calendar.py)",
    "maps.outcome": "a week and a number of its early warning (tests/hotspots/test_weekly_study.py)",
    "summaries.month": "a month",
    "summaries.download": "a month",
    "handing.hand_over": "a draft of one's own, or of one's centre (tests/reports/test_handing.py)",
    "evidence.open_file": "a file of a report (tests/reports/evidence)",
    "evidence.handed": "a piece of evidence of a report (tests/reports/evidence)",
    "gathering.remove": "a piece of evidence of one's own draft (tests/reports/evidence)",
    "conflicts.remove": "an entry of one's own (tests/reports/conflicts)",
    "appointments.answer": "an appointment (tests/people/test_appointments.py)",
    "appointments.withdraw": "an appointment (tests/people/test_appointments.py)",
    "appointments.show": "a colleague (tests/people/test_appointments.py)",
    "appointments.change": "a colleague (tests/people/test_appointments.py)",
    "appointments.role": "a colleague (tests/people/test_appointments.py)",
    "appointments.wards": "a colleague (tests/people/test_appointments.py)",
    "factors.passkey_question": "whether a passkey is made or used",
    "training.module": "the number of a page everyone may read",
    "training.record_dates": "a colleague (tests/people)",
    "training.person": "a colleague (tests/people)",
    "centres.confirm_by_link": "a token that is its own proof",
    "centres.show": "a centre (tests/centres)",
    "centres.edit": "a centre (tests/centres)",
    "centres.move": "a centre (tests/centres)",
    "centres.confirm": "a centre (tests/centres)",
    "signposts.edit": "a service (tests/signposts)",
    "signposts.confirm": "a service (tests/signposts)",
    "signposts.show": "a service (tests/signposts)",
    "oversight.report": "a trail, for the data-protection lead alone (tests/oversight)",
    "oversight.person": "a trail, for the data-protection lead alone (tests/oversight)",
    "oversight.dispose": "something that stands out, for the data-protection lead alone (tests/oversight)",
    "keeping.keep": "the number of a page of the form; the draft is the session's own",
    "weeks.tell": "a week of one's own centre (tests/tension)",
    "weeks.step": "a week of one's own centre (tests/tension)",
    "weeks.nil": "a week of one's own centre (tests/tension)",
    "weeks.undo": "a week of one's own centre (tests/tension)",
    "tension.show": "an observation (tests/tension)",
    "tension.approve": "an observation (tests/tension)",
    "tension.reword": "an observation (tests/tension)",
    "tension.keep": "an observation (tests/tension)",
    "tension.back": "an observation (tests/tension)",
    "tension.show_return": "a weekly return (tests/tension)",
    "disparity.download": "a quarter, for the data-protection lead alone (tests/oversight/test_disparity.py)",
    "oversight.back": "a form's own address, back to its page",
}


def asked(app: Flask) -> set[tuple[str, str]]:
    """(endpoint, method) of every route of the app that takes something in its address."""
    return {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        if rule.arguments
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
