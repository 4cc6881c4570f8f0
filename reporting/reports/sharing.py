"""THE rule: what each viewer may see of a report. Pure; one table; everything shown anywhere goes through it.

The victim's choice decides, not the role. A reveal of identity is a separate, recorded act: ``Sight.may_reveal`` says
whether it is possible at all. What is not visible answers exactly as what does not exist.
Source: `report.md` 2, cell by cell.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from reporting.policy import Role
from reporting.reports.vocabulary import Precision, SharingChoice, Status


class Relation(StrEnum):
    """How the viewer stands to the report."""

    TOOK_IT = "took_it"  # the volunteer who took it
    OWN_CENTRE = "own_centre"
    OWN_WARD = "own_ward"
    OTHER = "other"


class Part(StrEnum):
    """A readable part of a report."""

    FACTS = "facts"
    ACCOUNT = "account"
    ALLEGED = "alleged"
    SUPPORT = "support"
    SUMMARY = "summary"


ANONYMOUS = SharingChoice.ANONYMOUS_TO_POLICE
IDENTIFIED = SharingChoice.IDENTITY_TO_POLICE
STATISTICS = SharingChoice.STATISTICS_ONLY
SUPPORT = SharingChoice.SUPPORT_ONLY
POLICE_CHOICES = frozenset({ANONYMOUS, IDENTIFIED})
POLICE_ROLES = frozenset({Role.OFFICER, Role.SUPERVISOR})
SHOWN_TO_POLICE = frozenset({Status.RELEASED})
GONE = frozenset({Status.REJECTED, Status.WITHDRAWN})


@dataclass(frozen=True)
class Case:
    """What the rule needs to know of a report."""

    sharing: SharingChoice
    precision: Precision
    status: Status
    shares_full_account: bool = False
    shares_demographics: bool = False
    ward_team_agreed: bool = True


class Clear(Protocol):
    """What stands in clear of a report, stored or about to be, as far as the rule asks for it."""

    @property
    def sharing(self) -> SharingChoice: ...
    @property
    def location_precision(self) -> Precision: ...
    @property
    def recipients(self) -> frozenset[str]: ...
    @property
    def shares_full_account(self) -> bool: ...
    @property
    def shares_demographics(self) -> bool: ...


def case_of(clear: Clear, *, status: Status) -> Case:
    """What the rule needs of a report."""
    return Case(
        sharing=clear.sharing,
        precision=clear.location_precision,
        status=status,
        shares_full_account=clear.shares_full_account,
        shares_demographics=clear.shares_demographics,
        ward_team_agreed="ward_team" in clear.recipients,
    )


@dataclass(frozen=True)
class Sight:
    """What a viewer sees: parts, how finely, and whether identity can be revealed."""

    parts: frozenset[Part]
    precision: Precision
    may_reveal: bool = False
    is_account_redacted: bool = False  # the account without who and exactly where
    sees_demographics: bool = False
    sees_centre: bool = True


def _parts(*parts: Part) -> frozenset[Part]:
    return frozenset(parts)


# Scheme side: role and relation to the parts for each choice. Everyone else on this side sees nothing.
TAKER: dict[SharingChoice, frozenset[Part]] = {
    STATISTICS: _parts(Part.FACTS, Part.ACCOUNT),
    SUPPORT: _parts(Part.FACTS, Part.ACCOUNT, Part.SUPPORT),
    ANONYMOUS: _parts(Part.FACTS, Part.ACCOUNT),
    IDENTIFIED: _parts(Part.FACTS, Part.ACCOUNT),
}
COORDINATOR: dict[SharingChoice, frozenset[Part]] = {
    STATISTICS: _parts(Part.FACTS, Part.ACCOUNT),
    SUPPORT: _parts(Part.FACTS, Part.ACCOUNT, Part.SUPPORT),
    ANONYMOUS: _parts(Part.FACTS, Part.ACCOUNT, Part.ALLEGED, Part.SUPPORT, Part.SUMMARY),
    IDENTIFIED: _parts(Part.FACTS, Part.ACCOUNT, Part.ALLEGED, Part.SUPPORT, Part.SUMMARY),
}


def sight(case: Case, *, role: Role, relation: Relation) -> Sight | None:
    """What this viewer sees of this report, or None: for them it does not exist."""
    if role is Role.COORDINATOR:
        return _coordinator(case)
    if role is Role.VOLUNTEER and relation is Relation.TOOK_IT and case.status not in GONE:
        return Sight(TAKER[case.sharing], Precision.EXACT, sees_demographics=False)
    if role is Role.CENTRE_LEAD and relation in {Relation.OWN_CENTRE, Relation.TOOK_IT} and case.status not in GONE:
        return Sight(_parts(Part.FACTS), case.precision)
    if role in POLICE_ROLES and relation is Relation.OWN_WARD:
        return _police(case)
    return None


def _coordinator(case: Case) -> Sight:
    parts = COORDINATOR[case.sharing]
    is_settled = case.status not in {Status.SUBMITTED, Status.IN_REVIEW}
    if case.sharing is STATISTICS and is_settled:
        parts = _parts(Part.FACTS)  # the compartments are destroyed on acceptance
    return Sight(parts, Precision.EXACT, may_reveal=case.sharing is not STATISTICS, sees_demographics=True)


def _police(case: Case) -> Sight | None:
    if case.sharing not in POLICE_CHOICES or case.status not in SHOWN_TO_POLICE or not case.ward_team_agreed:
        return None
    parts = {Part.FACTS, Part.SUMMARY, Part.ALLEGED}
    if case.shares_full_account:
        parts.add(Part.ACCOUNT)
    return Sight(
        frozenset(parts),
        case.precision,
        may_reveal=case.sharing is IDENTIFIED,
        is_account_redacted=True,
        sees_demographics=case.shares_demographics,
        sees_centre=case.shares_demographics,
    )


def lists_evidence(view: Sight, *, shows_person: bool, is_named: bool) -> bool:
    """Whether this viewer is told of a picture, paper or recording at all.

    is_named   the person agreed to words that name photographs, papers and recordings
    The police are where the full account was agreed, which names it. Nobody can black out a house or a face: so the exact
    place must have been agreed as well and, where the person can be seen or heard, who they are.
    """
    if Part.ACCOUNT not in view.parts or not view.is_account_redacted:
        return Part.ACCOUNT in view.parts
    is_finely_shared = view.precision is Precision.EXACT and (view.may_reveal or not shows_person)
    return is_named and is_finely_shared


def opens_evidence(view: Sight, *, shows_person: bool, is_named: bool) -> bool:
    """Whether this viewer may open its file; one that shows the person is as much as who they are."""
    is_listed = lists_evidence(view, shows_person=shows_person, is_named=is_named)
    return is_listed and (view.may_reveal or not shows_person)


def may_release(case: Case) -> bool:
    """Whether this report can go to the ward team at all: only what was agreed."""
    return case.sharing in POLICE_CHOICES and case.ward_team_agreed


def compared(case: Case, *, role: Role) -> frozenset[str]:
    """The compartments over which a conflict of interest of this role is compared: what it may read or reveal, no more.

    A report that disappears when a name is written down answers whether the name is in it. So an officer cannot find
    out whom an anonymous report is about, nor a centre lead who has come to the centre.
    """
    if role in POLICE_ROLES:
        view = sight(replace(case, status=Status.RELEASED), role=role, relation=Relation.OWN_WARD)
    else:
        view = sight(replace(case, status=Status.IN_REVIEW), role=role, relation=Relation.OTHER)
    if view is None:
        return frozenset()
    read = {part.value for part in view.parts & {Part.ACCOUNT, Part.ALLEGED, Part.SUMMARY}}
    if not view.may_reveal and view.is_account_redacted:
        read.discard(Part.ACCOUNT.value)  # who and where are left out of what such a reader is shown
    return frozenset(read | ({"identity"} if view.may_reveal else set()))
