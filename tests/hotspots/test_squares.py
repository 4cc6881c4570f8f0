"""Squares of the National Grid over an area: which there are, how much of each, and where a point counts."""

import numpy as np
import pytest

from reporting.hotspots.squares import NOWHERE, squares
from reporting.hotspots.surface import Grid


def grid(area=None):
    return Grid(west=526000, south=181000, cell_m=50, rows=20, cols=40, area=area)


def test_they_cover_the_area_and_share_it_out():
    found = squares(grid(), side_m=250)
    assert len(found) == 8 * 4
    assert found.corners()[[0, 1, 4]].tolist() == [[526000, 181000], [526000, 181250], [526250, 181000]]
    assert found.centres()[0].tolist() == [526125, 181125]
    np.testing.assert_allclose(found.share, 1.0)


def test_a_square_on_the_edge_has_the_share_that_lies_inside():
    area = np.zeros((20, 40), dtype=bool)
    area[:5, :7] = True  # 250 m by 350 m
    found = squares(grid(area), side_m=250)
    assert found.corners().tolist() == [[526000, 181000], [526250, 181000]]
    assert found.share.tolist() == pytest.approx([1.0, 0.4])


def test_corners_are_multiples_of_the_side_wherever_the_grid_begins():
    moved = Grid(west=526130, south=181010, cell_m=50, rows=20, cols=40)
    assert not (squares(moved, side_m=250).corners() % 250).any()


def test_a_point_counts_in_its_square_just_beside_in_the_nearest_and_far_off_nowhere():
    found = squares(grid(), side_m=250)
    points = np.array([[526000.0, 181249.0], [526250.0, 181000.0], [525900.0, 181100.0], [520000.0, 181100.0]])
    at = found.of(points)
    assert at.tolist() == [0, 4, 0, NOWHERE]
    assert found.counts(at)[[0, 4]].tolist() == [2, 1]
    assert found.counts(at).sum() == 3
    assert len(found.of(np.empty((0, 2)))) == 0


def test_holes_and_an_area_of_nothing_are_refused():
    with pytest.raises(ValueError, match="side"):
        squares(grid(), side_m=40)
    with pytest.raises(ValueError, match="cells"):
        squares(grid(np.zeros((20, 40), dtype=bool)), side_m=250)
