"""The cells of a workbook as they stand: the one door to openpyxl for reading."""

from __future__ import annotations

import datetime
import io
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.gate.container import packed
from pipeline.gate.kinds import Kind
from pipeline.gate.reading import read_container
from pipeline.issues import Location, Report, SourceError, issue

# How a workbook writes control characters (ECMA-376 part 1, 22.9.2.19); openpyxl leaves them so.
_ESCAPED = re.compile(r"_x00([01][0-9A-Fa-f])_")

Raw = str | bool | int | float | datetime.date | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: its values by (row, column), both from 1; empty cells are absent. `rows` and `columns` reach to the last value."""

    name: str
    values: Mapping[tuple[int, int], Raw]
    rows: int
    columns: int


def read_grids(path: Path, report: Report) -> tuple[Grid, ...]:
    """All sheets of a workbook, in its order. Raises SourceError as `read_container` does, and XL101.

    Reports XL210 (error values), XL211 (formulas whose value was not stored) and XL215 (merged cells) by cell; such a cell is
    left out.
    """
    data = packed(read_container(path, Kind.WORKBOOK))
    import openpyxl  # noqa: PLC0415 - 165 ms, and a run that finds nothing changed needs none of it

    try:
        # openpyxl warns of drop-downs that it would lose in writing; nothing is written here.
        with warnings.catch_warnings(action="ignore"):
            values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
            formulas = openpyxl.load_workbook(io.BytesIO(data))
    # openpyxl raises whatever its parsers raise (KeyError, TypeError, IndexError …) on a damaged file.
    except Exception as error:
        raise SourceError(issue("XL101", Location(path))) from error
    return tuple(_grid(path, sheet.title, sheet, formulas[sheet.title], report) for sheet in values.worksheets)


def _grid(path: Path, name: str, values: Any, formulas: Any, report: Report) -> Grid:
    made: dict[tuple[int, int], Raw] = {}
    for merged in values.merged_cells.ranges:
        at = Location(path, name, merged.min_row, merged.min_col)
        report(issue("XL215", at, range=merged.coord))
    # Not iter_rows: it makes a cell for each place up to a forgotten one in row 1048576.
    for place, cell in sorted(formulas._cells.items()):
        at = Location(path, name, *place)
        stored = values.cell(*place)
        if stored.data_type == "e":
            report(issue("XL210", at, found=stored.value))
        # The stored value of ="" is a string, which openpyxl gives as None.
        elif cell.data_type == "f" and stored.value is None and stored.data_type == "n":
            report(issue("XL211", at, found=getattr(cell.value, "text", cell.value)))
        elif (value := _plain(stored.value)) is not None:
            made[place] = value
    return Grid(name, made, max((row for row, _ in made), default=0), max((column for _, column in made), default=0))


def _plain(value: Any) -> Raw:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, str):
        value = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
        return value.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n") or None
    if isinstance(value, bool | int | float | datetime.date) or value is None:
        return value
    return str(value)
