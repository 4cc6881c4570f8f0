"""Tries are counted before they are made, together in every process, and every count opens again by itself."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from reporting import throttle
from reporting.database import session
from reporting.throttle import Allowance, ThrottleBucket

START = datetime(2026, 11, 23, 10, tzinfo=UTC)
DOUBLING = Allowance(n_free=5, window=timedelta(hours=1))
CEILING = Allowance(n_free=20, window=timedelta(hours=1), is_ceiling=True)


def test_after_the_free_tries_the_wait_doubles_up_to_a_quarter_of_an_hour(app):
    waits = []
    with app.app_context(), time_machine.travel(START, tick=False) as time:
        for _ in range(5):
            assert throttle.wait_for({"a": DOUBLING}) == timedelta()
        for _ in range(14):
            waits.append(int(throttle.wait_for({"a": DOUBLING}).total_seconds()))
            time.shift(timedelta(seconds=waits[-1]))
            assert throttle.wait_for({"a": DOUBLING}) == timedelta()
    assert waits == [min(2**n, 900) for n in range(14)]


def test_knocking_on_a_closed_door_keeps_nobody_waiting_longer(app):
    with app.app_context(), time_machine.travel(START, tick=False) as time:
        for _ in range(9):
            throttle.wait_for({"a": DOUBLING})
        left = throttle.wait_for({"a": DOUBLING})
        for _ in range(100):
            assert throttle.wait_for({"a": DOUBLING}) == left
        time.shift(left)
        assert throttle.wait_for({"a": DOUBLING}) == timedelta()


def test_a_ceiling_lets_so_many_through_in_its_window_and_then_as_many_again(app):
    with app.app_context(), time_machine.travel(START, tick=False) as time:
        assert sum(throttle.wait_for({"n": CEILING}) == timedelta() for _ in range(100)) == 20
        time.shift(timedelta(minutes=59))
        assert throttle.wait_for({"n": CEILING}) == timedelta(minutes=1)
        time.shift(timedelta(minutes=1))
        assert sum(throttle.wait_for({"n": CEILING}) == timedelta() for _ in range(100)) == 20


def test_a_try_that_one_bucket_holds_back_is_counted_in_none(app):
    with app.app_context(), time_machine.travel(START, tick=False):
        for _ in range(30):
            throttle.wait_for({"a": DOUBLING, "n": CEILING})
        counted = {row.key: row.n_tries for row in session.query(ThrottleBucket)}
    assert counted == {"a": 5, "n": 5}


def test_of_many_at_once_no_more_than_allowed_come_through(app):
    def knock(_number: int) -> bool:
        with app.app_context():
            return throttle.wait_for({"n": CEILING}) == timedelta()

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(knock, range(60))) == 20


def test_a_right_try_is_forgiven_and_taken_back_from_what_others_share(app):
    with app.app_context(), time_machine.travel(START, tick=False):
        for _ in range(30):  # a full class signs in from one room
            assert throttle.wait_for({"own": DOUBLING, "n": CEILING}) == timedelta()
            throttle.forgive("own")
            throttle.take_back("n")


def test_old_buckets_are_gone_after_a_day(app):
    with app.app_context(), time_machine.travel(START, tick=False) as time:
        throttle.wait_for({"a": DOUBLING})
        time.shift(timedelta(hours=23))
        throttle.forget_old()
        assert session.query(ThrottleBucket).count() == 1
    with app.app_context(), time_machine.travel(START + timedelta(hours=25), tick=False):
        throttle.forget_old()
        assert session.query(ThrottleBucket).count() == 0


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("192.0.2.1", "192.0.2.0/24"),
        ("192.0.3.1", "192.0.3.0/24"),
        ("::ffff:192.0.2.5", "192.0.2.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("2001:db8:1:ffff::9", "2001:db8:1::/48"),
        ("nonsense", "?"),
        (None, "?"),
    ],
)
def test_neighbours_share_a_network(address, network):
    assert throttle.network_of(address) == network


def test_the_table_names_nobody(app):
    with app.app_context():
        throttle.wait_for({throttle.key_of("passphrase", "vera@demo.example", "192.0.2.0/24"): DOUBLING})
        rows = [vars(row) for row in session.query(ThrottleBucket)]
    assert "vera" not in repr(rows)
    assert "192.0.2" not in repr(rows)
