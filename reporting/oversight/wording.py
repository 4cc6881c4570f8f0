"""Entries of the trail in words. A tag nobody has put into words yet is shown as it is."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from reporting import i18n
from reporting.audit.verdict import Fault, Verdict
from reporting.centres.vocabulary import STATUSES as CENTRE_STATUSES
from reporting.hotspots.events.vocabulary import KINDS
from reporting.oversight import vocabulary
from reporting.oversight.queries import Found
from reporting.reports import vocabulary as words

DEEDS: dict[str, Any] = {
    "draft:started": _l("Began to take a report"),
    "draft:discarded": _l("Threw away an unfinished report"),
    "report:submitted": _l("Handed in a report"),
    "report:receipt:kept": _l("Gave the person their reference and secret"),
    "report:secret:renewed": _l("Gave the person a new secret"),
    "report:review:opened": _l("Read why the risk was decided so"),
    "hotspots:outcome:said": _l("Said what came of an early warning"),
    "hotspots:week:studied": _l("Studied where reports gathered in a week"),
    "event:noted": _l("Noted what may explain more reports"),
    "event:changed": _l("Changed what may explain more reports"),
    "event:removed": _l("Removed what may explain more reports"),
    "disparity:read": _l("Looked at alarms and reports, ward by ward"),
    "disparity:exported": _l("Took alarms and reports, ward by ward, along as a file"),
    "hotspots:week:foretold": _l("Worked out where reports may come next, and whether plain counts do as well"),
    "tension:levels:worked_out": _l("Worked out how tense the wards are"),
    "tension:level:said": _l("Decided how tense a ward is, in place of what was worked out"),
    "tension:said:opened": _l("Read why somebody decided how tense a ward is"),
    "report:linked": _l("Said what two reports are to each other"),
    "report:handover:made": _l("Made the text for an official form"),
    "draft:handed_over": _l("Handed an unfinished report to a colleague"),
    "draft:concern_raised": _l("Raised a concern that somebody needs protection"),
    "report:review:begun": _l("Began to review a report"),
    "report:summary:written": _l("Wrote the summary for the police"),
    "report:risk:decided": _l("Decided the risk"),
    "report:accepted": _l("Accepted a report"),
    "report:released": _l("Released a report to the ward team"),
    "report:release:refused": _l("Was refused the release of a report: it was not agreed"),
    "report:rejected": _l("Decided that a report does not count"),
    "report:withdrawn": _l("Withdrew a report as the person wished"),
    "report:disposed": _l("Destroyed the words of a report whose time had come"),
    "report:acknowledged": _l("Said that the ward team has read a report"),
    "report:identity:opened": _l("Opened who the person is"),
    "report:identity:refused": _l("Was refused to open who the person is"),
    "report:account:opened": _l("Opened the account"),
    "report:alleged:opened": _l("Opened what was said about the people who did it"),
    "report:support:opened": _l("Opened the wishes for support"),
    "report:summary:opened": _l("Opened the summary for the police"),
    "report:receipt:opened": _l("Opened the receipt"),
    **words.CUSTODY,
    "report:evidence:refused": _l("Was refused to open evidence"),
    "follow:opened": _l("The person looked how their report stands"),
    "follow:refused": _l("A reference and a secret did not belong together"),
    "session:begun": _l("Signed in"),
    "session:ended": _l("Signed out"),
    "session:refused": _l("Could not sign in"),
    "page:refused": _l("Asked for a page outside their role"),
    "person:added": _l("Added an account"),
    "person:suspended": _l("Suspended an account"),
    "person:invitation:used": _l("Accepted an invitation"),
    "person:restored": _l("Let a suspended account be signed in to again"),
    "person:role:changed": _l("Gave somebody another role"),
    "person:wards:changed": _l("Changed the wards somebody answers for"),
    "person:passphrase:changed": _l("Changed a passphrase"),
    "person:factor:changed": _l("Changed a second factor"),
    "person:codes:renewed": _l("Made new recovery codes"),
    "person:recovered": _l("Came in again after a loss"),
    "people:bootstrap": _l("The operator asked the first administrator in"),
    "appointment:join:asked": _l("Asked somebody in"),
    "appointment:change:asked": _l("Asked for another role for somebody"),
    "appointment:recover:asked": _l("Asked to let somebody in again"),
    "appointment:approved": _l("Approved what a colleague had asked for"),
    "appointment:refused": _l("Did not approve what a colleague had asked for"),
    "appointment:withdrawn": _l("Withdrew an invitation"),
    "session:half": _l("Gave a passphrase; the second factor is still owed"),
    "session:unlock:refused": _l("Gave a passphrase that did not unlock the screen"),
    "session:factor:refused": _l("Gave a second factor that was not right"),
    "session:locked": _l("Locked the screen"),
    "session:unlocked": _l("Unlocked the screen"),
    "session:left": _l("Left the page quickly"),
    "trail:read": _l("Read everything written about a report or a person"),
    "people:two:approvers": _l("Two people can approve from here on"),
    "appointment:alone": _l("The operator asked alone: nobody was left to approve"),
    "trail:checked": _l("Checked the whole trail"),
    "training:passed": _l("Passed the training"),
    "person:vetting:recorded": _l("Wrote down the day of a check or an agreement"),
    "practice:started": _l("Began to practise with a made-up report"),
    "practice:finished": _l("Practised with a made-up report to its end"),
    "practice:discarded": _l("Threw away a made-up report"),
    "centre:added": _l("Added a centre"),
    "centre:changed": _l("Changed the details of a centre"),
    "centre:contact:changed": _l("Changed the address to which letters about a centre go"),
    "centre:moved": _l("Moved a centre on"),
    "centre:asked": _l("Asked a centre by letter whether its details are right"),
    "centre:verified": _l("Confirmed the details of a centre"),
    "centre:doubted": _l("A centre said that something in its details is wrong"),
    "service:added": _l("Added a service that can help"),
    "service:changed": _l("Changed the details of a service that can help"),
    "service:verified": _l("Rang a service that can help, and what is said of it is right"),
    "service:shown": _l("Put a service that can help back on the list"),
    "service:hidden": _l("Took a service that can help off the list"),
    "services:planted": _l("Put the first services that can help on the list"),
    "digest:sent": _l("Made the weekly digest of a ward team"),
    "digest:read": _l("Read a weekly digest"),
    "digest:document:read": _l("Took a weekly digest along as a document"),
    "summary:frozen": _l("Fixed the public figures of a month"),
    "summary:exported": _l("Took a monthly summary along as a file"),
    "reports:imported": _l("Imported reports from a file"),
    "demonstration:loaded": _l("Filled the demonstration"),
    "demonstration:cleared": _l("Emptied the demonstration"),
    "session:device:first": _l("Signed in for the first time"),
    "session:device:new": _l("Signed in from a new device"),
    "unusual:disposed": _l("Said what became of something unusual"),
    "conflict:declared": _l("Wrote down someone they know"),
    "conflict:removed": _l("Took back someone they know"),
    "observation:sent": _l("Sent an observation"),
    "observation:heard:opened": _l("Opened the words of an observation"),
    "observation:approved:opened": _l("Opened the approved words of an observation"),
    "observation:approved": _l("Passed an observation on to the ward team"),
    "observation:kept": _l("Kept an observation in the scheme"),
    "observation:words:destroyed": _l("Destroyed the words of an observation whose time had come"),
    "return:given": _l("Gave the return of a week"),
    "return:changed": _l("Told something where a return had said there was nothing"),
    "return:added": _l("Added to the return of a week"),
    "return:undone": _l("Took back a return that had said there was nothing"),
    "return:told:opened": _l("Opened the words of a weekly return"),
    "return:words:destroyed": _l("Destroyed the words of a weekly return whose time had come"),
}

DETAILS: dict[str, Any] = {
    "passphrase": _l("With their passphrase"),
    "demonstration": _l("With one click, in a demonstration"),
    "passkey": _l("With a passkey"),
    "code": _l("With a code from an app"),
    "recovery_code": _l("With a recovery code"),
    "set_up": _l("When the second factor was set up"),
    "app": _l("An app that shows codes"),
    "join": _l("A new account"),
    "change": _l("Another role"),
    "recover": _l("After a loss"),
    **{
        key: term.label
        for terms in (words.KINDS, words.SHARING_CHOICES, words.STATUSES, words.RISKS, words.PURPOSES)
        for key, term in terms.items()
    },
    "dbs_on": _l("DBS check"),
    "agreement_on": _l("Confidentiality agreement"),
    "by_link": _l("With the link of a letter"),
    "by_page": _l("On the page of the centre"),
    "by_call": _l("After a call"),
    **{status.value: label for status, label in CENTRE_STATUSES.items()},
    "forgetting": _l("Only to destroy it, as the person wished"),
    "internal": _l("For the scheme only"),
    "public": _l("For the public"),
    "public:preview": _l("For the public, a preview"),
    "list": _l("The list of it"),
    "nil": _l("Nothing to report"),
    "given": _l("Something to report"),
    "as_written": _l("As it was written"),
    "reworded": _l("In the coordinator’s own words"),
    "practice": _l("Practice"),
    **{key: term.label for key, term in KINDS.items()},
    **vocabulary.POWERS,
    **vocabulary.ROLES,
    **vocabulary.RULES,
    **vocabulary.DISPOSITIONS,
}

FAULTS: dict[Fault, Any] = {
    Fault.CHANGED: _l("Entry %(number)s was changed."),
    Fault.MISSING: _l("Entry %(number)s is missing."),
    Fault.OUT_OF_PLACE: _l("Entry %(number)s is not in its place."),
    Fault.INSERTED: _l("Entry %(number)s was put in later."),
    Fault.CUT: _l("Entry %(number)s does not follow the entry before it."),
    Fault.TRUNCATED: _l("The end of the trail is gone. Entry %(number)s is the first that is missing."),
    Fault.REWRITTEN: _l("Entry %(number)s is not the one that was anchored. The trail was written anew."),
}


def deed(action: str) -> str:
    """What was done, in words."""
    return str(DEEDS.get(action, action))


def detail(keys: str) -> list[str]:
    """The keys of an entry's detail in words, in their order."""
    return [str(DETAILS.get(key, key)) for key in keys.split()]


