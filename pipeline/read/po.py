"""PO files, for labels and catalogues: the door to polib."""

from __future__ import annotations

import re
from pathlib import Path

import polib

from pipeline.gate.reading import lines
from pipeline.issues import Location, SourceError, issue

# A blank line, a comment (obsolete entries are that too), or a keyword with its text in quotes. polib takes a line without
# them, or one that was cut off, for a text that is shorter by a character.
_LINE = re.compile(r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?"(?:[^"\\]|\\.)*"\s*)?\Z')


def po_file(path: Path, text: str, code: str) -> polib.POFile:
    """The entries in the text of the PO file at `path`; raises SourceError with `code`, at the line, where it is none."""
    for row, line in enumerate(lines(text), 1):
        if not _LINE.match(line):
            raise SourceError(issue(code, Location(path, row=row, column=1, length=len(line)), reason=line[:60]))
    try:
        # polib takes a text without a line end for the name of a file.
        return polib.pofile(text + "\n", wrapwidth=0)
    # polib raises OSError for a syntax error, with the line in its text.
    except (OSError, ValueError) as error:
        raise SourceError(issue(code, Location(path), reason=error)) from error
