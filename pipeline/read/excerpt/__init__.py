"""The surroundings of a place: rows of a sheet, lines of a text, a paragraph of a template, with carets under the fault."""

from __future__ import annotations

from pipeline.issues import Location, SourceError
from pipeline.messages import Messages
from pipeline.read.excerpt.cells import cells
from pipeline.read.excerpt.lines import text_lines
from pipeline.read.excerpt.paragraph import paragraph


def excerpt(location: Location, messages: Messages) -> list[str]:
    """The lines that show a place, its words in the language of `messages`.

    None where the place is a whole file, or what it is in cannot be read or has changed since.
    """
    if not location.row:
        return []
    try:
        match location.path.suffix.lower():
            case ".xlsx":
                return cells(location)
            case ".docx":
                return paragraph(location, messages)
            case _:
                return text_lines(location)
    # lxml's own error is a SyntaxError.
    except (SourceError, LookupError, SyntaxError, OSError):
        return []
