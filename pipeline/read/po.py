"""PO files, for labels and catalogues: the door to polib."""

from __future__ import annotations

import re
from pathlib import Path

import polib

from pipeline.gate.reading import lines
from pipeline.gate.shown import shown
from pipeline.issues import Issue, Location, SourceError, issue

# A blank line, a comment (obsolete entries are that too), or a keyword with its text in quotes. polib takes a line without
# them, or one that was cut off, for a text that is shorter by a character. A plural has no place: a unit has one translation,
# and polib would hand over an empty one.
_LINE = re.compile(r'\s*(?:#.*|(?:(msgctxt|msgid|msgstr)\s+)?"(?:[^"\\]|\\.)*"\s*)?\Z')
_OPEN = ("msgctxt", "msgid")
"""Keywords with which no entry ends."""
_CONTINUED = re.compile(r'\s*(?:#~\s*)?(?:#\|\s*)?"')
_SKIPPED = re.compile(r"\s*(?:#~\|.*)?\Z")
_REMARK = re.compile(r"\s*(?:#~\s*)?#(?![~|])")
_PLACE = re.compile(r"\(line (\d+)\)")

LONGEST_TEXT = 65_536
"""Characters of one text of an entry, as they are typed: twice what a cell of Excel holds, so that each may be escaped. polib
joins the lines of a text one by one, which takes time with the square of their number."""

MOST_REMARKS = 1000
"""Lines of comments in a row, which polib joins likewise."""


class _Text(str):
    """A text of which polib sees the lines that editors see: it would also cut it at U+2028 and its like."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: FBT001, FBT002, ARG002 - as str has it
        return lines(self)


def po_file(path: Path, text: str, code: str) -> polib.POFile:
    """The entries in the text of the PO file at `path`.

    Raises SourceError with `code`, at the line, where it is none, and FI210 where a text or a comment has no end.
    """
    if fault := _fault(path, lines(text), code):
        raise SourceError(fault)
    try:
        # polib takes a text without a line end for the name of a file.
        return polib.pofile(_Text(text + "\n"), wrapwidth=0, encoding="utf-8")
    # polib raises OSError for a syntax error, with the line in its text.
    except (OSError, ValueError) as error:
        place = _PLACE.search(str(error))
        row = min(int(place[1]), len(lines(text))) if place else 0
        line = lines(text)[row - 1] if row else ""
        raise SourceError(_not_understood(path, row, line, code)) from error


def _fault(path: Path, rows: list[str], code: str) -> Issue | None:
    length = remarks = 0
    last, at = "", 0
    for row, line in enumerate(rows, 1):
        found = _LINE.match(line)
        if found is None:
            return _not_understood(path, row, line, code)
        if found[1]:
            last, at = found[1], row
        if _SKIPPED.match(line):
            continue
        remark = _REMARK.match(line) is not None
        length = length + len(line) if _CONTINUED.match(line) else len(line)
        remarks = remarks + 1 if remark else remarks if _CONTINUED.match(line) else 0
        if length > LONGEST_TEXT or remarks > MOST_REMARKS:
            return issue("FI210", Location(path, row=row, column=1), most=LONGEST_TEXT, remarks=MOST_REMARKS)
    return _not_understood(path, at, rows[at - 1], code) if last in _OPEN else None


def _not_understood(path: Path, row: int, line: str, code: str) -> Issue:
    return issue(code, Location(path, row=row, column=1 if row else 0, length=len(line)), found=shown(line.strip()))
