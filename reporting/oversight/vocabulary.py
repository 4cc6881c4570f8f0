"""The closed lists of oversight: kinds of deeds, what stands out, and what became of it."""

from flask_babel import lazy_gettext as _l

KINDS = {
    "opened": _l("Opened part of a report"),
    "reports": _l("Reports"),
    "sessions": _l("Signing in and out"),
    "people": _l("Accounts"),
    "exports": _l("Summaries and digests"),
    "refused": _l("Refused"),
    "oversight": _l("The trail itself"),
}

RULES = {
    "many_openings": _l("Many reports in one day"),
    "outside_hours": _l("Outside working hours"),
    "reveal_without_act": _l("Opened who a person is, and nothing more"),
    "repeated_looks": _l("One report again and again"),
    "many_refusals": _l("Refused several times"),
    "export": _l("Took figures along"),
    "new_device": _l("A new device"),
    "woke_up": _l("Back after a long time"),
    "many_reveals": _l("Opened who several people are, one after the other"),
}

DISPOSITIONS = {
    "expected": _l("Expected for the work"),
    "explained": _l("Asked and explained"),
    "reminded": _l("Reminded or trained"),
    "taken_away": _l("Access taken away"),
    "passed_on": _l("Passed on as a breach"),
}
