"""The calendar: what somebody noted, and the openings of centres, which nobody has to note."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from reporting import clock
from reporting.centres import queries as centres
from reporting.database import session
from reporting.hotspots.events.models import CalendarEvent
from reporting.hotspots.events.vocabulary import KINDS, NEW_CENTRE
from reporting.places import queries as places
from reporting.places.models import Ward, WardEdition

EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One event as coordinators and ward teams read it.

    ward    name of the ward it was noted for; empty: the whole area
    codes   of today's wards on that ground, the largest part first; empty: the whole area
    id      None for a centre's opening, which is read from the centres and not noted here
    """

    kind: str
    label: str
    title: str
    first_on: date
    last_on: date
    ward: str
    codes: tuple[str, ...]
    id: UUID | None


def around(since: date, until: date) -> list[Shown]:
    """Every event with a day from since to until, both included, the earliest first."""
    its = CalendarEvent
    chosen = sa.select(its, Ward).outerjoin(Ward, Ward.id == its.ward_id)
    rows = session.execute(chosen.where(its.last_on >= since, its.first_on <= until)).all()
    edition = places.current_edition() if rows else None
    found = [_shown(event, ward, edition) for event, ward in rows] + _openings(since, until)
    return sorted(found, key=lambda one: (one.first_on, one.last_on, one.kind, one.title))


def newest_first() -> list[Shown]:
    """The whole calendar, what begins last first."""
    return sorted(around(EARLIEST, date.max), key=lambda one: (one.first_on, one.last_on, one.title), reverse=True)


def one_or_404(event_id: UUID) -> CalendarEvent:
    """Raises NotFound."""
    found = session.get(CalendarEvent, event_id)
    if found is None:
        raise NotFound
    return found


def shown(event: CalendarEvent) -> Shown:
    """A single event in words."""
    ward = session.get(Ward, event.ward_id) if event.ward_id else None
    return _shown(event, ward, places.current_edition())


def _shown(event: CalendarEvent, ward: Ward | None, today: WardEdition | None) -> Shown:
    codes: list[str] = []
    if ward is not None:
        is_of_today = today is not None and ward.edition_id == today.id
        codes = [ward.code] if is_of_today else places.current_ward_codes_for(ward)
    return Shown(
        kind=event.kind,
        label=str(KINDS[event.kind].label),
        title=event.title,
        first_on=event.first_on,
        last_on=event.last_on,
        ward=ward.name if ward else "",
        codes=tuple(codes),
        id=event.id,
    )


def _openings(since: date, until: date) -> list[Shown]:
    """Centres that opened. Only what the public list names is named: police read this, and not every centre stands there."""
    today = clock.today()
    return [
        Shown(
            kind=NEW_CENTRE,
            label=str(KINDS[NEW_CENTRE].label),
            title=centre.name
            if centres.is_listed(centre, today=today)
            else _("A centre that is not on the public list"),
            first_on=day,
            last_on=day,
            ward="",
            codes=(),
            id=None,
        )
        for centre, day in centres.opened(since, until)
    ]
