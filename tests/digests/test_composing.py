"""What a digest says, from its material alone."""

import json
from datetime import date, timedelta

import pytest

from reporting.digests.compose import LISTED_MAX, Material, Unanswered, composed, still_shared, working_days
from reporting.reports.shared import SharedReport

MONDAY = date(2026, 11, 16)


def shared_report(reference="A", **given):
    values = {
        "kind": "hate_incident", "strands": ["race"], "primary_strand": "race", "incident_types": ["threat"],
        "main_type": "threat", "risk": "low", "repeat": "not_known", "sharing": "anonymous_to_police",
        "precision": "street_or_estate", "place_type": "street", "place_scope": "in_borough", "first_day": MONDAY,
        "last_day": MONDAY, "part_of_day": "evening", "happened_precision": "part_of_day", "ward_name": "Larch Green",
        "centre_name": None, "point": None, "place": None, "reference": reference,
    }  # fmt: skip
    return SharedReport(**{**values, **given})


def material(**given):
    values = {
        "week": "2026-W47", "ward_code": "Z01", "ward_name": "Larch Green", "number": 4, "today": date(2026, 11, 23),
        "new": [], "n_before": 0, "unanswered": [], "strands": {}, "strands_before": {},
    }  # fmt: skip
    return Material(**{**values, **given})


def test_the_picture_holds_new_the_mean_before_high_risk_and_waiting():
    new = [shared_report("A", risk="high"), shared_report("B"), shared_report("C")]
    waiting = [Unanswered(report=new[0], released_on=MONDAY)]
    picture = composed(material(new=new, n_before=6, unanswered=waiting))["picture"]
    assert picture == {"n_new": 3, "mean_before": 1.5, "n_high_risk": 1, "n_waiting": 1}


@pytest.mark.parametrize(
    ("risk", "released_on", "is_urgent"),
    [
        ("high", date(2026, 11, 23), True),
        ("low", date(2026, 11, 19), False),  # Friday and Monday: two working days
        ("low", date(2026, 11, 18), True),
        ("medium", date(2026, 11, 1), True),
    ],
)
def test_high_risk_or_more_than_two_working_days_is_a_matter_for_now(risk, released_on, is_urgent):
    waiting = [Unanswered(report=shared_report(risk=risk), released_on=released_on)]
    assert bool(composed(material(unanswered=waiting))["urgent"]) is is_urgent


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), 0),
        (date(2026, 11, 20), date(2026, 11, 22), 0),  # Friday to Sunday
        (date(2026, 11, 20), date(2026, 11, 23), 1),
        (date(2026, 11, 16), date(2026, 11, 23), 5),
    ],
)
def test_working_days_leave_out_weekends(since, until, days):
    assert working_days(since, until) == days


def test_what_waits_longest_comes_first_after_high_risk():
    waiting = [
        Unanswered(report=shared_report("OLD"), released_on=MONDAY - timedelta(days=20)),
        Unanswered(report=shared_report("OLDEST"), released_on=MONDAY - timedelta(days=30)),
        Unanswered(report=shared_report("HIGH", risk="high"), released_on=MONDAY),
    ]
    urgent = composed(material(unanswered=waiting))["urgent"]
    assert [row["reference"] for row in urgent] == ["HIGH", "OLDEST", "OLD"]


def test_at_most_twenty_are_listed_and_the_rest_counted_the_high_risks_first():
    new = [shared_report(f"R{number:02}") for number in range(LISTED_MAX + 2)] + [shared_report("ZZ", risk="high")]
    content = composed(material(new=new))
    assert len(content["new"]) == LISTED_MAX
    assert content["n_more_new"] == 3
    assert content["new"][0]["reference"] == "ZZ"
    assert len(content["references"]) == LISTED_MAX + 3


def test_strands_are_set_against_the_mean_of_four_weeks():
    rows = composed(material(strands={"race": 3}, strands_before={"race": 8, "age": 2}))["strands"]
    assert rows == [{"strand": "race", "n": 3, "mean": 2.0}, {"strand": "age", "n": 0, "mean": 0.5}]


def test_a_withdrawn_row_keeps_its_reference_alone():
    new = [shared_report("KEPT"), shared_report("GONE", risk="high")]
    waiting = [Unanswered(report=new[1], released_on=MONDAY)]
    content = composed(material(new=new, unanswered=waiting, withdrawn=["EARLIER"]))
    now = still_shared(content, frozenset({"KEPT"}))
    gone = {"reference": "GONE", "is_withdrawn": True}
    assert now["urgent"] == [gone]
    assert gone in now["new"]
    assert next(row for row in now["new"] if row["reference"] == "KEPT")["main_type"] == "threat"
    assert now["withdrawn"] == ["EARLIER", "GONE"]


def test_a_digest_holds_keys_days_and_numbers_and_nothing_a_person_said():
    told = shared_report(
        summary="SAID", place="SAID", centre_name="SAID", account={"narrative": "SAID"}, point=(530107, 182103)
    )
    waiting = [Unanswered(report=told, released_on=MONDAY - timedelta(days=9))]
    content = json.dumps(composed(material(new=[told], unanswered=waiting)))
    assert "SAID" not in content
    assert "530107" not in content
