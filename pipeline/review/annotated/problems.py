"""The first sheet of an annotated workbook: one row a problem, with a link to its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from openpyxl.styles import Alignment
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.issues import Issue, Location, Severity, letters
from pipeline.messages import Messages, counted
from pipeline.review.annotated.cells import AMBER, LINK, RED, Pen, fit, head
from pipeline.review.annotated.remark import severity

_HEAD = 2
_WIDTHS = (11, 9, 28, 18, 72, 72)


def write_problems(
    sheet: Worksheet, issues: Sequence[Issue], workbook: Path, sheets: Mapping[str, str], messages: Messages
) -> None:
    """Fill the sheet with the problems of a workbook and of what goes with it.

    `sheets` has the names in the copy of the sheets that it holds; a problem in one of them is linked to its cell.
    """
    errors, warnings = counted(issues)
    named = f"{workbook.parent.name}/{workbook.name}"
    pen = Pen(sheet)
    about = pen.put(1, 1, messages.say("copy_about", workbook=named, errors=errors, warnings=warnings))
    # It runs on over the empty cells beside it.
    about.alignment = Alignment(wrap_text=False)
    for column, title in enumerate(_titles(messages), 1):
        pen.put(_HEAD, column, title)
    head(sheet, _HEAD)
    for row, found in enumerate(issues, _HEAD + 1):
        at = found.location
        linked = at.path == workbook and at.part in sheets
        where = at.part if linked else _file(at, workbook)
        shown = cell_of(at) if linked else messages.place(at)
        texts = (severity(found, messages), found.code, where, shown, messages.message(found), messages.fix(found))
        for column, text in enumerate(texts, 1):
            pen.put(row, column, text)
        sheet.cell(row, 1).fill = RED if found.severity is Severity.ERROR else AMBER
        if linked:
            link = sheet.cell(row, 4)
            link.hyperlink = Hyperlink(ref="", location=f"{quote_sheetname(sheets[at.part])}!{shown}")
            link.font = LINK
    fit(sheet, dict(enumerate(_WIDTHS, 1)), _HEAD)
    sheet.auto_filter.ref = f"A{_HEAD}:{letters(len(_WIDTHS))}{_HEAD + len(issues)}"


def cell_of(location: Location) -> str:
    """The cell in which a problem of a sheet is marked: the first of its row or column where it has no other."""
    return letters(location.column or 1) + str(location.row or 1)


def _titles(messages: Messages) -> Iterator[str]:
    yield messages.say("copy_severity")
    yield messages.say("copy_code")
    yield messages.say("copy_where")
    yield messages.say("copy_cell")
    yield messages.say("copy_found")
    yield messages.say("copy_fix")


def _file(location: Location, workbook: Path) -> str:
    """A file by its name, below the document's folder or that of all documents: `text/01.md`, `languages/fr/labels.po`."""
    for folder in (workbook.parent, workbook.parent.parent):
        if location.path != workbook and location.path.is_relative_to(folder):
            return location.path.relative_to(folder).as_posix()
    return location.path.name