def fault(found: Verdict) -> str:
    """What is wrong with the trail, in a sentence."""
    return str(FAULTS[found.fault]) % {"number": found.bad_number} if found.fault else ""


def sentence(finding: Found) -> str:
    """What was seen, and nothing about why."""
    values = {
        "name": f"\u2068{finding.person}\u2069",
        "day": i18n.full_date(finding.seen_on),
        "reference": f"\u2068{finding.reference or '–'}\u2069",
    }
    n = finding.n_seen
    if finding.rule == "many_openings":
        return ngettext("%(name)s looked at reports once on %(day)s, more than usual for them.",
                        "%(name)s looked at reports %(num)s times on %(day)s, more than usual for them.", n, **values)  # fmt: skip
    if finding.rule == "outside_hours":
        return ngettext("%(name)s looked at a report outside working hours once on %(day)s.",
                        "%(name)s looked at reports outside working hours %(num)s times on %(day)s.", n, **values)  # fmt: skip
    if finding.rule == "repeated_looks":
        return ngettext("%(name)s opened report %(reference)s on one day in the 30 days up to %(day)s.",
                        "%(name)s opened report %(reference)s on %(num)s different days in the 30 days up to %(day)s.",
                        n, **values)  # fmt: skip
    if finding.rule == "many_refusals":
        return ngettext("%(name)s was refused once within an hour on %(day)s.",
                        "%(name)s was refused %(num)s times within an hour on %(day)s.", n, **values)  # fmt: skip
    if finding.rule == "export":
        return ngettext("%(name)s took figures along as a file on %(day)s.",
                        "%(name)s took figures along as a file %(num)s times on %(day)s.", n, **values)  # fmt: skip
    if finding.rule == "woke_up":
        return ngettext("%(name)s signed in on %(day)s, after one day without signing in.",
                        "%(name)s signed in on %(day)s, after %(num)s days without signing in.", n, **values)  # fmt: skip
    if finding.rule == "many_reveals":
        return ngettext("%(name)s opened who the person is in one report within ten minutes on %(day)s.",
                        "%(name)s opened who the person is in %(num)s reports within ten minutes on %(day)s.",
                        n, **values)  # fmt: skip
    if finding.rule == "reveal_without_act":
        return _("%(name)s opened who the person is in report %(reference)s on %(day)s and did nothing else "
                 "with that report in the 7 days after.", **values)  # fmt: skip
    return _("%(name)s signed in from a device that was new on %(day)s.", **values)
