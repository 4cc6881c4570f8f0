"""Noting, changing and removing events."""

from typing import Any

from reporting.audit.actions import record
from reporting.database import session
from reporting.hotspots.events.models import CalendarEvent


def note(**details: Any) -> CalendarEvent:
    """A new event; ``details`` are columns of the table."""
    event = CalendarEvent(**details)
    session.add(event)
    session.flush()
    record("event:noted", object_id=event.id, detail=event.kind)
    return event


def change(event: CalendarEvent, **details: Any) -> bool:
    """Writes new details; False where they are what is there already."""
    changed = {name: value for name, value in details.items() if getattr(event, name) != value}
    for name, value in changed.items():
        setattr(event, name, value)
    if changed:
        record("event:changed", object_id=event.id, detail=event.kind)
    return bool(changed)


def remove(event: CalendarEvent) -> None:
    """Takes an event out of the calendar; the trail keeps that it stood there."""
    record("event:removed", object_id=event.id, detail=event.kind)
    session.delete(event)
