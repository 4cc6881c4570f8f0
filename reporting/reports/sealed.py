"""The sealed compartments of a report: what is in each, and how each is sealed under the report's own key.

identity   who the person is; opens by a recorded reveal
account    what happened in words, the exact place and time
alleged    everything said about who did it
support    needs, feelings, referrals; never shared by default
summary    the coordinator's text for the police
consent    who chose what may be shared, and in which language it was explained
receipt    the secret, only until the person has it
draft      the answers of a report that is still being told
"""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from enum import StrEnum
from itertools import groupby
from typing import Any, Self
from uuid import UUID, uuid4

import sqlalchemy as sa

from reporting import clock, crypto
from reporting.crypto import SealBroken, keyring
from reporting.database import session
from reporting.reports.models import ReportKey, SealedCompartment


class Compartment(StrEnum):
    IDENTITY = "identity"
    ACCOUNT = "account"
    ALLEGED = "alleged"
    SUPPORT = "support"
    SUMMARY = "summary"
    CONSENT = "consent"
    RECEIPT = "receipt"
    DRAFT = "draft"


@dataclass(frozen=True, kw_only=True)
class _Content:
    """Values under one seal; empty text means not given."""

    @classmethod
    def from_stored(cls, stored: dict[str, Any]) -> Self:
        known = {f.name for f in fields(cls)}
        return cls(**{name: value for name, value in stored.items() if name in known})

    @property
    def is_empty(self) -> bool:
        return not any(vars(self).values())


@dataclass(frozen=True, kw_only=True)
class Identity(_Content):
    """Who the person is and how they may safely be reached."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    contact_means: list[str] = field(default_factory=list)
    contact_rules: str = ""
    trusted_contact: str = ""
    age_band: str = "not_asked"
    gender: str = "not_asked"
    ethnicity: str = "not_asked"
    community: str = ""
    main_language: str = "not_asked"
    interpreter: str = "no"
    tally_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Account(_Content):
    """What happened, in their words; the exact place and time."""

    narrative: str = ""
    narrative_english: str = ""
    why_perceived: str = ""
    exact_words: str = ""
    when_words: str = ""
    happened_from: str = ""  # ISO date or local datetime
    happened_to: str = ""
    frequency: str = ""
    place_words: str = ""  # street, estate, landmark as said
    address: str = ""
    postcode: str = ""
    easting: float | None = None
    northing: float | None = None
    anchor_name: str = ""  # the street or estate that may be named at that precision
    injury: str = ""
    impacts: list[str] = field(default_factory=list)
    witnesses: str = ""
    risk_answers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Alleged(_Content):
    """What was said about who did it, and how the person knows. Assertions, never facts."""

    number: str = ""
    relationship: str = ""
    description: str = ""
    names: str = ""
    area: str = ""  # where they live or gather, as said
    provenance: str = ""
    is_under_18: str = ""


@dataclass(frozen=True, kw_only=True)
class Support(_Content):
    """What would help."""

    wanted: list[str] = field(default_factory=list)
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class Summary(_Content):
    """The coordinator's text for the police."""

    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Consent(_Content):
    """How the choice about sharing was made."""

    given_by: str = ""
    explained_in: str = ""


@dataclass(frozen=True, kw_only=True)
class Receipt(_Content):
    """The secret, kept only until the person holds it."""

    secret: str = ""
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Answers(_Content):
    """The raw answers of a draft: for each step, field name to text or list of texts; and the person's language.

    unfinished   the same for pages on which something was typed that is not saved yet, right or wrong
    """

    second_language: str = ""
    steps: dict[str, dict[str, Any]] = field(default_factory=dict)
    unfinished: dict[str, dict[str, list[str]]] = field(default_factory=dict)


Content = Identity | Account | Alleged | Support | Summary | Consent | Receipt | Answers

CONTENTS: dict[Compartment, type[_Content]] = {
    Compartment.IDENTITY: Identity,
    Compartment.ACCOUNT: Account,
    Compartment.ALLEGED: Alleged,
    Compartment.SUPPORT: Support,
    Compartment.SUMMARY: Summary,
    Compartment.CONSENT: Consent,
    Compartment.RECEIPT: Receipt,
    Compartment.DRAFT: Answers,
}
NAMES = {content: name for name, content in CONTENTS.items()}


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
    session.execute(
        sa.update(ReportKey).where(ReportKey.report_id == report_id).values(wrapped=None, destroyed_at=clock.now())
    )
