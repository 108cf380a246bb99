"""The cells of a sheet as a stream (ECMA-376 part 1, 18.3.1), with what surrounds them: merged ranges, what is hidden."""

from __future__ import annotations

from re import compile as pattern

from pipeline.read.sheets.book import SheetPart
from pipeline.read.sheets.package import Package
from pipeline.read.sheets.rows import COLUMNS, ROWS, Cell, Rows, column_of, usual_rows
from pipeline.read.sheets.stream import Attributes, DamagedError, TooLargeError, truth

_REFERENCE = pattern(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_LONGEST = 13
Range = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


class Cells:
    """Reads one sheet: its `cells` that hold anything, and what surrounds them.

    A cell or row that does not say where it stands follows the one before it. `hidden_columns` has the first and last of each
    stretch of them; `filtered` is whether a filter may hide rows.
    """

    def __init__(self, most: int) -> None:
        self.cells: list[Cell] = []
        self.merged: list[Range] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.filtered = False
        self._most = most
        self._row = self._column = 0
        self._number = "0"
        self._kind = self._style = ""
        self._formula: str | None = None
        self._text: str | None = None
        self._pieces: list[str] = []
        self._runs: list[str] = []
        self._phonetic = False
        self._letters: dict[str, int] = {}
        self._shared: dict[str, str] = {}
        self._shares = ""
        self._rows: Rows | None = None

    def read(self, package: Package, sheet: SheetPart) -> None:
        """Read the part of a sheet. Raises DamagedError, and TooLargeError where it has more cells than were asked for."""
        part = package.find(sheet.part) or sheet.part
        try:
            data = package.data(part)
            package.stream.count(data)
            self._rows = usual_rows(data, self._most)
            around = self._rows.around if self._rows else data
            fits = package.stream.parse(part, around, "worksheet", self._start, self._end, self._pieces.append)
        except DamagedError as error:
            raise DamagedError(f"{error.place} ({sheet.name}!{self._row or 1})") from error
        if not fits:
            raise DamagedError(part)

    def _start(self, tag: str, attributes: Attributes) -> None:
        if tag == "c":
            get = attributes.get
            number, reference = self._number, get("r", "")
            if reference.endswith(number) and (column := self._letters.get(reference[: -len(number)])):
                self._column = column
            else:
                self._place(reference)
            self._kind = get("t", "n")
            self._style = get("s", "")
            self._formula = self._text = None
        elif tag == "v" or tag == "t":  # noqa: PLR1714 - called for each of them, and a tuple would be the slower
            self._pieces.clear()
        elif tag == "row":
            self._begin_row(attributes)
        elif tag == "f":
            self._pieces.clear()
            self._shares = attributes.get("si", "")
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "sheetData":
            if self._rows:
                self.cells, self.hidden_rows, self._row = self._rows.cells, self._rows.hidden, self._rows.last
        elif tag == "col":
            if truth(attributes.get("hidden")) or attributes.get("width") == "0":
                self.hidden_columns.append((int(attributes.get("min", "0")), int(attributes.get("max", "0"))))
        elif tag == "mergeCell":
            self.merged.append(_range(attributes.get("ref", "")))
        elif tag == "filterColumn":
            self.filtered = True

    def _end(self, tag: str) -> None:
        if tag == "v":
            pieces = self._pieces
            self._text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        elif tag == "c":
            text = self._text
            if self._runs:
                text = "".join(self._runs)
                self._runs.clear()
            if text is not None or self._formula is not None:
                self.cells.append((self._row, self._column, self._kind, self._style, self._formula, text))
        elif tag == "t":
            # A text in line may be in several runs; phonetic guides are no part of it.
            if not self._phonetic:
                self._runs += self._pieces or ("",)
        elif tag == "f":
            self._formula = "".join(self._pieces)
            if self._shares:
                # Of the cells that share a formula only the first has it.
                self._formula = self._shared.setdefault(self._shares, self._formula)
        elif tag == "rPh":
            self._phonetic = False

    def _begin_row(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        self._row = self._row + 1 if number is None else int(number)
        self._column = 0
        self._number = str(self._row)
        if not 1 <= self._row <= ROWS:
            raise DamagedError(f"r={self._row}")
        if len(self.cells) > self._most:
            raise TooLargeError
        if truth(attributes.get("hidden")) or attributes.get("ht") == "0":
            self.hidden_rows.add(self._row)

    def _place(self, reference: str) -> None:
        if not reference:
            self._column += 1
            if self._column > COLUMNS:
                raise DamagedError(f"{self._row}: > {COLUMNS}")
        else:
            self._row, self._column = _cell(reference)
            self._number = str(self._row)
            self._letters[reference.rstrip("0123456789")] = self._column


def _cell(reference: str) -> tuple[int, int]:
    found = _REFERENCE.fullmatch(reference[:_LONGEST])
    if found is None:
        raise DamagedError(f"r={reference[:_LONGEST]}")
    row, column = int(found[2]), column_of(found[1])
    if not (1 <= row <= ROWS and column <= COLUMNS):
        raise DamagedError(f"r={reference}")
    return row, column


def _range(reference: str) -> Range:
    first, _, last = reference.partition(":")
    return (*_cell(first), *_cell(last or first))
