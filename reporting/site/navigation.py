"""The main pages of each role, in one list, and the roles' names."""

from typing import Any

from flask import Flask, request, url_for
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from reporting.policy import Can, Role, may

ROLE_NAMES = {
    Role.VOLUNTEER: _l("Volunteer"),
    Role.CENTRE_LEAD: _l("Centre lead"),
    Role.COORDINATOR: _l("Coordinator"),
    Role.OFFICER: _l("Ward officer"),
    Role.SUPERVISOR: _l("Police supervisor"),
    Role.PANEL_MEMBER: _l("Panel member"),
    Role.DATA_PROTECTION_LEAD: _l("Data-protection lead"),
    Role.ADMINISTRATOR: _l("Administrator"),
}

PAGES: list[tuple[Can | None, str, Any]] = [
    (None, "site.home", _l("Home")),
    (Can.READ_REPORTS, "reports.index", _l("Reports")),
    (Can.TELL_TENSION, "weeks.index", _l("Weeks")),
    (Can.READ_TENSION, "tension.index", _l("Tension")),
    (Can.SEE_POLICE_MAP, "maps.police", _l("Map")),
    (Can.REVIEW_REPORTS, "events.index", _l("Calendar")),
    (Can.READ_DIGESTS, "digests.index", _l("Digests")),
    (Can.EXPORT_SUMMARIES, "summaries.index", _l("Summaries")),
    (Can.FILE_REPORTS, "signposts.index", _l("People who can help")),
    (Can.EDIT_SERVICES, "signposts.index", _l("People who can help")),
    (Can.MANAGE_PEOPLE, "appointments.index", _l("People")),
    (Can.TRAIN, "training.index", _l("Training")),
    (Can.SEE_CENTRES, "centres.manage", _l("Centres")),
    (Can.READ_AUDIT, "oversight.index", _l("Trail")),
    (Can.READ_AUDIT, "oversight.unusual", _l("To look at")),
    (Can.READ_AUDIT, "disparity.index", _l("Alarms by ward")),
]

OWN_WORDS = {(Role.CENTRE_LEAD, "centres.manage"): _l("Our centre")}
"""Where a page is called otherwise by one role."""


def pages_for(person: Any) -> list[dict[str, Any]]:
    """The navigation of a signed-in person."""
    if not person.is_authenticated:
        return []
    return [
        {
            "text": OWN_WORDS.get((person.role, endpoint), text),
            "href": url_for(endpoint),
            "active": request.endpoint == endpoint,
        }
        for can, endpoint, text in PAGES
        if can is None or may(person, can)
    ]


def init_app(app: Flask) -> None:
    app.add_template_filter(lambda role: ROLE_NAMES.get(role, role), "role_name")

    @app.context_processor
    def navigation() -> dict[str, Any]:
        return {"nav": pages_for(current_user), "may": lambda can: may(current_user, Can(can))}
