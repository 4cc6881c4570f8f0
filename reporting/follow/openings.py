"""Who has opened the person's report: roles and organisations, parts and days, never a worker's name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from reporting import clock
from reporting.audit.queries import Opening
from reporting.policy import Role
from reporting.reports.vocabulary import PURPOSES

WHO: dict[str, Any] = {
    Role.VOLUNTEER: _l("The centre where you told us"),
    Role.CENTRE_LEAD: _l("The centre where you told us"),
    Role.COORDINATOR: _l("The scheme's coordinator"),
    Role.OFFICER: _l("An officer of the police team for the area"),
    Role.SUPERVISOR: _l("A supervisor of the police"),
    Role.PANEL_MEMBER: _l("A member of the panel that advises on cases"),
}
SOMEBODY = _l("Somebody of the scheme")

ACCOUNT, ALLEGED, SUPPORT = "account", "alleged", "support"
PARTS: dict[str, Any] = {
    "summary": _l("the summary for the police"),
    ACCOUNT: _l("what you told"),
    ALLEGED: _l("what you said about the people who did it"),
    SUPPORT: _l("what support you wish for"),
    "evidence": _l("your photographs, papers and recordings"),
    "details": _l("your age group and background, as you agreed"),
    "identity": _l("who you are and how to reach you"),
}


@dataclass(frozen=True)
class Told:
    """One role on one London day, with the parts it opened."""

    on: date
    who: Any
    parts: list[Any]


def told(openings: Iterable[Opening]) -> list[Told]:
    """Openings in words, oldest first. What a role opened again on the same day is said once."""
    seen: dict[tuple[date, str], set[str]] = {}
    whos: dict[tuple[date, str], Any] = {}
    for opening in openings:
        part = part_of(opening)
        if part is None:
            continue
        who = WHO.get(opening.actor_role, SOMEBODY)
        claim = (clock.london(opening.happened_at).date(), str(who))
        seen.setdefault(claim, set()).add(part)
        whos[claim] = who
    return [
        Told(claim[0], whos[claim], [label for part, label in PARTS.items() if part in parts])
        for claim, parts in seen.items()
    ]


def part_of(opening: Opening) -> str | None:
    """Which part was opened, or None where nobody read anything (a withdrawal destroys what it opens).

    Who the person is opens as a whole only for a purpose; without one, only what they agreed to share is shown.
    """
    part = opening.action.split(":")[1]
    if part == "identity" and opening.detail not in PURPOSES:
        return None if opening.detail else "details"
    return part if part in PARTS else None
