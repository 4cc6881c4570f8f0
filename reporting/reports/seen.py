"""A report through one viewer's sight. Pure: the same function draws a stored report, the preview before submission and
the police page, so that what the person was shown is what is seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from reporting.reports.contents import Account, Alleged, Compartment, Identity, Support
from reporting.reports.facts import Facts
from reporting.reports.kept import Sensitivity, of_sensitivity
from reporting.reports.models import IncidentReport
from reporting.reports.sharing import Part, Sight
from reporting.reports.vocabulary import Precision

Clear = IncidentReport | Facts  # what stands in clear: a stored report, or one that is about to be submitted


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
    precision: str  # how finely this viewer sees it
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
    agreed_precision: str = ""  # how finely the person let it be shared, whatever this viewer sees
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
        agreed_precision=clear.location_precision,
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


NEVER_TO_POLICE = of_sensitivity(Account, Sensitivity.SCHEME, Sensitivity.SYSTEM)
ONLY_IF_EXACT = of_sensitivity(Account, Sensitivity.EXACT)
SHOWN_AS_PLACE = frozenset({"place_words", "address", "postcode", "anchor_name"})  # one line, as finely as agreed


def _account(view: Sight, account: Account | None) -> dict[str, Any] | None:
    values = _plain(account)
    if values is None or not view.is_account_redacted:
        return values
    hidden = NEVER_TO_POLICE | SHOWN_AS_PLACE
    if view.precision is not Precision.EXACT:
        hidden |= ONLY_IF_EXACT
    return {name: value for name, value in values.items() if name not in hidden}


def _plain(content: Any) -> dict[str, Any] | None:
    """What was given, without what is the program's own."""
    if content is None:
        return None
    own = of_sensitivity(content, Sensitivity.SYSTEM)
    return {name: value for name, value in vars(content).items() if value and name not in own}


def _demographics(identity: Identity | None) -> dict[str, str] | None:
    if identity is None:
        return None
    return {"age_band": identity.age_band, "ethnicity": identity.ethnicity, "community": identity.community}
