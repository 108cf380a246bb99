"""A line of a text with what explains it: the line before, the header of a table of it, the whole entry of a catalogue."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.gate.reading import lines, read_text
from pipeline.issues import Location
from pipeline.messages.screen import LEFT_TO_RIGHT, clean, head, isolated, tail, width

_WIDEST = 96
_BESIDE = 72
_ENTRY = 6
_SAID = re.compile(r"\s*(?:msg|#[ ,|])")
_TABLE = re.compile(r"\s*\[")


def text_lines(location: Location) -> list[str]:
    """The lines that show a place in a text. Raises IndexError where there is no such line."""
    texts = lines(read_text(location.path))
    text = texts[location.row - 1]
    if location.part:
        return [_beside(texts, row) for row in _entry(texts, location.row)]
    shown, carets = windowed(text, location.column, location.length)
    made = [*(_beside(texts, row) for row in _explaining(texts, location)), _numbered(location.row, shown)]
    return [*made, f"    │ {carets}"] if location.column else made


def _entry(texts: Sequence[str], first: int) -> list[int]:
    """The lines of an entry of a catalogue that a translator looks at; which of them is meant is not known."""
    end = next((row for row in range(first, len(texts)) if not texts[row].strip()), len(texts))
    return [row for row in range(first, end + 1) if _SAID.match(texts[row - 1])][:_ENTRY]


def windowed(text: str, column: int, length: int) -> tuple[str, str]:
    """As much of a line as fits around the fault, and the carets below it. Each stretch is laid out by itself."""
    at = max(0, column - 1)
    before, fault, after = (clean(part) for part in (text[:at], text[at : at + max(length, 1)], text[at + max(length, 1) :]))
    if width(before) + width(fault) + width(after) > _WIDEST:
        fault = head(fault, _WIDEST)
        left = _WIDEST - width(fault)
        before = tail(before, max(left // 2, left - width(after), 1)) if before else ""
        after = head(after, max(left - width(before), 1)) if after else ""
    carets = " " * width(before) + "^" * max(1, width(fault))
    return f"{isolated(before)}{isolated(fault)}{isolated(after)}", carets


def _explaining(texts: Sequence[str], location: Location) -> list[int]:
    """The numbers of the lines that are shown before the one that is meant."""
    before = range(location.row - 1, 0, -1)
    match location.path.suffix.lower():
        case ".csv":
            wanted = [1]
        case ".toml":
            wanted = [location.row - 1, *(row for row in before if _TABLE.match(texts[row - 1]))][:2]
        case ".po":
            wanted = [location.row - 1]
        case _:
            wanted = [row for row in before if texts[row - 1].strip()][:1]
    return sorted({row for row in wanted if 0 < row < location.row and texts[row - 1].strip()})


def _beside(texts: Sequence[str], row: int) -> str:
    return _numbered(row, isolated(head(clean(texts[row - 1]), _BESIDE)))


def _numbered(row: int, shown: str) -> str:
    line = f"{row:>4}│ {shown}".rstrip()
    return LEFT_TO_RIGHT + line if isolated(shown) != shown else line
