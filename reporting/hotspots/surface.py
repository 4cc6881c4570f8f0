"""The heat surface: how many incidents per square kilometre around each point of a grid."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEAST_MASS = 0.05  # of a kernel inside the area: below it, an edge would be blown up without limit

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Grid:
    """Square cells; row 0 is the southernmost, column 0 the westernmost.

    west, south  outer corner, metres (EPSG:27700); cell_m  side of a cell
    area         (rows, cols) True inside the borough; None when there is no edge to correct for
    """

    west: float
    south: float
    cell_m: float
    rows: int
    cols: int
    area: NDArray[np.bool_] | None = None

    def centres(self) -> tuple[Array, Array]:
        """Eastings (cols,) and northings (rows,) of the cells' centres, metres."""
        eastings = self.west + self.cell_m * (np.arange(self.cols, dtype=np.float64) + 0.5)
        northings = self.south + self.cell_m * (np.arange(self.rows, dtype=np.float64) + 0.5)
        return eastings, northings


def density(points_m: Array, weights: Array, *, grid: Grid, bandwidth_m: float) -> Array:
    """Weighted incidents per square kilometre at the centres of a grid's cells.

    points_m     (n, 2) eastings and northings, metres (EPSG:27700); those beyond the grid do not count
    weights      (n,) severity weights, dimensionless, >= 0
    bandwidth_m  standard deviation of the Gaussian kernel, metres, > 0
    returns      (grid.rows, grid.cols); zeros when n = 0, and outside the area

    Within the area each kernel is divided by its mass inside, so the edge does not look quiet. Points are shared
    among the four nearest centres; at eight cells to the bandwidth that errs by less than 4e-4 of the peak for a thousand points, 3e-3 for a single one.
    Raises ValueError for a bandwidth that is not positive or a negative weight.
    Sources: Silverman (1986), Density Estimation, section 4.2; Diggle (1985), Applied Statistics 34(2), 138-147;
    Wand (1994), Journal of Computational and Graphical Statistics 3(4), 433-445 (linear binning).
    """
    _check(weights, bandwidth_m)
    across, along = _kernel(grid.cols, grid.cell_m, bandwidth_m), _kernel(grid.rows, grid.cell_m, bandwidth_m)
    per_m2 = along @ _shared_out(points_m, weights, grid) @ across.T
    if grid.area is not None:
        mass = along[:, 1:-1] @ grid.area.astype(np.float64) @ across[:, 1:-1].T * grid.cell_m**2
        per_m2 = np.where(grid.area, per_m2 / np.maximum(mass, LEAST_MASS), 0.0)
    return per_m2 * 1e6


def support(points_m: Array, *, grid: Grid, bandwidth_m: float) -> Array:
    """The effective number of incidents behind each cell's density, (rows, cols): one on the spot counts 1.

    A surface shown to others is blank where this is small. Raises ValueError for a bandwidth that is not positive.
    """
    ungated = Grid(grid.west, grid.south, grid.cell_m, grid.rows, grid.cols)
    per_km2 = density(points_m, np.ones(len(points_m)), grid=ungated, bandwidth_m=bandwidth_m)
    return per_km2 / 1e6 * (2 * np.pi * bandwidth_m**2)


def _check(weights: Array, bandwidth_m: float) -> None:
    if not bandwidth_m > 0:
        raise ValueError("the bandwidth must be positive")
    if len(weights) and np.min(weights) < 0:
        raise ValueError("a weight must not be negative")


def _kernel(n: int, cell_m: float, bandwidth_m: float) -> Array:
    """The Gaussian between n centres and the same centres with one more at either end, (n, n + 2), per metre."""
    # Sharing points among centres widens the kernel by cell²/6 on average; take that off beforehand.
    variance = max(bandwidth_m**2 - cell_m**2 / 6, bandwidth_m**2 / 2)
    offset = (np.arange(1, n + 1)[:, None] - np.arange(n + 2)) * cell_m
    return np.exp(-(offset**2) / (2 * variance)) / np.sqrt(2 * np.pi * variance)


def _shared_out(points_m: Array, weights: Array, grid: Grid) -> Array:
    """Each weight divided bilinearly among the four nearest centres, (rows + 2, cols + 2) with a margin of one cell."""
    # Imported here: it brings numba, which pages that draw no surface should not wait for.
    from reporting.hotspots.sharing_out import shared_out

    points = np.asarray(points_m, dtype=np.float64).reshape(-1, 2)
    where = (grid.west, grid.south, grid.cell_m)
    return shared_out(points, np.asarray(weights, dtype=np.float64), where=where, rows=grid.rows, cols=grid.cols)
