"""Merged ranges and the cells they cover."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Collection, Iterable, Mapping

from pipeline.read.sheets.cells import Range

Place = tuple[int, int]


def covered(merged: Iterable[Range], places: Collection[Place]) -> Mapping[Range, list[Place]]:
    """The filled cells in each merged range that has any, in their order.

    Ranges do not overlap (Excel refuses a workbook in which they do): of two that overlap one may not be found.
    """
    waiting = sorted(merged, reverse=True)
    # Side by side, in the order of their columns: at most as many as a sheet has columns, whatever a file holds.
    begun: list[Range] = []
    found: dict[Range, list[Place]] = {}
    for row, column in sorted(places) if waiting else ():
        while waiting and waiting[-1][0] <= row:
            _begin(begun, waiting.pop(), row)
        at = bisect_right(begun, column, key=_first_column)
        if at and begun[at - 1][3] >= column and begun[at - 1][2] >= row:
            found.setdefault(begun[at - 1], []).append((row, column))
    return found


def _begin(begun: list[Range], new: Range, row: int) -> None:
    """Put a range among those that have begun, in the place of any that have ended where it stands."""
    while True:
        at = bisect_right(begun, new[3], key=_first_column)
        if not at or begun[at - 1][3] < new[1]:
            insort(begun, new, key=_first_column)
            return
        if begun[at - 1][2] >= row:
            return
        del begun[at - 1]


def _first_column(of: Range) -> int:
    return of[1]
