"""Larkmere: wards, estates, named places, postcodes and centres of a borough that lies nowhere. Pure and seeded.

Metres are EPSG:27700. The ground is open sea; the postcodes are in the area ZZ, which is allocated to nobody.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from random import Random

import shapely

from reporting.demonstration import drawing, names

N_STREETS = 355
UNITS_A_STREET = (3, 10)
UNIT_GAP_M = (28, 55)
UNITS_AN_ESTATE = 10
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # those a postcode may end with
UNITS_A_SECTOR = 70
STREET_SHAPES = 0.4  # how much the direction of a street may turn, radians


@dataclass(frozen=True)
class WardDrawn:
    code: str
    name: str
    shape: shapely.Polygon


@dataclass(frozen=True)
class Spot:
    """A named point: an estate, a street's place or a public place. ``ward`` is the ward's code."""

    name: str
    kind: str
    easting: int
    northing: int
    ward: str


@dataclass(frozen=True)
class Unit:
    """A postcode unit on a street or estate."""

    code: str
    easting: int
    northing: int
    ward: str
    street: str
    is_estate: bool


@dataclass(frozen=True)
class Borough:
    """The whole of it. ``centres`` maps a centre's code to its postcode."""

    outline: shapely.Polygon
    wards: tuple[WardDrawn, ...]
    estates: tuple[Spot, ...]
    places: tuple[Spot, ...]
    units: tuple[Unit, ...]
    centres: dict[str, str]


@lru_cache(maxsize=4)
def borough(seed: int) -> Borough:
    """The borough of a seed: the same every time."""
    random = Random(f"larkmere {seed}")  # noqa: S311  a drawing, not a secret
    shape = drawing.outline(random)
    pieces = drawing.wards(random, shape, len(names.WARDS))
    wards = tuple(
        WardDrawn(f"ZZ{number:06d}", name, piece)
        for number, (name, piece) in enumerate(zip(names.WARDS, pieces, strict=True), start=1)
    )
    shape = shapely.union_all([ward.shape for ward in wards])  # the outline, where borders meet it on whole metres
    estates = _estates(random, wards)
    units = _units(random, wards, estates)
    places = _places(random, wards)
    used = random.sample([unit.code for unit in units if not unit.is_estate], len(names.CENTRES))
    return Borough(shape, wards, estates, places, units, dict(zip(names.CENTRES, used, strict=True)))


def _estates(random: Random, wards: tuple[WardDrawn, ...]) -> tuple[Spot, ...]:
    """The story's estate in the first ward, the others in turn in all of them, none within 250 m of another."""
    placed: list[Spot] = []
    for number, name in enumerate((names.STORY_ESTATE, *names.ESTATES)):
        ward = wards[number % len(wards)]
        inner = ward.shape.buffer(-150)
        point = drawing.random_point(random, inner)
        for _try in range(200):
            if all(math.dist((point.x, point.y), (one.easting, one.northing)) > 250 for one in placed):
                break
            point = drawing.random_point(random, inner)
        placed.append(Spot(name, "estate", round(point.x), round(point.y), ward.code))
    return tuple(placed)


def _places(random: Random, wards: tuple[WardDrawn, ...]) -> tuple[Spot, ...]:
    """Public places, each in a ward: one whose name begins with a ward's name lies in that ward."""
    by_name = {ward.name: ward for ward in wards}
    found = []
    for kind, called in names.PLACES.items():
        for number, name in enumerate(called):
            named = next((ward for ward_name, ward in by_name.items() if name.startswith(ward_name)), None)
            ward = named or wards[(number * 5 + len(kind)) % len(wards)]
            point = drawing.random_point(random, ward.shape.buffer(-60))
            found.append(Spot(name, kind, round(point.x), round(point.y), ward.code))
    return tuple(found)


def _units(random: Random, wards: tuple[WardDrawn, ...], estates: tuple[Spot, ...]) -> tuple[Unit, ...]:
    """Postcode units along streets and around estates, coded by ward, then as they come."""
    by_code = {ward.code: ward for ward in wards}
    rows: list[tuple[str, str, bool, int, int]] = []  # ward, street, estate or not, metres
    for estate in estates:
        for place in range(UNITS_AN_ESTATE):
            angle, reach = 2 * math.pi * place / UNITS_AN_ESTATE, random.uniform(15, 70)
            spot = round(estate.easting + reach * math.cos(angle)), round(estate.northing + reach * math.sin(angle))
            rows.append((estate.ward, estate.name, True, *spot))
    shapely.prepare([ward.shape for ward in wards])
    called = [f"{first} {last}" for first in names.FIRST_WORDS for last in names.LAST_WORDS]
    for number, street in enumerate(random.sample(called, N_STREETS)):
        ward = wards[number % len(wards)]
        start = drawing.random_point(random, ward.shape.buffer(-40))
        direction, easting, northing = random.uniform(0, 2 * math.pi), start.x, start.y
        for _unit in range(random.randint(*UNITS_A_STREET)):
            if by_code[ward.code].shape.contains(shapely.Point(round(easting), round(northing))):
                rows.append((ward.code, street, False, round(easting), round(northing)))
            direction += random.uniform(-STREET_SHAPES, STREET_SHAPES)
            step = random.uniform(*UNIT_GAP_M)
            easting, northing = easting + step * math.cos(direction), northing + step * math.sin(direction)
    return tuple(_coded(rows, wards))


def _coded(rows: list[tuple[str, str, bool, int, int]], wards: tuple[WardDrawn, ...]) -> list[Unit]:
    """ZZ1 1AA, ZZ1 1AB … in the first ward, ZZ2 1AA … in the second."""
    districts = {ward.code: number for number, ward in enumerate(wards, start=1)}
    counted = dict.fromkeys(districts, 0)
    units, taken = [], set()
    for ward, street, is_estate, easting, northing in rows:
        if (easting, northing) in taken:
            continue
        taken.add((easting, northing))
        sector, place = divmod(counted[ward], UNITS_A_SECTOR)
        counted[ward] += 1
        code = f"ZZ{districts[ward]} {sector + 1}{LETTERS[place // 20]}{LETTERS[place % 20]}"
        units.append(Unit(code, easting, northing, ward, street, is_estate))
    return units
