"""Between longitude and latitude (WGS84) and the British National Grid (EPSG:27700, metres).

The seven-parameter transformation of the Ordnance Survey (EPSG:1314) is written out here rather than looked up, so
that the same place has the same metres on every machine, whatever grids are installed, and nothing is ever fetched.
Its accuracy is 2 m on average over Great Britain and always within 5 m (1.8 m at the Ordnance Survey's London
station); the grid file that would give centimetres is not free to carry. One postcode is about 40 m across.
"""

from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

PIPELINE = (
    "+proj=pipeline"
    " +step +proj=unitconvert +xy_in=deg +xy_out=rad"
    " +step +proj=push +v_3"
    " +step +proj=cart +ellps=WGS84"
    " +step +inv +proj=helmert +x=446.448 +y=-125.157 +z=542.06 +rx=0.15 +ry=0.247 +rz=0.842 +s=-20.489"
    " +convention=position_vector"
    " +step +inv +proj=cart +ellps=airy"
    " +step +proj=pop +v_3"
    " +step +proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy"
)


@cache
def _transformer() -> Transformer:
    return Transformer.from_pipeline(PIPELINE)


def metres(longitude: float, latitude: float) -> tuple[float, float]:
    """Easting and northing of a WGS84 point. Infinite for a point the projection cannot hold."""
    return _transformer().transform(longitude, latitude)


def degrees(easting: float, northing: float) -> tuple[float, float]:
    """WGS84 longitude and latitude of a point on the British National Grid."""
    return _transformer().transform(easting, northing, direction="INVERSE")


def position(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude, in this order, of a point on the British National Grid, to about a metre."""
    longitude, latitude = degrees(easting, northing)
    return round(latitude, 5), round(longitude, 5)


def shape_in_metres(shape: shapely.Geometry) -> shapely.Geometry:
    """A geometry in longitude and latitude, redrawn on the British National Grid."""
    return shapely.transform(shape, _columns_in_metres)


def shape_in_degrees(shape: shapely.Geometry) -> shapely.Geometry:
    """A geometry on the British National Grid, redrawn in WGS84 longitude and latitude."""
    return shapely.transform(shape, _columns_in_degrees)


def _columns_in_metres(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack(_transformer().transform(points[:, 0], points[:, 1]))


def _columns_in_degrees(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack(_transformer().transform(points[:, 0], points[:, 1], direction="INVERSE"))
