"""Counts per square of the National Grid, and squares too thin to show."""

import numpy as np
import pytest

from reporting.disclosure import may_name_cluster
from reporting.hotspots.cells import Cell, cell_counts
from reporting.hotspots.incidents import collapse


def incidents(*rows):
    """(easting, northing, day) rows, each an occurrence of its own."""
    table = np.array(rows).reshape(-1, 3)
    n = len(table)
    return collapse(table[:, :2], table[:, 2], np.arange(n), np.ones(n), np.zeros(n))


def test_squares_are_aligned_to_the_grid_and_sorted():
    found = cell_counts(
        incidents((530249, 184000, 1), (530250, 184000, 1), (530251, 183999, 2), (530499, 183750, 2)), minimum=None
    )
    assert found.cells == [
        Cell(530000, 184000, n_incidents=1, n_days=1, n_places=1),
        Cell(530250, 183750, n_incidents=2, n_days=1, n_places=2),
        Cell(530250, 184000, n_incidents=1, n_days=1, n_places=1),
    ]
    assert found.withheld == 0


@pytest.mark.parametrize(
    ("rows", "is_shown"),
    [
        ([(10, 10, 1), (10, 10, 2), (20, 20, 3)], True),
        ([(10, 10, 1), (20, 20, 2)], False),
        ([(10, 10, 1), (20, 20, 1), (30, 30, 1)], False),
        ([(10, 10, 1), (10, 10, 2), (10, 10, 3)], False),
    ],
    ids=["enough", "too few incidents", "one day", "one place"],
)
def test_a_square_below_the_police_rule_is_only_counted_as_withheld(rows, is_shown):
    found = cell_counts(incidents(*rows), minimum=may_name_cluster)
    assert (len(found.cells), found.withheld) == ((1, 0) if is_shown else (0, 1))


def test_every_incident_is_in_one_square(scattered):
    many = scattered(500, seed=1)
    cells = cell_counts(many, cell_m=100, minimum=None).cells
    assert sum(c.n_incidents for c in cells) == 500
    assert sum(c.n_places for c in cells) == len(np.unique(many.place))
    for cell in cells[::7]:
        within = (
            (many.xy >= (cell.easting, cell.northing)) & (many.xy < (cell.easting + 100, cell.northing + 100))
        ).all(axis=1)
        assert (cell.n_incidents, cell.n_days) == (within.sum(), len(np.unique(many.day[within])))


def test_no_incidents_are_no_squares():
    assert cell_counts(incidents(), minimum=may_name_cluster) == ([], 0)


def test_a_side_must_be_positive():
    with pytest.raises(ValueError, match="positive"):
        cell_counts(incidents((1, 1, 1)), cell_m=0, minimum=None)
