"""Rows of cells as most programs write them, found by expressions, in a third of the time that a parser takes.

The expressions know the forms that they name and nothing else. A sheet that has anything in another form is left to the parser
(`sheets.cells`), whole; and what goes through here has passed the gate, so it is well-formed XML without document type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

ROWS, COLUMNS = 1_048_576, 16_384

Cell = tuple[int, int, str, str, str | None, str | None]
"""Row, column, type, style, formula and stored text; the last two are None where there is none."""

_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml [^<>]*\?>\s*)?<worksheet[\s>]")
_BEGIN, _END, _END_OF_ROW = b"<sheetData>", b"</sheetData>", b"</row>"
_LONGEST = 2**20
"""Bytes of a row: what stands in it is held in many pieces for a moment."""

_ATTRIBUTE = r' [\w:.-]+="[^"<&\t\n]*"'
_ROW = re.compile(rf'\s*<row r="([1-9][0-9]{{0,6}})"((?:{_ATTRIBUTE})*)(/?)>\s*')
_HIDES = re.compile(r' (?:hidden="(?:1|true)"|ht="0")')
# A cell without content, or with a value, a text in line, or a formula and its value.
_CELL = re.compile(
    r'<c r="([^<>/]*)(?:/>|><(?:v|is><t|is><t xml:space="preserve"|f(?: aca="false")?>([^<]*)</f><v)>([^<]*)</(?:v|t></is)></c>)'
)
_HEAD = re.compile(rf'([A-Z]{{1,3}})"((?:{_ATTRIBUTE})*)')
_KIND, _STYLE = re.compile(' t="([^"]*)"'), re.compile(' s="([^"]*)"')
# Without a document type there are no others (XML 1.0, 4.6).
_REFERENCE = re.compile(r"&(?:#([0-9]+)|#x([0-9A-Fa-f]+)|(\w+));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class _UnusualError(Exception):
    """Something that the expressions do not know."""


@dataclass(slots=True)
class Rows:
    """The cells of a sheet that hold anything, its hidden rows, its last row, and the part without its rows."""

    around: bytes
    cells: list[Cell] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    last: int = 0


def usual_rows(part: bytes, most: int) -> Rows | None:
    """The rows of a sheet; None where anything in it is written otherwise, or where it has more cells than are asked for."""
    begin, end = part.find(_BEGIN) + len(_BEGIN), part.rfind(_END)
    if begin < len(_BEGIN) or end < begin or not _is_plain(part[:begin]):
        return None
    rows = Rows(part[:begin] + part[end:])
    reading = _Reading(rows)
    at = begin
    try:
        while at < end:
            row_end = part.find(_END_OF_ROW, at, end)
            if (end if row_end < 0 else row_end) - at > _LONGEST or len(rows.cells) > most:
                return None
            if row_end < 0:
                reading.read(part[at:end].decode(), closed=False)
                break
            reading.read(part[at:row_end].decode(), closed=True)
            at = row_end + len(_END_OF_ROW)
    except _UnusualError:
        return None
    return rows


def _is_plain(head: bytes) -> bool:
    """Whether what stands before the rows has neither comments nor prefixes, and leaves nothing open but the root and their own."""
    closed = head.count(b"<?") + 2 * head.count(b"</") + head.count(b"/>")
    return (
        _OPENING.match(head) is not None and b"<!" not in head and head.count(b"<") - closed == len(("worksheet", "sheetData"))
    )


class _Reading:
    """Reads rows one after the other; what it has learnt of the heads of cells holds for all of them."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._heads: dict[str, tuple[int, str, str]] = {}

    def read(self, text: str, *, closed: bool) -> None:
        """A row up to its end, and those without cells before it; only such where it is not `closed`. Raises _UnusualError."""
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        number, at, empty = "", 0, "/"
        while empty and (found := _ROW.match(text, at)):
            number, attributes, empty = found.groups()
            self._begin(int(number), attributes)
            at = found.end()
        if closed is bool(empty):
            raise _UnusualError
        if closed:
            self._read_cells(number, text[at:])
        elif text[at:].strip():
            raise _UnusualError

    def _begin(self, row: int, attributes: str) -> None:
        if row > ROWS:
            raise _UnusualError
        self._rows.last = row
        if attributes and _HIDES.search(attributes):
            self._rows.hidden.add(row)

    def _read_cells(self, number: str, text: str) -> None:
        pieces = _CELL.split(text)
        # Blanks between cells are no part of any.
        if any(pieces[::4]) and "".join(pieces[::4]).strip():
            raise _UnusualError
        row, end = int(number), number + '"'
        heads, cells, referring = self._heads, self._rows.cells, "&" in text
        for head, formula, stored in zip(pieces[1::4], pieces[2::4], pieces[3::4], strict=True):
            # The head of a cell is the same in every row but for the number.
            bare = head.replace(end, '"', 1)
            column, kind, style = heads.get(bare) or self._head(bare)
            if stored is not None:
                if referring:
                    formula, stored = _plain(formula), _plain(stored)  # noqa: PLW2901 - the same, as it was meant
                cells.append((row, column, kind, style, formula, stored))

    def _head(self, bare: str) -> tuple[int, str, str]:
        found = _HEAD.fullmatch(bare)
        if found is None or (column := column_of(found[1])) > COLUMNS:
            raise _UnusualError
        kind, style = _KIND.search(found[2]), _STYLE.search(found[2])
        self._heads[bare] = made = column, kind[1] if kind else "n", style[1] if style else ""
        return made


def column_of(letters: str) -> int:
    """The number of a column, from 1."""
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _plain(text: str | None) -> str | None:
    return _REFERENCE.sub(_referred, text) if text and "&" in text else text


def _referred(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    return chr(int(decimal or hexadecimal, 10 if decimal else 16)) if name is None else _NAMED[name]
