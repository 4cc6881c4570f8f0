"""HATCH 2: reports as ``sharing`` lets this viewer see them. Finished values; everything else is absent.

The same function draws a stored report, the preview before submission and the police page, so that what the person
was shown is what is seen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

import sqlalchemy as sa

from reporting.database import session
from reporting.people.models import Person
from reporting.policy import Role
from reporting.reports import actions, queries, references
from reporting.reports.models import IncidentReport
from reporting.reports.opening import open_compartments
from reporting.reports.sealed import Account, Alleged, Compartment, Identity, Support, WordsDestroyed
from reporting.reports.sharing import Case, Part, Relation, Sight, sight
from reporting.reports.vocabulary import Precision, SharingChoice, Status


class Clear(Protocol):
    """The columns in clear that a view is drawn from: an IncidentReport, or Facts before submission."""

    kind: Any
    happened_on: date
    happened_precision: str
    part_of_day: str
    disclosed_on: date
    location_precision: Precision
    place_type: str
    place_scope: Any
    strands: frozenset[str]
    primary_strand: str
    incident_types: frozenset[str]
    main_type: str
    risk: Any
    repeat: str
    sharing: SharingChoice


@dataclass(frozen=True, kw_only=True)
class SharedReport:
    """What one viewer sees. None means: withheld by the person's choice, or not given."""

    kind: str
    strands: list[str]
    primary_strand: str
    incident_types: list[str]
    main_type: str
    risk: str
    repeat: str
    sharing: str
    precision: str
    place_type: str
    place_scope: str
    first_day: date  # the Monday of the week where only the week is shared
    last_day: date
    part_of_day: str | None
    happened_precision: str
    ward_name: str | None
    centre_name: str | None
    point: tuple[int, int] | None
    place: str | None
    summary: str | None = None
    account: dict[str, Any] | None = None
    alleged: dict[str, Any] | None = None
    support: dict[str, Any] | None = None
    demographics: dict[str, str] | None = None
    may_reveal: bool = False
    are_words_destroyed: bool = False
    report_id: UUID | None = None
    reference: str = ""
    status: str = ""
    submitted_at: datetime | None = None
    released_at: datetime | None = None
    disclosed_on: date | None = None
    withheld: list[str] = field(default_factory=list)


def as_seen(
    view: Sight,
    clear: Clear,
    *,
    ward_name: str | None,
    centre_name: str | None,
    point: tuple[int, int] | None,
    opened: Mapping[Compartment, Any],
) -> SharedReport:
    """Pure: a report through one sight. ``opened`` holds at most what the sight needs (``needed``)."""
    is_week_only = view.precision is Precision.WARD_ONLY
    monday = clear.happened_on - timedelta(days=clear.happened_on.weekday())
    account: Account | None = opened.get(Compartment.ACCOUNT)
    alleged: Alleged | None = opened.get(Compartment.ALLEGED)
    support: Support | None = opened.get(Compartment.SUPPORT)
    summary = opened.get(Compartment.SUMMARY)
    identity: Identity | None = opened.get(Compartment.IDENTITY)
    first_day = _first_day(clear, account) if not is_week_only else monday
    return SharedReport(
        kind=clear.kind,
        strands=sorted(clear.strands),
        primary_strand=clear.primary_strand,
        incident_types=sorted(clear.incident_types),
        main_type=clear.main_type,
        risk=clear.risk,
        repeat=clear.repeat,
        sharing=clear.sharing,
        precision=view.precision,
        place_type=clear.place_type,
        place_scope=clear.place_scope,
        first_day=first_day,
        last_day=monday + timedelta(days=6) if is_week_only else clear.happened_on,
        part_of_day=None if is_week_only else clear.part_of_day,
        happened_precision=clear.happened_precision,
        ward_name=ward_name,
        centre_name=centre_name if view.sees_centre else None,
        point=None if is_week_only else point,
        place=_place(view.precision, account),
        summary=summary.text if summary and Part.SUMMARY in view.parts else None,
        account=_account(view, account) if Part.ACCOUNT in view.parts else None,
        alleged=_plain(alleged) if Part.ALLEGED in view.parts else None,
        support=_plain(support) if Part.SUPPORT in view.parts else None,
        demographics=_demographics(identity) if view.sees_demographics else None,
        may_reveal=view.may_reveal,
        withheld=[part.value for part in Part if part not in view.parts],
    )


def needed(view: Sight) -> list[Compartment]:
    """Which compartments a sight has to open."""
    names = []
    if Part.ACCOUNT in view.parts or (view.is_account_redacted and view.precision is not Precision.WARD_ONLY):
        names.append(Compartment.ACCOUNT)
    if Part.ALLEGED in view.parts:
        names.append(Compartment.ALLEGED)
    if Part.SUPPORT in view.parts:
        names.append(Compartment.SUPPORT)
    if Part.SUMMARY in view.parts:
        names.append(Compartment.SUMMARY)
    if view.sees_demographics and view.is_account_redacted:  # police, with the person's agreement
        names.append(Compartment.IDENTITY)
    return names


def _first_day(clear: Clear, account: Account | None) -> date:
    if account and account.happened_from:
        return date.fromisoformat(account.happened_from[:10])
    return clear.happened_on


def _place(precision: Precision, account: Account | None) -> str | None:
    """The place in words, no finer than agreed."""
    if account is None or precision is Precision.WARD_ONLY:
        return None
    if precision is Precision.EXACT:
        exact = [part for part in (account.address, account.place_words, account.postcode) if part]
        return ", ".join(exact) or account.anchor_name or None
    return account.anchor_name or None


