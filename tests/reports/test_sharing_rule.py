"""The table of who sees what, written out once more by hand, against the rule and against the rows."""

import itertools
import uuid
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from reporting import clock
from reporting.database import session
from reporting.people.models import Person
from reporting.places.models import Ward
from reporting.policy import Role
from reporting.reports import queries, shared, sharing
from reporting.reports.filing import Telling, file_reports
from reporting.reports.models import IncidentReport
from reporting.reports.sharing import Case, Relation
from reporting.reports.vocabulary import Precision, SharingChoice, Status
from tests import cast, factories

NOTHING = None

# The choice, and what each viewer reads. "R" is: identity by reveal. Lists of words are the parts of the report.
TAKING_VOLUNTEER = {
    "statistics_only": "facts account",
    "support_only": "facts account support",
    "anonymous_to_police": "facts account",
    "identity_to_police": "facts account",
}
COORDINATOR_UNTIL_ACCEPTED = {
    "statistics_only": "facts account",
    "support_only": "facts account support R",
    "anonymous_to_police": "facts account alleged support summary R",
    "identity_to_police": "facts account alleged support summary R",
}
COORDINATOR_AFTERWARDS = {**COORDINATOR_UNTIL_ACCEPTED, "statistics_only": "facts"}
OFFICER_OF_THE_WARD = {
    "statistics_only": NOTHING,
    "support_only": NOTHING,
    "anonymous_to_police": "facts alleged summary",
    "identity_to_police": "facts alleged summary R",
}
UNTIL_ACCEPTED = {"submitted", "in_review"}
NOBODY_BUT_THE_COORDINATOR = {"rejected", "withdrawn"}


@dataclass(frozen=True)
class Given:
    """One combination of everything the answer may depend on."""

    choice: str
    status: str
    precision: str
    full_account: bool
    demographics: bool
    ward_team: bool


EVERY_CASE = [
    Given(*values)
    for values in itertools.product(
        ["statistics_only", "support_only", "anonymous_to_police", "identity_to_police"],
        ["submitted", "in_review", "accepted", "kept_local", "released", "rejected", "withdrawn"],
        ["exact", "street_or_estate", "ward_only"],
        [False, True],
        [False, True],
        [False, True],
    )
]


def expected(given: Given, role: str, relation: str) -> str | None:
    """The parts in words, as the table has them, or NOTHING."""
    if role == "coordinator":
        table = COORDINATOR_UNTIL_ACCEPTED if given.status in UNTIL_ACCEPTED else COORDINATOR_AFTERWARDS
        return table[given.choice]
    if given.status in NOBODY_BUT_THE_COORDINATOR:
        return NOTHING
    if role == "volunteer":
        return TAKING_VOLUNTEER[given.choice] if relation == "took_it" else NOTHING
    if role == "centre_lead":
        return "facts" if relation in {"own_centre", "took_it"} else NOTHING
    if role in {"officer", "supervisor"} and relation == "own_ward":
        if given.status != "released" or not given.ward_team:
            return NOTHING
        seen = OFFICER_OF_THE_WARD[given.choice]
        return f"{seen} account" if seen and given.full_account else seen
    return NOTHING


def case_of(given: Given) -> Case:
    return Case(
        sharing=SharingChoice(given.choice),
        precision=Precision(given.precision),
        status=Status(given.status),
        shares_full_account=given.full_account,
        shares_demographics=given.demographics,
        ward_team_agreed=given.ward_team,
    )


@pytest.mark.parametrize("relation", list(Relation))
@pytest.mark.parametrize("role", list(Role))
def test_the_rule_is_the_table_cell_by_cell(role: Role, relation: Relation) -> None:
    for given in EVERY_CASE:
        view = sharing.sight(case_of(given), role=role, relation=relation)
        told = expected(given, role.value, relation.value)
        if told is NOTHING:
            assert view is None, given
            continue
        assert view is not None, given
        assert {part.value for part in view.parts} | ({"R"} if view.may_reveal else set()) == set(told.split()), given


@pytest.mark.parametrize("role", ["officer", "supervisor"])
def test_police_never_get_a_finer_place_or_more_about_the_person_than_agreed(role: str) -> None:
    for given in EVERY_CASE:
        view = sharing.sight(case_of(given), role=Role(role), relation=Relation.OWN_WARD)
        if view is not None:
            assert view.precision.value == given.precision
            assert view.is_account_redacted
            assert view.sees_demographics is given.demographics
            assert view.sees_centre is given.demographics


def test_only_what_was_agreed_can_be_released() -> None:
    for given in EVERY_CASE:
        is_agreed = given.choice in {"anonymous_to_police", "identity_to_police"} and given.ward_team
        assert sharing.may_release(case_of(given)) is is_agreed


RELATIONS: dict[str, Any] = {
    "vera": lambda row: "took_it" if row["taken_by"] == "vera" else "other",
    "vic": lambda row: "took_it" if row["taken_by"] == "vic" else "other",
    "lena": lambda row: "own_centre" if row["taken_by"] == "vera" else "other",
    "cora": lambda row: "other",
    "omar": lambda row: "own_ward" if row["ward"] == "Z01" else "other",
    "olga": lambda row: "own_ward" if row["ward"] == "Z02" else "other",
    "sunil": lambda row: "own_ward",
    "pia": lambda row: "other",
    "dana": lambda row: "other",
    "ada": lambda row: "other",
}


def file_every_case() -> dict[uuid.UUID, dict[str, Any]]:
    """Every case in each ward by each volunteer, filed in one go; the rows by id."""
    wards = {ward.code: ward.id for ward in session.scalars(sa.select(Ward))}
    people = {one.display_name.lower(): one for one in session.scalars(sa.select(Person)).unique()}
    rows: dict[uuid.UUID, dict[str, Any]] = {}
    tellings = []
    for given, ward, taken_by in itertools.product(EVERY_CASE, cast.WARDS, ["vera", "vic"]):
        report_id = uuid.uuid4()
        rows[report_id] = {"given": given, "ward": ward, "taken_by": taken_by}
        facts = factories.facts(
            ward_id=wards[ward],
            sharing=given.choice,
            location_precision=given.precision,
            shares_full_account=given.full_account,
            shares_demographics=given.demographics,
            recipients=frozenset({"ward_team"} if given.ward_team else {"victim_support"}),
        )
        tellings.append(
            Telling(
                report_id=report_id,
                facts=facts,
                contents=(),
                taken_by_id=people[taken_by].id,
                centre_id=people[taken_by].centre_id,
                submitted_at=clock.now(),
                status=Status(given.status),
            )
        )
    file_reports(tellings)
    return rows


def test_what_exists_for_each_person_is_the_table_row_by_row(app: Flask) -> None:
    with app.app_context():
        rows = file_every_case()
        people = {one.display_name.lower(): one for one in session.scalars(sa.select(Person)).unique()}
        assert set(people) == set(RELATIONS)
        for name, person in people.items():
            seen = {
                report.id: shared.sight_of(person, report)
                for report in session.scalars(sa.select(IncidentReport).where(queries.visible_to(person)))
            }
            told = {
                report_id: set(parts.split()) - {"R"}
                for report_id, row in rows.items()
                if (parts := expected(row["given"], person.role.value, RELATIONS[name](row))) is not NOTHING
            }
            assert {report_id: {part.value for part in view.parts} for report_id, view in seen.items()} == told, name
