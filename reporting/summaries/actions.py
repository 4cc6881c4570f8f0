"""Making a summary, and freezing the public one. Nothing here can open a seal: it needs no key."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from reporting import clock, database
from reporting.audit import queries as audit
from reporting.audit.actions import record
from reporting.audit.anchors import Anchor
from reporting.database import session
from reporting.summaries import queries, tabulation, wording
from reporting.summaries.models import PublishedSummary
from reporting.summaries.monthly import internal_tables
from reporting.summaries.published import public_tables
from reporting.summaries.wording import Summary

AUDIENCES = ("internal", "public")
MADE_AFRESH, FIRST_VERSION = 0, 1
EARLIEST = date(2000, 1, 1)


class InsideDelayError(Exception):
    """The month may not be published yet. ``on`` is the first day on which it may."""

    def __init__(self, on: date) -> None:
        super().__init__(on.isoformat())
        self.on = on


class NotBegunError(Exception):
    """The month has not begun."""


def first_day_of(month: str) -> date:
    """The first day of a month written 2026-11, in these very digits: one month has one name, and is frozen once.

    Raises ValueError for anything else, and for a month before any scheme could have begun.
    """
    first, _last = clock.month_days(month)
    if not month.isascii() or first < EARLIEST:
        raise ValueError(month)
    return first


def publishable_on(month: str) -> date:
    """The first day on which a month's public summary may leave."""
    delay = timedelta(days=int(current_app.config["SETTINGS"].publication_delay_days))
    return clock.month_days(month)[1] + delay


def is_inside_delay(month: str) -> bool:
    return clock.today() < publishable_on(month)


def summary_for(month: str, audience: str, *, preview: bool = False) -> Summary:
    """The summary in the language now spoken.

    The internal one is made afresh. The public one is frozen when it is first asked for in earnest and comes back the
    same for ever; a preview is made afresh, is marked, and gives way to the frozen version once there is one.
    Raises ValueError for what is not a month, NotBegunError and InsideDelayError.
    """
    if first_day_of(month) > clock.today():
        raise NotBegunError(month)
    if audience == "internal":
        tables = internal_tables(queries.internal_material(month))
        with database.reader() as reading:  # of the morning: the same file comes out twice on one day
            head = audit.head(reading, before=datetime.combine(clock.today(), time.min, clock.LONDON))
        return _worded(month, audience, tables, version=MADE_AFRESH, trail_head=head)
    frozen = queries.published(month)
    if frozen is None and preview:
        tables = public_tables(queries.public_material(month))
        return _worded(month, audience, tables, version=MADE_AFRESH, is_preview=True)
    content, trail_head = _of(frozen) if frozen else _freeze(month)
    return _worded(month, audience, tabulation.read(content), version=FIRST_VERSION, trail_head=trail_head)


def freeze_public(month: str) -> str:
    """Fixes a month's public figures for ever and returns them. Raises InsideDelayError.

    Freezing twice changes nothing: the unique row is the claim. The head of the trail is fixed beside them, outside
    their checksum: the figures are the same whatever else was done on that day.
    """
    return _freeze(month)[0]


Frozen = tuple[str, Anchor | None]
"""The figures, and the head of the audit trail when they were fixed."""


def _freeze(month: str) -> Frozen:
    if is_inside_delay(month):
        raise InsideDelayError(publishable_on(month))
    content = tabulation.written(public_tables(queries.public_material(month)))
    version = PublishedSummary(
        id=uuid4(),
        month=month,
        audience="public",
        version=FIRST_VERSION,
        checksum=tabulation.checksum(content),
        content=content,
        frozen_at=clock.now(),
    )
    version_id = version.id
    if database.is_writing():
        kept, is_ours = _claimed(session, version)
    else:
        try:
            with database.apart() as own:
                kept, is_ours = _claimed(own, version)
        except IntegrityError:  # another process was first
            with database.apart() as own:
                kept, is_ours = _of(own.scalars(_version_of(month)).one()), False
    if is_ours:
        record("summary:frozen", object_id=version_id, detail=month)
    return kept


def _claimed(writer: Session, version: PublishedSummary) -> tuple[Frozen, bool]:
    """What stands, and whether it is this version."""
    standing = writer.scalar(_version_of(version.month))
    if standing is not None:
        return _of(standing), False
    head = audit.head(writer)
    if head:
        version.trail_number, version.trail_seal = head.number, head.seal
    frozen = _of(version)
    writer.add(version)
    writer.flush()
    return frozen, True


def _version_of(month: str) -> sa.Select[Any]:
    return sa.select(PublishedSummary).where(PublishedSummary.month == month)


def _of(version: PublishedSummary) -> Frozen:
    """Versions fixed before the trail had anchors carry none."""
    if version.trail_number is None or version.trail_seal is None:
        return version.content, None
    return version.content, Anchor(version.trail_number, version.trail_seal)


def _worded(
    month: str,
    audience: str,
    tables: tuple[tabulation.Tabulation, ...],
    *,
    version: int,
    is_preview: bool = False,
    trail_head: Anchor | None = None,
) -> Summary:
    return wording.summary(
        tables,
        month=month,
        audience=audience,
        version=version,
        is_preview=is_preview,
        trail_head=trail_head,
        service_name=current_app.config["SETTINGS"].service_name,
    )


def record_export(summary: Summary, suffix: str) -> None:
    """Writes down that a summary leaves, before it does."""
    kind = f"{summary.audience}{':preview' if summary.is_preview else ''}"
    record("summary:exported", detail=f"{summary.month} {kind} {suffix} {summary.checksum[:12]}")
