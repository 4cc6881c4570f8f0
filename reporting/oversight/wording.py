"""Entries of the trail in words. A tag nobody has put into words yet is shown as it is."""

from typing import Any

from flask_babel import lazy_gettext as _l

from reporting.reports import vocabulary as words

DEEDS: dict[str, Any] = {
    "draft:started": _l("Began to take a report"),
    "draft:discarded": _l("Threw away an unfinished report"),
    "report:submitted": _l("Handed in a report"),
    "report:receipt:kept": _l("Gave the person their reference and secret"),
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
    "follow:opened": _l("The person looked how their report stands"),
    "follow:refused": _l("A reference and a secret did not belong together"),
    "session:begun": _l("Signed in"),
    "session:ended": _l("Signed out"),
    "session:refused": _l("Could not sign in"),
    "page:refused": _l("Asked for a page outside their role"),
    "person:added": _l("Added an account"),
    "person:suspended": _l("Suspended an account"),
    "person:invitation:used": _l("Accepted an invitation"),
    "trail:checked": _l("Checked the whole trail"),
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
    **{
        key: term.label
        for terms in (words.KINDS, words.SHARING_CHOICES, words.STATUSES, words.RISKS, words.PURPOSES)
        for key, term in terms.items()
    },
    "nil": _l("Nothing to report"),
    "given": _l("Something to report"),
    "as_written": _l("As it was written"),
    "reworded": _l("In the coordinator’s own words"),
    "practice": _l("Practice"),
}


def deed(action: str) -> str:
    """What was done, in words."""
    return str(DEEDS.get(action, action))


def detail(keys: str) -> list[str]:
    """The keys of an entry's detail in words, in their order."""
    return [str(DETAILS.get(key, key)) for key in keys.split()]
