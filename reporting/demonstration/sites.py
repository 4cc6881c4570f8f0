"""Where the reports of the demonstration happen: a few hot places, and everywhere else."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

import shapely

from reporting.demonstration import names
from reporting.demonstration.borough import Borough, Spot, Unit
from reporting.demonstration.chances import PLACE_KINDS, happens

T = TypeVar("T")

HOT_SHARE = 0.38  # of what happens in the street, near one of the hot places
HOT_KINDS = ("market", "station", "nightlife", "square")
NEAR_M = 130
ESTATE_SHARE = 0.7  # of what happens at home or in common areas
STEEPNESS = 0.8  # how much more the first of a list gets than the next ones


@dataclass(frozen=True)
class Site:
    """An exact place, and the name of its street, estate or public place."""

    point: tuple[int, int]
    name: str
    postcode: str


class Sites:
    """Places of a borough, drawn with the same uneven likelihood every time."""

    def __init__(self, ground: Borough) -> None:
        self.ground = ground
        self._tree = shapely.STRtree([shapely.Point(unit.easting, unit.northing) for unit in ground.units])
        self._streets = [unit for unit in ground.units if not unit.is_estate]
        self._on_estate: dict[str, list[Unit]] = {}
        for unit in ground.units:
            if unit.is_estate:
                self._on_estate.setdefault(unit.street, []).append(unit)
        self._hot = [place for kind in HOT_KINDS for place in ground.places if place.kind == kind]
        self._estates = [one.name for one in ground.estates if one.name != names.STORY_ESTATE]
        self._of_kind: dict[str, list[Spot]] = {}
        for place in ground.places:
            self._of_kind.setdefault(place.kind, []).append(place)
        self._shape = ground.outline.buffer(-1)
        shapely.prepare(self._shape)

    def site(self, random: Random, place_type: str) -> Site:
        """A place of a type (a key of PLACE_TYPES)."""
        if place_type in {"home_doorstep_or_garden", "home_inside", "estate_common_area"}:
            if happens(random, ESTATE_SHARE):
                return self.on_estate(random, _uneven(random, self._estates))
            return self.at(random, random.choice(self._streets))
        kinds = PLACE_KINDS.get(place_type)
        if kinds:
            return self.beside(random, _uneven(random, self._of_kind[random.choice(kinds)]))
        if happens(random, HOT_SHARE):
            return self.near(random, _uneven(random, self._hot))
        return self.at(random, random.choice(self._streets))

    def on_estate(self, random: Random, name: str) -> Site:
        """At one of the estate's units."""
        return self.at(random, random.choice(self._on_estate[name]))

    def at(self, random: Random, unit: Unit) -> Site:
        """A few metres from a unit's point."""
        return Site(self._beside(random, unit.easting, unit.northing, 9), unit.street, unit.code)

    def beside(self, random: Random, place: Spot) -> Site:
        """At a public place."""
        return Site(self._beside(random, place.easting, place.northing, 25), place.name, "")

    def near(self, random: Random, place: Spot, within_m: float = NEAR_M) -> Site:
        """On a street around a public place, or at the place itself where there is none."""
        around = shapely.Point(place.easting, place.northing).buffer(within_m)
        units = [self.ground.units[number] for number in sorted(self._tree.query(around, predicate="contains"))]
        streets = [unit for unit in units if not unit.is_estate]
        return self.at(random, random.choice(streets)) if streets else self.beside(random, place)

    def n_streets_near(self, place: Spot, within_m: float = NEAR_M) -> int:
        """How many postcode units of streets there are around a place."""
        around = shapely.Point(place.easting, place.northing).buffer(within_m)
        return sum(not self.ground.units[number].is_estate for number in self._tree.query(around, predicate="contains"))

    def _beside(self, random: Random, easting: int, northing: int, within_m: float) -> tuple[int, int]:
        east, north = easting + random.uniform(-within_m, within_m), northing + random.uniform(-within_m, within_m)
        if self._shape.contains(shapely.Point(round(east), round(north))):
            return round(east), round(north)
        return easting, northing


def _uneven(random: Random, some: Sequence[T]) -> T:
    """The first are likelier than the last."""
    weights = [1 / (number + 2) ** STEEPNESS for number in range(len(some))]
    return random.choices(some, weights)[0]
