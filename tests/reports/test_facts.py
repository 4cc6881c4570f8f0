"""Facts hold or are refused, wherever they come from, with every field that is wrong named."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reporting.reports import vocabulary as words
from reporting.reports.facts import EARLIEST, LISTS, Facts, InvalidFacts
from reporting.reports.models import IncidentReport
from reporting.reports.vocabulary import PlaceScope, Precision, ReportKind, Risk, SharingChoice

TODAY = date(2026, 11, 22)
WARD = UUID(int=7)
NOT_A_KEY = "nothing_of_the_list"


@st.composite
def good(draw) -> dict:
    """Values of Facts that hold."""
    happened_from = draw(st.dates(TODAY - EARLIEST, TODAY))
    happened_on = draw(st.dates(happened_from, TODAY))
    kind = draw(st.sampled_from(list(ReportKind)))
    least = 1 if kind is ReportKind.HATE_INCIDENT else 0
    strands = draw(st.frozensets(st.sampled_from(sorted(words.STRANDS)), min_size=least, max_size=4))
    types = draw(st.frozensets(st.sampled_from(sorted(words.INCIDENT_TYPES)), min_size=1, max_size=4))
    scope = draw(st.sampled_from(list(PlaceScope)))
    precision = draw(st.sampled_from(list(Precision)))
    is_here = scope is PlaceScope.IN_BOROUGH
    may_point = is_here and precision is not Precision.WARD_ONLY
    point = st.tuples(st.integers(500_000, 560_000), st.integers(150_000, 200_000))
    return {
        "today": TODAY,
        "kind": kind,
        "happened_from": happened_from,
        "happened_on": happened_on,
        "disclosed_on": draw(st.dates(happened_from, TODAY)),
        "ward_id": WARD if is_here else None,
        "place_scope": scope,
        "snapped": draw(st.none() | point) if may_point else None,
        "location_precision": precision,
        "strands": strands,
        "primary_strand": draw(st.sampled_from(sorted(strands))) if strands else "",
        "incident_types": types,
        "main_type": draw(st.sampled_from(sorted(types))),
        "risk": draw(st.sampled_from(list(Risk))),
        "sharing": draw(st.sampled_from(list(SharingChoice))),
        "recipients": draw(st.frozensets(st.sampled_from(sorted(words.RECIPIENTS)))),
        "reported_elsewhere": draw(st.frozensets(st.sampled_from(sorted(words.REPORTED_ELSEWHERE)))),
        **{
            name: draw(st.sampled_from(sorted(LISTS[name])))
            for name in ("channel", "happened_precision", "part_of_day", "place_type", "repeat", "first_ever_told")
        },
    }


def problems(values: dict) -> dict[str, str]:
    try:
        Facts(**values)
    except InvalidFacts as invalid:
        return invalid.problems
    return {}


days_back = st.integers(1, 4000).map(lambda n: timedelta(days=n))


@given(good())
def test_facts_that_hold_are_kept_as_they_are(values):
    facts = Facts(**values)
    assert {name: getattr(facts, name) for name in values} == values


@given(good(), days_back)
def test_nothing_happened_in_the_future(values, ahead):
    values["happened_on"] = TODAY + ahead
    assert problems(values)["happened_on"] == "in_future"


@given(good(), days_back)
def test_nothing_began_in_the_future(values, ahead):
    values["happened_from"] = values["happened_on"] = TODAY + ahead
    assert "happened_on" in problems(values)


@given(good(), days_back)
def test_nothing_ends_before_it_begins(values, before):
    assume(values["happened_from"] - before >= TODAY - EARLIEST)
    values["happened_on"] = values["happened_from"] - before
    assert problems(values) == {"happened_on": "ends_before_it_starts"}


@given(good(), days_back)
def test_nothing_older_than_ten_years_is_taken(values, before):
    values["happened_from"] = TODAY - EARLIEST - before
    assert problems(values) == {"happened_on": "too_long_ago"}


@given(good(), days_back)
def test_nothing_is_told_in_the_future(values, ahead):
    values["disclosed_on"] = TODAY + ahead
    assert problems(values) == {"disclosed_on": "in_future"}


@given(good(), days_back)
def test_nothing_is_told_before_it_began(values, before):
    values["disclosed_on"] = values["happened_from"] - before
    assert problems(values) == {"disclosed_on": "told_before_it_happened"}


@given(good())
def test_what_goes_on_may_be_told_before_its_last_day(values):
    values["disclosed_on"] = values["happened_from"]
    assert problems(values) == {}


@pytest.mark.parametrize("name", sorted(LISTS))
@given(values=good())
def test_only_keys_of_its_list_are_taken(name, values):
    is_set = isinstance(values.get(name, ""), frozenset)
    values[name] = values[name] | {NOT_A_KEY} if is_set else NOT_A_KEY
    assert problems(values)[name] == "not_on_the_list"


@given(good())
def test_a_hate_incident_has_at_least_one_strand(values):
    values.update(kind=ReportKind.HATE_INCIDENT, strands=frozenset(), primary_strand="")
    assert problems(values) == {"strands": "at_least_one"}


@given(good())
def test_a_community_safety_concern_needs_no_strand(values):
    values.update(kind=ReportKind.COMMUNITY_SAFETY_CONCERN, strands=frozenset(), primary_strand="")
    assert problems(values) == {}


@given(good(), st.sampled_from([*sorted(words.STRANDS), "", NOT_A_KEY]))
def test_the_main_strand_is_one_of_those_chosen(values, main):
    assume(main not in values["strands"] and (values["strands"] or main))
    values["primary_strand"] = main
    assert problems(values) == {"primary_strand": "one_of_those_chosen"}


@given(good())
def test_something_happened(values):
    values["incident_types"] = frozenset()
    assert problems(values) == {"incident_types": "at_least_one"}


@given(good(), st.sampled_from([*sorted(words.INCIDENT_TYPES), "", NOT_A_KEY]))
def test_the_main_type_is_one_of_those_chosen(values, main):
    assume(main not in values["incident_types"])
    values["main_type"] = main
    assert problems(values) == {"main_type": "one_of_those_chosen"}


@given(good())
def test_no_point_is_kept_where_only_the_ward_may_be_shared(values):
    values.update(
        location_precision=Precision.WARD_ONLY,
        snapped=(530_000, 182_000),
        ward_id=WARD,
        place_scope=PlaceScope.IN_BOROUGH,
    )
    assert problems(values) == {"snapped": "no_point_at_ward_precision"}


@given(good())
def test_a_report_of_the_borough_has_a_ward(values):
    values.update(place_scope=PlaceScope.IN_BOROUGH, ward_id=None)
    assert problems(values) == {"ward_id": "needed_in_the_borough"}


@given(good(), st.sampled_from([scope for scope in PlaceScope if scope is not PlaceScope.IN_BOROUGH]), st.booleans())
def test_a_report_from_elsewhere_has_neither_ward_nor_point(values, scope, has_point):
    values.update(place_scope=scope, ward_id=None if has_point else WARD, location_precision=Precision.EXACT)
    values["snapped"] = (530_000, 182_000) if has_point else None
    assert problems(values) == {"ward_id": "only_in_the_borough"}


def test_every_field_that_does_not_hold_is_named_at_once():
    everything_wrong = {
        "today": TODAY, "happened_from": TODAY + timedelta(days=2), "happened_on": TODAY + timedelta(days=1),
        "happened_precision": NOT_A_KEY, "disclosed_on": TODAY + timedelta(days=9), "ward_id": None,
        "place_scope": PlaceScope.IN_BOROUGH, "snapped": (1, 1), "location_precision": Precision.WARD_ONLY,
        "place_type": NOT_A_KEY, "strands": frozenset(), "primary_strand": "race", "incident_types": frozenset(),
        "main_type": "", "risk": Risk.LOW, "sharing": SharingChoice.STATISTICS_ONLY,
    }  # fmt: skip
    assert set(problems(everything_wrong)) == {
        "happened_on", "disclosed_on", "happened_precision", "ward_id", "snapped", "place_type", "strands",
        "primary_strand", "incident_types",
    }  # fmt: skip


@given(good())
def test_the_severity_is_that_of_what_happened(values):
    assert Facts(**values).severity == words.severity(values["incident_types"])


@given(good())
def test_the_columns_are_those_of_a_report_and_nothing_else(values):
    columns = Facts(**values).columns()
    assert set(columns) <= {column.key for column in IncidentReport.__table__.columns}
    assert (columns["snapped_easting"], columns["snapped_northing"]) == (values["snapped"] or (None, None))
    assert "happened_from" not in columns
