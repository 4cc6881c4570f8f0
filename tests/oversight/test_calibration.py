"""Of twenty planted misuses at least nineteen are found, and innocent people give at most five false alarms a week.

Exports and new devices are shown always, whoever they are by, and are not counted as alarms.
"""

import pytest

from reporting.oversight.unusual import findings
from tests.oversight import synthetic

ALWAYS_SHOWN = {"export", "new_device"}
N_MISUSES, LEAST_FOUND, MOST_A_WEEK = 20, 19, 5


def missed(made, found) -> list[str]:
    return [
        one.rule
        for one in made.planted
        if not any(
            (finding.rule, finding.person_id) == (one.rule, one.person_id) and one.first_on <= finding.on <= one.last_on
            for finding in found
        )
    ]


def false_alarms_a_week(made, found) -> float:
    guilty = {one.person_id for one in made.planted}
    alarms = [one for one in found if one.person_id not in guilty and one.rule not in ALWAYS_SHOWN]
    return len(alarms) / (synthetic.N_DAYS / 7)


def hold(seed: int) -> None:
    made = synthetic.scheme(seed, n_misuse=N_MISUSES)
    found = findings(made.log())
    assert len(made.workers) == 60
    assert len(made.planted) == N_MISUSES
    assert N_MISUSES - len(missed(made, found)) >= LEAST_FOUND, (seed, missed(made, found))
    assert false_alarms_a_week(made, found) <= MOST_A_WEEK, seed


@pytest.mark.parametrize("seed", range(4))
def test_misuse_is_found_and_innocent_work_seldom_stands_out(seed):
    hold(seed)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(100, 140))
def test_misuse_is_found_in_many_schemes(seed):
    hold(seed)


def test_a_scheme_without_misuse_has_no_refusals_in_a_row_and_nobody_waking_up():
    found = {one.rule for one in findings(synthetic.scheme(7, n_misuse=0).log())}
    assert not found & {"many_refusals", "woke_up"}
    assert {"export", "new_device"} <= found
