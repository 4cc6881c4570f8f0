"""How each compartment of a report is sealed under the report's own key, stored, opened and destroyed."""

import contextlib
import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from reporting import clock, crypto
from reporting.crypto import SealBroken, keyring
from reporting.database import session
from reporting.reports.contents import CONTENTS, NAMES, Compartment, Content
from reporting.reports.evidence.models import Evidence, EvidenceChunk
from reporting.reports.models import ReportKey, SealedCompartment


class WordsDestroyed(Exception):
    """The report's key or this compartment was destroyed: nobody can read it again."""


def where_key(report_id: UUID) -> bytes:
    """Associated data of a report's wrapped key."""
    return crypto.associated("report_key", "wrapped", str(report_id))


def make_key(report_id: UUID) -> None:
    """A new data key for the report, stored wrapped."""
    wrapped = keyring().wrap(crypto.new_data_key(), where=where_key(report_id))
    session.add(ReportKey(report_id=report_id, wrapped=wrapped))
    session.flush()


def _data_key(report_id: UUID) -> bytes:
    stored = session.scalar(sa.select(ReportKey).where(ReportKey.report_id == report_id))
    if stored is None or stored.wrapped is None:
        raise WordsDestroyed
    return keyring().unwrap(stored.wrapped, where=where_key(report_id))


def key_for(report_id: UUID, purpose: str) -> bytes:
    """The report's key for what is no compartment. Raises WordsDestroyed."""
    return crypto.derived(_data_key(report_id), purpose)


def _where(report_id: UUID, name: Compartment, row_id: UUID) -> bytes:
    return crypto.associated("sealed_compartment", "envelope", str(report_id), name.value, str(row_id))


def envelope_of(content: Content, *, report_id: UUID, row_id: UUID, data_key: bytes | None = None) -> bytes:
    """The sealed form of a content for one row. Raises WordsDestroyed where the report has no key."""
    name = NAMES[type(content)]
    text = json.dumps(vars(content), ensure_ascii=False, sort_keys=True)
    return crypto.seal(
        text.encode(),
        key=crypto.derived(data_key or _data_key(report_id), name.value),
        key_id=0,  # the report's own key; which wrapping key holds it stands in the key row
        where=_where(report_id, name, row_id),
    )


def put(report_id: UUID, content: Content) -> None:
    """Seals and stores a content, replacing what its compartment held."""
    name = NAMES[type(content)]
    row = session.scalar(
        sa.select(SealedCompartment).where(SealedCompartment.report_id == report_id, SealedCompartment.name == name)
    )
    row_id = row.id if row else uuid4()
    envelope = envelope_of(content, report_id=report_id, row_id=row_id)
    if row is None:
        session.add(
            SealedCompartment(id=row_id, report_id=report_id, name=name.value, envelope=envelope, sealed_at=clock.now())
        )
        return
    row.envelope, row.sealed_at = envelope, clock.now()


def take(report_id: UUID, *names: Compartment) -> dict[Compartment, Any]:
    """The opened contents of those compartments that exist.

    Callers must have written the audit entry first (``opening.open_compartments``).
    Raises WordsDestroyed when the key is gone, SealBroken when something was changed or moved.
    """
    rows = session.scalars(
        sa.select(SealedCompartment).where(SealedCompartment.report_id == report_id, SealedCompartment.name.in_(names))
    ).all()
    data_key = _data_key(report_id)
    return {Compartment(row.name): _opened(row, data_key) for row in rows}


def take_each(*names: Compartment, among: sa.Select[UUID]) -> Iterator[tuple[UUID, list[Any]]]:
    """The contents of those compartments of many reports, for comparing them: nothing of it may be shown to anyone.

    among   selects the ids of the reports; they must not be written to meanwhile
    What does not open, because it was destroyed or changed, is left out.
    """
    rows = session.execute(
        sa.select(
            SealedCompartment.id, SealedCompartment.report_id, SealedCompartment.name, SealedCompartment.envelope,
            ReportKey.wrapped,
        )
        .join(ReportKey, ReportKey.report_id == SealedCompartment.report_id)
        .where(SealedCompartment.name.in_(names), ReportKey.wrapped.is_not(None))
        .where(SealedCompartment.report_id.in_(among))
        .order_by(SealedCompartment.report_id)
        .execution_options(yield_per=2000)
    )  # fmt: skip
    for report_id, parts in groupby(rows, key=lambda row: row.report_id):
        contents, data_key = [], None
        for row in parts:
            with contextlib.suppress(SealBroken):
                data_key = data_key or keyring().unwrap(row.wrapped, where=where_key(report_id))
                contents.append(_opened(row, data_key))
        if contents:
            yield report_id, contents


def _opened(row: Any, data_key: bytes) -> Any:
    name = Compartment(row.name)
    key, where = crypto.derived(data_key, name.value), _where(row.report_id, name, row.id)
    try:
        return CONTENTS[name].from_stored(json.loads(crypto.unseal(row.envelope, key=key, where=where)))
    except ValueError as error:
        raise SealBroken from error


def destroy(report_id: UUID, *names: Compartment) -> None:
    """Removes compartments; with none named, the report's key, and with it every word, also in backups."""
    chosen = sa.delete(SealedCompartment).where(SealedCompartment.report_id == report_id)
    if names:
        session.execute(chosen.where(SealedCompartment.name.in_(names)))
        return
    session.execute(chosen)
    destroy_evidence(report_id)
    session.execute(
        sa.update(ReportKey).where(ReportKey.report_id == report_id).values(wrapped=None, destroyed_at=clock.now())
    )


def destroy_evidence(report_id: UUID) -> None:
    """Removes everything that shows what happened, files and all."""
    its = sa.select(Evidence.id).where(Evidence.report_id == report_id)
    session.execute(sa.delete(EvidenceChunk).where(EvidenceChunk.evidence_id.in_(its)))
    session.execute(sa.delete(Evidence).where(Evidence.report_id == report_id))
