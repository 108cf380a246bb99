"""A workbook as plain text for `git diff`: one line a cell, keyed by row id and column name.

The lines are sorted by sheet, id and column, so that sorted rows and moved columns are no difference; a sheet without ids is
keyed by the names of its cells.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from pipeline.issues import letters
from pipeline.read.grid import Grid

_KEYS = ("id", "key")
"""The columns whose cells name their row: of a sheet of records, of the settings."""


def cells_text(grids: Iterable[Grid]) -> str:
    """The cells of some sheets, each sheet's sorted; ends with a line end where there is any."""
    return "".join(f"{line}\n" for grid in grids for line in sorted(_lines(grid)))


def _lines(grid: Grid) -> Iterator[str]:
    header = {column: str(value) for (row, column), value in grid.values.items() if row == 1}
    key = next((column for column, name in header.items() if name in _KEYS), 0)
    for (row, column), value in grid.values.items():
        id_ = grid.values.get((row, key))
        if key and row == 1:
            continue
        if key and id_ is not None and column in header:
            if column != key or len(header) == 1:
                yield f"{grid.name}[{id_}].{header[column]}\t{_shown(value)}"
        else:
            yield f"{grid.name}!{letters(column)}{row}\t{_shown(value)}"


def _shown(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\n", "⏎").replace("\u00a0", "⍽")
