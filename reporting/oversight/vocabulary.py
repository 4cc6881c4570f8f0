"""The closed lists of oversight: kinds of deeds, what stands out, and what became of it."""

from typing import Any

from flask_babel import lazy_gettext as _l

from reporting.policy import Can, Role

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

POWERS: dict[str, Any] = {  # what was asked for where a page was refused
    Can.TRAIN: _l("Training"),
    Can.FILE_REPORTS: _l("Taking reports"),
    Can.READ_REPORTS: _l("Reading reports"),
    Can.REVIEW_REPORTS: _l("Reviewing reports"),
    Can.RELEASE_REPORTS: _l("Releasing reports"),
    Can.ACKNOWLEDGE_REPORTS: _l("Answering for the ward team"),
    Can.SEE_POLICE_MAP: _l("The map of the ward teams"),
    Can.READ_DIGESTS: _l("Weekly digests"),
    Can.EXPORT_SUMMARIES: _l("Monthly summaries"),
    Can.READ_AUDIT: _l("The trail"),
    Can.SEE_CENTRES: _l("Seeing centres"),
    Can.MANAGE_CENTRES: _l("Looking after centres"),
    Can.EDIT_SERVICES: _l("Looking after the services that can help"),
    Can.MANAGE_PEOPLE: _l("Looking after accounts"),
    Can.TELL_TENSION: _l("Telling of tension"),
    Can.READ_TENSION: _l("Reading of tension"),
    Can.APPROVE_PEOPLE: _l("Approving accounts"),
}

ROLES: dict[str, Any] = {
    Role.VOLUNTEER: _l("Volunteer"),
    Role.CENTRE_LEAD: _l("Centre lead"),
    Role.COORDINATOR: _l("Coordinator"),
    Role.OFFICER: _l("Ward officer"),
    Role.SUPERVISOR: _l("Police supervisor"),
    Role.PANEL_MEMBER: _l("Panel member"),
    Role.DATA_PROTECTION_LEAD: _l("Data-protection lead"),
    Role.ADMINISTRATOR: _l("Administrator"),
}
