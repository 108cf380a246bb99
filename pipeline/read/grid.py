"""The cells of a workbook as they stand, sheet by sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter
from pathlib import Path

from pipeline.gate.kinds import Kind
from pipeline.gate.reading import read_container
from pipeline.issues import REGISTRY, Location, Report, Severity, SourceError, issue, letters
from pipeline.read.sheets.book import Book, SheetPart, read_book
from pipeline.read.sheets.cells import Cells, Range
from pipeline.read.sheets.formats import GENERAL
from pipeline.read.sheets.merged import Place, covered
from pipeline.read.sheets.package import Package
from pipeline.read.sheets.rows import Cell
from pipeline.read.sheets.stream import CELLS, DamagedError, TooLargeError
from pipeline.read.sheets.texts import cleaned
from pipeline.read.sheets.values import Raw, Reading, read_text, read_value

__all__ = ["Grid", "Raw", "read_grids"]

CHARACTERS = 10_000_000
"""Characters that its cells may hold in all."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: its values by (row, column), both from 1; empty cells are absent. `rows` and `columns` reach to the last filled cell.

    `shown` is what a person sees in a cell where that is not its value: `69%` for 0.69, and what a cell holds that has no value
    since it is wrong. `hidden_rows` and `hidden_columns` are those that hold anything; `filtered` says that a filter hides rows.
    """

    name: str
    values: Mapping[Place, Raw]
    rows: int
    columns: int
    shown: Mapping[Place, str] = field(default_factory=dict)
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    filtered: bool = False


def read_grids(path: Path, report: Report) -> tuple[Grid, ...]:
    """All sheets of a workbook, in its order. Raises SourceError XL101 where the file is no workbook, XL118 where it is too large.

    Reports XL210 (error values), XL211 (formulas whose value was not stored), XL215 (merged cells, where they cover any that are
    filled), XL304 (days outside the calendar), XL312 (numbers of too many digits), XL313 (what does not fit its cell's type),
    XL314 (nothing but invisible characters) and XL318 (a cell twice) by cell; such a cell is left out.
    """
    package = Package(read_container(path, Kind.WORKBOOK))
    sheet = ""
    made: list[Grid] = []
    try:
        book = read_book(package)
        left = [CELLS, CHARACTERS]
        for part in book.sheets:
            sheet = part.name
            made.append(_Sheet(Location(path, sheet), book, left, report).read(package, part))
    except DamagedError as error:
        raise SourceError(issue("XL101", Location(path), place=error.place)) from error
    except TooLargeError as error:
        raise SourceError(issue("XL118", Location(path, sheet), limit=CELLS)) from error
    return tuple(made)


class _Sheet:
    """A grid in the making; `left` is how many cells and characters the workbook may still hold."""

    def __init__(self, here: Location, book: Book, left: list[int], report: Report) -> None:
        self._here = here
        self._book = book
        self._left = left
        self._report = report
        self._values: dict[Place, Raw] = {}
        self._shown: dict[Place, str] = {}

    def read(self, package: Package, part: SheetPart) -> Grid:
        cells = Cells(self._left[0])
        cells.read(package, part)
        self._take(cells.cells)
        filled = self._values.keys() | self._shown.keys() if cells.merged else ()
        for merged, places in covered(cells.merged, filled).items():
            self._report(issue("XL215", self._at(places[0]), range=_named(merged)))
            for place in places[1:]:
                self._values.pop(place, None)
        rows, columns = (set(map(itemgetter(at), chain(self._values, self._shown))) for at in (0, 1))
        return Grid(
            part.name,
            self._values,
            max(rows, default=0),
            max(columns, default=0),
            self._shown,
            hidden=part.hidden,
            hidden_rows=frozenset(cells.hidden_rows & rows),
            hidden_columns=frozenset(
                column for column in columns if any(first <= column <= last for first, last in cells.hidden_columns)
            ),
            filtered=cells.filtered,
        )

    def _take(self, cells: Sequence[Cell]) -> None:
        strings, formats, calendar = self._book.strings, self._book.formats, self._book.calendar
        values, shown = self._values, self._shown
        characters = self._left[1]
        for row, column, kind, style, formula, text in cells:
            place = row, column
            if text is None or (formula is not None and not text and kind != "str"):
                self._wrong("XL211", place, f"={formula}")
                continue
            found: Reading | None = None
            if kind == "s":
                found = strings.get(text) or strings.get(text.strip())
            elif kind == "inlineStr":
                found = read_text(cleaned(text))
            value, look, code = found or read_value(kind, formats.get(style, GENERAL), text, calendar)
            if place in values or (shown and place in shown):
                self._report(issue("XL318", self._at(place)))
            elif code:
                self._wrong(code, place, look)
            elif value is not None:
                values[place] = value
                if look:
                    shown[place] = look
                if isinstance(value, str):
                    characters -= len(value)
                    if characters < 0:
                        raise TooLargeError
        self._left[:] = self._left[0] - len(cells), characters

    def _wrong(self, code: str, place: Place, found: str) -> None:
        # What is only a warning is read as empty, and where a value is needed that says so.
        if REGISTRY[code] is Severity.ERROR:
            self._shown[place] = found
        self._report(issue(code, self._at(place), found=found))

    def _at(self, place: Place) -> Location:
        return Location(self._here.path, self._here.part, *place)


def _named(merged: Range) -> str:
    return f"{letters(merged[1])}{merged[0]}:{letters(merged[3])}{merged[2]}"
