"""Incidents per 1,000 residents. Pure."""

FEWEST = 3
"""Fewer incidents than this are too few for a rate: one more or less would double it or halve it."""


def rate(n_incidents: int, residents: int | None) -> float | None:
    """Incidents per 1,000 residents for the period counted; None where residents are not known or the incidents too few.

    residents   of the ward, 0 or more; None: nobody imported them
    """
    if not residents or n_incidents < FEWEST:
        return None
    return 1000 * n_incidents / residents
