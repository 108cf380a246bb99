"""The surroundings of a place: a few rows of a sheet with its letters, a line of a text, with carets under the fault."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pipeline.gate.reading import FORBIDDEN, lines, read_text
from pipeline.issues import Location, SourceError, letters
from pipeline.read.grid import Grid, read_grids

_WIDEST = 18
_LINE = 96


def excerpt(location: Location) -> list[str]:
    """The lines that show a cell or a place in a text; none where the place is a whole file or cannot be shown."""
    if not location.row:
        return []
    try:
        match location.path.suffix.lower():
            case ".xlsx":
                return _cells(location)
            case ".docx":
                return []
            case _:
                return _line(location)
    except (SourceError, KeyError, IndexError):
        return []


@cache
def _grids(path: Path) -> Mapping[str, Grid]:
    return {grid.name: grid for grid in read_grids(path, lambda _: None)}


def _cells(location: Location) -> list[str]:
    grid = _grids(location.path)[location.part]
    first = max(1, min(location.column - 2, grid.columns - 3)) if location.column else 1
    columns = sorted({1, *range(first, min(first + 4, grid.columns + 1))})
    rows = sorted({1, location.row})
    shown = {(row, column): _shown(_seen(grid, (row, column))) for row in rows for column in columns}
    widths = {column: max(3, *(_width(shown[row, column]) for row in rows)) for column in columns}
    gutter = max(2, len(str(location.row)))
    edge = " " * gutter + "│ "
    made = [edge + " ".join(_padded(letters(column), widths[column]) for column in columns)]
    made += [f"{row:>{gutter}}│ " + " ".join(_padded(shown[row, column], widths[column]) for column in columns) for row in rows]
    if location.column in widths and location.row == rows[-1]:
        before = sum(widths[column] + 1 for column in columns if column < location.column)
        made.append(edge + " " * before + "^" * max(1, _width(shown[location.row, location.column])))
    return [line.rstrip() for line in made]


def _seen(grid: Grid, place: tuple[int, int]) -> object:
    """What a person sees in a cell: of one that is wrong, what was found in it; of a date, the date."""
    return grid.shown.get(place, "") or grid.values.get(place)


def _shown(value: object) -> str:
    text = "" if value is None else FORBIDDEN.sub("\ufffd", str(value).replace("\n", " "))
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _line(location: Location) -> list[str]:
    text = FORBIDDEN.sub("\ufffd", lines(read_text(location.path))[location.row - 1])
    start = max(0, location.column - 1 - _LINE // 2) if location.column > _LINE else 0
    shown = text[start : start + _LINE].replace("\t", "→")
    before = _width(text[start : max(start, location.column - 1)].replace("\t", "→"))
    carets = "^" * max(1, min(location.length or 1, _LINE - before, len(shown)))
    return [f"{location.row:>4}│ {shown}", f"    │ {' ' * before}{carets}"]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
