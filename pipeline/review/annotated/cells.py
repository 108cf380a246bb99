"""The cells of an annotated workbook: what stands in them is a value and never a formula, and how they look."""

from __future__ import annotations

import datetime
import math
import re
import unicodedata
from collections.abc import Mapping
from copy import copy
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.gate.reading import FORBIDDEN
from pipeline.issues import letters
from pipeline.read.grid import Raw

RED = PatternFill("solid", fgColor="FF9B9B")
AMBER = PatternFill("solid", fgColor="FFD98A")
_BLUE = PatternFill("solid", fgColor="D9E2F3")
_BOLD = Font(name="Calibri", size=11, bold=True)
LINK = Font(name="Calibri", size=11, color="0563C1", underline="single")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_DAY = "dd/mm/yyyy"

_FIRST_DAY = datetime.date(1900, 3, 1)
"""Before it Excel counts a 29 February 1900 that never was, and before 1900 nothing."""
_EXACT = 10**15
"""Excel keeps 15 digits of a number (its specifications and limits); a longer one is written as text."""
_LONGEST = 32_767
"""UTF-16 units that a cell or a comment can hold (likewise)."""
_FORMULA = ("=", "+", "-", "@", "\t")
"""What opens a formula when it is typed, or when a cell is saved as CSV and opened again (OWASP, CSV Injection)."""
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NARROWEST, _WIDEST, _SPARE = 8, 60, 3
"""The widths of columns, in characters."""
_LINE, _HIGHEST = 15, 409
"""The heights of a line and of the highest row that Excel has, in points."""


class Pen:
    """Writes the cells of a sheet. How they look is found once: openpyxl would spend most of its time on that, cell by cell."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        probe: Any = Cell(sheet, 1, 1)
        probe.alignment = _WRAPPED
        self._plain = copy(probe._style)
        probe.quotePrefix = True
        self._quoted = copy(probe._style)
        probe.quotePrefix, probe.number_format = False, _DAY
        self._day = copy(probe._style)

    def put(self, row: int, column: int, value: Raw) -> Cell:
        """Write a value so that Excel shows what was read: a text stays one, whatever it begins with."""
        cell = self.sheet.cell(row, column)
        assert isinstance(cell, Cell)
        look = self._plain
        match value:
            case bool():
                cell.value = value
            case int() if abs(value) < _EXACT:
                cell.value = value
            case float() if math.isfinite(value):
                cell.value = value
            case datetime.date() if value >= _FIRST_DAY:
                cell.value, look = value, self._day
            case None:
                pass
            case _:
                cell.value = written(str(value))
                cell.data_type = "s"
                if str(value).startswith(_FORMULA):
                    look = self._quoted
        cell._style = copy(look)  # type: ignore[attr-defined]
        return cell


def written(text: str) -> str:
    """A text as a workbook can hold it: no character that XML has not, none that reads as an escape, not too long."""
    # ECMA-376 part 1, 22.9.2.19: _x000D_ in a text is a character, unless its first underscore is escaped.
    text = _ESCAPE.sub("_x005F_", FORBIDDEN.sub("\u25a1", text))
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST:
        return text
    return units[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def head(sheet: Worksheet, row: int) -> None:
    """Make a row the head of the sheet: it stays when the rest is scrolled, and is printed on every page."""
    # Not sheet[row]: it makes a cell for each column up to a forgotten one.
    for (at, _), cell in sheet._cells.items():
        if at == row:
            cell.font, cell.fill = _BOLD, _BLUE
    sheet.freeze_panes = f"A{row + 1}"
    sheet.print_title_rows = f"{row}:{row}"
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0


def fit(sheet: Worksheet, widths: Mapping[int, float] | None = None, first: int = 1) -> None:
    """Give each column its width, or one for its longest line within bounds, and each row the height for its wrapped texts.

    Excel would find the heights by itself, LibreOffice does not. The rows before `first` stay as they are.
    """
    # Not iter_rows, for the same reason as above.
    lines = {
        place: [_width(line) for line in str(cell.value).split("\n")]
        for place, cell in sheet._cells.items()
        if place[0] >= first
    }
    made = dict(widths or {})
    for (_, column), found in lines.items():
        if not widths:
            made[column] = max(made.get(column, _NARROWEST), min(max(found) + _SPARE, _WIDEST))
    heights: dict[int, int] = {}
    for (row, column), found in lines.items():
        wrapped = sum(max(1, math.ceil(line / (made[column] - 1))) for line in found)
        heights[row] = max(heights.get(row, 1), wrapped)
    for column, width in made.items():
        sheet.column_dimensions[letters(column)].width = width
    for row, count in heights.items():
        if count > 1:
            sheet.row_dimensions[row].height = min(_LINE * count, _HIGHEST)


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
