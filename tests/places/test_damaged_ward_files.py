"""Whatever byte of a file is damaged, the answer is wards or a refusal, never another failure."""

import io
import random
import zipfile

import pytest
import shapely

from reporting.places.overlaps import refuse_overlaps
from reporting.places.readers import wards_in
from reporting.places.refusals import ImportRefused
from tests.places.files import geopackage, shapefile_zip, zipped
from tests.places.sea import SEA_EAST, SEA_NORTH, collection, two_wards

TRIES = 150


def damaged(content: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, and sometimes the end cut off."""
    changed = bytearray(content)
    reach = len(changed) if chance.random() < 0.5 else min(len(changed), 400)
    for _ in range(chance.randint(1, 6)):
        changed[chance.randrange(reach)] = chance.randrange(256)
    if chance.random() < 0.2:
        del changed[chance.randrange(len(changed)) :]
    return bytes(changed)


def in_geojson(write, tmp_path, chance):
    return damaged(write(collection(two_wards())).read_bytes(), chance)


def in_zip(write, tmp_path, chance):
    return damaged(shapefile_zip(two_wards()), chance)


def in_shapefile(write, tmp_path, chance):
    with zipfile.ZipFile(io.BytesIO(shapefile_zip(two_wards()))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()} | {"wards.cpg": b"UTF-8"}
    name = chance.choice(sorted(parts))
    return zipped(parts | {name: damaged(parts[name], chance)})


def in_geopackage(write, tmp_path, chance):
    shapes = {"North Bank": shapely.box(SEA_EAST, SEA_NORTH, SEA_EAST + 400, SEA_NORTH + 400)}
    return damaged(geopackage(tmp_path / "whole.gpkg", shapes).read_bytes(), chance)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", [in_geojson, in_zip, in_shapefile, in_geopackage])
def test_a_damaged_file_gives_wards_or_a_refusal(write, tmp_path, kind):
    chance = random.Random(27700)
    reasons = []
    for _ in range(TRIES):
        path = write(kind(write, tmp_path, chance), "damaged")
        try:
            refuse_overlaps(wards_in(path))
        except ImportRefused as refusal:
            reasons.append(str(refusal))
    assert len(reasons) > TRIES / 10
    assert all(reason.isprintable() for reason in reasons)
