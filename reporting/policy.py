"""Who may do what, on one page. A page without ``@requires`` or ``@public`` stops the app from starting.

Powers open pages; they never decide which rows exist for a person (``reports.queries``) nor which parts of a report
may be read (``reports.sharing``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any

from blinker import Namespace
from flask import Flask, abort, current_app
from flask_login import current_user

refused = Namespace().signal("refused")
"""Sent with (can=…) when a signed-in person asks for a page beyond their powers; ``audit`` writes it down."""


class Role(StrEnum):
    """The roles of the scheme (`domain.md` B.1)."""

    VOLUNTEER = "volunteer"
    CENTRE_LEAD = "centre_lead"
    COORDINATOR = "coordinator"
    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    PANEL_MEMBER = "panel_member"
    DATA_PROTECTION_LEAD = "data_protection_lead"
    ADMINISTRATOR = "administrator"


class Can(StrEnum):
    """Powers that open pages."""

    TRAIN = "train"
    FILE_REPORTS = "file_reports"
    READ_REPORTS = "read_reports"
    REVIEW_REPORTS = "review_reports"
    RELEASE_REPORTS = "release_reports"
    ACKNOWLEDGE_REPORTS = "acknowledge_reports"
    SEE_POLICE_MAP = "see_police_map"
    READ_DIGESTS = "read_digests"
    TELL_TENSION = "tell_tension"
    READ_TENSION = "read_tension"
    EXPORT_SUMMARIES = "export_summaries"
    READ_AUDIT = "read_audit"
    SEE_CENTRES = "see_centres"
    MANAGE_CENTRES = "manage_centres"
    EDIT_SERVICES = "edit_services"
    MANAGE_PEOPLE = "manage_people"
    APPROVE_PEOPLE = "approve_people"


@dataclass(frozen=True)
class Powers:
    """What a role can do.

    grants         roles whose holders this role invites and looks after: always below its own
    sees_content   whether any sealed part of a report can be shown to it; such a role is never given by one person alone
    """

    can: frozenset[Can]
    grants: frozenset[Role] = frozenset()
    sees_content: bool = False


def _powers(*can: Can, grants: frozenset[Role] = frozenset(), sees_content: bool = False) -> Powers:
    return Powers(frozenset(can), grants, sees_content)


CENTRE_ROLES = frozenset({Role.VOLUNTEER, Role.CENTRE_LEAD})
WARD_ROLES = frozenset({Role.OFFICER, Role.SUPERVISOR})

ROLES: dict[Role, Powers] = {
    Role.VOLUNTEER: _powers(Can.TRAIN, Can.FILE_REPORTS, Can.READ_REPORTS, Can.TELL_TENSION, sees_content=True),
    Role.CENTRE_LEAD: _powers(
        Can.TRAIN, Can.READ_REPORTS, Can.SEE_CENTRES, Can.MANAGE_PEOPLE, Can.TELL_TENSION, grants=frozenset({Role.VOLUNTEER}),
    ),
    Role.COORDINATOR: _powers(
        Can.READ_REPORTS, Can.REVIEW_REPORTS, Can.RELEASE_REPORTS, Can.SEE_POLICE_MAP, Can.READ_DIGESTS,
        Can.EXPORT_SUMMARIES, Can.SEE_CENTRES, Can.MANAGE_CENTRES, Can.MANAGE_PEOPLE, Can.APPROVE_PEOPLE,
        Can.READ_TENSION, Can.EDIT_SERVICES,
        grants=CENTRE_ROLES | WARD_ROLES | {Role.PANEL_MEMBER}, sees_content=True,
    ),
    Role.OFFICER: _powers(
        Can.READ_REPORTS, Can.ACKNOWLEDGE_REPORTS, Can.SEE_POLICE_MAP, Can.READ_DIGESTS, Can.READ_TENSION,
        sees_content=True,
    ),
    Role.SUPERVISOR: _powers(
        Can.READ_REPORTS, Can.ACKNOWLEDGE_REPORTS, Can.SEE_POLICE_MAP, Can.READ_DIGESTS, Can.MANAGE_PEOPLE,
        Can.READ_TENSION,
        grants=frozenset({Role.OFFICER}), sees_content=True,
    ),
    Role.PANEL_MEMBER: _powers(sees_content=True),
    Role.DATA_PROTECTION_LEAD: _powers(Can.READ_AUDIT),
    Role.ADMINISTRATOR: _powers(
        Can.MANAGE_PEOPLE, Can.APPROVE_PEOPLE,
        grants=frozenset(Role) - {Role.ADMINISTRATOR},
    ),
}  # fmt: skip


def may(person: Any, can: Can) -> bool:
    """Whether this person, signed in and active, holds the power."""
    return bool(getattr(person, "is_authenticated", False)) and can in ROLES[person.role].can


def requires(*cans: Can) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A page for those who hold any of these powers. Others get 403, the unknown are sent to sign in."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if not current_user.is_authenticated:
                return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
            if not any(may(current_user, can) for can in cans):
                refused.send(current_app._get_current_object(), can=cans[0])  # type: ignore[attr-defined]
                abort(403)
            return view(*args, **kwargs)

        guarded.policy = frozenset(cans)  # type: ignore[attr-defined]
        return guarded

    return decorate


def signed_in(view: Callable[..., Any]) -> Callable[..., Any]:
    """A page for everyone who is signed in, whatever their role."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if not current_user.is_authenticated:
            return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
        return view(*args, **kwargs)

    guarded.policy = "signed_in"  # type: ignore[attr-defined]
    return guarded


def stepped_up(view: Callable[..., Any]) -> Callable[..., Any]:
    """A page for somebody who has given a second factor within five minutes. Goes under ``@requires``.

    ``people`` says how that is asked for: ``app.extensions["step_up"]`` calls the page or answers in its place.
    """

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        return current_app.extensions["step_up"](lambda: view(*args, **kwargs))

    guarded.is_stepped_up = True  # type: ignore[attr-defined]
    return guarded


def public(view: Callable[..., Any]) -> Callable[..., Any]:
    """A page anyone may open."""
    view.policy = "public"  # type: ignore[attr-defined]
    return view


class NakedPage(Exception):
    """A page carries no policy, so the app must not start."""


PUBLIC_ENDPOINTS = {"static"}


def guard(app: Flask) -> None:
    """Refuses to start while any page lacks a declared policy. Raises NakedPage naming it."""
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if rule.endpoint not in PUBLIC_ENDPOINTS and not hasattr(view, "policy"):
            raise NakedPage(f"{rule.rule} ({rule.endpoint}) declares neither @requires nor @public.")
