"""Tables in CSV: the one door to the csv module, each row with its line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.gate.reading import FORBIDDEN, lines
from pipeline.gate.shown import shown
from pipeline.issues import Location, SourceError, issue

Row = tuple[Location, list[str]]


def rows(path: Path, text: str, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of a table below its first line, empty ones left out.

    Raises SourceError FI206 where the first line does not name these columns, FI207 at a row whose quotation marks do not pair,
    TX102 at a character that cannot be printed.
    """
    reader = csv.reader(lines(text), strict=True)
    row = 1
    try:
        first = next(reader, [])
        if tuple(first) != tuple(columns):
            at = Location(path, row=1, column=1)
            raise SourceError(issue("FI206", at, columns=",".join(columns), found=shown(lines(text)[0])))
        row = reader.line_num + 1
        for cells in reader:
            if found := FORBIDDEN.search("".join(cells)):
                raise SourceError(issue("TX102", Location(path, row=row, column=1), character=f"U+{ord(found[0]):04X}"))
            if cells:
                yield Location(path, row=row, column=1), cells
            row = reader.line_num + 1
    # The row where the fault shows may be the last; the one where it began is the one to mend.
    except csv.Error as error:
        at = Location(path, row=min(row, len(lines(text))), column=1)
        raise SourceError(issue("FI207", at, found=shown(lines(text)[at.row - 1]))) from error
