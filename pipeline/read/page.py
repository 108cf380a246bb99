"""A sheet as a table: the row of its header, the names of its columns, its rows, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.issues import Issue, Location, Report, issue, letters
from pipeline.read.characters import bare
from pipeline.read.grid import Grid, Raw
from pipeline.read.sheets.looks import plain
from pipeline.read.sheets.stream import CELLS

_DEEPEST = 20
"""The last row in which the header of a table is looked for."""

_ROWS_AWAY, _COLUMNS_AWAY = 100, 20
"""How far below or beside the others a cell stands that was forgotten there."""

_PLACES = 2 * CELLS
"""How many places a table may have, filled or not."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what it holds, what it shows where that is something else, and whether it holds something wrong instead."""

    raw: Raw
    shown: str
    wrong: bool
    at: Location


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet with a header: the row it stands in, names by column, and the rows below it that hold anything under a name."""

    path: Path
    grid: Grid
    row: int
    header: dict[int, str]
    rows: tuple[int, ...]

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return self.grid.name

    @property
    def columns(self) -> Mapping[str, int]:
        """The column of each name, the first of those that share one."""
        return {name: column for column, name in reversed(self.header.items())}

    def at(self, row: int = 0, column: int = 0) -> Location:
        """A place in the sheet."""
        return Location(self.path, self.grid.name, row, column)

    def cell(self, row: int, column: int) -> Cell:
        """A cell of the sheet."""
        place = row, column
        raw = self.grid.values.get(place)
        shown = self.grid.shown.get(place, "")
        return Cell(raw, shown, raw is None and place in self.grid.shown, self.at(row, column))


def read_page(path: Path, grid: Grid, key: str) -> Page:
    """A sheet as a table. `key` is the name of the column by which the header is known where it does not stand in row 1."""
    found = (row for row in range(1, _DEEPEST + 1) if key in _names(grid, row).values())
    row = next(found, 1)
    header = _names(grid, row)
    rows = sorted({below for below, column in grid.values if below > row and column in header})
    return Page(path, grid, row, header, tuple(rows))


def holds(page: Page, place: Location) -> bool:
    """Whether a place of the sheet is in its table."""
    return place.row >= page.row and place.column in page.header


def check_page(page: Page, report: Report) -> None:
    """Report what a person would not see in the table, or would see and is not read: XL116, XL117, XL301 to XL303, XL321, XL322."""
    grid = page.grid
    if grid.hidden:
        report(issue("XL116", page.at()))
    if page.row > 1:
        report(issue("XL117", page.at(page.row), row=page.row))
    for column, name in page.header.items():
        raw = grid.values[page.row, column]
        _, gone = bare(str(raw))
        if gone:
            report(issue("XL315", page.at(page.row, column), found=raw, read=name, characters=gone))
        if column in grid.hidden_columns:
            report(issue("XL303", page.at(column=column), column=name))
    for row in page.rows:
        if row in grid.hidden_rows:
            report(issue("XL302" if grid.filtered else "XL301", page.at(row), row=row))
    for found in _forgotten(page) if page.header else ():
        report(found)


def too_large(page: Page) -> bool:
    """Whether a table has more places than can be read in a reasonable time."""
    return len(page.rows) * len(page.header) > _PLACES


def _names(grid: Grid, row: int) -> dict[int, str]:
    values = ((column, grid.values.get((row, column))) for column in range(1, grid.columns + 1))
    names = ((column, _name(value)) for column, value in values if value is not None)
    return {column: name for column, name in names if name}


def _name(value: Raw) -> str:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return bare(plain(value) if number else str(value))[0]  # type: ignore[arg-type]


def _forgotten(page: Page) -> Iterator[Issue]:
    """XL321 for a column that holds something and has no name, XL322 for a cell far below or beside the table."""
    above = page.row
    for row in page.rows:
        if row - above > _ROWS_AWAY:
            first = min(column for column in page.header if (row, column) in page.grid.values)
            yield issue("XL322", page.at(row, first), last=page.at(above, first).cell)
        above = row
    unnamed: dict[int, list[int]] = {}
    for row, column in page.grid.values:
        if row > page.row and column not in page.header:
            unnamed.setdefault(column, []).append(row)
    last = max(page.header, default=0)
    for column, rows in sorted(unnamed.items()):
        at = page.at(min(rows), column)
        if column - last > _COLUMNS_AWAY:
            yield issue("XL322", at, last=page.at(at.row, last).cell)
        else:
            yield issue("XL321", page.at(page.row, column), column=letters(column), cell=at.cell, count=len(rows))
