"""Changing services: adding, changing, checking, showing, and the list every instance begins with."""

from typing import Any

from reporting import clock, i18n
from reporting.audit.actions import record
from reporting.database import session
from reporting.signposts import queries
from reporting.signposts.models import Service
from reporting.signposts.seed import SERVICES

CONTACTS = frozenset({"phone", "text_number", "web"})


class NameTaken(Exception):
    """Another service has this name."""


def add_service(**details: Any) -> Service:
    """A new service, not checked yet; ``details`` are columns of the table. Raises NameTaken."""
    if queries.by_name(details["name"]):
        raise NameTaken
    service = Service(**details)
    session.add(service)
    session.flush()
    record("service:added", object_id=service.id)
    return service


def change(service: Service, **details: Any) -> bool:
    """Writes new details; False where they are what is there already. Raises NameTaken.

    Another number or address is one that nobody has tried: the service has to be checked anew.
    """
    changed = {name: value for name, value in details.items() if getattr(service, name) != value}
    if "name" in changed and queries.by_name(changed["name"]):
        raise NameTaken
    for name, value in changed.items():
        setattr(service, name, value)
    if changed.keys() & CONTACTS:
        service.last_verified_on, service.verified_by = None, ""
    if changed:
        record("service:changed", object_id=service.id)
    return bool(changed)


def confirm(service: Service, *, by: str) -> None:
    """Somebody, ``by`` name, has rung today and what stands here is right."""
    service.last_verified_on, service.verified_by = clock.today(), by
    record("service:verified", object_id=service.id)


def show(service: Service, *, is_shown: bool) -> None:
    """Puts a service on the list of volunteers and on sheets, or takes it off."""
    if service.is_shown == is_shown:
        return
    service.is_shown = is_shown
    record("service:shown" if is_shown else "service:hidden", object_id=service.id)


def plant(*, checked_by: str = "") -> int:
    """Writes the list every instance begins with where there is none; returns how many. Safe to repeat.

    checked_by   a demonstration says who is supposed to have checked them; a real instance nobody
    """
    if queries.known():
        return 0
    first, *others = [one.code for one in i18n.offered()]
    for number, seed in enumerate(SERVICES, start=1):
        line = _in(first, seed.does)
        session.add(Service(
            name=seed.name,
            does=line,
            translations={code: said for code in others if (said := _in(code, seed.does)) != line},
            phone=seed.phone,
            text_number=seed.text_number,
            web=seed.web,
            strands=seed.strands,
            wishes=seed.wishes,
            age_from=seed.age_from,
            age_to=seed.age_to,
            position=number * 10,
            last_verified_on=clock.today() if checked_by else None,
            verified_by=checked_by,
        ))  # fmt: skip
    session.flush()
    record("services:planted", detail=str(len(SERVICES)))
    return len(SERVICES)


def _in(code: str, line: Any) -> str:
    with i18n.speaking(code):
        return str(line)
