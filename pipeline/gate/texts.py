"""Texts from outside: fragments, catalogues, tables, settings. UTF-8, without zeros, in lines that a person could have typed."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.gate.encodings import likely_encoding, wide_encoding
from pipeline.gate.kinds import Kind, signed
from pipeline.issues import Issue, Location, SourceError, issue

LARGEST_TEXT = {Kind.PO: 16 * 2**20, Kind.TOML: 2**20, Kind.CSV: 2**20, Kind.MARKDOWN: 4 * 2**20}
"""Bytes: a catalogue of 18,000 paragraphs (500 pages) has 9 MB, all its fragments have 3 MB, a table of names 100 kB."""

LONGEST_LINE = {Kind.PO: 65_536, Kind.TOML: 2_000, Kind.CSV: 10_000, Kind.MARKDOWN: 32_767}
"""Characters: a line of a fragment holds a paragraph, and a cell of Excel no more than 32,767; in a catalogue each of them may
be escaped."""

MOST_LINES = {Kind.PO: 400_000, Kind.TOML: 20_000, Kind.CSV: 10_000, Kind.MARKDOWN: 40_000}
"""A paragraph is a line of a fragment (0.2 ms), a row of a table an expression (0.2 ms), an entry ten lines of a catalogue."""

MOST_ENTRIES = 40_000
"""Of a catalogue: 0.2 ms each."""

MOST_MARKS = 200_000
"""Signs of a fragment or catalogue that may be marks, each of which is looked at for 20 µs; a paragraph has four or so."""

_CONFLICT = re.compile(r"(?m)^(<{7}|={7}|>{7})(?=[ \r]|$)")
_SIDE = re.compile(r"(?m)^(?:<{7}|>{7}) \S")
_SIDES = ["<<<<<<<", "=======", ">>>>>>>"]
_ENDS = re.compile(r"\r\n|\n|\r")
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_ENTRY = re.compile(r"(?m)^[ \t]*(?:#~[ \t]*)?msgid[ \t]")
_PACKAGE = b"PK\x03\x04"


def lines(text: str) -> list[str]:
    """The lines of a text as editors count them: only CR and LF end one (`str.splitlines` also ends them at U+2028)."""
    return _ENDS.split(text) if "\r" in text else text.split("\n")


def text_of(path: Path, data: bytes, kind: Kind | None) -> str:
    """The text in the bytes of a file, a byte order mark left out.

    Raises SourceError TX101 at the first wrong byte, FI111, FI115 to FI117, FI121 to FI125, FI128 and FI129.
    """
    if fault := _other(path, data):
        raise SourceError(fault)
    try:
        # Programs that join files leave a mark for each at the beginning.
        text = data.decode("utf-8-sig").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        raise SourceError(_wrong_byte(path, error)) from error
    if fault := _zero(path, text) or _conflict(path, text) or (kind and (_many(path, text, kind) or _long(path, text, kind))):
        raise SourceError(fault)
    return text


def _other(path: Path, data: bytes) -> Issue | None:
    here = Location(path)
    if found := signed(data):
        code, name = found
        # What is said of a lock, a shortcut or a pointer is the same whatever was wanted.
        if code in ("FI111", "FI115", "FI116"):
            return issue(code, here, found=name)
        return issue("FI121", here, found=name or "OLE")
    if data.startswith((_PACKAGE, b"%PDF-")):
        return issue("FI121", here, found="ZIP" if data.startswith(_PACKAGE) else "PDF")
    if _PAGE.match(data):
        return issue("FI121", here, found="HTML")
    encoding = wide_encoding(data)
    return issue("FI122", here, encoding=encoding) if encoding else None


def _wrong_byte(path: Path, error: UnicodeDecodeError) -> Issue:
    # The codec counts from behind a byte order mark, and what stands before the wrong byte is sound.
    before = error.object[: error.start].decode("utf-8")
    at = _place(path, before)
    byte = f"0x{error.object[error.start]:02X}"
    # Behind sound UTF-8 a byte is a slip; a guess needs a few words besides.
    encoding = likely_encoding(bytes(error.object)) if before.isascii() else ""
    return issue("FI123", at, byte=byte, encoding=encoding) if encoding else issue("TX101", at, byte=byte)


def _zero(path: Path, text: str) -> Issue | None:
    at = text.find("\0")
    return None if at < 0 else issue("FI124", _place(path, text[:at]))


def _conflict(path: Path, text: str) -> Issue | None:
    if not any(side in text for side in _SIDES):
        return None
    found = list(_CONFLICT.finditer(text))
    for at in range(len(found) - 2):
        if [mark[1] for mark in found[at : at + 3]] == _SIDES:
            return issue("FI117", _place(path, text[: found[at].start()]))
    # No text begins a line so either; a row of equals signs alone may underline a title.
    alone = _SIDE.search(text)
    return issue("FI117", _place(path, text[: alone.start()])) if alone else None


def _many(path: Path, text: str, kind: Kind) -> Issue | None:
    if len(text) <= min(MOST_LINES[kind], MOST_ENTRIES, MOST_MARKS):
        # It has no more characters than it may have of any of them.
        return None
    counts = [(text.count("\n") + text.count("\r"), MOST_LINES[kind])]
    if kind is Kind.PO:
        counts.append((sum(1 for _ in _ENTRY.finditer(text)), MOST_ENTRIES))
    for count, most in counts:
        if count > most:
            return issue("FI128", Location(path), count=count, most=most)
    if kind in (Kind.PO, Kind.MARKDOWN) and sum(map(text.count, "[]{}*^`\\<&!")) > MOST_MARKS:
        return issue("FI129", Location(path), most=MOST_MARKS)
    return None


def _long(path: Path, text: str, kind: Kind) -> Issue | None:
    most = LONGEST_LINE[kind]
    for row, line in enumerate(lines(text) if len(text) > most else (), 1):
        if len(line) > most:
            return issue("FI125", Location(path, row=row, column=most + 1), length=len(line), most=most)
    return None


def _place(path: Path, before: str) -> Location:
    rows = lines(before)
    return Location(path, row=len(rows), column=len(rows[-1]) + 1)
