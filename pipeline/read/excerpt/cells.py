"""A cell with its neighbours: the letters of the columns, the header, the row, and the row before where it shows what belongs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pipeline.issues import Location, letters
from pipeline.messages.screen import LEFT_TO_RIGHT, clean, head, isolated, padded, width
from pipeline.read.grid import Grid, read_grids

_WIDEST = 18
_NEIGHBOURS = 4


def cells(location: Location) -> list[str]:
    """The lines that show a cell or a row. Raises KeyError where the workbook has no such sheet."""
    grid = _grids(location.path, location.path.stat().st_mtime_ns)[location.part]
    columns = _columns(grid, location.column)
    rows = sorted({1, *_before(grid, location), location.row})
    shown = {(row, column): _shown(_seen(grid, (row, column))) for row in rows for column in columns}
    widths = {column: max(3, *(width(shown[row, column]) for row in rows)) for column in columns}
    gutter = max(2, len(str(location.row)))
    edge = " " * gutter + "│ "
    made = [edge + " ".join(padded(letters(column), widths[column]) for column in columns)]
    for row in rows:
        line = f"{row:>{gutter}}│ " + " ".join(padded(shown[row, column], widths[column]) for column in columns)
        made.append(LEFT_TO_RIGHT + line if isolated(line) != line else line)
    if location.column in widths:
        before = sum(widths[column] + 1 for column in columns if column < location.column)
        made.append(edge + " " * before + "^" * max(1, width(shown[location.row, location.column])))
    return [line.rstrip() for line in made]


def _columns(grid: Grid, column: int) -> list[int]:
    """The first column, which has the ids, and some around the one that is meant."""
    first = max(1, min(column - 2, grid.columns - _NEIGHBOURS + 1)) if column else 1
    return sorted({1, *range(first, min(first + _NEIGHBOURS, grid.columns + 1))})


def _before(grid: Grid, location: Location) -> list[int]:
    """The row before, where its cell shows what belongs into an empty one or into one that holds another kind of value."""
    above, here = (grid.values.get((row, location.column)) for row in (location.row - 1, location.row))
    return [location.row - 1] if above is not None and type(above) is not type(here) else []


@cache
def _grids(path: Path, _changed: int) -> Mapping[str, Grid]:
    return {grid.name: grid for grid in read_grids(path, lambda _: None)}


def _seen(grid: Grid, place: tuple[int, int]) -> object:
    """What a person sees in a cell: of one that is wrong, what was found in it; of a date, the date."""
    return grid.shown.get(place, "") or grid.values.get(place)


def _shown(value: object) -> str:
    return "" if value is None else head(clean(str(value)), _WIDEST)
