"""A copy of a document's workbook: a first sheet of problems, and each bad cell in red with a comment on it.

It is made anew from the values that were read. So nothing that the workbook may hide comes along: no formula, link, macro,
picture or connection.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.issues import Issue
from pipeline.messages import Messages
from pipeline.read.grid import Grid, read_grids
from pipeline.review.annotated.cells import RED, Pen, fit, head, written
from pipeline.review.annotated.problems import cell_of, write_problems
from pipeline.review.annotated.remark import remark
from pipeline.write.parts import Properties, app, core
from pipeline.write.zipped import zipped

AUTHOR = "council"
MOMENT = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
"""The date that copies bear: a real one would make each copy another file."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
"""What Excel takes in no name of a sheet, nor an apostrophe at either end (support.microsoft.com, Rename a worksheet)."""
_LONGEST = 31
_COMMENT_WIDTH, _LINE, _LINE_HEIGHT, _HIGHEST = 380, 58, 17, 640  # pixels, but the characters that such a line holds


def annotated_workbook(workbook: Path, issues: Sequence[Issue], messages: Messages) -> bytes:
    """The copy, with `issues` in their order; those of other files are listed without a link.

    Raises SourceError where the workbook cannot be read.
    """
    grids = read_grids(workbook, lambda _: None)
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    taken: set[str] = set()
    names = {grid.name: _free(grid.name, taken) for grid in grids}
    first.title = _free(messages.say("copy_sheet"), taken)
    write_problems(first, issues, workbook, names, messages)
    own = [found for found in issues if found.location.path == workbook]
    for grid in grids:
        sheet = book.create_sheet(names[grid.name])
        _write(sheet, grid)
        _mark(sheet, [found for found in own if found.location.part == grid.name], messages)
    return _packed(book, f"{workbook.parent.name}/{workbook.name}")


def _write(sheet: Worksheet, grid: Grid) -> None:
    pen = Pen(sheet)
    # A cell that was left out since it is wrong is shown as the file has it, so that a person can find it again.
    for (row, column), value in {**grid.shown, **grid.values}.items():
        pen.put(row, column, value or None if isinstance(value, str) else value)
    fit(sheet)
    head(sheet, 1)


def _mark(sheet: Worksheet, issues: Sequence[Issue], messages: Messages) -> None:
    cells: dict[str, list[str]] = defaultdict(list)
    for found in issues:
        cells[cell_of(found.location)].append(remark(found, messages))
    for name, remarks in cells.items():
        text = written("\n\n".join(remarks))
        lines = sum(1 + len(line) // _LINE for line in text.split("\n"))
        height = min(_LINE_HEIGHT * (lines + 1), _HIGHEST)
        sheet[name].fill = RED
        sheet[name].comment = Comment(text, AUTHOR, height=height, width=_COMMENT_WIDTH)
    if cells:
        sheet.sheet_properties.tabColor = RED.fgColor


def _free(name: str, taken: set[str]) -> str:
    """A name that Excel takes, and that no other sheet has, in whatever case; it is taken from then on."""
    plain = _FORBIDDEN.sub("_", written(name)).strip("'")[:_LONGEST].rstrip("'") or "_"
    made, number = plain, 1
    while made.casefold() in taken:
        number += 1
        end = f" ({number})"
        made = plain[: _LONGEST - len(end)] + end
    taken.add(made.casefold())
    return made


def _packed(book: Workbook, title: str) -> bytes:
    """The workbook's bytes: those that openpyxl writes, but for the clock and the name of another program in them."""
    store = io.BytesIO()
    book.save(store)
    with zipfile.ZipFile(store) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["docProps/core.xml"] = core(Properties(title, "", "", "", MOMENT))
    parts["docProps/app.xml"] = app()
    return zipped(parts)
