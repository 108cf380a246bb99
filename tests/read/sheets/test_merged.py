"""Merged ranges and the cells they cover."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.sheets.merged import covered

PLACES = st.sets(st.tuples(st.integers(1, 8), st.integers(1, 8)))
RANGES = st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8), st.integers(0, 3), st.integers(0, 3)), max_size=8)


def cells(of: tuple[int, int, int, int]) -> set[tuple[int, int]]:
    return {(row, column) for row in range(of[0], of[2] + 1) for column in range(of[1], of[3] + 1)}


@given(PLACES, RANGES)
def test_each_range_has_the_filled_cells_that_it_covers(
    places: set[tuple[int, int]], sizes: list[tuple[int, int, int, int]]
) -> None:
    ranges: list[tuple[int, int, int, int]] = []
    for row, column, height, width in sizes:
        new = (row, column, row + height, column + width)
        if not any(cells(new) & cells(other) for other in ranges):
            ranges.append(new)
    assert covered(ranges, places) == {of: sorted(cells(of) & places) for of in ranges if cells(of) & places}


@given(PLACES, RANGES)
def test_ranges_that_overlap_stop_nothing(places: set[tuple[int, int]], sizes: list[tuple[int, int, int, int]]) -> None:
    ranges = [(row, column, row + height, column + width) for row, column, height, width in sizes]
    assert all(set(found) <= cells(of) & places for of, found in covered(ranges, places).items())
