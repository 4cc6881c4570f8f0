"""Turning what was told into rows: one way in for the form, the import and the demonstration."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from reporting import crypto
from reporting.crypto import keyring
from reporting.database import session
from reporting.reports import references
from reporting.reports.conflicts import actions as conflicts
from reporting.reports.contents import NAMES, Account, Consent, Content, Identity, Support
from reporting.reports.evidence.filming import film_row
from reporting.reports.evidence.models import Evidence
from reporting.reports.facts import Facts
from reporting.reports.models import ConsentEvent, Incident, IncidentReport, ReportKey, SealedCompartment, Tally
from reporting.reports.sealed import envelope_of, where_key
from reporting.reports.sharing import case_of
from reporting.reports.vocabulary import SharingChoice, Status

ACCEPTED = frozenset({Status.ACCEPTED, Status.KEPT_LOCAL, Status.RELEASED})
RETENTION = timedelta(days=730)  # at most 24 months after last contact (`domain.md` A.14)


@dataclass(frozen=True, kw_only=True)
class Telling:
    """One account as it was told: facts, sealed contents, who took it and how consent was given."""

    report_id: UUID
    facts: Facts
    contents: tuple[Content, ...]
    taken_by_id: UUID
    centre_id: UUID
    submitted_at: datetime
    secret: str = ""
    status: Status = Status.SUBMITTED
    import_hash: str | None = None
    consent_given_by: str = "victim"
    explained_in: str = "en"
    wording: str = ""
    consent_evidence: str = ""
    may_be_case_study: bool = False


def file_reports(tellings: Iterable[Telling], *, has_keys: bool = False) -> list[str]:
    """Stores tellings in bulk and returns their references, in order.

    has_keys   the reports' keys exist already, because they were drafts
    """
    told = list(tellings)
    filed = _unused_references(len(told))
    rows: dict[Any, list[dict[str, Any]]] = {}
    for telling, reference in zip(told, filed, strict=True):
        for model, values in _rows(telling, reference=reference, has_key=has_keys):
            rows.setdefault(model, []).append(values)
    for model in (Incident, IncidentReport, ReportKey, SealedCompartment, ConsentEvent, Tally, Evidence):
        if rows.get(model):
            session.execute(sa.insert(model), rows[model])
    conflicts.note_filed(
        (telling.report_id, case_of(telling.facts, status=telling.status), telling.contents) for telling in told
    )
    return filed


def _unused_references(number: int) -> list[str]:
    """So many references that no report has yet; among 100,000 one is likely to be drawn twice."""
    free: list[str] = []
    while len(free) < number:
        drawn = dict.fromkeys(references.new_reference() for _ in range(number - len(free)))  # as they were drawn
        taken = set(session.scalars(sa.select(IncidentReport.reference).where(IncidentReport.reference.in_(drawn))))
        free += [reference for reference in drawn if reference not in taken and reference not in free]
    return free


def _rows(telling: Telling, *, reference: str, has_key: bool) -> Iterable[tuple[Any, dict[str, Any]]]:
    facts, report_id = telling.facts, telling.report_id
    incident_id = uuid4()
    yield Incident, {"id": incident_id, "recorded_on": facts.disclosed_on}
    yield (
        IncidentReport,
        {
            **facts.columns(),
            "id": report_id,
            "reference": reference,
            "status": telling.status,
            "submitted_at": telling.submitted_at,
            "accepted_at": telling.submitted_at if telling.status in ACCEPTED else None,
            "released_at": telling.submitted_at if telling.status is Status.RELEASED else None,
            "centre_id": telling.centre_id,
            "taken_by_id": telling.taken_by_id,
            "retention_due_on": retention_due(telling.submitted_at.date()),
            "incident_id": incident_id,
            "secret_hash": secret_hash(telling.secret) if telling.secret else "",
            "import_hash": telling.import_hash,
        },
    )
    yield (
        ConsentEvent,
        {
            "id": uuid4(),
            "report_id": report_id,
            "chosen_at": telling.submitted_at,
            "recorded_by_id": telling.taken_by_id,
            "sharing": facts.sharing,
            "precision": facts.location_precision,
            "recipients": facts.recipients,
            "shares_full_account": facts.shares_full_account,
            "shares_demographics": facts.shares_demographics,
            "wording": telling.wording,
        },
    )
    account = next((content for content in telling.contents if isinstance(content, Account)), Account())
    if film := film_row(account.cctv, report_id=report_id, sharing=facts.sharing, added_at=telling.submitted_at):
        yield Evidence, film
    yield from _sealed_rows(telling, has_key=has_key)


def _sealed_rows(telling: Telling, *, has_key: bool) -> Iterable[tuple[Any, dict[str, Any]]]:
    report_id = telling.report_id
    contents = [content for content in telling.contents if not content.is_empty]
    is_only_counted = telling.facts.sharing is SharingChoice.STATISTICS_ONLY
    is_wordless = is_only_counted and telling.status is not Status.SUBMITTED  # destroyed on acceptance
    if not is_wordless:
        contents.append(Consent(
            given_by=telling.consent_given_by,
            explained_in=telling.explained_in,
            evidence=telling.consent_evidence,
            may_be_case_study=telling.may_be_case_study,
        ))  # fmt: skip
    identity = next((content for content in contents if isinstance(content, Identity)), None)
    if identity is not None:
        tally = _tally(identity, telling.facts.disclosed_on)
        yield Tally, tally
        contents.remove(identity)
        # Of what is only counted, who it was is never stored: just what is needed to take the person out of the count.
        kept = Identity() if is_only_counted else identity
        if not is_wordless:
            contents.append(replace(kept, tally_id=str(tally["id"])))
            _note_age(contents, kept.age_band)
    if has_key:
        data_key = None
    else:
        data_key = crypto.new_data_key()
        wrapped = keyring().wrap(data_key, where=where_key(report_id))
        yield ReportKey, {"id": uuid4(), "report_id": report_id, "wrapped": wrapped, "destroyed_at": None}
    for content in contents:
        row_id, name = uuid4(), NAMES[type(content)]
        yield (
            SealedCompartment,
            {
                "id": row_id,
                "report_id": report_id,
                "name": name.value,
                "envelope": envelope_of(content, report_id=report_id, row_id=row_id, data_key=data_key),
                "sealed_at": telling.submitted_at,
            },
        )


def _note_age(contents: list[Content], age_band: str) -> None:
    """The age beside the wishes for support: services are chosen by both, and who it is need not be opened for that."""
    if age_band == Identity().age_band:
        return
    support = next((content for content in contents if isinstance(content, Support)), Support())
    contents[:] = [content for content in contents if content is not support]
    contents.append(replace(support, age_band=age_band))


def _tally(identity: Identity, disclosed_on: date) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "month": f"{disclosed_on:%Y-%m}",
        "age_band": identity.age_band,
        "gender": identity.gender,
        "ethnicity": identity.ethnicity,
        "religion": identity.religion,
        "disability": _disability(identity.disabilities),
        "tenure": identity.tenure,
        "main_language": identity.main_language,
        "interpreter": identity.interpreter,
    }


def _disability(given: list[str]) -> str:
    """Whether there is any: yes, no, prefer_not_to_say or not_asked."""
    if "prefer_not_to_say" in given:
        return "prefer_not_to_say"
    if not given:
        return "not_asked"
    return "no" if given == ["none"] else "yes"


def retention_due(day: date) -> date:
    """When a report told on this day must be looked at for disposal."""
    return day + RETENTION


def secret_hash(secret: str) -> str:
    """What is kept of a secret: useless without the key file."""
    return keyring().fingerprint("".join(sign for sign in secret if sign.isdigit()), purpose="secret")


def import_hash(external_reference: str) -> str:
    """What is kept of another system's reference."""
    return keyring().fingerprint(external_reference.strip(), purpose="external-reference")