PLACE_FIELDS = frozenset({"place_words", "address", "postcode", "easting", "northing", "anchor_name"})
TIME_FIELDS = frozenset({"happened_from", "happened_to", "when_words"})
NEVER_TO_POLICE = frozenset({"risk_answers", "witnesses"})


def _account(view: Sight, account: Account | None) -> dict[str, Any] | None:
    values = _plain(account)
    if values is None or not view.is_account_redacted:
        return values
    hidden = PLACE_FIELDS | NEVER_TO_POLICE
    if view.precision is not Precision.EXACT:
        hidden |= TIME_FIELDS
    return {name: value for name, value in values.items() if name not in hidden}


def _plain(content: Any) -> dict[str, Any] | None:
    return None if content is None else {name: value for name, value in vars(content).items() if value}


def _demographics(identity: Identity | None) -> dict[str, str] | None:
    if identity is None:
        return None
    return {"age_band": identity.age_band, "ethnicity": identity.ethnicity, "community": identity.community}


def sight_of(person: Person, report: IncidentReport) -> Sight:
    """The sight of a report that exists for the person. Raises LookupError where the rule and the rows disagree."""
    view = sight(actions.case_of(report), role=person.role, relation=queries.relation_to(person, report))
    if view is None:
        raise LookupError("the row is visible but the rule shows nothing")
    return view


def seen_by(person: Person, report: IncidentReport, *, with_words: bool) -> SharedReport:
    """A stored report as this person sees it; ``with_words`` opens seals, each written down first."""
    view = sight_of(person, report)
    opened: dict[Compartment, Any] = {}
    are_destroyed = False
    if with_words:
        try:
            opened = open_compartments(report, *needed(view))
        except WordsDestroyed:
            are_destroyed = True
    return _finished(report, as_seen(
        view,
        report,
        ward_name=report.ward.name if report.ward else None,
        centre_name=report.centre.name,
        point=_point(report),
        opened=opened,
    ), are_destroyed)  # fmt: skip


def _point(report: IncidentReport) -> tuple[int, int] | None:
    if report.snapped_easting is None or report.snapped_northing is None:
        return None
    return report.snapped_easting, report.snapped_northing


def _finished(report: IncidentReport, seen: SharedReport, are_destroyed: bool) -> SharedReport:
    return replace(
        seen,
        are_words_destroyed=are_destroyed,
        report_id=report.id,
        reference=report.reference,
        status=report.status,
        submitted_at=report.submitted_at,
        released_at=report.released_at,
        disclosed_on=report.disclosed_on,
    )


def listed(person: Person, *, status: str = "", offset: int = 0, limit: int = 50) -> list[SharedReport]:
    """The person's list, from columns in clear alone: nothing is opened."""
    rows = queries.listed(person, status=status, offset=offset, limit=limit)
    return [seen_by(person, report, with_words=False) for report in rows]


def one(person: Person, report_id: UUID) -> SharedReport:
    """One report, opened. Raises NotFound."""
    return seen_by(person, queries.one_or_404(person, report_id), with_words=True)


def exists_for(person: Person, report_id: UUID) -> None:
    """Raises NotFound unless the report exists for this person."""
    queries.one_or_404(person, report_id)


def released_in(ward_code: str, *, since: datetime, until: datetime) -> list[SharedReport]:
    """For a ward team's digest: reports released in [since, until), facts in clear only, nothing opened."""
    return _for_team(ward_code, IncidentReport.released_at >= since, IncidentReport.released_at < until)


def unanswered_in(ward_code: str, *, before: datetime) -> list[SharedReport]:
    """For a ward team's digest: reports released before a moment."""
    return _for_team(ward_code, IncidentReport.released_at < before)


def _for_team(ward_code: str, *clauses: Any) -> list[SharedReport]:
    chosen = sa.select(IncidentReport).where(queries.shown_to_ward_team(frozenset({ward_code})), *clauses)
    seen = []
    for report in session.scalars(chosen.order_by(IncidentReport.released_at, IncidentReport.id)):
        view = sight(actions.case_of(report), role=Role.OFFICER, relation=Relation.OWN_WARD)
        if view is None:
            continue
        values = as_seen(
            view,
            report,
            ward_name=report.ward.name if report.ward else None,
            centre_name=None,
            point=None,
            opened={},
        )
        seen.append(_finished(report, values, False))
    return seen


def references_shown_in(ward_code: str) -> frozenset[str]:
    """References that exist for a ward team now: what a kept digest may still name."""
    chosen = sa.select(IncidentReport.reference).where(queries.shown_to_ward_team(frozenset({ward_code})))
    return frozenset(session.scalars(chosen))


@dataclass(frozen=True)
class OwnReport:
    """What the person themselves sees by reference and secret."""

    report_id: UUID
    reference: str
    status: Status
    submitted_at: datetime
    released_at: datetime | None
    sharing: SharingChoice


def by_reference_and_secret(reference: str, secret: str) -> OwnReport | None:
    """The person's own view, or None; the same work is done for a wrong reference as for a wrong secret."""
    understood = references.understood(reference)
    report = queries.by_reference(understood) if understood else None
    is_known = actions.is_known_secret(report, secret) if report else actions.secret_hash(secret) == ""
    if report is None or not is_known:
        return None
    return OwnReport(
        report.id, report.reference, report.status, report.submitted_at, report.released_at, report.sharing
    )


def preview_case(
    clear: Clear, *, shares_full_account: bool, shares_demographics: bool, recipients: frozenset[str]
) -> Case:
    """The case a draft would become once it was released: for "what the police will see"."""
    return Case(
        sharing=clear.sharing,
        precision=clear.location_precision,
        status=Status.RELEASED,
        shares_full_account=shares_full_account,
        shares_demographics=shares_demographics,
        ward_team_agreed="ward_team" in recipients,
    )
