"""Two places in a ward of Omar's where much more has happened in the last weeks than before."""

import math
from datetime import date, timedelta
from random import Random
from typing import Any

from reporting.demonstration.borough import Spot
from reporting.demonstration.sites import Sites

WARD = "ZZ000002"
SIZE, FOR_REPORTS = 9, 600  # grows with the square root of the number of reports
KINDS = ("station", "market", "square", "pub", "nightlife", "park", "library", "bus_stop", "school")
WITHIN_M = 190


def size(n_reports: int) -> int:
    """How many reports each cluster has."""
    return round(SIZE * math.sqrt(n_reports / FOR_REPORTS))


def middles(sites: Sites) -> tuple[Spot, Spot]:
    """The ward's public place with most streets around it, and the one most apart from it among the rest."""
    here = [place for place in sites.ground.places if place.ward == WARD]
    first = max(here, key=lambda place: (sites.n_streets_near(place, WITHIN_M), place.name))
    others = [place for place in here if place != first and sites.n_streets_near(place, WITHIN_M) >= 3]
    return first, max(others or here, key=lambda place: (math.dist(_point(first), _point(place)), place.name))


def _point(place: Spot) -> tuple[int, int]:
    return place.easting, place.northing


def planted(random: Random, sites: Sites, *, n_each: int, today: date) -> list[dict[str, Any]]:
    """Plans of both clusters' reports: after school against race, and late in the evening against religion."""
    if n_each < 3:
        return []
    first, second = middles(sites)
    made = []
    for number in range(n_each):
        happened_on = today - timedelta(days=6 + (number * 22) // n_each + random.randint(0, 2))
        made.append({
            **_days(random, happened_on, today), "site": sites.near(random, first, WITHIN_M), "strand": "race",
            "place_type": "street", "part_of_day": "afternoon",
            "main_type": random.choice(("intimidation_group", "verbal_abuse", "threat", "assault_no_injury")),
        })  # fmt: skip
        happened_on = today - timedelta(days=5 + (number * 32) // n_each + random.randint(0, 3))
        made.append({
            **_days(random, happened_on, today), "site": sites.near(random, second, WITHIN_M), "strand": "religion",
            "place_type": "street", "part_of_day": "evening",
            "main_type": random.choice(("gesture_or_spitting", "verbal_abuse", "assault_no_injury")),
        })  # fmt: skip
    return made


def _days(random: Random, happened_on: date, today: date) -> dict[str, Any]:
    """Told within three days, never on a Sunday."""
    told_on = happened_on + timedelta(days=random.randint(0, 2))
    told_on += timedelta(days=told_on.weekday() == 6)
    return {"happened_on": happened_on, "told_on": told_on, "must_be_shared": True}
