"""Each rule at its threshold: one less is nothing, one more is a finding that says what was seen."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from reporting.oversight import unusual
from reporting.oversight.log import Deed, Log
from reporting.oversight.vocabulary import RULES
from tests.oversight import synthetic

PERSON, OTHER = UUID(int=1), UUID(int=2)
MONDAY = date(2026, 3, 2)
LONDON = ZoneInfo("Europe/London")


def report(number: int) -> UUID:
    return UUID(int=1000 + number)


def at(day: int, hour: int = 10, minute: int = 0, second: int = 0) -> datetime:
    local = datetime(2026, 3, 2, hour, minute, second, tzinfo=LONDON) + timedelta(days=day)
    return local.astimezone(UTC)


def deed(moment, action="report:account:opened", about=None, *, who=PERSON, role="officer", detail="", outcome="done"):
    return (moment, who, role, action, about, detail, outcome)


def found(rule: str, *deeds, since=MONDAY, n_days=60, earlier=None):
    ordered = sorted(deeds, key=lambda one: one[0])
    log = Log(
        deeds=[Deed(number, *one) for number, one in enumerate(ordered, start=1)],
        since=since,
        until_on=MONDAY + timedelta(days=n_days),
        earlier_sign_ins=earlier or {},
    )
    return [one for one in unusual.findings(log) if one.rule == rule]


def test_every_rule_has_its_words():
    assert set(unusual.RULES) == set(RULES)


def looks(day: int, n: int, *, first: int = 0, **given):
    return [deed(at(day, 10 + number // 60, number % 60), about=report(first + number), **given) for number in range(n)]


def test_more_than_ten_looks_in_a_day_stand_out_where_there_is_no_usual_yet():
    assert found("many_openings", *looks(0, 10)) == []
    (one,) = found("many_openings", *looks(0, 11))
    assert (one.person_id, one.object_id, one.first_number, one.on, one.n_seen) == (PERSON, None, 1, MONDAY, 11)


def test_four_times_the_usual_is_allowed_and_one_more_is_not():
    usual = [one for day in range(5) for one in looks(day, 5, first=100 * day)]
    assert found("many_openings", *usual, *looks(10, 20, first=900)) == []
    assert len(found("many_openings", *usual, *looks(10, 21, first=900))) == 1


def test_what_was_usual_more_than_thirty_days_ago_counts_no_more():
    usual = [one for day in range(5) for one in looks(day, 5, first=100 * day)]
    assert len(found("many_openings", *usual, *looks(40, 20, first=900))) == 1


def test_the_parts_of_one_report_opened_at_one_sitting_are_one_look():
    parts = [
        deed(at(0, 10, minute), f"report:{part}:opened", report(1))
        for minute in range(0, 60, 20)
        for part in ("account", "alleged", "summary")
    ]
    assert found("many_openings", *parts, *looks(0, 9, first=50)) == []


def test_others_deeds_and_the_systems_and_other_openings_do_not_count():
    assert found("many_openings", *looks(0, 10), *looks(0, 10, first=50, who=OTHER)) == []
    assert found("many_openings", *looks(0, 30, who=None, role="system")) == []
    assert found("many_openings", *[deed(at(0), "report:receipt:opened", report(n)) for n in range(30)]) == []
    assert found("many_openings", *looks(0, 30, detail="forgetting")) == []
    assert found("many_openings", *looks(0, 30, outcome="denied")) == []


@pytest.mark.parametrize(
    ("day", "hour", "minute", "is_outside"),
    [(0, 6, 59, True), (0, 7, 0, False), (0, 19, 59, False), (0, 20, 0, True), (5, 12, 0, True), (6, 12, 0, True),
     (4, 12, 0, False), (28, 6, 59, True), (28, 7, 0, False)],
)  # fmt: skip
def test_outside_hours_follow_the_london_clock_in_winter_and_summer(day, hour, minute, is_outside):
    three = [deed(at(day, hour, minute, second), about=report(second)) for second in range(3)]
    assert bool(found("outside_hours", *three)) is is_outside
    assert found("outside_hours", *three[:2]) == []


@pytest.mark.parametrize(("role", "counts"), [("coordinator", True), ("supervisor", True), ("volunteer", False)])
def test_outside_hours_are_looked_at_for_police_and_coordinators(role, counts):
    three = [deed(at(0, 22, 0, second), about=report(second), role=role) for second in range(3)]
    assert bool(found("outside_hours", *three)) is counts


def reveal(moment, number=1, **given):
    return deed(moment, "report:identity:opened", report(number), detail="contact", **given)


def test_a_reveal_that_nothing_follows_within_a_week_stands_out():
    (one,) = found("reveal_without_act", reveal(at(0)))
    assert (one.object_id, one.on) == (report(1), MONDAY)
    acted = deed(at(7), "report:acknowledged", report(1))
    assert found("reveal_without_act", reveal(at(0)), acted) == []
    late = deed(at(7, 10, 1), "report:acknowledged", report(1))
    assert len(found("reveal_without_act", reveal(at(0)), late)) == 1


@pytest.mark.parametrize(
    "act",
    [
        deed(at(1), "report:account:opened", report(1)),
        deed(at(1), "report:acknowledged", report(2)),
        deed(at(1), "report:acknowledged", report(1), who=OTHER),
        deed(at(1), "report:release:refused", report(1), outcome="denied"),
        deed(at(-1), "report:acknowledged", report(1)),
    ],
)
def test_looking_again_or_what_others_did_or_did_before_is_no_act(act):
    assert len(found("reveal_without_act", reveal(at(0)), act)) == 1


def test_a_reveal_is_not_judged_before_its_week_is_over():
    assert found("reveal_without_act", reveal(at(0)), n_days=7) == []
    assert len(found("reveal_without_act", reveal(at(0)), n_days=8)) == 1


def test_an_identity_opened_without_a_purpose_is_no_reveal():
    shown = deed(at(0), "report:identity:opened", report(1))
    destroyed = deed(at(0), "report:identity:opened", report(1), detail="forgetting")
    assert found("reveal_without_act", shown, destroyed) == []


def test_the_same_report_on_a_sixth_day_within_thirty_stands_out_once_a_month():
    five = [deed(at(day), about=report(1)) for day in (0, 3, 6, 9, 12)]
    assert found("repeated_looks", *five) == []
    (one,) = found("repeated_looks", *five, deed(at(29), about=report(1)))
    assert (one.object_id, one.on, one.n_seen) == (report(1), MONDAY + timedelta(days=29), 6)
    assert found("repeated_looks", *five, deed(at(30), about=report(1))) == []
    assert found("repeated_looks", *five, deed(at(15), about=report(1), who=OTHER)) == []
    daily = [deed(at(day), about=report(1)) for day in range(40)]
    assert [one.on.month for one in found("repeated_looks", *daily)] == [3, 4]


def refusals(*minutes: int):
    return [deed(at(0, 9) + timedelta(minutes=minute), "page:refused", outcome="denied") for minute in minutes]


def test_five_refusals_within_an_hour_stand_out():
    assert found("many_refusals", *refusals(0, 15, 30, 45)) == []
    (one,) = found("many_refusals", *refusals(0, 15, 30, 45, 60))
    assert (one.n_seen, one.first_number) == (5, 1)
    assert found("many_refusals", *refusals(0, 15, 30, 45, 61)) == []
    (one,) = found("many_refusals", *refusals(*range(20)))
    assert one.n_seen == 20


def test_every_export_stands_out_once_a_day_for_each_person():
    left = [deed(at(0, hour), "summary:exported") for hour in (9, 10, 11)]
    (one,) = found("export", *left)
    assert one.n_seen == 3
    assert len(found("export", *left, deed(at(1), "summary:exported"), deed(at(1), "summary:exported", who=OTHER))) == 3
    assert found("export", deed(at(0), "summary:exported", who=None, role="system")) == []


def test_a_new_device_stands_out_for_whom_it_signed_in():
    (one,) = found("new_device", deed(at(0), "session:device:new", PERSON, who=None, role="system"))
    assert one.person_id == PERSON


def signs_in(moment):
    return deed(moment, "session:begun", PERSON)


def test_a_sign_in_after_sixty_days_stands_out_and_the_first_ever_does_not():
    assert found("woke_up", signs_in(at(0))) == []
    assert found("woke_up", signs_in(at(0)), signs_in(at(59, 23))) == []
    (one,) = found("woke_up", signs_in(at(0)), signs_in(at(60)), n_days=99)
    assert one.n_seen == 60
    (one,) = found("woke_up", signs_in(at(1)), earlier={PERSON: at(-80)})
    assert one.n_seen == 81


def test_reveals_of_two_reports_within_ten_minutes_stand_out():
    (one,) = found("many_reveals", reveal(at(0, 10, 0), 1), reveal(at(0, 10, 10), 2))
    assert one.n_seen == 2
    assert found("many_reveals", reveal(at(0, 10, 0), 1), reveal(at(0, 10, 11), 2)) == []
    assert found("many_reveals", reveal(at(0, 10, 0), 1), reveal(at(0, 10, 1), 1)) == []
    assert found("many_reveals", reveal(at(0, 10, 0), 1), reveal(at(0, 10, 1), 2, who=OTHER)) == []


def test_findings_are_only_of_the_period_and_in_the_order_of_the_trail():
    everything = [*looks(0, 11), *looks(20, 11, first=50), reveal(at(20, 23), 1), reveal(at(20, 23, 1), 2)]
    all_rules = [unusual.findings(_log(everything, since)) for since in (MONDAY, MONDAY + timedelta(days=1))]
    assert [one.first_number for one in all_rules[0]] == sorted(one.first_number for one in all_rules[0])
    assert {one.on for one in all_rules[1]} == {MONDAY + timedelta(days=20)}
    assert set(all_rules[1]) < set(all_rules[0])


@pytest.mark.parametrize("seed", [1, 2])
def test_looking_every_few_days_finds_each_thing_under_one_name(seed):
    """The unique row of the nightly job rests on this: what was found stays found, and is not found again as another."""
    whole = synthetic.scheme(seed).log()
    names: dict[tuple, set] = {}
    for n_days in range(40, 101, 4):
        until_on = synthetic.FIRST_DAY + timedelta(days=n_days)
        loaded = [one for one in whole.deeds if until_on - timedelta(days=97) <= one.day < until_on]
        for one in unusual.findings(Log(deeds=loaded, since=until_on - timedelta(days=35), until_on=until_on)):
            names.setdefault((one.rule, one.person_id, one.object_id, one.on), set()).add(
                (one.first_number, one.n_seen)
            )
    assert len(names) > 20
    assert {claim: said for claim, said in names.items() if len(said) > 1} == {}


def _log(deeds, since):
    ordered = sorted(deeds, key=lambda one: one[0])
    return Log(
        deeds=[Deed(number, *one) for number, one in enumerate(ordered, start=1)],
        since=since,
        until_on=MONDAY + timedelta(days=60),
    )
