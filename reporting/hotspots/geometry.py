"""Circles around centres, cut into rings: which ring of which centre each place falls in."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import cKDTree

EDGE_M = 1e-6  # a place this near outside a circle is on its edge, and the edge belongs to the circle
MAX_CENTRES = 1000
SPACING_M = 150.0


def ladder(*, shortest_m: float = 100.0, longest_m: float = 1000.0, factor: float = 1.3) -> tuple[float, ...]:
    """Radii in metres that grow by ``factor``; the last is exactly ``longest_m``."""
    radii = [shortest_m]
    while radii[-1] * factor < 0.98 * longest_m:
        radii.append(radii[-1] * factor)
    return (*radii, longest_m)


RADII_M = ladder()


@dataclass(frozen=True)
class Rings:
    """Zone ``centre * n_rings + ring`` of every place within reach, place by place.

    first  (places + 1,) int64: place i owns zone[first[i]:first[i + 1]]
    zone   (pairs,) int32
    """

    first: NDArray[np.int64]
    zone: NDArray[np.int32]
    n_centres: int
    n_rings: int

    def sums(self, amounts: ArrayLike) -> NDArray[np.float64]:
        """Whole circles: (places,) amounts summed within each radius of each centre, (n_centres, n_rings)."""
        spread = np.repeat(np.asarray(amounts, dtype=np.float64), np.diff(self.first))
        per_ring = np.bincount(self.zone, weights=spread, minlength=self.n_centres * self.n_rings)
        return per_ring.reshape(self.n_centres, self.n_rings).cumsum(axis=1)


def rings(places: NDArray[np.float64], centres: NDArray[np.float64], radii_m: ArrayLike) -> Rings:
    """Sort places into rings.

    places   (places, 2) and centres (n_centres, 2), metres
    radii_m  (n_rings,) ascending, or (n_centres, n_rings) when each centre has radii of its own

    Whole rings only: places at equal distance enter together, unlike in SaTScan, which takes them one by one.
    """
    radii = np.asarray(radii_m, dtype=np.float64)
    n_rings = radii.shape[-1]
    near = cKDTree(places).sparse_distance_matrix(cKDTree(centres), radii.max() + EDGE_M, output_type="ndarray")
    place, centre, distance = near["i"], near["j"], near["v"] - EDGE_M
    if radii.ndim == 1:
        ring = np.searchsorted(radii, distance)
    else:
        ring = (radii[centre] < distance[:, None]).sum(axis=1)
    is_inside = ring < n_rings
    n_zones = len(centres) * n_rings
    # One sort of one key, place first.
    key = np.sort(place[is_inside] * n_zones + centre[is_inside] * n_rings + ring[is_inside])
    place, zone = np.divmod(key, n_zones)
    first = np.append(0, np.cumsum(np.bincount(place, minlength=len(places))))
    return Rings(first.astype(np.int64), zone.astype(np.int32), len(centres), n_rings)


def distinct_points(xy: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """The different points among (n, 2), from west to east, then south to north, and which of them each row is, (n,)."""
    # Complex numbers sort by their real, then their imaginary part: one key for a point.
    points, index = np.unique(xy[:, 0] + 1j * xy[:, 1], return_inverse=True)
    return np.column_stack((points.real, points.imag)), index


def default_centres(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """The places (n, 2) themselves; beyond MAX_CENTRES of them, the mean place of each occupied square of SPACING_M."""
    if len(places) <= MAX_CENTRES:
        return places
    square = distinct_points(np.floor(places / SPACING_M))[1]
    return np.column_stack([np.bincount(square, weights=axis) / np.bincount(square) for axis in places.T])
