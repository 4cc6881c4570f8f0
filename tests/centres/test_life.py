"""The life of a centre: these moves and no others, by these hands and no others."""

from datetime import date, timedelta
from itertools import product

import pytest

from reporting.centres.life import MOVES, Mover, may_move, moves_from, nightly_move, takes_reports
from reporting.centres.vocabulary import CentreStatus

P, T, A, D, S, C = CentreStatus
BY_HAND = {
    (P, T),
    (P, C),
    (T, A),
    (T, S),
    (T, C),
    (A, D),
    (A, S),
    (A, C),
    (D, A),
    (D, S),
    (D, C),
    (S, A),
    (S, C),
    (C, P),
}
BY_ITSELF = {Mover.SILENCE: {(A, D)}, Mover.REPORT: {(D, A)}}
TODAY = date(2026, 11, 22)


def ago(days):
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(("old", "new"), list(product(CentreStatus, CentreStatus)))
def test_every_pair_is_a_move_for_those_it_is_meant_for_and_for_nobody_else(old, new):
    assert may_move(old, new, Mover.COORDINATOR) is ((old, new) in BY_HAND)
    for mover, pairs in BY_ITSELF.items():
        assert may_move(old, new, mover) is ((old, new) in pairs)


def test_from_everywhere_there_is_a_way_back_to_active():
    for start in CentreStatus:
        reached, waiting = {start}, [start]
        while waiting:
            for new in moves_from(waiting.pop()):
                if new not in reached:
                    reached.add(new)
                    waiting.append(new)
        assert CentreStatus.ACTIVE in reached


def test_nothing_moves_to_where_it_is():
    assert all(old is not new for old, new in MOVES)


@pytest.mark.parametrize("status", CentreStatus)
def test_reports_are_begun_where_volunteers_are_trained_and_nobody_closed_the_door(status):
    assert takes_reports(status) is (status in {T, A, D})


@pytest.mark.parametrize(
    ("moved", "verified", "told", "falls_dormant"),
    [
        (400, 10, 90, False),
        (400, 10, 91, True),
        (90, 10, None, False),
        (91, 10, None, True),
        (91, 10, 400, True),
        (30, 10, 400, False),  # woken a month ago: what was before does not count
        (400, 180, 5, False),
        (400, 181, 5, True),
        (180, None, 5, False),
        (181, None, 5, True),
        (100, 400, 5, False),  # woken since: it has 180 days from then
        (0, 0, 0, False),
    ],
)
def test_an_active_centre_falls_dormant_after_90_silent_or_180_unconfirmed_days(moved, verified, told, falls_dormant):
    due = nightly_move(
        A,
        moved_on=ago(moved),
        verified_on=None if verified is None else ago(verified),
        last_told_on=None if told is None else ago(told),
        today=TODAY,
    )
    assert due == ((D, Mover.SILENCE) if falls_dormant else None)


@pytest.mark.parametrize(
    ("moved", "told", "wakes"), [(10, 3, True), (10, 10, True), (10, 11, False), (10, None, False)]
)
def test_a_dormant_centre_wakes_when_something_was_told_since(moved, told, wakes):
    last_told_on = None if told is None else ago(told)
    due = nightly_move(D, moved_on=ago(moved), verified_on=ago(300), last_told_on=last_told_on, today=TODAY)
    assert due == ((A, Mover.REPORT) if wakes else None)


@pytest.mark.parametrize("status", [P, T, S, C])
def test_the_night_moves_nothing_else(status):
    for told in (None, ago(0), ago(500)):
        assert nightly_move(status, moved_on=ago(900), verified_on=None, last_told_on=told, today=TODAY) is None


def test_whatever_the_night_does_it_may_do():
    for status, moved, verified, told in product(CentreStatus, (0, 91, 181), (None, 0, 181), (None, 0, 91)):
        due = nightly_move(
            status,
            moved_on=ago(moved),
            verified_on=None if verified is None else ago(verified),
            last_told_on=None if told is None else ago(told),
            today=TODAY,
        )
        assert due is None or may_move(status, *due)
