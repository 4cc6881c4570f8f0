"""Squares of the National Grid as people read them."""

LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"  # no I
LARGE_M = 500_000
SMALL_M = 100_000


def grid_reference(easting: int, northing: int) -> str:
    """The 100 m reference, as ``TQ 305 825``, of a point in metres (EPSG:27700).

    Enough to tell squares of 250 m apart by their south-west corners. Raises ValueError off the grid.
    Source: Ordnance Survey, A guide to coordinate systems in Great Britain, section 7.
    """
    if not (-1_000_000 <= easting < 1_500_000 and -500_000 <= northing < 2_000_000):
        raise ValueError((easting, northing))
    # The letters count from a corner 1,000 km west and 500 km south of the false origin, rows from the north.
    east, north = easting + 2 * LARGE_M, northing + LARGE_M
    large = LETTERS[(4 - north // LARGE_M) * 5 + east // LARGE_M]
    small = LETTERS[(4 - north % LARGE_M // SMALL_M) * 5 + east % LARGE_M // SMALL_M]
    return f"{large}{small} {easting % SMALL_M // 100:03d} {northing % SMALL_M // 100:03d}"
