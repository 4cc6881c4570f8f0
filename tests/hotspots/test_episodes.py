"""A cluster that touches one of the weeks before goes on; another is new."""

from dataclasses import dataclass
from datetime import date, timedelta

from reporting.hotspots.weekly.episodes import begun, touch

SUNDAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Circle:
    lat: float
    lon: float = -0.1
    radius_m: int = 200


HERE, NEAR, BETWEEN, FAR = Circle(51.5), Circle(51.503), Circle(51.5055), Circle(51.6)


def weeks_before(number: int) -> date:
    return SUNDAY - timedelta(weeks=number)


def test_circles_touch_when_their_ground_meets():
    assert touch(HERE, NEAR)  # 334 m apart, 200 m around each
    assert not touch(HERE, BETWEEN)
    assert not touch(HERE, FAR)


def test_what_was_never_seen_before_is_new():
    assert begun(HERE, SUNDAY, []) == SUNDAY
    assert begun(HERE, SUNDAY, [(weeks_before(1), [FAR])]) == SUNDAY


def test_an_episode_is_followed_back_through_every_week_and_through_gaps_of_four_weeks():
    earlier = [(weeks_before(n), [HERE]) for n in (1, 2, 6)]
    assert begun(HERE, SUNDAY, earlier) == weeks_before(6)
    assert begun(HERE, SUNDAY, [(weeks_before(1), [HERE]), (weeks_before(6), [HERE])]) == weeks_before(1)


def test_an_episode_may_move_from_week_to_week():
    assert begun(BETWEEN, SUNDAY, [(weeks_before(1), [NEAR]), (weeks_before(2), [HERE])]) == weeks_before(2)


def test_what_was_longer_ago_than_four_weeks_is_another_episode():
    assert begun(HERE, SUNDAY, [(weeks_before(4), [HERE])]) == weeks_before(4)
    assert begun(HERE, SUNDAY, [(weeks_before(5), [HERE])]) == SUNDAY
